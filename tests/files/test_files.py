"""A file is written whole or not at all, and what the system says of it is one kind of error."""

from __future__ import annotations

from pathlib import Path

import pytest

from namenorm.errors import BrokenSource, FileFault
from namenorm.files import atomic, file_faults


def test_a_file_appears_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with atomic(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"new")]


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt(), OSError(28, "No space")])
def test_where_the_block_fails_the_old_file_stays(error: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises((ValueError, KeyboardInterrupt, FileFault)), atomic(path) as file:
        file.write(b"new")
        raise error
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"old")]


def test_the_error_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.csv"
    with pytest.raises(FileFault) as caught, atomic(path):
        pass
    assert (caught.value.path, caught.value.reason) == (str(path), "No such file or directory")


def test_the_file_that_the_system_names_goes_before_the_other(tmp_path: Path) -> None:
    missing = tmp_path / "b.csv"
    told = pytest.raises(BrokenSource, match=r"b\.csv: No such file")
    with told, file_faults(tmp_path / "a.csv", BrokenSource):
        missing.read_bytes()
