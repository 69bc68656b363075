"""The registry that all tests of this folder ask: small, and made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small_registry import small_registry


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_registry(tmp_path_factory.mktemp("registry"))
