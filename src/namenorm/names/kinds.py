"""Kinds of places and organisations by the words beside their names: г., Lake, вуліца, school.

What they are and which of them contradict one another stands in `tables/names/kinds.tsv`.

>>> kinds = shipped()
>>> [(mark.kind, mark.start, mark.end) for mark in kinds.marks(words("г. Минск"))]
[('town', 0, 1)]
>>> kinds.verdict({"street"}, {"theatre"}), kinds.verdict({"village"}, {"town"})
(<Verdict.CONTRADICT: 'contradict'>, <Verdict.AGREE: 'agree'>)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from namenorm.lang import checked
from namenorm.names import inflection
from namenorm.tables import cached, locate, read
from namenorm.text.vowels import is_vowel

LANGUAGES: Final = ("be", "ru", "uk", "pl", "en")
COLUMNS: Final = ("kind", "class", "with", "size", *LANGUAGES, "samples")
_POSSESSIVE: Final = ("’s", "’S", "’")
_NAME: Final = "~"
_DOUBT: Final = "?"
_SHORTEST_DECLINED: Final = 4
"""Shorter words, р-н and смт, are abbreviations."""
_LATIN: Final = ("be-lacinka", "be-by-2007", "be-en-press")
"""The schemes in which the Belarusian words are met in Latin letters."""
_WORD: Final = re.compile(
    r"(?P<word>[^\W_]+(?:[’\-/\u0301][^\W_]+)*[’ʼ]?)(?P<dot>\.?)|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a cleaned text, `source[start:end]`, or a mark between words.

    `index` counts words and marks. `dot`: a full stop follows; `end` counts it.
    """

    text: str
    index: int
    start: int
    end: int
    dot: bool = False
    mark: bool = False


def words(text: str) -> list[TextWord]:
    """The words and the marks of a cleaned text.

    >>> [word.text for word in words("г.Минск (Беларусь)")]
    ['г', 'Минск', '(', 'Беларусь', ')']
    """
    return [
        TextWord(
            match["word"] or match["mark"],
            number,
            *match.span(),
            bool(match["dot"]),
            not match["word"],
        )
        for number, match in enumerate(_WORD.finditer(text))
    ]


class Verdict(Enum):
    """What two sets of kinds say of each other; `UNKNOWN` where one of them is empty."""

    AGREE = "agree"
    CONTRADICT = "contradict"
    UNKNOWN = "unknown"


