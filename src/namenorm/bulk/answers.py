"""The answer to a name as five flat values, which any table can hold.

>>> resolve_names(["Tsikhanouskaya"])[0].id
'cichanouskaja-sviatlana'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from namenorm.errors import BadText, InputError, NamenormError
from namenorm.registry.model import TYPES
from namenorm.text.clean import clean_name

if TYPE_CHECKING:
    from namenorm.registry import Registry
    from namenorm.resolution import Resolution, Resolver

RegistrySource: TypeAlias = "Registry | Path | str | Sequence[Path | str] | None"
"""A registry, a compiled file, several of them, or None for the registry that ships."""
COLUMNS: Final = ("decision", "id", "score", "matched", "type")
"""The result columns, in their order; `score` is a number, the others are text."""
_REMEMBERED: Final = 100_000
"""Answers that one process caches: names of lists and of the news come again."""
_DECIMALS: Final = 4
"""As `Resolution.to_dict` has the score."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision, and the likeliest identity, also where the decision is not `match`.

    `matched` is the text of the name that matched; all but `decision` are None where no identity
    is near.
    """

    decision: str
    id: str | None = None
    score: float | None = None
    matched: str | None = None
    type: str | None = None

    def values(self) -> tuple[str | float | None, ...]:
        """The values of the result columns, in the order of `COLUMNS`.

        >>> Answer("none").values()
        ('none', None, None, None, None)
        """
        return self.decision, self.id, self.score, self.matched, self.type


def answer(resolution: Resolution) -> Answer:
    """The decision and the first match of a resolution."""
    if not resolution.matches:
        return Answer(resolution.decision)
    best = resolution.matches[0]
    return Answer(
        resolution.decision,
        best.identity.id,
        round(best.score, _DECIMALS),
        best.name.text,
        best.identity.type,
    )


def resolver_of(registry: RegistrySource = None) -> Resolver:
    """The resolver of a registry. Raises `BrokenRegistry`."""
    from namenorm.registry import Registry
    from namenorm.resolution import Resolver

    if isinstance(registry, Registry):
        return Resolver(registry)
    if registry is None:
        registry = ()
    files = (registry,) if isinstance(registry, str | Path) else registry
    return Resolver(Registry.of_files([Path(file) for file in files]))


def checked_type(type: str | None) -> str | None:
    """The type of an identity. Raises `InputError` for another word."""
    if type is not None and type not in TYPES:
        raise InputError(f"type {type[:40]!r} is none of {', '.join(TYPES)}", argument="type")
    return type


class Answerer:
    """Answers names by one resolver; a name that comes again soon is not resolved again."""

    def __init__(self, resolver: Resolver, *, type: str | None = None) -> None:
        """`type` is evidence about the bearers. Raises `InputError` where it is none."""
        self.resolver = resolver
        self._type = checked_type(type)
        self._answered = lru_cache(_REMEMBERED)(self._resolved)

    def answers(self, names: Iterable[object]) -> list[Answer | NamenormError]:
        """An answer for each of `names`, in their order, or the error that says why not."""
        return [self._answered(name) if isinstance(name, str) else _no_text(name) for name in names]

    def _resolved(self, name: str) -> Answer | NamenormError:
        try:
            clean_name(name, argument="name")  # so that the error speaks of the name
        except InputError as error:
            return error
        return answer(self.resolver.resolve(name, limit=1, type=self._type))


def _no_text(name: object) -> BadText:
    reason = "null" if name is None else name.__class__.__name__
    return BadText(f"the name is {reason}, not text", argument="name")


def resolve_names(
    names: Iterable[str | None], *, registry: RegistrySource = None, type: str | None = None
) -> list[Answer | None]:
    """An answer for each of `names`, in their order; None for None and for what is no name.

    `registry` is a registry, the path of a compiled one or several paths, the first before the
    others (`shipped` is the one that ships), or None for the one that ships; `type` is evidence
    about the bearers, as for `resolve`. Raises `BrokenRegistry`, `InputError`.

    >>> [a and a.decision for a in resolve_names(["Мінск", "", None], type="place")]
    ['match', None, None]
    """
    answers = Answerer(resolver_of(registry), type=type).answers(names)
    return [one if isinstance(one, Answer) else None for one in answers]
