"""namenorm: any spelling of a Belarusian, Russian or Ukrainian name to one identity.

The public verbs and values; nothing is defined here, and nothing is loaded until used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from namenorm.annotation.annotator import Annotator, annotate
    from namenorm.annotation.model import Mention
    from namenorm.cards import Card, press_forms
    from namenorm.comparison.score import Comparison, compare
    from namenorm.errors import NamenormError
    from namenorm.keying import KeyedWord, keys, keys_text
    from namenorm.registry import Identity, Registry
    from namenorm.resolution import Match, Resolution, Resolver, resolve
    from namenorm.respelling import Respelling, respell
    from namenorm.restyling.findings import Finding, consistency, lint
    from namenorm.restyling.model import Restyled
    from namenorm.restyling.restyler import restyle
    from namenorm.restyling.styles import Style, styles
    from namenorm.text.inspection import Flaw, inspect
    from namenorm.translit.detection import Detection, detect
    from namenorm.translit.origins import Origin, OriginPart, Source, origin
    from namenorm.translit.schemes import Scheme, schemes
    from namenorm.translit.transliteration import transliterate

_HOMES = {
    "Annotator": "annotation.annotator",
    "Card": "cards",
    "Comparison": "comparison.score",
    "Detection": "translit.detection",
    "Finding": "restyling.findings",
    "Flaw": "text.inspection",
    "Identity": "registry",
    "KeyedWord": "keying",
    "Match": "resolution",
    "Mention": "annotation.model",
    "NamenormError": "errors",
    "Origin": "translit.origins",
    "OriginPart": "translit.origins",
    "Registry": "registry",
    "Resolution": "resolution",
    "Resolver": "resolution",
    "Respelling": "respelling",
    "Restyled": "restyling.model",
    "Scheme": "translit.schemes",
    "Source": "translit.origins",
    "Style": "restyling.styles",
    "annotate": "annotation.annotator",
    "compare": "comparison.score",
    "consistency": "restyling.findings",
    "detect": "translit.detection",
    "inspect": "text.inspection",
    "keys": "keying",
    "lint": "restyling.findings",
    "keys_text": "keying",
    "origin": "translit.origins",
    "press_forms": "cards",
    "resolve": "resolution",
    "respell": "respelling",
    "restyle": "restyling.restyler",
    "schemes": "translit.schemes",
    "styles": "restyling.styles",
    "transliterate": "translit.transliteration",
}

__all__ = [
    "Annotator",
    "Card",
    "Comparison",
    "Detection",
    "Finding",
    "Flaw",
    "Identity",
    "KeyedWord",
    "Match",
    "Mention",
    "NamenormError",
    "Origin",
    "OriginPart",
    "Registry",
    "Resolution",
    "Resolver",
    "Respelling",
    "Restyled",
    "Scheme",
    "Source",
    "Style",
    "annotate",
    "compare",
    "consistency",
    "detect",
    "inspect",
    "keys",
    "keys_text",
    "lint",
    "origin",
    "press_forms",
    "resolve",
    "respell",
    "restyle",
    "schemes",
    "styles",
    "transliterate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'namenorm' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"namenorm.{home}"), name)
    return value
