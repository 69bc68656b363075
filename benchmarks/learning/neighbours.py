"""How crowded it is around a surname: `python -m benchmarks.learning.neighbours`.

Prints the table `background.neighbours` of `tables/compare/costs.toml`: how many of a hundred
thousand people have another surname that is so many symbols away from one of so many sounds, or
fewer, as the people of the shipped registry are, each of them asked for all others; and the three
numbers that come nearest to that, by least squares over the logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluation import report
from namenorm import Registry
from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import CodedPart
from namenorm.sounds.phonetics import SAME

SOUNDS = range(3, 11)
SYMBOLS = range(SAME + 1, 18)
SLOPES = np.arange(0.1, 0.8, 0.001)

Table = NDArray[np.float64]


def surnames() -> list[CodedPart]:
    """The surname of each person, as the first name of the registry has it."""
    names = [one.names[0].text for one in Registry.shipped().identities if one.type == "person"]
    found = [analyzer.shipped().likeliest(name) for name in names]
    return [one.surname for one in found if one and one.given and one.surname]


def crowded(people: Sequence[CodedPart]) -> tuple[Table, Table]:
    """(shares of people by sounds and symbols, how many pairs each is counted from)."""
    apart, farthest = analyzer.shipped().signs.apart, SYMBOLS.stop - 1
    counts = np.zeros((SOUNDS.stop, SYMBOLS.stop))
    asked = np.zeros(SOUNDS.stop)
    for query in people:
        sounds = min(max(int(query.sounds), SOUNDS.start), SOUNDS.stop - 1)
        asked[sounds] += 1
        for other in people:
            symbols = apart(query.codes, other.codes, farthest)
            if SAME < symbols <= farthest:
                counts[sounds, symbols] += 1
    pairs = np.cumsum(counts, axis=1)[SOUNDS.start :, SYMBOLS.start :]
    return pairs / (asked[SOUNDS.start :, np.newaxis] * len(people)), pairs


def fitted(shares: Table, pairs: Table) -> tuple[float, float, float]:
    """The share, symbol and sound of `background.neighbours` that come nearest to the counts."""
    rows, columns = np.nonzero(pairs)
    weight = np.sqrt(np.minimum(pairs[rows, columns], 200.0))
    sounds, symbols = rows + SOUNDS.start, columns + SYMBOLS.start - SAME
    features = np.column_stack([np.ones(len(rows)), -sounds]) * weight[:, np.newaxis]
    tried: list[tuple[float, float, Any]] = []
    for slope in SLOPES:
        wanted = np.log(shares[rows, columns]) - np.log(np.expm1(slope * symbols))
        found, off, *_ = np.linalg.lstsq(features, wanted * weight, rcond=None)
        tried.append((float(off[0]), float(slope), found))
    _, slope, (level, sound) = min(tried, key=lambda one: one[0])
    return float(np.exp(level)), slope, float(sound)


def main() -> None:
    """Print the shares in 100,000, and the numbers for the table."""
    shares, pairs = crowded(surnames())
    rows = [
        [str(sounds), *(f"{100_000 * share:.0f}" for share in row)]
        for sounds, row in zip(SOUNDS, shares, strict=True)
    ]
    print(report.table(["sounds", *map(str, SYMBOLS)], rows))
    share, symbol, sound = fitted(shares, pairs)
    print(f"\nshare = {share:.6f}\nsymbol = {symbol:.3f}\nsound = {sound:.3f}")


if __name__ == "__main__":
    main()
