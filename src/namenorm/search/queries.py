"""query(): the query for an engine by which a name in any spelling finds any spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, TypedDict, Unpack, overload

from namenorm.errors import InputError
from namenorm.search import elastic, meilisearch, postgres, solr, sqlite, tantivy, typesense
from namenorm.search.condition import Condition
from namenorm.search.search_query import MOST, SearchQuery
from namenorm.search.terms import Within, terms

Engine = Literal[
    "elasticsearch",
    "meilisearch",
    "opensearch",
    "postgres",
    "solr",
    "sqlite",
    "tantivy",
    "typesense",
]
_BUILDERS: Final[dict[str, Callable[[SearchQuery], Any]]] = {
    "elasticsearch": elastic.ask,
    "meilisearch": meilisearch.ask,
    "opensearch": elastic.ask,
    "postgres": postgres.ask,
    "solr": solr.ask,
    "sqlite": sqlite.ask,
    "tantivy": tantivy.ask,
    "typesense": typesense.ask,
}
ENGINES: Final = tuple(_BUILDERS)
"""The engines that `query` knows."""
HIGHLIGHTING: Final = ("elasticsearch", "opensearch", "solr")
"""Those of them that can mark words by keys, where `field` holds texts whose words carry keys."""


class QueryOptions(TypedDict, total=False):
    """The options of `query`, all of which have defaults."""

    field: str
    spelled: str | None
    within: Within
    lang: str | None
    limit: int
    highlight: bool


@overload
def query(
    text: str, engine: Literal["postgres", "sqlite"], **options: Unpack[QueryOptions]
) -> Condition: ...
@overload
def query(text: str, engine: Literal["tantivy"], **options: Unpack[QueryOptions]) -> str: ...
@overload
def query(
    text: str,
    engine: Literal["elasticsearch", "meilisearch", "opensearch", "solr", "typesense"],
    **options: Unpack[QueryOptions],
) -> dict[str, Any]: ...
def query(
    text: str,
    engine: Engine,
    *,
    field: str = "name_keys",
    spelled: str | None = None,
    within: Within = "all",
    lang: str | None = None,
    limit: int = 10,
    highlight: bool = False,
) -> dict[str, Any] | Condition | str:
    """The query by which `engine` finds the documents that name `text`, in any spelling.

    A document fits if `field` holds a key of each word; a patronymic may be missing. Where the
    engine ranks, a document with the very spelling in the field `spelled` comes before others.
    `within="script"` finds names in the script of the query only, `within="lang"` names of the
    language `lang` only; the documents have to hold marked keys for it (`stored(marked=True)`).
    `limit`, 1 to 10,000, is how many documents are wanted. With `highlight`, one of
    `HIGHLIGHTING` marks the word that matched; `field` is then one of words that carry keys.

    The answer is the JSON body of a request (Elasticsearch, OpenSearch, Solr, Meilisearch,
    Typesense), a query in the engine's own syntax (Tantivy), or a `Condition` to stand behind
    WHERE (PostgreSQL, SQLite). Conditions know no `limit` and no `spelled`. Raises `InputError`,
    `UnknownLanguage`, `EmptyName`, `NameTooLong`, `BadText`.

    >>> query("Тихановская", "elasticsearch")["query"]["bool"]["filter"][0]["terms"].keys()
    dict_keys(['name_keys'])
    """
    builder = _BUILDERS.get(engine)
    if builder is None:
        reason = f"no engine {engine!r}; known are {', '.join(ENGINES)}"
        raise InputError(reason, argument="engine")
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit!r}; it is 1 to {MOST:,}", argument="limit")
    if highlight and engine not in HIGHLIGHTING:
        reason = f"{engine} marks no words by keys; {', '.join(HIGHLIGHTING)} do"
        raise InputError(reason, argument="highlight")
    found = terms(text, within=within, lang=lang)
    wanted = SearchQuery(text, found, field, spelled, limit, highlight)
    built: dict[str, Any] | Condition | str = builder(wanted)
    return built
