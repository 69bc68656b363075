"""The spellings of one identity, chosen and in order: what synonyms are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from namenorm.errors import InputError
from namenorm.lang import checked
from namenorm.names import declension, inflection
from namenorm.registry.model import KINDS, TYPES, Identity, NameForm
from namenorm.text.clean import LONGEST_NAME

_DECLINED: Final = frozenset({"be", "ru", "uk", "pl"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Which names are taken; an empty tuple takes all. Raises `InputError`, `UnknownLanguage`.

    With `inflected` the oblique cases of names in Belarusian, Russian, Ukrainian and Polish stand
    among the spellings: of people with given name and surname, and of places of one word.
    """

    langs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    inflected: bool = False

    def __post_init__(self) -> None:
        for lang in self.langs:
            checked(lang)
        for argument, given, known in (("kind", self.kinds, KINDS), ("type", self.types, TYPES)):
            for one in given:
                if one not in known:
                    reason = f"no {argument} {one!r}; known are {', '.join(known)}"
                    raise InputError(reason, argument=argument)


ALL: Final = Choice()
"""Every name."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An identity and its spellings, each once whatever its capitals."""

    id: str
    prominence: float
    texts: tuple[str, ...]


def clusters(identities: Iterable[Identity], choice: Choice) -> Iterator[Cluster]:
    """The cluster of each identity that has a name of the choice, in the order they come."""
    for identity in identities:
        if choice.types and identity.type not in choice.types:
            continue
        found: dict[str, str] = {}
        for name in identity.names:
            if choice.langs and name.lang not in choice.langs:
                continue
            if choice.kinds and name.kind not in choice.kinds:
                continue
            for text in (name.text, *(_oblique(identity, name) if choice.inflected else ())):
                found.setdefault(text.casefold(), text)
        if found:
            yield Cluster(identity.id, identity.prominence, tuple(found.values()))


def _oblique(identity: Identity, name: NameForm) -> Iterator[str]:
    """The oblique cases of a name."""
    if name.lang not in _DECLINED or len(name.text) > LONGEST_NAME:
        return
    if identity.type == "person":
        forms = declension.decline(name.text, name.lang, every=True)
    elif identity.type == "place" and " " not in name.text:
        forms = inflection.shipped().forms(name.text, name.lang, None, None)
    else:
        return
    for texts in forms.values():
        yield from texts
