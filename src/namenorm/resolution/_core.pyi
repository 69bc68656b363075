from typing import Any

Array = Any

def meet(
    starts: Array,
    identity: Array,
    hidden: Array,
    numbers: Array,
    signs: Array,
    most: int,
    farthest: int,
    /,
) -> tuple[bytes, bytes, bytes]: ...
def sift(
    rows: Array,
    column: Array,
    found: Array,
    flags: Array,
    sharing: Array,
    known: Array,
    initial: int,
    exact: int,
    told: bool,
    contradicted: float,
    /,
) -> tuple[bytes, bytes]: ...
def forenames(
    numbers: Array,
    apart: Array,
    sixths: Array,
    kinds: Array,
    shares: Array,
    bearers: Array,
    length: float,
    cost: float,
    slip: float,
    same: int,
    share: float,
    borne: float,
    outside: float,
    people: float,
    named: bool,
    counted: bool,
    least: float,
    /,
) -> bytes: ...
def surnames(
    numbers: Array,
    apart: Array,
    sixths: Array,
    by_signs: Array,
    length: float,
    cost: float,
    slip: float,
    same: int,
    /,
) -> bytes: ...
def weigh(
    rows: Array,
    which: Array,
    identity: Array,
    given: Array,
    father: Array,
    flags: Array,
    by_surname: Array,
    leans_apart: Array,
    given_known: Array,
    father_known: Array,
    both: bool,
    gender: int,
    swapped: bool,
    against_gender: float,
    against_leaning: float,
    against_swapped: float,
    beyond: float,
    /,
) -> tuple[bytes, bytes, bytes]: ...
def pool(
    pools: list[tuple[Array, Array]], beyond: float, /
) -> tuple[bytes, bytes, bytes, bytes]: ...
