"""A house style as rules that a linter can follow: spellings, each with the form to print.

A linter does not know who is meant. So a spelling is a rule only where it can mean nothing else:
not another identity that is printed otherwise, no word of the language, no form that the style
prints, no surname that others bear. What is left out for such a reason is counted.

>>> from namenorm.registry import Registry
>>> from namenorm.restyling.styles import style
>>> mine = Registry.from_records([{"id": "p1", "type": "place", "names": [
...     {"text": "Мінск", "lang": "be"}, {"text": "Minsk", "lang": "en"},
...     {"text": "Miensk", "lang": "en", "kind": "alias"}]}])
>>> [(rule.text, rule.form) for rule in house(mine, style("en-press"), "en").rules]
[('Miensk', 'Minsk')]
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from namenorm.annotation.language import common_words
from namenorm.comparison.analyzer import Analyzer
from namenorm.errors import InputError
from namenorm.faces.export.spellings import (
    TextSpelling,
    checked_text,
    forms,
    spellings,
    with_romanised,
)
from namenorm.registry import Identity, NameForm, Registry
from namenorm.resolution import Resolver
from namenorm.restyling.forms import Unknown, same_name, styled_name
from namenorm.restyling.styles import Style
from namenorm.tables import locate, read
from namenorm.text.clean import clean

Progress = Callable[[int], None]
_EVERY: Final = 100
"""Identities between two calls of `progress`."""
_SHORTEST: Final = 4
"""Letters of a spelling of one word: shorter ones are abbreviations and words."""
_KNOWN: Final = {"person": 0.7, "place": 0.3, "organisation": 0.3}
"""The least prominence of an identity that one word alone may mean."""
MOST: Final = 1_000_000
"""Spellings that are weighed, all in memory; a linter would choke on far fewer."""
_WORDS: Final = re.compile(r"[\w\u0300-\u036f]+")
_SPELLED: Final = frozenset({"main", "alias", "error"})
"""The kinds of name whose bearers are now called by the form; a former name may be meant."""
_UNFIT: Final = frozenset("\\|$%")
"""Signs that mean something to a linter."""
COLUMNS: Final = ("lang", "why", "texts")
SHORT, WORD, OTHER, RIGHT, NAMESAKES, INSIDE, UNFIT = (
    "shorter than four letters",
    "a word or a given name",
    "of another identity, too",
    "right in the style",
    "a name that others may bear",
    "part of another name",
    "with signs that a rule cannot hold",
)
"""Why a spelling is left out."""


@dataclass(frozen=True, slots=True, order=True)
class HouseRule:
    """A spelling that is off the style and the form to print, or None where its case is not known.

    `id` is the first identity that is spelled so; `alone` says that it is a surname by itself.
    """

    text: str
    form: str | None
    id: str
    alone: bool


@dataclass(frozen=True, slots=True)
class House:
    """The rules of a style for texts in a language, sorted by their text.

    `forms` are the forms that the style prints, in all their cases, sorted. `left_out` counts the
    spellings that are no rules, by the reason.
    """

    style: str
    lang: str
    rules: tuple[HouseRule, ...]
    forms: tuple[str, ...]
    left_out: Mapping[str, int]


def text_of(style: Style) -> str:
    """The language of the texts that a style is for, where nobody says it."""
    return "be" if style.form == "be-tarask" else style.form


def house(
    registry: Registry,
    style: Style,
    lang: str,
    *,
    types: Collection[str] = (),
    progress: Progress = lambda _: None,
) -> House:
    """The rules of `style` for texts in `lang`, about identities of `types` or of all.

    All identities are weighed against each other. `progress` gets the number of those read.
    Raises `InputError` for a language that has no exports and for a registry that is too large.
    """
    gathered = _Gathered(registry.analyst, style, checked_text(lang))
    for count, identity in enumerate(registry.identities.by_id(), 1):
        gathered.add(identity)
        if not count % _EVERY or count == len(registry):
            progress(count)
    rules, left_out = gathered.weighed(Resolver(registry), types)
    return House(style.id, lang, tuple(sorted(rules)), tuple(sorted(gathered.forms)), left_out)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A spelling of one identity, and what the style prints instead.

    It `stays` where the style prints it or has no form for it; else `form` is what to print, or
    None where that is not known. `surname` is the nominative where the surname stands alone.
    `known`: the identity is prominent enough to be meant by one word.
    """

    id: str
    type: str
    form: str | None
    stays: bool
    surname: str
    known: bool


