"""What the service says of itself, in either version."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from namenorm.faces.reconcile.bounds import BATCH
from namenorm.faces.reconcile.flyouts import HEIGHT, WIDTH
from namenorm.faces.reconcile.vocabulary import KINDS

OLD: Final = "0.2"
NEW: Final = "1.0-draft"


def _common(api: str, lang: str | None) -> dict[str, Any]:
    return {
        "versions": [api],
        "name": f"namenorm ({lang})" if lang else "namenorm",
        "serviceVersion": version("namenorm"),
        "defaultTypes": [kind.to_dict() for kind in KINDS],
        "batchSize": BATCH,
    }


def old(root: str, lang: str | None) -> dict[str, Any]:
    """The manifest of 0.2 for the service at the address `root`, with names in `lang`."""

    def suggest(what: str) -> dict[str, str]:
        return {
            "service_url": root,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": root,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }

    return {
        **_common(OLD, lang),
        "identifierSpace": "urn:namenorm:identities",
        "schemaSpace": "urn:namenorm:properties",
        "view": {"url": f"{root}/preview?id={{{{id}}}}"},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def new(root: str, lang: str | None) -> dict[str, Any]:
    """The manifest of 1.0-draft for the service at the address `root`, with names in `lang`."""
    return {
        **_common(NEW, lang),
        "view": {"url": f"{root}/preview?id={{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }
