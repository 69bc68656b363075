from typing import Any

Array = Any

def collect(
    starts: Array,
    identity: Array,
    hidden: Array,
    numbers: Array,
    distances: Array,
    most: int,
    farthest: int,
    /,
) -> tuple[bytes, bytes, bytes]: ...
def less_costs(
    values: Array, costs: Array, distances: Array, numbers: Array, lengths: Array, length: int, /
) -> bytes: ...
def near_best(terms: list[tuple[Array, Array | None]], beyond: float, /) -> tuple[bytes, bytes]: ...
def alike(
    numbers: Array,
    text_of: Array,
    texts: Array,
    text_starts: Array,
    folded: str,
    longest: int,
    /,
) -> tuple[bytes, bytes]: ...
def answered(
    matches: list[tuple[int, Array, Array, Array, Array, Array, Array]], /
) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]: ...
def pool(
    pools: list[tuple[Array, Array]], beyond: float, /
) -> tuple[bytes, bytes, bytes, bytes]: ...
