"""namenorm: any spelling of a Belarusian, Russian or Ukrainian name to one identity.

The public verbs and values; nothing is defined here, and nothing is loaded until used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from namenorm.comparison.score import Comparison, compare
    from namenorm.errors import NamenormError
    from namenorm.keying import keys
    from namenorm.registry import Identity, Registry
    from namenorm.resolution import Match, Resolution, Resolver, resolve
    from namenorm.translit.schemes import Scheme, schemes
    from namenorm.translit.transliteration import transliterate

_HOMES = {
    "Comparison": "comparison.score",
    "Identity": "registry",
    "Match": "resolution",
    "NamenormError": "errors",
    "Registry": "registry",
    "Resolution": "resolution",
    "Resolver": "resolution",
    "Scheme": "translit.schemes",
    "compare": "comparison.score",
    "keys": "keying",
    "resolve": "resolution",
    "schemes": "translit.schemes",
    "transliterate": "translit.transliteration",
}

__all__ = [
    "Comparison",
    "Identity",
    "Match",
    "NamenormError",
    "Registry",
    "Resolution",
    "Resolver",
    "Scheme",
    "compare",
    "keys",
    "resolve",
    "schemes",
    "transliterate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'namenorm' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"namenorm.{home}"), name)
    return value
