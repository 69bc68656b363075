"""Respell letters by rules with alternatives, which depend on context and stress.

A rule of `tables/respell/` is [letters, spellings, stress, context]. If context and stress hold,
the letters may be spelled in each of the ways given, with their shares. Rules are tried from the
top; the first that fits is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from namenorm.errors import TableError
from namenorm.tables import read
from namenorm.text import vowels
from namenorm.translit.contexts import Test, context

StressOf = Literal["any", "stressed", "unstressed", "pretonic"]
_LATIN: Final = ("Latn", "Latn-other")

Option: TypeAlias = tuple[str, float]
"""A spelling of some letters, and its share."""


@dataclass(frozen=True, slots=True)
class LetterRule:
    """One rule: `letters` are spelled as one of `options` if `test` and the stress hold."""

    number: int
    letters: str
    options: tuple[Option, ...]
    stress: StressOf
    test: Test
    always: bool
    """Whether the rule applies wherever its letters stand."""


@dataclass(frozen=True, slots=True)
class SpelledLetters:
    """Some letters of a word: the ways to spell them, and the rule that gives these."""

    options: tuple[Option, ...]
    rule: LetterRule | None


class LetterRules:
    """The rules of one table."""

    def __init__(self, rows: Sequence[Sequence[str]], lang: str) -> None:
        """`lang` is the source, for its vowels. Raises `ValueError` for a row that is no rule."""
        self.vowels = "".join(map(vowels.of, _LATIN if lang == "latn" else (lang,)))
        self.rules: list[LetterRule] = []
        self._by_letter: dict[str, list[LetterRule]] = {}
        for number, row in enumerate(rows):
            letters, spellings, stress, where = (*row, *("any", "")[len(row) - 2 :])
            if stress not in get_args(StressOf):
                raise ValueError(f"{row}: stress is {stress!r}; it is one of {get_args(StressOf)}")
            test = context(where, self.vowels)
            options = tuple(_option(text) for text in spellings.split("|"))
            always = stress == "any" and where in ("", "any")
            rule = LetterRule(number, letters, options, cast(StressOf, stress), test, always)
            self.rules.append(rule)
            self._by_letter.setdefault(letters[0], []).append(rule)

    def unreachable(self) -> Iterator[LetterRule]:
        """The rules that can never apply, because one before them applies wherever they do."""
        for rules in self._by_letter.values():
            for place, rule in enumerate(rules):
                if any(r.always and rule.letters.startswith(r.letters) for r in rules[:place]):
                    yield rule

    def cut(self, word: str, stress: int = -1) -> list[SpelledLetters]:
        """Cut a small-letter word into groups of letters, each with its spellings.

        `stress` is the index of the stressed vowel, -1 if none. A letter without a rule is kept.
        """
        pieces = []
        at = 0
        while at < len(word):
            rule = self._at(word, at, stress)
            pieces.append(SpelledLetters(rule.options if rule else ((word[at], 1.0),), rule))
            at += len(rule.letters) if rule else 1
        return pieces

    def _at(self, word: str, at: int, stress: int) -> LetterRule | None:
        for rule in self._by_letter.get(word[at], ()):
            end = at + len(rule.letters)
            if (
                word.startswith(rule.letters, at)
                and self._borne(rule.stress, word, at, end, stress)
                and rule.test(word, at, end, ())
            ):
                return rule
        return None

    def _borne(self, wanted: StressOf, word: str, start: int, end: int, stress: int) -> bool:
        """Whether the stress is where the rule wants it: on its letters, not on them, or next."""
        if wanted == "any":
            return True
        within = start <= stress < end
        if wanted == "stressed":
            return within
        if within:
            return False
        if wanted == "unstressed":
            return True
        following = (at for at in range(end, len(word)) if word[at] in self.vowels)
        return next(following, None) == stress


def _option(text: str) -> Option:
    spelling, _, share = text.partition(" ")
    return spelling, float(share or 1)


@dataclass(frozen=True)
class Table:
    """The contents of a table of `respell/`."""

    letters: LetterRules
    endings: tuple[tuple[str, str], ...]
    """Endings of patronymics: (source, target)."""
    words: dict[str, str]
    """Translations of common words in names of places, in small letters."""
    temper: float
    """An exponent for the probabilities: less than 1 makes them less certain."""
    samples: tuple[tuple[str, str], ...]


def load(folder: Path, source: str, target: str, kind: str = "") -> Table:
    """The table `respell/<kind><source>-<target>.toml`. Raises `TableError`."""
    path = folder / "respell" / f"{kind}{source}-{target}.toml"
    data = read.toml(path)
    try:
        _ = data["title"], data["limits"]  # documentation for readers of the table
        return Table(
            LetterRules(data["rules"], source),
            _pairs(data.get("patronymics", ())),
            dict(_pairs(data.get("words", ()))),
            float(data.get("temper", 1.0)),
            _pairs(data["samples"]),
        )
    except KeyError as error:
        raise TableError(str(path), 0, f"the field {error.args[0]!r} is missing") from None
    except (IndexError, TypeError, ValueError) as error:
        raise TableError(str(path), 0, f"a row cannot be read: {error}") from None


def _pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in rows)


def shares(piece: SpelledLetters) -> list[Option]:
    """The ways to spell a piece, with shares that sum to 1.

    >>> shares(SpelledLetters((("о", 1.0), ("а", 3.0)), None))
    [('о', 0.25), ('а', 0.75)]
    """
    total = math.fsum(share for _, share in piece.options)
    return [(text, share / total) for text, share in piece.options]
