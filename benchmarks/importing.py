"""How fast each format is imported, in what memory: `python -m benchmarks.importing`.

Files of made-up records are written to a temporary folder, a tenth of the size first; each import
is a process of its own, so that its peak memory is its own. A million records a format take some
fifteen minutes and 1.5 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.evaluation import report

_SYLLABLES = ("ка", "ма", "ра", "ло", "ні", "сту", "ві", "до", "пе", "зу", "тры", "гэ")
_LATIN = ("ka", "ma", "ra", "lo", "ni", "stu", "vi", "do", "pe", "zu", "try", "he")
_GIVEN = ("Іван", "Пётр", "Алена", "Сяргей", "Ганна", "Зміцер")


def _cyrillic(draw: random.Random) -> str:
    return f"{draw.choice(_GIVEN)} {''.join(draw.choices(_SYLLABLES, k=3)).capitalize()}"


def _latin(draw: random.Random) -> str:
    return f"Jan {''.join(draw.choices(_LATIN, k=3)).capitalize()}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wikidata(number: int, draw: random.Random) -> str:
    labels = {"be": _cyrillic(draw), "en": _latin(draw), "ja": "x"}
    claim = {"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}
    item = {
        "id": f"Q{number + 1}",
        "labels": {lang: {"language": lang, "value": text} for lang, text in labels.items()},
        "claims": {"P31": [claim]},
    }
    return _json(item) + ","


def _jsonl(number: int, draw: random.Random) -> str:
    names = [{"text": _cyrillic(draw), "lang": "be"}, {"text": _latin(draw), "lang": "en"}]
    return _json({"id": f"p{number}", "names": names})


def _ftm(number: int, draw: random.Random) -> str:
    said = {"name": [_latin(draw), _latin(draw)], "birthDate": ["1970-01-02"], "country": ["by"]}
    return _json({"id": f"NK-{number}", "schema": "Person", "properties": said})


def _csv(number: int, draw: random.Random) -> str:
    return f'{number},"{_latin(draw)}",{_cyrillic(draw)},{1950 + number % 50}'


def _geonames(number: int, draw: random.Random) -> str:
    cells = [str(number + 1), _latin(draw), "", "", "53.9", "27.5", "P", "PPL", "BY", *[""] * 5]
    return "\t".join([*cells, str(draw.randrange(100_000)), "", "", "Europe/Minsk", "2020-01-01"])


def _popolo(number: int, draw: random.Random) -> str:
    other = [{"name": _cyrillic(draw), "lang": "be"}]
    return _json({"id": f"p{number}", "name": _latin(draw), "other_names": other}) + ","


FORMATS: dict[str, tuple[str, Callable[[int, random.Random], str], str]] = {
    "wikidata": ("[\n", _wikidata, "]\n"),
    "jsonl": ("", _jsonl, ""),
    "ftm": ("", _ftm, ""),
    "csv": ("id,name,name_be,born\n", _csv, ""),
    "geonames": ("", _geonames, ""),
    "popolo": ('{"persons": [\n', _popolo, '{"id": "last", "name": "Jan Last"}]}\n'),
}
"""Each format: what stands before the records, one of them, what stands behind."""


def write(path: Path, format: str, records: int) -> None:
    """A file of `records` made-up records."""
    before, record, after = FORMATS[format]
    draw = random.Random(records)
    with path.open("w", encoding="utf-8") as file:
        file.write(before)
        file.writelines(record(number, draw) + "\n" for number in range(records))
        file.write(after)


def measure(folder: Path, format: str, records: int) -> tuple[float, float, float, float]:
    """(seconds, peak memory in MiB, size of the file and of the registry in MB)."""
    source, registry = folder / f"source.{format}", folder / "x.nnx"
    write(source, format, records)
    command = [sys.executable, "-m", "namenorm.faces.cli", "import", format]
    command += [str(source), "-o", str(registry), "--fresh"]
    start = time.perf_counter()
    with (folder / "out").open("wb") as out:
        process = os.posix_spawn(
            sys.executable,
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)],
        )
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the import of {format} failed")
    sizes = source.stat().st_size / 1e6, registry.stat().st_size / 1e6
    source.unlink()
    return seconds, usage.ru_maxrss / 1024, *sizes


def lines(records: int, formats: list[str]) -> Iterator[str]:
    """The Markdown."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="namenorm-") as name:
        for format in formats:
            for count in (records // 10, records):
                seconds, memory, source, registry = measure(Path(name), format, count)
                rate = f"{count / seconds:,.0f}"
                figures = (f"{seconds:.1f}", rate, f"{memory:.0f}")
                rows.append([format, f"{count:,}", *figures, f"{source:.0f}", f"{registry:.0f}"])
                print(*rows[-1], file=sys.stderr)
    head = ["format", "records", "seconds", "a second", "peak MiB", "file MB", "registry MB"]
    yield report.table(head, rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed and memory of imports.")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--format", choices=list(FORMATS), nargs="+", default=list(FORMATS))
    options = parser.parse_args()
    for line in lines(options.records, options.format):
        print(line)


if __name__ == "__main__":
    main()
