"""Write text by the rules of a scheme: the first rule that fits applies; capitals are kept.

A word is a run of letters and combining marks, with single apostrophes between. Plain Cyrillic
words are written by the compiled core if it was built. Words with marks or with Latin letters,
and all words without a C compiler, are written in Python. Both take linear time; the tests hold
them to the same results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from unidecode import unidecode

from namenorm.text.casing import capital, recase
from namenorm.text.confusables import unmix
from namenorm.text.letters import CYRILLIC, LATIN, LETTER_APOSTROPHE, MARKS, TYPED_APOSTROPHES
from namenorm.text.scripts import has_cyrillic, is_cyrillic
from namenorm.translit.contexts import IOTATED, NOTHING, Side
from namenorm.translit.rules import SOFTENING, Rule, Rules

try:
    from namenorm.translit import _core
except ImportError:  # no C compiler when this was installed
    _core = None  # type: ignore[assignment]

_FIRST: Final = 0x400
_BLOCKS: Final = [chr(code) for code in range(_FIRST, 0x530)]
"""The Cyrillic characters, as in `namenorm.text.scripts`."""


def _words(letters: str) -> re.Pattern[str]:
    first, more = f"[{letters}]", f"[{letters}{MARKS}]*"
    return re.compile(f"{first}{more}(?:[{TYPED_APOSTROPHES}]{first}{more})*")


_ANY_WORD: Final = _words(CYRILLIC + LATIN)
_WORD: Final = _words(CYRILLIC)
_MARKED: Final = re.compile(f"[{CYRILLIC}][{MARKS}]+")
_LETTER: Final = re.compile(f"[{CYRILLIC}][{MARKS}]*")
_HARD: Final = re.compile(f"[{LATIN}{MARKS}]")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys(TYPED_APOSTROPHES, LETTER_APOSTROPHE))


class SchemeWriter:
    """Writes text by the rules of one scheme."""

    def __init__(self, rules: Rules, *, compiled: bool = True) -> None:
        """`compiled=False` writes in Python even if the compiled core was built."""
        self._rules = rules
        self._core = _compile(rules, self._hard) if _core and compiled else None

    def write(self, text: str, *, repair: bool = True) -> str:
        """Write each Cyrillic word of `text` in Latin letters; everything else stays.

        With `repair`, Latin letters that look like Cyrillic ones are read as those inside a
        Cyrillic word. `unidecode` writes a Cyrillic letter without a rule.
        Raises `ValueError` for a lone surrogate, `TypeError` for what is no text.
        """
        if self._core is not None:
            return self._core.write(text, repair)
        str.encode(text)  # raises what the core raises
        words = _ANY_WORD if repair else _WORD
        return words.sub(lambda match: self._any(match.group(), repair), text)

    def find_unknown(self, text: str) -> int | None:
        """The offset of the first Cyrillic letter that begins no rule, or None."""
        for match in _LETTER.finditer(text):
            letter = unicodedata.normalize("NFC", match.group())[0]
            if letter.lower() not in self._rules.by_letter:
                return match.start()
        return None

    def fired(self, text: str) -> list[int]:
        """The numbers (from 0) of the rules that apply in `text`."""
        return [n for match in _WORD.finditer(text) for n in self._word(match.group())[1]]

    def _any(self, word: str, repair: bool) -> str:
        if not has_cyrillic(word):
            return word
        return self._hard(word, repair) if _HARD.search(word) else self._word(word)[0]

    def _hard(self, word: str, repair: bool) -> str:
        """Write a word with combining marks or with Latin letters among the Cyrillic ones."""
        word = _MARKED.sub(lambda match: unicodedata.normalize("NFC", match.group()), word)
        if repair:
            word = unmix(word)
        return _WORD.sub(lambda match: self._marked(match.group()), word)

    def _marked(self, word: str) -> str:
        """Write a Cyrillic word; combining marks follow what their letter is written as."""
        if not _HARD.search(word):
            return self._core.write(word, False) if self._core else self._word(word)[0]
        bare: list[str] = []
        marks: dict[int, str] = {}
        for char in word:
            if unicodedata.combining(char) and not is_cyrillic(char):
                marks[len(bare) - 1] = marks.get(len(bare) - 1, "") + char
            else:
                bare.append(char)
        written = self._word("".join(bare), marks)[0]
        return unicodedata.normalize("NFC", written) if marks else written

    def _word(self, word: str, marks: dict[int, str] | None = None) -> tuple[str, list[int]]:
        source = word.translate(_APOSTROPHES)
        lower = source.lower()
        soft = self._rules.softness(lower)
        pieces: list[str] = []
        fired: list[int] = []
        at = 0
        while at < len(lower):
            rule = self._rules.at(lower, at, soft)
            if rule:
                pieces += [rule.latin, *[""] * (len(rule.letters) - 1)]
                fired.append(rule.number)
                at += len(rule.letters)
            else:
                pieces.append(unidecode(lower[at]) if is_cyrillic(lower[at]) else word[at])
                at += 1
        return recase(source, pieces, marks), fired


def _compile(rules: Rules, hard: Callable[[str, bool], str]) -> _core.Writer:
    """The rules for the core: classes of letters, and bit masks of allowed neighbours."""
    named = {c for rule in rules.all for c in rule.letters}
    for rule in rules.all:
        for term in rule.terms:
            for side in (*term.left, *term.right):
                named |= side.letters
    named |= {*SOFTENING, *IOTATED, *"дз"}
    named -= {NOTHING, LETTER_APOSTROPHE}
    classes = {NOTHING: 0, LETTER_APOSTROPHE: 1}
    classes |= {letter: n for n, letter in enumerate(sorted(named), start=3)}
    other = 2

    def bits(sides: tuple[Side, ...]) -> int:
        found = (1 << 64) - 1
        for side in sides:
            listed = sum(1 << classes[letter] for letter in side.letters)
            found &= ~listed if side.negated else listed
        return found & (1 << 64) - 1

    def row(rule: Rule) -> _core.Row:
        terms = tuple(
            (bits(term.left), bits(term.right), term.soft | term.iotated << 1)
            for term in rule.terms
        )
        letters = bytes(classes[letter] for letter in rule.letters)
        return letters, terms, _shapes(rule.latin), rule in rules.softeners

    return _core.Writer(
        classes=bytes(classes.get(char.lower(), other) for char in _BLOCKS),
        upper=bytes(char.isupper() for char in _BLOCKS),
        cased=bytes(char.isupper() or char.islower() for char in _BLOCKS),
        fallback=tuple(_shapes(unidecode(char.lower())) for char in _BLOCKS),
        rules=tuple(row(rule) for rows in rules.by_letter.values() for rule in rows),
        terms=sum(len(rule.terms) for rule in rules.all),
        softening=sum(1 << classes[letter] for letter in SOFTENING),
        iotated=sum(1 << classes[letter] for letter in IOTATED),
        affricate=(classes["д"], classes["з"]),
        hard=hard,
    )


def _shapes(piece: str) -> tuple[str, str, str]:
    return piece, capital(piece), piece.upper()