class _Gathered:
    """Collects the spellings of all identities, and what the style prints instead."""

    def __init__(self, analyst: Analyzer, style: Style, lang: str) -> None:
        self.forms: set[str] = set()
        self._analyst = analyst
        self._style = style
        self._lang = lang
        self._claims: dict[str, list[_Claim]] = {}
        self._right: set[str] = set()
        self._inside: set[str] = set()

    def add(self, identity: Identity) -> None:
        """Add the spellings of an identity, and the forms that the style has for it."""
        identity = with_romanised(identity, self._lang)
        printed = self._style.form_of(identity, self._lang)
        mine: set[str] = set()
        if printed is not None:
            form = NameForm(*printed)
            for right in forms(form, identity.type, self._lang, self._analyst):
                mine.add(right.text)
                self._right.update(_runs(right.text))
        self.forms |= mine
        seen: set[str] = set()
        for spelling in spellings(identity, self._lang, self._analyst):
            text = _bare(spelling.text)
            if text not in seen and text:
                seen.add(text)
                claim = self._claim(text, spelling, identity, printed, mine)
                self._claims.setdefault(text, []).append(claim)
                if claim.stays and identity.type != "person":
                    self._inside.update(_runs(text))
        if len(self._claims) > MOST:
            raise InputError(
                f"more than {MOST:,} spellings; export a smaller registry", argument="registry"
            )

    def _claim(
        self,
        text: str,
        spelling: TextSpelling,
        identity: Identity,
        printed: tuple[str, str] | None,
        mine: Collection[str],
    ) -> _Claim:
        """One spelling of an identity; `mine` are its forms in the style."""
        found: str | Unknown | None = None
        if printed and text not in mine and self._is_spelling(spelling, identity, printed[0]):
            found = styled_name(text, identity, self._style, self._lang, self._analyst)
        form = found if isinstance(found, str) and found in mine else None
        if form and spelling.surname and len(form.split()) != len(text.split()):
            form = None  # the full name, where the style's form was not read as one with a surname
        return _Claim(
            identity.id,
            identity.type,
            form,
            found is None or found == text,
            spelling.surname,
            identity.prominence >= _KNOWN[identity.type],
        )

    def _is_spelling(self, spelling: TextSpelling, identity: Identity, form: str) -> bool:
        """Whether it is another spelling of the form, and no other name: Łuckievič of Kupała."""
        name = spelling.name
        if name.kind not in _SPELLED:
            return False
        return identity.type != "person" or same_name(name.text, form, self._analyst)

    def weighed(
        self, resolver: Resolver, types: Collection[str]
    ) -> tuple[list[HouseRule], dict[str, int]]:
        """(the rules, why the other spellings are none)."""
        left_out: Counter[str] = Counter()
        rules: list[HouseRule] = []
        words = common_words(resolver.registry.tables, self._lang)

        @cache
        def borne(surname: str) -> str | None:
            """The identity that a surname alone means for sure."""
            found = resolver.resolve(surname, limit=1)
            return found.matches[0].identity.id if found.decision == "match" else None

        for text, claims in self._claims.items():
            first = claims[0]
            if all(claim.stays for claim in claims):
                continue
            if types and not any(claim.type in types for claim in claims):
                continue
            reason = self._against(text, claims, words)
            ids = {claim.id for claim in claims}
            surnames = {claim.surname for claim in claims} - {""}
            if reason is None and not all(borne(surname) in ids for surname in surnames):
                reason = NAMESAKES
            if reason is None and not (_fits(text) and _fits(first.form or "")):
                reason = UNFIT
            if reason is not None:
                left_out[reason] += 1
            else:
                rules.append(HouseRule(text, first.form, first.id, bool(surnames)))
        return rules, dict(sorted(left_out.items()))

    def _against(self, text: str, claims: list[_Claim], words: Collection[str]) -> str | None:
        """Why a spelling is no rule, or None."""
        folded, run = text.casefold(), " ".join(_WORDS.findall(text.casefold()))
        if text in _ambiguous(self._lang):
            return NAMESAKES
        if " " not in text:
            if len(text) < _SHORTEST:
                return SHORT
            if folded in words or self._analyst.parser.given.is_listed(clean(text)):
                return WORD
        alone = " " not in text or any(claim.surname for claim in claims)
        if alone and not any(claim.known for claim in claims):
            return NAMESAKES
        if len({(claim.form, claim.stays) for claim in claims}) > 1:
            return OTHER
        if run in self._right:
            return RIGHT
        return INSIDE if run in self._inside else None


@cache
def _ambiguous(lang: str) -> frozenset[str]:
    """The spellings that may mean something else in texts in a language."""
    rows = read.tsv(locate.shipped() / "exports" / "ambiguous.tsv", COLUMNS)
    return frozenset(
        text for row in rows if row["lang"] == lang for text in row["texts"].split("|")
    )


def _runs(text: str) -> Iterator[str]:
    """All runs of words of a text, as a linter sees words: cut at every other sign.

    >>> list(_runs("Mazyr’-2"))
    ['mazyr', 'mazyr 2', '2']
    """
    words = _WORDS.findall(text.casefold())
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def _bare(text: str) -> str:
    """A spelling without signs at its ends, which no linter takes for a part of a word.

    >>> _bare("Homyel’")
    'Homyel'
    """
    return text.strip("".join({c for c in text if not _lettered(c)}))


def _fits(text: str) -> bool:
    return not any(char in _UNFIT or unicodedata.category(char)[0] == "C" for char in text)


def _lettered(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"
