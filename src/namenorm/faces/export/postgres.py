"""export(): a folder for PostgreSQL: queries by keys without Python, and dictionaries.

| file | what it is |
|---|---|
| `keys.sql` | the table `nn_word` of words and their keys, with functions; any server takes it |
| `text_search.sql` | the configuration `namenorm`; it needs the two files in `tsearch_data` |
| `namenorm.ths` | a thesaurus: each spelling of an identity becomes one lexeme |
| `namenorm.rules` | what `unaccent` makes of letters |

SQL cannot make keys, so a table has the words with their keys, and `nn_key` looks them up. A word
may have further keys inside a name; the table has those of all names that it was made of, too. A
word that is not in the table has no key until `namenorm.search.postgres.learn` adds it;
`nn_unknown` lists such words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from namenorm.faces.export.clusters import ALL, Choice, Cluster, clusters
from namenorm.faces.export.formats import FORMATS
from namenorm.faces.export.letters import rules
from namenorm.files import atomic, file_faults
from namenorm.keying import VERSION
from namenorm.registry import Identity
from namenorm.search.folding import CAPITALS, DOT, HARD_SIGN, INSIDE, SMALL, WORD
from namenorm.search.vocabulary import vocabulary
from namenorm.text.letters import APOSTROPHE, APOSTROPHES, HYPHENS

Progress = Callable[[int], None]
FILES: Final = ("keys.sql", "text_search.sql", "namenorm.ths", "namenorm.rules")
_BATCH: Final = 500
"""Rows of one INSERT."""


def export(
    identities: Iterable[Identity],
    folder: Path,
    *,
    choice: Choice = ALL,
    progress: Progress = lambda _: None,
) -> int:
    """Write the files of `identities`, which come by id, into `folder`; gives the count of words.

    The folder is made where it is missing; each file is whole or not there. `progress` is
    called with how many identities have been read. Raises `FileFault`.
    """
    chosen = list(clusters(identities, choice))
    words = vocabulary(_spellings(chosen, progress))
    contents = {
        "keys.sql": _keys(words),
        "text_search.sql": [_TEXT_SEARCH],
        "namenorm.ths": _thesaurus(chosen),
        "namenorm.rules": rules(),
    }
    with file_faults(folder):
        folder.mkdir(exist_ok=True)
        for name, lines in contents.items():
            with atomic(folder / name) as file:
                file.writelines(f"{line}\n".encode() for line in lines)
    return len(words)


def _spellings(chosen: Iterable[Cluster], progress: Progress) -> Iterator[str]:
    """The spellings of all clusters."""
    for count, cluster in enumerate(chosen, start=1):
        yield from cluster.texts
        progress(count)


def _thesaurus(chosen: Iterable[Cluster]) -> Iterator[str]:
    form = FORMATS["postgres"]
    yield f"{form.comment}namenorm {version('namenorm')}, synonyms"
    for entry in form.entries(chosen):
        yield entry.text


def _keys(words: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The statements of `keys.sql`."""
    yield _FUNCTIONS
    rows = [f"({_literal(word)}, {_literal(_array(keys))})" for word, keys in words.items()]
    for first in range(0, len(rows), _BATCH):
        yield "INSERT INTO nn_word (word, keys) VALUES"
        yield ",\n".join(rows[first : first + _BATCH])
        yield "ON CONFLICT (word) DO UPDATE SET keys = excluded.keys;"
    yield "COMMIT;"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _array(keys: tuple[str, ...]) -> str:
    """An array as PostgreSQL reads one; keys have no sign that it knows."""
    return "{" + ",".join(f'"{key}"' for key in keys) + "}"


_FOLDED: Final = CAPITALS + APOSTROPHES + HYPHENS
_FOLDS: Final = SMALL + APOSTROPHE * len(APOSTROPHES) + "-" * len(HYPHENS)
_FUNCTIONS: Final = f"""\
-- namenorm {version("namenorm")}: words and their keys, version {VERSION}.
BEGIN;
DO $$
BEGIN
    IF to_regprocedure('nn_version()') IS NOT NULL THEN
        IF nn_version() <> {_literal(VERSION)} THEN
            TRUNCATE nn_word;
        END IF;
    END IF;
END $$;
CREATE TABLE IF NOT EXISTS nn_word (word text PRIMARY KEY, keys text[] NOT NULL);

-- The version of the keys; columns that were filled under another one must be filled anew.
CREATE OR REPLACE FUNCTION nn_version() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {_literal(VERSION)} $$;

-- A text in small letters, with one apostrophe and one hyphen, without what is inside words
-- and no letter: marks, dots, invisible characters.
CREATE OR REPLACE FUNCTION nn_fold(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(
        translate(
            regexp_replace(normalize(name, NFC), {_literal(INSIDE)}, '', 'g'),
            {_literal(_FOLDED)}, {_literal(_FOLDS)}
        ),
        {_literal(DOT)}, '', 'g'), {_literal(HARD_SIGN)}, {_literal(APOSTROPHE)}, 'g')
$$;

-- The words of a text, in their order.
CREATE OR REPLACE FUNCTION nn_words(name text) RETURNS TABLE (place bigint, word text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT found.place, found.words[1]
    FROM regexp_matches(nn_fold(name), '{WORD}', 'g') WITH ORDINALITY AS found (words, place)
$$;

-- The keys of a name: what its key column holds, and what a query of one word asks for.
CREATE OR REPLACE FUNCTION nn_key(name text) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key ORDER BY key), '{{}}')
    FROM nn_words(name) AS asked JOIN nn_word AS known USING (word), unnest(known.keys) AS key
$$;

-- The words of a name that have no keys here yet.
CREATE OR REPLACE FUNCTION nn_unknown(name text) RETURNS text[]
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT word ORDER BY word), '{{}}')
    FROM nn_words(name) AS asked
    WHERE NOT EXISTS (SELECT FROM nn_word AS known WHERE known.word = asked.word)
$$;

-- Whether a column of keys agrees with each word of a query; NULL where a word is not known.
CREATE OR REPLACE FUNCTION nn_fits(held text[], query text) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN bool_and(known.word IS NOT NULL)
        THEN bool_and(held && known.keys) FILTER (WHERE known.keys <> '{{}}') END
    FROM nn_words(query) AS asked LEFT JOIN nn_word AS known USING (word)
$$;
"""
_TEXT_SEARCH: Final = """\
-- Copy namenorm.ths and namenorm.rules into `pg_config --sharedir`/tsearch_data first. The database
-- has a locale of UTF-8 (C.UTF-8 will do). After an update of the files:
-- ALTER TEXT SEARCH DICTIONARY nn_names (DictFile = namenorm);
BEGIN;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH DICTIONARY nn_plain (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY nn_names (
    TEMPLATE = thesaurus, DictFile = namenorm, Dictionary = nn_plain
);
CREATE TEXT SEARCH DICTIONARY nn_letters (TEMPLATE = unaccent, Rules = namenorm);
CREATE TEXT SEARCH CONFIGURATION namenorm (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION namenorm
    ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart,
        hword_part, hword_numpart, host, file, int, uint
    WITH nn_names, nn_letters, nn_plain;
COMMIT;"""
