"""Faults of a house style: what it says, whom its exceptions name, what its samples become."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namenorm.annotation.annotator import Annotator
from namenorm.checking.finding import Finding
from namenorm.checking.scripts import strangers
from namenorm.errors import NamenormError, TableError
from namenorm.resolution import Resolver
from namenorm.restyling.restyler import Restyler
from namenorm.restyling.styles import Style, load
from namenorm.tables import locate, read

_NEAR: Final = 20_000
"""Identities among which a mistyped id is looked for."""


def of_styles(folder: Path, resolver: Resolver) -> Iterator[Finding]:
    """Faults of all styles in `folder`, whose exceptions are ids of the resolver's registry."""
    for path in locate.files(folder, "styles/*.toml"):
        yield from style(path, folder, resolver)


def style(path: Path, folder: Path, resolver: Resolver) -> Iterator[Finding]:
    """Faults of the style in `path`; its base and its schemes are those of `folder`."""
    try:
        made = load(path, folder)
    except TableError as error:
        yield Finding.of(error)
        return
    for id, text in read.toml(path).get("exceptions", {}).items():
        if reason := _exception(id, text, made, resolver):
            yield Finding(str(path), read.line_of(path, id), reason)
    restyler = Restyler(Annotator(resolver))
    for before, after in made.samples:
        try:
            written = restyler.restyle(before, made).text
        except NamenormError as error:
            written = f"the error {error}"
        if written != after:
            reason = f"sample {before!r} gives {written!r}, not {after!r}"
            yield Finding(str(path), read.line_of(path, f'"{before}"'), reason)


def _exception(id: str, text: str, style: Style, resolver: Resolver) -> str:
    """What is wrong with an exception; empty where nothing is."""
    registry = resolver.registry
    if id not in registry:
        few = len(registry) <= _NEAR
        ids = [one.id for one in registry.identities] if few else []
        near = difflib.get_close_matches(id, ids, 1)
        hint = f"did you mean {near[0]!r}?" if near else "`namenorm resolve NAME` tells ids"
        return f"exceptions: no identity {id!r} in the registry; {hint}"
    if not text.strip():
        return f"exceptions: {id} has no form; leave the line out, or write one"
    identity = registry.get(id)
    lang = style.forms.get(identity.country, style.form)
    reasons = [reason for _, reason in strangers(text, lang)]
    if reasons and identity.type != "organisation":
        return f"exceptions: {id} is written in {lang}, and {text!r} {reasons[0]}"
    return ""
