"""What `/metrics` tells, in the text format of Prometheus.

With `PROMETHEUS_MULTIPROC_DIR` set, as `namenorm serve` does, each process writes its counts to a
file of that folder, and whichever is asked tells the sum.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from namenorm.faces.settings import COUNTS

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Counts:
    """The counts of this process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "namenorm_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "namenorm_request_seconds",
            "Seconds from the first byte of a request to its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._hits = Counter(
            "namenorm_remembered", "Requests answered from memory.", registry=self._registry
        )
        self._reloads = Counter(
            "namenorm_registry_reloads",
            "Registries that were taken up, or refused, while serving.",
            ("outcome",),
            registry=self._registry,
        )
        self._of_request = cache(self._requests.labels)
        self._of_route = cache(self._seconds.labels)

    def request(self, method: str, route: str, status: str, seconds: float, *, hit: bool) -> None:
        """One request was answered."""
        self._of_request(method, route, status).inc()
        self._of_route(route).observe(seconds)
        if hit:
            self._hits.inc()

    def reload(self, outcome: str) -> None:
        """A registry was `taken` up or `refused`."""
        self._reloads.labels(outcome).inc()

    def text(self) -> bytes:
        """All counts, of all processes."""
        if not os.environ.get(COUNTS):
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


@cache
def counts() -> Counts:
    """The counts, made when they are first asked for: the library reads the environment then."""
    return Counts()