class NameSide(Enum):
    """On which side of the name a word stands."""

    BEFORE = "before"
    BEHIND = "behind"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a kind, in the language `lang`; `doubt` where it is also a surname.

    `short` is the word that an abbreviation stands for, "" for what is none.
    """

    kind: str
    side: NameSide
    lang: str
    doubt: bool
    short: str = ""


@dataclass(frozen=True, slots=True)
class KindMark:
    """A kind that the words `start` to `end` (one after the last) tell.

    A word may be of several kinds, one before and one behind the name: раён Уручча, Пінскі раён.
    `sure`: it says nothing else. A surname in capitals and a single letter may: г. Лукашенко is a
    gentleman.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    sure: bool = True

    def stands(self, said: Sequence[TextWord]) -> bool:
        """Whether it does not begin a text in which its word stands behind a name: St. Mary."""
        alone = self.start or self.end == len(said)
        return bool(alone) or any(entry.side is not NameSide.BEHIND for entry in self.entries)

    @property
    def kind(self) -> str:
        """The kind that the table has first."""
        return self.entries[0].kind


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row: kinds of one class, or `beside` that class, may be told for one another.

    `size` orders what lies in what; None where it says nothing.
    """

    id: str
    of: str
    beside: frozenset[str]
    size: int | None


@dataclass(frozen=True)
class Kinds:
    """The kinds of one table, and their words by the first of them."""

    kinds: dict[str, KindRow]
    _listed: dict[str, list[Any]]
    _longest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for listed in self._listed:
            first, _, rest = listed.partition(" ")
            length = 1 + rest.count(" ") + bool(rest)
            self._longest[first] = max(self._longest.get(first, 0), length)

    def _entries(self, some: Iterable[str]) -> tuple[Entry, ...]:
        """What some words are; made when they are met, few of thousands."""
        return tuple(
            Entry(kind, NameSide(side), lang, doubt, short)
            for kind, side, lang, doubt, short in self._listed.get(" ".join(some), ())
        )

    def __contains__(self, kind: object) -> bool:
        return kind in self.kinds

    def marks(self, said: list[TextWord]) -> Iterator[KindMark]:
        """The words of `said` that tell a kind, from the left, the longest first."""
        at = 0
        while at < len(said):
            mark = self._mark(said, at)
            if mark is None:
                at += 1
            else:
                yield mark
                at = mark.end

    def _mark(self, said: list[TextWord], at: int) -> KindMark | None:
        most = self._longest.get(_spelt(said[at]), 0) or self._longest.get(_bare(said[at]), 0)
        for length in range(min(most, len(said) - at), 0, -1):
            some = said[at : at + length]
            entries = self._entries(map(_spelt, some))
            if not entries and all(len(word.text) > 1 for word in some):
                entries = self._entries(map(_bare, some))
            if any(len(word.text) == 1 and word.text.isupper() for word in some):
                continue  # initials: Д. Боровлянский, Лукашенко А. Г.
            if entries:
                small = all(word.text.islower() for word in some)
                letter = length == 1 and len(some[0].text) == 1
                sure = (small or not entries[0].doubt) and not letter
                return KindMark(at, at + length, entries, sure)
        return None

    def of_word(self, text: str) -> frozenset[str]:
        """The kinds that one word may tell."""
        return frozenset(entry.kind for entry in self._entries([text.casefold()]))

    def of_name(self, text: str) -> frozenset[str]:
        """The kind that a name of an identity tells by itself: Мірскі замак is a castle.

        Where several words do, that is the first (музей завода is a museum), in English the last
        before a preposition. A kind alone is a name: Азёры is a village.
        """
        said = words(text)
        found = [mark for mark in self.marks(said) if mark.stands(said)]
        if not found or found[0].end - found[0].start == sum(not word.mark for word in said):
            return frozenset()
        head = found[0]
        for before, mark in pairwise(found):
            if mark.start != before.end or mark.entries[0].lang != "en":
                break
            head = mark
        side = (
            NameSide.BEFORE if head.start else NameSide.BEHIND
        )  # on which its word does not stand here
        entries = [entry for entry in head.entries if entry.side is not side] or head.entries
        return frozenset(entry.kind for entry in entries)

    def verdict(self, said: Collection[str], held: Collection[str]) -> Verdict:
        """What the kinds `said` of a query say of one that has the kinds `held`."""
        if not said or not held:
            return Verdict.UNKNOWN
        if any(self._fit(self.kinds[one], self.kinds[other]) for one in said for other in held):
            return Verdict.AGREE
        return Verdict.CONTRADICT

    def _fit(self, one: KindRow, other: KindRow) -> bool:
        return one.of == other.of or other.of in one.beside or one.of in other.beside

    def size(self, kind: str) -> int | None:
        """What is bigger holds what is smaller; None where the kind says nothing of it."""
        return self.kinds[kind].size if kind in self.kinds else None


def unpossessed(text: str) -> str:
    """`text` without an English possessive ending.

    >>> unpossessed("Minsk Region’s")
    'Minsk Region'
    """
    for ending in _POSSESSIVE:
        if text.endswith(ending):
            return text[: len(text) - len(ending)]
    return text


def _spelt(word: TextWord) -> str:
    """A word as the entries have it: small, with the full stop of an abbreviation."""
    return word.text.casefold() + ("." if word.dot else "")


def _bare(word: TextWord) -> str:
    return unpossessed(word.text).casefold()


@cache
def load(folder: Path) -> Kinds:
    """The kinds of the table in `folder`. Raises `TableError`."""
    listed = cached.values(folder, "kinds", lambda: _values(folder))
    kinds = {
        id: KindRow(id, of, frozenset(beside), size) for id, of, beside, size in listed["kinds"]
    }
    return Kinds(kinds, listed["entries"])


@cache
def first_words(folder: Path) -> frozenset[str]:
    """The words with which those of the table in `folder` begin, small and without full stops.

    A text in which none of them stands need not be read.
    """
    return frozenset(cached.values(folder, "kind-words", lambda: _first_words(folder)))


def _first_words(folder: Path) -> list[str]:
    found = cached.values(folder, "kinds", lambda: _values(folder))["entries"]
    return sorted({spelt.split(" ")[0].rstrip(".") for spelt in found})


def rows(folder: Path) -> Iterator[read.TableRow]:
    """The rows of the table. Raises `TableError`."""
    return read.tsv(folder / "names" / "kinds.tsv", COLUMNS)


def _values(folder: Path) -> dict[str, Any]:
    """The kinds, and what each form of a word may be, as JSON values."""
    from namenorm.translit.transliteration import transliterate  # slow to load, seldom needed

    cases = inflection.load(folder)
    kinds: dict[str, list[Any]] = {}
    entries: dict[str, list[list[Any]]] = {}
    table = list(rows(folder))
    classes = {row["class"] for row in table}
    for row in table:
        beside = row.forms("with")
        if row["size"] and not row["size"].isdigit():
            raise row.error(f"size {row['size']!r} is no number")
        if not row["kind"] or not row["class"] or row["kind"] in kinds:
            raise row.error("a row needs a kind, which no other row has, and a class")
        size = int(row["size"]) if row["size"] else None
        kinds[row["kind"]] = [row["kind"], row["class"], beside, size]
        for lang in LANGUAGES:
            cells = row.forms(lang)
            first = _told(cells[0])[0] if cells else ""
            for cell in cells:
                form, side, doubt = _told(cell)
                if not form:
                    raise row.error(f"{cell!r} is no word")
                forms = {form, *_declined(cases, form, lang)}
                if lang == "be" and not form.endswith("."):
                    forms |= {transliterate(one, scheme) for one in forms for scheme in _LATIN}
                for one in sorted(forms):
                    short = first if _is_short(form) else ""
                    entry = [row["kind"], side.value, checked(lang), doubt, short]
                    told = " ".join(map(_spelt, words(one)))
                    if entry not in entries.setdefault(told, []):
                        entries[told].append(entry)
    for row in table:
        for other in row.forms("with"):
            if other not in classes:
                raise row.error(f"with {other!r} is the class of no row")
    for held in entries.values():  # park is a surname in whatever language the park is told
        doubted = any(doubt for *_, doubt, _ in held)
        held[:] = [[*entry, doubted, short] for *entry, _, short in held]
    return {"kinds": list(kinds.values()), "entries": entries}


def _told(cell: str) -> tuple[str, NameSide, bool]:
    """(word, side, doubt) of one word as a cell has it.

    >>> _told("г. ~"), _told("park?")
    (('г.', <NameSide.BEFORE: 'before'>, False), ('park', <NameSide.EITHER: 'either'>, True))
    """
    side = NameSide.EITHER
    if cell.startswith(_NAME):
        side = NameSide.BEHIND
    elif cell.endswith(_NAME):
        side = NameSide.BEFORE
    form = cell.strip(_NAME + " ").casefold()
    return form.rstrip(_DOUBT), side, form.endswith(_DOUBT)


def _is_short(form: str) -> bool:
    """Whether a word is an abbreviation: it ends in a full stop, or has no vowel (р-н, мкр)."""
    return form.endswith(".") or not any(is_vowel(letter) for letter in form)


def _declined(cases: inflection.Inflection, form: str, lang: str) -> Iterator[str]:
    """The oblique cases of one word; abbreviations and several words have none."""
    if form.endswith(".") or " " in form or len(form) < _SHORTEST_DECLINED:
        return
    for forms in cases.forms(form, lang, None, None).values():
        yield from forms


def shipped() -> Kinds:
    """The kinds of the table that ships."""
    return load(locate.shipped())
