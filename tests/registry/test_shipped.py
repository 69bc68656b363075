"""The registry that ships is compiled once, and again where tables or the file have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from namenorm.registry import shipped
from namenorm.registry.segment import Segment


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "namenorm"


def test_it_is_kept_and_opened(cache: Path) -> None:
    made = Segment(*shipped.load())
    (kept,) = cache.glob("*.nnx")
    before = kept.stat().st_mtime_ns
    opened = Segment(*shipped.load())
    assert kept.stat().st_mtime_ns == before
    assert list(opened.identities) == list(made.identities)


def test_a_damaged_one_and_an_old_one_are_made_anew(cache: Path) -> None:
    shipped.load()
    (kept,) = cache.glob("*.nnx")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    (cache / "shipped-0123456789abcdef.nnx").write_bytes(b"of an earlier version")
    shipped.load()
    assert [path.read_bytes() for path in cache.glob("*.nnx")] == [whole]


def test_where_nothing_can_be_kept_it_is_made_all_the_same(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"a file where the folder would be")
    assert len(Segment(*shipped.load()).identities) > 3_000
