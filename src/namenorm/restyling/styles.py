"""House styles: which form of a name is printed, by `tables/styles/*.toml` or a house's own file.

>>> [style.id for style in styles()]
['be', 'be-tarask', 'en-bgn', 'en-press', 'lacinka', 'pl', 'ru']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from namenorm.errors import InputError, TableError, UnknownScheme
from namenorm.lang import SCRIPTS
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
_COUNTRY: Final = re.compile("[A-Z]{2}")


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
    return load(path)


def styles() -> tuple[Style, ...]:
    """The styles that ship, by id."""
    return tuple(_shipped().values())


@cache
def _shipped() -> dict[str, Style]:
    paths = locate.files(locate.shipped(), "styles/*.toml")
    return {path.stem: load(path) for path in sorted(paths, key=lambda path: path.stem)}


def load(path: Path, folder: Path | None = None) -> Style:
    """The style in a TOML file, checked; its `base` and its schemes are those of `folder`.

    `folder` is a folder of tables, that of the tables that ship where it is not given. Raises
    `TableError`.
    """
    return _load(path, folder or locate.shipped(), ())


def _load(path: Path, folder: Path, above: tuple[Path, ...]) -> Style:
    """The style in `path`; the files `above` are built on it, each on the next."""
    data = read.toml(path)
    for key in data:
        if key not in _KEYS:
            raise _bad(path, key, f"unknown {key!r}; known are {', '.join(sorted(_KEYS))}")
    found = _base(path, data["base"], folder, (*above, path)) if "base" in data else None
    form = data.get("form", found.form if found else None)
    if form not in FORMS:
        raise _bad(path, "form", f"form is one of {', '.join(FORMS)}, or there is a base")
    first_in_full = data.get("first_in_full", found.first_in_full if found else False)
    if not isinstance(first_in_full, bool):
        raise _bad(path, "first_in_full", "first_in_full is true or false, without quotation marks")
    made = Style(
        path.stem,
        str(data.get("title", found.title if found else path.stem)),
        form,
        {**(found.forms if found else {}), **_texts(path, data, "forms")},
        {**(found.texts if found else {}), **_texts(path, data, "texts")},
        {**(found.schemes if found else {}), **_texts(path, data, "schemes")},
        {**(found.exceptions if found else {}), **_texts(path, data, "exceptions")},
        first_in_full,
        _samples(path, data),
    )
    for lang in (*made.forms.values(), *made.texts.values()):
        if lang not in FORMS:
            raise _bad(path, lang, f"form {lang!r} is none of {', '.join(FORMS)}")
    for lang in made.texts:
        if lang not in SCRIPTS:
            raise _bad(path, lang, f"texts of {lang!r}: no such language; see tables/README.md")
    for country in (*made.forms, *made.schemes):
        if not _COUNTRY.fullmatch(country):
            raise _bad(path, country, f"country {country!r} is no ISO code such as BY")
    for system in made.schemes.values():
        try:
            scheme(system, folder=folder)
        except UnknownScheme as error:
            raise _bad(path, system, str(error)) from None
    return made


def _base(path: Path, base: Any, folder: Path, above: tuple[Path, ...]) -> Style:
    """The style of `folder` on which `path`, the last of `above`, is built. Raises `TableError`."""
    paths = {one.stem: one for one in locate.files(folder, "styles/*.toml")}
    if base not in paths:
        raise _bad(path, "base", f"base {base!r} is none of {', '.join(sorted(paths))}")
    for number, one in enumerate(above):
        if one.resolve() == paths[base].resolve():
            circle = " → ".join((*(one.stem for one in above[number:]), base))
            raise _bad(path, "base", f"the bases go in a circle: {circle}; take one of them out")
    return _load(paths[base], folder, above)


def _bad(path: Path, word: str, reason: str) -> TableError:
    return TableError(str(path), read.line_of(path, word), reason)


def _texts(path: Path, data: dict[str, Any], key: str) -> dict[str, str]:
    held = data.get(key, {})
    if not isinstance(held, dict) or not all(isinstance(one, str) for one in held.values()):
        raise _bad(path, key, f"{key} is a table of texts")
    return held


def _samples(path: Path, data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found = data.get("samples", [])
    texts = isinstance(found, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        for pair in found
    )
    if not texts:
        raise _bad(path, "samples", "samples are pairs of texts: before, after")
    return tuple((before, after) for before, after in found)
