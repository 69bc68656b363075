"""Respell a name in the other Belarusian orthography: official (`be`) or classical (`be-tarask`).

By the rules and words of `tables/respell/` and the given names of `tables/names/given.tsv`. The
field `limits` of the tables says what the rules cannot decide.

>>> from namenorm.tables import locate
>>> load(locate.shipped(), "be", "be-tarask").respell("Святлана Ціханоўская")[0].text
'Сьвятлана Ціханоўская'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from namenorm.errors import TableError
from namenorm.respelling.model import MAX_LIMIT, Respelling
from namenorm.tables import read
from namenorm.text.casing import with_capitals_of
from namenorm.text.letters import CYRILLIC_WORD, unlettered
from namenorm.translit.rules import Rules
from namenorm.translit.writing import SchemeWriter

_WORD: Final = re.compile(CYRILLIC_WORD)
PAIRS: Final = {"be-be-tarask": ("be", "be-tarask"), "be-tarask-be": ("be-tarask", "be")}
"""The tables of `respell/` between the two orthographies."""
_BY_TABLE: Final = 0.99
_BY_RULE: Final = 0.95
_FURTHER: Final = 0.3
"""The probability of each further form of a given name, relative to the one before."""


@dataclass(frozen=True)
class OrthographyRespeller:
    """Respells names from one orthography to another."""

    source: str
    target: str
    limits: str
    samples: tuple[tuple[str, str], ...]
    writer: SchemeWriter
    words: Mapping[str, tuple[str, ...]]

    def respell(self, name: str) -> list[Respelling]:
        """Spellings of `name`, most probable first."""
        found = [Respelling("", 1.0)]
        at = 0
        for match in _WORD.finditer(name):
            between = name[at : match.start()]
            found = sorted(
                (
                    Respelling(head.text + between + text, head.score * score)
                    for head in found
                    for text, score in self._word(match.group())
                ),
                key=lambda respelling: -respelling.score,
            )[:MAX_LIMIT]
            at = match.end()
        return [
            Respelling(head.text + name[at:], head.score, "norm: rule and table") for head in found
        ]

    def _word(self, word: str) -> Iterator[tuple[str, float]]:
        by_rule = unlettered(self.writer.write(word))
        forms = self.words.get(word.lower())
        if forms is None:
            yield by_rule, _BY_RULE
            return
        nearest = sorted(forms, key=lambda form: Levenshtein.distance(form, by_rule.lower()))
        for place, form in enumerate(nearest):
            yield with_capitals_of(word, form), _BY_TABLE * _FURTHER**place


@cache
def load(folder: Path, source: str, target: str) -> OrthographyRespeller:
    """The respeller in `respell/<source>-<target>.toml`. Raises `TableError`."""
    path = folder / "respell" / f"{source}-{target}.toml"
    data = read.toml(path)
    try:
        rows = [(row[0], row[1], row[2] if len(row) > 2 else "any") for row in data["rules"]]
        words: dict[str, tuple[str, ...]] = {
            row[0].lower(): (row[1].lower(),) for row in data["words"]
        }
        samples = tuple((row[0], row[1]) for row in data["samples"])
        writer = SchemeWriter(Rules("be", rows))
        limits = data["limits"].strip()
    except KeyError as error:
        raise TableError(str(path), 0, f"the field {error.args[0]!r} is missing") from None
    except (IndexError, TypeError, ValueError) as error:
        raise TableError(str(path), 0, f"a row cannot be read: {error}") from None
    for row in read.tsv(folder / "names" / "given.tsv"):
        theirs = tuple(form.lower() for form in row.forms(target))
        if row["be-tarask"]:
            for form in row.forms(source):
                words.setdefault(form.lower(), theirs)
    return OrthographyRespeller(source, target, limits, samples, writer, words)
