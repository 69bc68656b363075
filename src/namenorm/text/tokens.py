"""Words, initials and commas of a name, with their places in the text."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from namenorm.text.letters import APOSTROPHE, LATIN_DIGRAPHS, LETTER, word


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    INITIAL = "initial"
    COMMA = "comma"
    NUMBER = "number"


_KINDS: Final = {kind.value: kind for kind in Kind}
"""By the names of the groups of `_TOKEN`."""


class Token(NamedTuple):
    """A token: `text == source[start:end]`, offsets in code points; an initial without its dot."""

    text: str
    start: int
    end: int
    kind: Kind


_TOKEN: Final = re.compile(
    rf"(?P<initial>(?:{LETTER}|[Дд][зж]|Д[ЗЖ]|{LATIN_DIGRAPHS})\.)"
    rf"|(?P<word>{word(LETTER, f'{APOSTROPHE}-')}{APOSTROPHE}?)"
    r"|(?P<number>\d+)|(?P<comma>,)"
)


def tokenize(text: str) -> list[Token]:
    """Tokens of a cleaned text; a letter followed by a full stop is an initial.

    >>> [(t.text, t.kind.value) for t in tokenize("Лукашэнка А.Р.")]
    [('Лукашэнка', 'word'), ('А', 'initial'), ('Р', 'initial')]
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = _KINDS[match.lastgroup or ""]
        if kind is Kind.INITIAL:
            end -= 1
        elif kind is Kind.WORD and end - start == 1:
            kind = Kind.INITIAL
        tokens.append(Token(text[start:end], start, end, kind))
    return tokens
