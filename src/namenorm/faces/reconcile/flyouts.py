"""One identity, one property or one type as HTML, every text escaped."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from namenorm.faces.reconcile.vocabulary import KINDS, PROPERTIES, description, label
from namenorm.registry import Identity

WIDTH = 420
HEIGHT = 260
"""Pixels of a preview."""
_LONGEST = 60
"""Names that a preview shows."""


def preview(identity: Identity, lang: str) -> str:
    """The page that is shown beside a candidate."""
    return render_template(
        "reconcile/preview.html",
        identity=identity,
        name=label(identity, lang),
        forms=identity.forms(),
        others=_others(identity),
    )


def _others(identity: Identity) -> list[str]:
    """Spellings beside the canonical ones."""
    forms = set(identity.forms().values())
    return list(dict.fromkeys(n.text for n in identity.names if n.text not in forms))[:_LONGEST]


def entity(identity: Identity, lang: str) -> dict[str, Any]:
    """The flyout of an identity."""
    name = label(identity, lang)
    return _flyout(identity.id, name, description(identity, name))


def property(id: str) -> dict[str, Any]:
    """The flyout of a property. Raises `NotFound`."""
    if id not in PROPERTIES:
        raise NotFound(f"No property {id[:80]!r}.")
    return _flyout(id, PROPERTIES[id].name, PROPERTIES[id].description)


def type(id: str) -> dict[str, Any]:
    """The flyout of a type. Raises `NotFound`."""
    for kind in KINDS:
        if kind.id == id:
            return _flyout(id, kind.name, f"Any {kind.id} of the registry")
    raise NotFound(f"No type {id[:80]!r}.")


def _flyout(id: str, name: str, text: str) -> dict[str, Any]:
    return {"id": id, "html": Markup("<p><b>{}</b></p><p>{}</p>").format(name, text)}
