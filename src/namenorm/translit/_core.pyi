from collections.abc import Callable

Piece = tuple[str, str, str]
Row = tuple[bytes, tuple[tuple[int, int, int], ...], Piece, bool]

class Writer:
    def __init__(
        self,
        *,
        classes: bytes,
        upper: bytes,
        cased: bytes,
        fallback: tuple[Piece, ...],
        rules: tuple[Row, ...],
        terms: int,
        softening: int,
        iotated: int,
        affricate: tuple[int, int],
        hard: Callable[[str, bool], str],
    ) -> None: ...
    def write(self, text: str, repair: bool, /) -> str: ...
