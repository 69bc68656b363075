"""Goals: limits of time and memory, and least recall, at a million identities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.million.ours import Figures

Where = Literal["small", "whole", "start"]


@dataclass(frozen=True, slots=True)
class Goal:
    """`limit` of a figure of the small or the whole registry, or of a fresh start."""

    title: str
    where: Where
    figure: str
    limit: float
    least: bool = False

    def met(self, value: float) -> bool:
        """Whether a value is on the right side."""
        return value >= self.limit if self.least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {number(self.limit)}"


GOALS: Final = (
    Goal("build, seconds", "whole", "build s", 300),
    Goal("build, peak memory, MiB", "whole", "build MiB", 2048),
    Goal("file, MB", "whole", "file MB", 200),
    Goal("open, ms", "whole", "open ms", 50),
    Goal("first query, ms", "whole", "first ms", 100),
    Goal("spelling, median ms", "whole", "spelling p50", 0.5),
    Goal("spelling, 99th percentile ms", "whole", "spelling p99", 3),
    Goal("typo, median ms", "whole", "typo p50", 0.5),
    Goal("typo, 99th percentile ms", "whole", "typo p99", 3),
    Goal("absent, median ms", "whole", "absent p50", 1),
    Goal("spelling, first is right", "whole", "spelling recall", 0.95, least=True),
    Goal("typo, first is right", "whole", "typo recall", 0.92, least=True),
    Goal("a worker's own memory, MB", "whole", "worker MB", 60),
    Goal("median time, whole to small", "whole", "growth", 3),
    Goal("resolve_many, small, names a second", "small", "many a second", 20_000, least=True),
    Goal("resolve_many, whole, names a second", "whole", "many a second", 8_000, least=True),
    Goal("import namenorm, ms", "start", "import ms", 60),
    Goal("first answer of the shipped registry, ms", "start", "shipped ms", 200),
)


def number(value: float) -> str:
    """A number with three significant digits; whole from a hundred on.

    >>> number(0.4567), number(12.345), number(60), number(20000), number(2e-6)
    ('0.457', '12.3', '60', '20,000', '0')
    """
    if value >= 100 or value == round(value) or value < 0.001:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def grown(small: Figures, whole: Figures) -> None:
    """Add the ratios of times, whole registry to small one, repeat by repeat."""
    pairs = zip(whole.values["present p50"], small.values["present p50"], strict=True)
    for after, before in pairs:
        whole.add("growth", after / before)
