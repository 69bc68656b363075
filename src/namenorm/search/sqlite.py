"""SQLite's full-text search, FTS5: a key column with `sqlite3`, a tokenizer with `apsw`.

`register` gives a connection the SQL function that fills a key column. `register_tokenizer` gives
one of apsw (extra `sqlite`) a tokenizer that puts the keys beside each word, so that any MATCH
finds any spelling, and `highlight()` and `snippet()` mark the word as it is written.

>>> import sqlite3
>>> base = register(sqlite3.connect(":memory:"))
>>> made = base.execute("CREATE VIRTUAL TABLE story USING fts5(text, name_keys, "
...                     "tokenize=\\"unicode61 tokenchars ':_'\\")")
>>> made = base.execute("INSERT INTO story VALUES ('…', nn_keys('Sviatlana Tsikhanouskaya'))")
>>> found = ask(SearchQuery("Тихановская", terms("Тихановская"), "name_keys", None, 10))
>>> base.execute(f"SELECT count(*) FROM story WHERE {found.sql}", found.parameters).fetchone()
(1,)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from namenorm.errors import InputError, UnknownLanguage
from namenorm.search.condition import Condition, identifier, quoted
from namenorm.search.search_query import SearchQuery
from namenorm.search.terms import stored, terms
from namenorm.text.letters import APOSTROPHE, word
from namenorm.text.marks import Bare

if TYPE_CHECKING:
    import sqlite3

    import apsw

TOKENIZER: Final = "namenorm"
"""The name of the tokenizer, as in `fts5(text, tokenize='namenorm')`."""
_WORD: Final = re.compile(word(r"[^\W_]", f"{APOSTROPHE}'-"))
_LONGEST: Final = 100
"""Letters of a word that may be a name; a longer one is found as it is written."""


def ask(query: SearchQuery) -> Condition:
    """A condition over the key column of an FTS5 table."""
    clauses = [f"({' OR '.join(map(quoted, term.keys))})" for term in query.required]
    return Condition(f"{identifier(query.field)} MATCH ?", (" AND ".join(clauses),))


def register(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Give `connection` the SQL function `nn_keys`, and return it.

    `nn_keys(name)` is the keys of a name with spaces between; `nn_keys(name, lang)` has the marked
    ones, too (`stored`). NULL where there is no name; an unknown language is an error.
    """

    def keyed(name: str | None) -> str | None:
        return _keys_of(name, marked=False, lang=None)

    def marked(name: str | None, lang: str | None) -> str | None:
        return _keys_of(name, marked=True, lang=lang)

    connection.create_function("nn_keys", 1, keyed, deterministic=True)
    connection.create_function("nn_keys", 2, marked, deterministic=True)
    return connection


def _keys_of(name: Any, *, marked: bool, lang: str | None) -> str | None:
    try:
        return None if name is None else " ".join(stored(name, marked=marked, lang=lang))
    except UnknownLanguage:
        raise
    except InputError:
        return None


def register_tokenizer(connection: apsw.Connection) -> apsw.Connection:
    """Give `connection` the tokenizer `namenorm`, and return it.

    A word of a document with a capital letter is found by what it is and by its keys; of a query,
    every word. Words are what `MATCH` asks for, quotes make phrases.
    """
    from apsw import FTS5_TOKENIZE_DOCUMENT, fts5

    @fts5.StringTokenizer
    def tokenizer(_connection: Any, _arguments: list[str]) -> Any:
        def tokenize(text: str, reason: int, _locale: str | None) -> Iterator[tuple[Any, ...]]:
            document = bool(reason & FTS5_TOKENIZE_DOCUMENT)
            bare = Bare(text)
            for match in _WORD.finditer(bare.text):
                word = match.group()
                found: Iterable[str] = ()
                if not document or word[0].isupper():
                    found = _keys(word) if len(word) <= _LONGEST else ()
                yield (*bare.source_span(*match.span()), word.lower(), *found)

        return tokenize

    # The published type is that of the decorated function, not of what the decorator makes of it.
    connection.register_fts5_tokenizer(TOKENIZER, tokenizer)  # type: ignore[arg-type]
    return connection


@lru_cache(4096)
def _keys(word: str) -> tuple[str, ...]:
    """The keys of a word, with a sign before each that no word has."""
    try:
        return tuple(f":{key}" for term in terms(word) for key in term.keys)
    except InputError:
        return ()
