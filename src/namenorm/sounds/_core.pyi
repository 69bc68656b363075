from collections.abc import Buffer  # type: ignore[attr-defined]

Sides = tuple[tuple[tuple[str, bool], ...], ...]
Row = tuple[str, tuple[str, ...], int, tuple[Sides, ...]]
Query = tuple[tuple[int, ...], tuple[bytes, ...], int, int]

class Reader:
    def __init__(
        self, *, kinds: bytes, rows: tuple[Row, ...], marks: tuple[tuple[str, ...], ...]
    ) -> None: ...
    def read(self, word: str, whole: str, /) -> tuple[str, ...] | None: ...

class Meter:
    def __init__(
        self,
        *,
        units: tuple[str, ...],
        kinds: tuple[str, ...],
        consonants: tuple[tuple[str, int, int], ...],
        vowels: tuple[int, ...],
    ) -> None: ...
    def coded(
        self, sounds: tuple[str, ...], flags: int, /
    ) -> tuple[tuple[bytes, ...], tuple[int, ...], tuple[int, ...]]: ...
    def apart(
        self, left: tuple[bytes, ...], right: tuple[bytes, ...], farthest: int, kinds: bool, /
    ) -> int: ...
    def distances(
        self,
        left: tuple[bytes, ...],
        codes: Buffer,
        starts: Buffer,
        numbers: Buffer,
        farthest: int,
        /,
    ) -> bytes: ...
    def nearest(
        self,
        key_starts: Buffer,
        keys: Buffer,
        parts: Buffer,
        codes: Buffer,
        starts: Buffer,
        queries: tuple[Query, ...],
        farthest: int,
        most: int,
        shorten: bool,
        /,
    ) -> tuple[bytes, bytes]: ...
