"""Given names that a text shortens: initials without full stops, and the beginnings of names.

АГ beside Лукашенко is А. Г.; Вікт. is Віктар or Вікторыя, and Ал-др is Александр.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from namenorm.names.given import GivenNames, is_initial
from namenorm.text.tokens import Kind, Token
from namenorm.text.vowels import is_vowel

_FEWEST: Final = 2
_MOST: Final = 3
"""Initials that are written together."""
_LONGEST: Final = 6
"""Letters of the beginning of a name: more of them are read as a word."""
_SHORTEST_BESIDE: Final = 3
"""Letters of a surname beside which initials are written together."""
_ROMAN: Final = re.compile("[IVX]+")


def spelt_out(tokens: Sequence[Token], text: str, given: GivenNames) -> list[list[Token]]:
    """The ways to read the tokens of `text`, likeliest first: one or two.

    What stands for a given name without being one is an `INITIAL` there. A second way is where
    the same letters may be a word: XI Jinping, or a name at the end of a sentence.
    """
    for at, token in enumerate(tokens):
        letters = _together(tokens, at, given)
        if letters:
            split = [*tokens[:at], *letters, *tokens[at + 1 :]]
            if any(given.is_listed(t.text) for t in tokens if t is not token):
                return [[*tokens], split]  # Наталля ЯН
            word = any(is_vowel(char) for char in token.text.lower())
            return [split, [*tokens]] if word else [split]
    short = [
        token._replace(kind=Kind.INITIAL) if _is_beginning(token, text, given) else token
        for token in tokens
    ]
    if short == [*tokens]:
        return [short]
    if not any(token.kind is Kind.WORD for token in short):
        return [[*tokens]]
    return [[*tokens], short] if short[-1] is not tokens[-1] else [short]


def _together(tokens: Sequence[Token], at: int, given: GivenNames) -> list[Token]:
    """The initials that the word at `at` is made of; empty where it is a word.

    In a text of capitals only two letters beside a longer word are taken apart.
    """
    word = tokens[at]
    letters = _letters(word) if word.kind is Kind.WORD else []
    if len(letters) < _FEWEST:
        return []
    words = [t for t in tokens if t.kind is Kind.WORD and t is not word]
    beside = [t for t in words if len(t.text) >= _SHORTEST_BESIDE]
    if not beside:
        return []
    if _ROMAN.fullmatch(word.text) and all(given.is_written(t.text) for t in beside):
        return []  # Іван IV
    named = any(given.is_listed(t.text) for t in beside)
    if named and (len(beside) > 1 or len(letters) > _FEWEST):
        return []  # Денис Владимирович ДУК
    capitals = all(t.text.isupper() for t in beside)
    most = _MOST if at == len(tokens) - 1 and not capitals else _FEWEST
    return letters if len(letters) <= most else []


def _letters(word: Token) -> list[Token]:
    """The initials of a word that has nothing else: АГ, ЮН, YuN, J-L; empty for others."""
    text, found, at = word.text, list[Token](), 0
    if sum(map(str.isupper, text[:_LONGEST])) < _FEWEST or len(text) > _LONGEST:
        return []
    while at < len(text):
        length = 2 if text[at + 1 : at + 2].islower() and is_initial(text[at : at + 2]) else 1
        if not text[at].isupper():
            return []
        start = word.start + at
        found.append(Token(text[at : at + length], start, start + length, Kind.INITIAL))
        at += length + (text[at + length : at + length + 1] == "-")
    return found


def _is_beginning(token: Token, text: str, given: GivenNames) -> bool:
    """Whether a word stands for the given names that begin so: Вікт., Wład., Ал-др."""
    word = token.text
    ends = "-" in word or text[token.end : token.end + 1] == "."
    if not ends or token.kind is not Kind.WORD:
        return False
    if len(word) > _LONGEST or not word[0].isupper():
        return False
    listed = given.written.get(word.casefold())
    in_full = listed is not None and bool(listed.ids)
    return not in_full and bool(given.shortened(word))
