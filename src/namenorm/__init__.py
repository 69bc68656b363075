"""namenorm: any spelling of a Belarusian, Russian or Ukrainian name to one identity.

The public verbs and values; nothing is defined here, and nothing is loaded until used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from namenorm.cards import Card, press_forms
    from namenorm.comparison.score import Comparison, compare
    from namenorm.errors import NamenormError
    from namenorm.keying import KeyedWord, keys, keys_text
    from namenorm.registry import Identity, Registry
    from namenorm.resolution import Match, Resolution, Resolver, resolve
    from namenorm.respelling import Respelling, respell
    from namenorm.text.inspection import Flaw, inspect
    from namenorm.translit.detection import Detection, detect
    from namenorm.translit.origins import Origin, OriginPart, Source, origin
    from namenorm.translit.schemes import Scheme, schemes
    from namenorm.translit.transliteration import transliterate

_HOMES = {
    "Card": "cards",
    "Comparison": "comparison.score",
    "Detection": "translit.detection",
    "Flaw": "text.inspection",
    "Identity": "registry",
    "KeyedWord": "keying",
    "Match": "resolution",
    "NamenormError": "errors",
    "Origin": "translit.origins",
    "OriginPart": "translit.origins",
    "Registry": "registry",
    "Resolution": "resolution",
    "Resolver": "resolution",
    "Respelling": "respelling",
    "Scheme": "translit.schemes",
    "Source": "translit.origins",
    "compare": "comparison.score",
    "detect": "translit.detection",
    "inspect": "text.inspection",
    "keys": "keying",
    "keys_text": "keying",
    "origin": "translit.origins",
    "press_forms": "cards",
    "resolve": "resolution",
    "respell": "respelling",
    "schemes": "translit.schemes",
    "transliterate": "translit.transliteration",
}

__all__ = [
    "Card",
    "Comparison",
    "Detection",
    "Flaw",
    "Identity",
    "KeyedWord",
    "Match",
    "NamenormError",
    "Origin",
    "OriginPart",
    "Registry",
    "Resolution",
    "Resolver",
    "Respelling",
    "Scheme",
    "Source",
    "compare",
    "detect",
    "inspect",
    "keys",
    "keys_text",
    "origin",
    "press_forms",
    "resolve",
    "respell",
    "schemes",
    "transliterate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'namenorm' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"namenorm.{home}"), name)
    return value
