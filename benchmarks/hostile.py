"""Time on unusual text, which must grow linearly: `python -m benchmarks.hostile`.

Each kind of text is written (be-lacinka) at a tenth and at the whole of SIZE characters; printed
are the seconds and how many times longer the whole took.
"""

from __future__ import annotations

import argparse
import time

import namenorm

KINDS = {
    "soft clusters": "сзцндз",
    "capitals": "Ж",
    "apostrophes": "а'",
    "combining marks": "с\u0301",
    "mixed scripts": "аx",
    "letters without a rule": "ѣ",
    "no letters": "\u2028 ",
    "other planes": "🙂я",
}


def main() -> None:
    """Print a line for each kind."""
    parser = argparse.ArgumentParser(description="Cost on hostile text.")
    parser.add_argument("--size", type=int, default=10_000_000)
    size = parser.parse_args().size
    for name, unit in KINDS.items():
        seconds = []
        for length in (size // 10, size):
            text = (unit * (length // len(unit) + 1))[:length]
            start = time.perf_counter()
            namenorm.transliterate(text, "be-lacinka")
            seconds.append(time.perf_counter() - start)
        part, whole = seconds
        print(f"{name:24} {size / 10:>12,.0f}: {part:7.3f} s   {size:>12,}: {whole:7.3f} s"
              f"   {whole / part:5.1f} times")  # fmt: skip


if __name__ == "__main__":
    main()
