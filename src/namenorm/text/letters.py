"""What a letter, a mark, an apostrophe, a hyphen and a word are: the parts of regular expressions.

Classes are written as they stand between the brackets of a character class. They are facts of
Unicode and of typing, not of a language, and patterns are compiled at import, where no table is
read; which letters are vowels is a table (`vowels`).

>>> import re
>>> re.findall(word(LETTER, APOSTROPHE + "-"), "Мар’яна Дунін-Марцінкевіч, 2-я")
['Мар’яна', 'Дунін-Марцінкевіч', 'я']
"""

from __future__ import annotations

from typing import Final

LETTER: Final = r"[^\W\d_]"
"""A letter of any script, and what Unicode calls one: ʼ and ʹ too."""
CYRILLIC: Final = r"\u0400-\u052f"
"""The blocks Cyrillic and Cyrillic Supplement, as `scripts.is_cyrillic` has it."""
LATIN: Final = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""The Latin blocks without × and ÷, as `scripts.is_latin` has it."""
MARKS: Final = r"\u0300-\u036f"
"""Combining marks that stand on letters of both scripts; marks of Old Slavonic are none."""
LOOSE: Final = (
    MARKS + r"\u0483-\u0489\u180b-\u180d\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff"
    r"\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""All marks that may be on or between letters of both scripts: those of Old Slavonic, the halves of
a ligature and the selectors of a glyph, too."""
INVISIBLE: Final = (
    r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0001\U000e0020-\U000e007f"
)
"""Soft hyphens, joiners, directions: what Unicode calls format characters."""
MARKED: Final = "ЀѐЍѝѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӲӳӴӵӸӹ"
"""Cyrillic letters in one code point with a mark that makes no other letter of a name: stress
(`ѐ`, `ѝ`), or what the languages of the tables have not. Those of й, ё, ї, ў, ѓ, ќ do."""
DOTS: Final = "·‧∙⋅•"
"""What is read as the dot by which BGN/PCGN parts letters that are not to be read together: z·h."""

APOSTROPHE: Final = "’"
"""U+2019, which Unicode prefers for the apostrophe, and which `clean` puts for all of them."""
APOSTROPHES: Final = "'‘’ʼʹʺˮ`´‛′＇"
"""What is read as an apostrophe: of typewriters, turned quotation marks, accents that stand alone,
primes, single and double (romanisations of ь and ъ), full width."""
LETTER_APOSTROPHE: Final = "ʼ"
"""U+02BC, which Unicode calls a letter: the apostrophe in the rules of schemes and in spellings."""
PLAIN_APOSTROPHES: Final = "’ʼ'"
"""The apostrophes of careful Cyrillic text, tables and keyboards: no accents, no primes."""
TYPED_APOSTROPHES: Final = "'`´ʼ‘’"
"""Those that may stand within a Cyrillic word that is transliterated as it was typed. Primes are
not: they are what a scheme writes for ь. The compiled core of `translit` has the same ones."""
HARD_SIGNS: Final = "”″"
"""How BGN/PCGN writes ъ, and the apostrophe of a Belarusian word: V”yacheslav. An apostrophe
between two letters, and a quotation mark elsewhere."""
TYPED_HARD_SIGNS: Final = '"“‟'
"""The same as it is typed; an apostrophe before a small letter alone, for a quotation begins with a
capital where a space was forgotten."""
HYPHENS: Final = "‐‑‒–—−﹣－"
"""What is read as a hyphen, besides the hyphen."""

LATIN_DIGRAPHS: Final = "Dz|Dź|Dž|Ch|Kh|Ts|Sh|Zh|Yu|Ya|Ye|Ju|Ja|Je"
"""Two Latin letters that stand for one Cyrillic letter, or sound: one initial."""

_TO_LETTER: Final = str.maketrans(dict.fromkeys(PLAIN_APOSTROPHES, LETTER_APOSTROPHE))


def word(letter: str, between: str) -> str:
    """The pattern of a word: runs of `letter`, which is a class or a group, joined by `between`."""
    return f"{letter}+(?:[{between}]{letter}+)*"


CYRILLIC_WORD: Final = word(f"[{CYRILLIC}]", PLAIN_APOSTROPHES)
"""A Cyrillic word of cleaned text or of a table; hyphens part words."""


def lettered(text: str) -> str:
    """`text` with U+02BC for its apostrophes, as the rules of spelling have it.

    >>> lettered("мар’яна") == "мар\u02bcяна"
    True
    """
    return text.translate(_TO_LETTER)


def unlettered(text: str) -> str:
    """`text` with the usual apostrophe for U+02BC."""
    return text.replace(LETTER_APOSTROPHE, APOSTROPHE)
