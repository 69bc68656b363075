from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Ending = tuple[str, str, bool, bool]
T = TypeVar("T")

class Speller:
    def __init__(
        self, *, kinds: bytes, endings: tuple[Ending, ...], silent: tuple[str, ...], prefix: str
    ) -> None: ...
    def spell(self, sounds: tuple[str, ...], cyrillic: bool, /) -> tuple[str, ...]: ...

class Maker:
    def __init__(
        self,
        *,
        speller: Speller,
        read: Callable[[str, str], tuple[str, ...] | None],
        names: dict[str, tuple[str, ...]],
        alike: dict[str, tuple[str, ...]],
    ) -> None: ...
    def make(self, word: str, /) -> tuple[str, ...] | None: ...

class Scanner(Generic[T]):
    def __init__(
        self,
        *,
        kinds: bytes,
        cache: dict[str, tuple[str, ...]],
        made: Callable[[str], tuple[str, ...]],
        token: type[T],
    ) -> None: ...
    def scan(self, text: str, /) -> Iterator[T]: ...
