from typing import Any

Array = Any

def hear(
    numbers: Array,
    signs: Array,
    rows: Array,
    which: Array,
    word_rows: Array,
    text_of: Array,
    texts: Array,
    text_starts: Array,
    sixths: Array,
    by_signs: Array,
    folded: str,
    acronym: bool,
    longest: int,
    length: float,
    cost: float,
    slip: float,
    same: int,
    first: int,
    /,
) -> tuple[bytes, bytes, bytes, bytes]: ...
def answered(
    heard: list[tuple[int, Array, Array, Array, Array, Array, Array]], /
) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes]: ...
