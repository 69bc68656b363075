"""The route of the counts."""

from __future__ import annotations

from flask import Response

from namenorm.faces.api.routing import Routes
from namenorm.faces.middleware.counts import CONTENT_TYPE, counts

routes = Routes("metrics", __name__, description="For those who run the service.")


@routes.route("/metrics", methods=["GET"])  # type: ignore[untyped-decorator]
@routes.doc(  # type: ignore[untyped-decorator]
    operationId="metrics",
    responses={
        200: {
            "description": "Counts in the text format of Prometheus, of all processes.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        },
        401: "UNAUTHORIZED",
        429: "TOO_MANY_REQUESTS",
        500: "INTERNAL_SERVER_ERROR",
    },
)
def metrics() -> Response:
    """Counts for Prometheus.

    Of requests, how long they took, how many were answered from memory, and of registries taken
    up.
    """
    response = Response(counts().text(), content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
