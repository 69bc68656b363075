"""template(): the configuration of an engine for a field of names and its keys.

>>> import json
>>> json.loads(template("meilisearch"))["filterableAttributes"]
['name_keys']
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from typing import Any, Final

from namenorm.errors import InputError
from namenorm.keying import VERSION
from namenorm.text.letters import APOSTROPHE, APOSTROPHES

_FIELD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_INSIDE: Final = r"[\u0361\ufe20\ufe21\u00ad\u200b-\u200d\u2060]|(?<=\p{L})[·‧](?=\p{Ll})"
"""What is inside words and no letter, in the regular expressions of Java: ligatures of ALA-LC and
their halves, the dot of BGN/PCGN, soft hyphens and joiners."""
_LIKE_APOSTROPHES: Final = f"[{APOSTROPHES.replace(APOSTROPHE, '')}]"
SYNONYMS: Final = "namenorm-synonyms.txt"
"""The file of `namenorm export synonyms --format solr`, as templates name it."""


def template(engine: str, *, field: str = "name") -> str:
    """The configuration of `engine` for documents with `field`, and `field` with `_keys` behind it.

    `engine` is one of `TEMPLATES`. Raises `InputError`.
    """
    if engine not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise InputError(f"no template for {engine!r}; known are {known}", argument="engine")
    if not _FIELD.fullmatch(field):
        reason = f"{field[:80]!r} is no field; write letters, digits and _ only"
        raise InputError(reason, argument="field")
    return TEMPLATES[engine](field)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _elastic(field: str) -> str:
    """Settings and mappings of an index; words that carry keys need mapper-annotated-text."""
    chars, words = ["nn_inside", "nn_apostrophe"], ["lowercase"]
    analyzers = {
        "nn_index": {"tokenizer": "standard", "char_filter": chars, "filter": words},
        "nn_search": {
            "tokenizer": "standard",
            "char_filter": chars,
            "filter": [*words, "nn_synonyms"],
        },
    }
    apostrophe = {
        "type": "pattern_replace",
        "pattern": _LIKE_APOSTROPHES,
        "replacement": APOSTROPHE,
    }
    inside = {"type": "pattern_replace", "pattern": _INSIDE, "replacement": ""}
    synonyms = {
        "type": "synonym_graph",
        "synonyms_path": f"analysis/{SYNONYMS}",
        "updateable": True,
    }
    return _json(
        {
            "settings": {
                "analysis": {
                    "char_filter": {"nn_inside": inside, "nn_apostrophe": apostrophe},
                    "filter": {"nn_synonyms": synonyms},
                    "analyzer": {
                        name: {"type": "custom", **how} for name, how in analyzers.items()
                    },
                }
            },
            "mappings": {
                "_meta": {"namenorm_keys": VERSION},
                "properties": {
                    field: {"type": "text", "analyzer": "nn_index", "search_analyzer": "nn_search"},
                    f"{field}_keys": {"type": "keyword"},
                },
            },
        }
    )


def _solr(field: str) -> str:
    """Parts of a schema; field types go beside field types, fields beside fields."""
    chars = (
        f'<charFilter name="patternReplace" pattern="{escape(_INSIDE)}" replacement=""/>\n      '
        f'<charFilter name="patternReplace" pattern="{_LIKE_APOSTROPHES}"'
        f' replacement="{APOSTROPHE}"/>'
    )
    return f"""\
<schema name="namenorm" version="1.6">
  <!-- keys of version {VERSION} -->
  <fieldType name="nn_name" class="solr.TextField" positionIncrementGap="100">
    <analyzer type="index">
      {chars}
      <tokenizer name="standard"/>
      <filter name="lowercase"/>
    </analyzer>
    <analyzer type="query">
      {chars}
      <tokenizer name="standard"/>
      <filter name="lowercase"/>
      <filter name="synonymGraph" synonyms="{SYNONYMS}" expand="true" ignoreCase="true"
              tokenizerFactory="org.apache.lucene.analysis.standard.StandardTokenizerFactory"/>
    </analyzer>
  </fieldType>
  <fieldType name="nn_keys" class="solr.StrField"/>
  <fieldType name="nn_marked" class="solr.PreAnalyzedField" parserImpl="json"/>
  <field name="{field}" type="nn_name" indexed="true" stored="true"/>
  <field name="{field}_keys" type="nn_keys" indexed="true" stored="false" multiValued="true"/>
  <!-- words that carry keys, for highlighting: namenorm.search.solr.preanalyzed -->
  <field name="{field}_marked" type="nn_marked" indexed="true" stored="true"
         storeOffsetsWithPositions="true"/>
</schema>
"""


def _logstash(field: str) -> str:
    """A part of a pipeline: it asks `namenorm serve` for the keys of each document."""
    return f"""\
filter {{
  http {{
    url => "http://127.0.0.1:8000/v1/keys"
    query => {{ "q" => "%{{{field}}}" }}
    target_body => "[@metadata][namenorm]"
  }}
  mutate {{
    copy => {{ "[@metadata][namenorm][keys]" => "{field}_keys" }}
  }}
}}
"""


def _meilisearch(field: str) -> str:
    """Settings of an index."""
    return _json({"searchableAttributes": [field], "filterableAttributes": [f"{field}_keys"]})


def _typesense(field: str) -> str:
    """A collection."""
    keys = {"name": f"{field}_keys", "type": "string[]"}
    fields = [{"name": field, "type": "string"}, keys]
    return _json({"name": "documents", "fields": fields})


def _sqlite(field: str) -> str:
    """A table of FTS5; `namenorm.search.sqlite.register` gives the function `nn_keys`."""
    return f"""\
CREATE VIRTUAL TABLE documents
USING fts5({field}, {field}_keys, tokenize="unicode61 tokenchars ':'");
-- INSERT INTO documents ({field}, {field}_keys) VALUES (:{field}, nn_keys(:{field}));
"""


def _postgres(field: str) -> str:
    """A table with an index over keys."""
    return f"""\
CREATE TABLE documents (id bigserial PRIMARY KEY, {field} text NOT NULL, {field}_keys text[]);
CREATE INDEX ON documents USING gin ({field}_keys);
"""


TEMPLATES: Final[dict[str, Callable[[str], str]]] = {
    "elasticsearch": _elastic,
    "opensearch": _elastic,
    "solr": _solr,
    "logstash": _logstash,
    "meilisearch": _meilisearch,
    "typesense": _typesense,
    "sqlite": _sqlite,
    "postgres": _postgres,
}
"""By the name of the engine."""
