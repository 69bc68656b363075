"""The routes that a supervisor asks."""

from __future__ import annotations

from namenorm.faces.api.routing import Answer, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.service import live, service

routes = Routes("health", __name__, description="For those who run the service.")


@routes.shown("/healthz", answered=answers.Health, cacheable=False)
def healthz() -> Answer:
    """Whether the process answers.

    And how many identities it knows.
    """
    return {"status": "ok", "identities": len(service().registry)}


@routes.shown("/readyz", answered=answers.Readiness, cacheable=False)
def readyz() -> Answer:
    """Which registry is served.

    `stale`, with the reason, where a newer file could not be taken up: the old one goes on
    serving.
    """
    served, fault = service(), live().fault
    return {
        "status": "stale" if fault else "ready",
        "registry": {
            "version": served.version["registry"],
            "identities": len(served.registry),
            "since": served.since.isoformat(timespec="seconds"),
        },
        "reload": fault,
    }
