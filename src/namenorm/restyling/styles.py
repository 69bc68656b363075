"""House styles: which form of a name is printed, by `tables/styles/*.toml` or a house's own file.

>>> [style.id for style in styles()]
['be', 'be-tarask', 'en-bgn', 'en-press', 'lacinka', 'pl', 'ru']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError, TableError
from namenorm.registry import Identity
from namenorm.registry.model import FORMS
from namenorm.respelling import respell
from namenorm.tables import locate, read
from namenorm.text.scripts import has_cyrillic
from namenorm.translit.schemes import scheme
from namenorm.translit.transliteration import transliterate

_KEYS: Final = frozenset(
    {"title", "base", "form", "forms", "texts", "schemes", "exceptions", "first_in_full", "samples"}
)


@dataclass(frozen=True, slots=True)
class Style:
    """Which form an identity gets: `form` is a language, `forms` other ones by country.

    `texts` are the forms of all in texts of some languages. `schemes` are romanisation systems by
    country, `exceptions` full forms by id. `first_in_full` says that the first mention of a person
    is the full name and later ones the surname. `samples` are texts before and after.
    """

    id: str
    title: str
    form: str
    forms: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    schemes: Mapping[str, str] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)
    first_in_full: bool = False
    samples: tuple[tuple[str, str], ...] = ()

    def form_of(self, identity: Identity, text: str | None = None) -> tuple[str, str] | None:
        """(the full form, its language) of an identity in a text of a language.

        None where there is none.
        """
        lang = self.texts.get(text or "") or self.forms.get(identity.country, self.form)
        exception = self.exceptions.get(identity.id)
        if exception and text not in self.texts:
            return exception, lang
        held = identity.forms()
        system = self.schemes.get(identity.country) if text not in self.texts else None
        if system:
            source = scheme(system).lang
            return (transliterate(held[source], system), lang) if source in held else None
        if lang in held:
            return held[lang], lang
        if lang == "be-tarask" and "be" in held:
            if not has_cyrillic(held["be"]):
                return held["be"], lang  # BYPOL has one spelling
            return respell(held["be"], "be", lang, limit=1)[0].text, lang
        return None


def style(name: str | Path) -> Style:
    """The style with an id, or that of a TOML file.

    Raises `InputError` for an unknown one, `TableError` for a file that is none.

    >>> style("en-press").form
    'en'
    """
    known = _shipped()
    if isinstance(name, str) and name in known:
        return known[name]
    path = Path(name)
    if path.suffix != ".toml":
        listed = ", ".join(known)
        raise InputError(
            f"style {str(name)[:60]!r} is none of {listed}, and no .toml file", argument="style"
        )
    return _read(path, path.stem)


def styles() -> tuple[Style, ...]:
    """The styles that ship, by id."""
    return tuple(_shipped().values())


@cache
def _shipped() -> dict[str, Style]:
    paths = locate.files(locate.shipped(), "styles/*.toml")
    return {path.stem: _read(path, path.stem) for path in sorted(paths, key=lambda path: path.stem)}


def _read(path: Path, id: str) -> Style:
    data = read.toml(path)
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise TableError(
            str(path), 0, f"unknown {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}"
        )
    base = data.get("base")
    if base is not None and base not in _shipped():
        raise TableError(str(path), 0, f"base {base!r} is none of {', '.join(_shipped())}")
    found = _shipped()[base] if base else None
    form = data.get("form", found.form if found else None)
    if form not in FORMS:
        raise TableError(str(path), 0, f"form is one of {', '.join(FORMS)}, or there is a base")
    made = Style(
        id,
        str(data.get("title", found.title if found else id)),
        form,
        {**(found.forms if found else {}), **_texts(path, data, "forms")},
        {**(found.texts if found else {}), **_texts(path, data, "texts")},
        {**(found.schemes if found else {}), **_texts(path, data, "schemes")},
        {**(found.exceptions if found else {}), **_texts(path, data, "exceptions")},
        bool(data.get("first_in_full", found.first_in_full if found else False)),
        _samples(path, data),
    )
    for lang in (*made.forms.values(), *made.texts.values()):
        if lang not in FORMS:
            raise TableError(str(path), 0, f"form {lang!r} is none of {', '.join(FORMS)}")
    for system in made.schemes.values():
        scheme(system)
    return replace(made, id=id)


def _texts(path: Path, data: dict[str, Any], key: str) -> dict[str, str]:
    held = data.get(key, {})
    if not isinstance(held, dict) or not all(isinstance(one, str) for one in held.values()):
        raise TableError(str(path), 0, f"{key} is a table of texts")
    return held


def _samples(path: Path, data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found = data.get("samples", [])
    texts = isinstance(found, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        for pair in found
    )
    if not texts:
        raise TableError(str(path), 0, "samples are pairs of texts: before, after")
    return tuple((before, after) for before, after in found)
