"""Identities and their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

PROMINENCE: Final = 0.3
"""The prominence of an identity about which nothing is known: `stranger` of costs.toml."""
Type = Literal["person", "place", "organisation"]
TYPES: Final[tuple[str, ...]] = get_args(Type)
KINDS: Final = ("main", "alias", "short", "birth", "former", "error")
FORMS: Final = ("be", "be-tarask", "be-Latn", "ru", "uk", "pl", "en")
"""The languages of the canonical forms, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of an identity; `derived` where a rule gave it and no table lists it."""

    text: str
    lang: str
    kind: str = "main"
    derived: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "lang": self.lang, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, place or organisation. `prominence`, 0 to 1, is the prior of a bare surname.

    `kinds` are those of `tables/names/kinds.tsv` (town, river), where its names do not tell them;
    `within` are the ids of what it lies in, the nearest that is known, not what that lies in.
    """

    id: str
    type: str
    names: tuple[NameForm, ...]
    patronymic: str = ""
    born: int | None = None
    country: str = ""
    wikidata: str = ""
    prominence: float = PROMINENCE
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def bears(self, text: str) -> bool:
        """Whether a name is `text`, letter for letter but for capitals."""
        return text.casefold() in (name.text.casefold() for name in self.names)

    def forms(self) -> dict[str, str]:
        """The canonical form in each language that has one."""
        found: dict[str, str] = {}
        for lang in FORMS:
            text = next((n.text for n in self.names if n.lang == lang and n.kind == "main"), None)
            if text:
                found[lang] = text
        return found

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": self.type,
            "forms": self.forms(),
            "names": [name.to_dict() for name in self.names],
            "born": self.born,
            "country": self.country or None,
            "wikidata": self.wikidata or None,
            "kinds": list(self.kinds),
            "within": list(self.within),
        }
