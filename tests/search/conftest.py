"""The server is started once for all tests of this folder; each test takes names of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[cluster.Cluster]:
    with cluster.running() as found:
        yield found
