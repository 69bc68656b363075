"""Faults of a house style: what it says, whom its exceptions name, what its samples become."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namenorm.annotation.annotator import Annotator
from namenorm.checking.finding import Fault
from namenorm.checking.scripts import strangers
from namenorm.errors import NamenormError, TableError
from namenorm.registry import Identity, Registry
from namenorm.resolution import Resolver
from namenorm.restyling.restyler import Restyler
from namenorm.restyling.styles import Style, load
from namenorm.tables import locate, read

_NEAR: Final = 5_000
"""Identities among which a mistyped id is looked for, at most."""
_LONGEST: Final = 80
"""Characters of an id that are looked for and shown."""
_KEY: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


def of_styles(folder: Path, resolver: Resolver) -> Iterator[Fault]:
    """Faults of all styles in `folder`, whose exceptions are ids of the resolver's registry."""
    for path in locate.files(folder, "styles/*.toml"):
        yield from style(path, folder, resolver)


def style(path: Path, folder: Path, resolver: Resolver) -> Iterator[Fault]:
    """Faults of the style in `path`; its base and its schemes are those of `folder`."""
    try:
        made = load(path, folder)
    except TableError as error:
        yield Fault.of(error)
        return
    yield from _exceptions(path, made, resolver.registry)
    restyler = Restyler(Annotator(resolver))
    for before, after in made.samples:
        try:
            written = restyler.restyle(before, made).text
        except NamenormError as error:
            written = f"the error {error}"
        if written != after:
            reason = f"sample {before!r} gives {written!r}, not {after!r}"
            yield Fault(str(path), read.line_of(path, f'"{before}"'), reason)


def _exceptions(path: Path, style: Style, registry: Registry) -> Iterator[Fault]:
    """Exceptions of the file itself, not of its base, that name nobody or are in other letters."""
    known = [one.id for one in registry.identities] if len(registry) <= _NEAR else []
    keys = enumerate(map(_KEY.match, read.text(path).split("\n")), 1)
    lines = {key[1]: number for number, key in keys if key}
    inline = read.line_of(path, "exceptions")
    for id, text in read.toml(path).get("exceptions", {}).items():
        if id in registry:
            reason = _form(registry.get(id), text, style)
        else:
            near = difflib.get_close_matches(id[:_LONGEST], known, 1)
            hint = f"did you mean {near[0]!r}?" if near else "`namenorm resolve NAME` tells ids"
            reason = f"no identity {id[:_LONGEST]!r} in the registry; {hint}"
        if reason:
            yield Fault(str(path), lines.get(id, inline), f"exceptions: {reason}")


def _form(identity: Identity, text: str, style: Style) -> str:
    """What is wrong with the form of an exception; empty where nothing is."""
    if not text.strip():
        return f"{identity.id} has no form; leave the line out, or write one"
    lang = style.forms.get(identity.country, style.form)
    reasons = [reason for _, reason in strangers(text, lang)]
    if reasons and identity.type != "organisation":
        return f"{identity.id} is written in {lang}, and {text!r} {reasons[0]}"
    return ""
