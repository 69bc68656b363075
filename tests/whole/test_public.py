"""The public names, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys

import namenorm


def test_all_is_whole_and_sorted() -> None:
    assert namenorm.__all__ == sorted(namenorm.__all__)
    assert all(callable(getattr(namenorm, name)) for name in namenorm.__all__)


def test_importing_loads_nothing() -> None:
    heavy = ("numpy", "rapidfuzz", "flask", "pandas", "polars", "pyarrow", "duckdb", "pyspark")
    code = f"import sys, namenorm; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_modules_for_many_names_load_no_library_of_tables() -> None:
    modules = "namenorm.bulk, namenorm.duckdb, namenorm.spark"
    tables = ("pandas", "polars", "pyarrow", "duckdb", "pyspark")
    code = f"import sys, {modules}; print([m for m in {tables} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_verbs_stay_verbs_after_their_modules_are_loaded() -> None:
    import namenorm.comparison.score
    import namenorm.keying
    import namenorm.resolution

    assert namenorm.compare("Мінск", "Minsk").score > 0.5
    assert namenorm.resolve("Minsk").decision == "match"
    assert namenorm.keys("Minsk")


def test_spellings_share_a_key() -> None:
    for pair in (
        ("Лукашэнка", "Loukachenko"),
        ("Ціханоўская", "Tikhanovskaya"),
        ("Пётр Жук", "Piotr Żuk"),
    ):
        assert set(namenorm.keys(pair[0])) & set(namenorm.keys(pair[1])), pair
