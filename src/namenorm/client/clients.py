"""The two clients: how a request of `asking` is sent, waiting for it or awaiting it."""

from __future__ import annotations

from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Coroutine,
    Iterable,
    Iterator,
    Sequence,
)
from functools import wraps
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar, Unpack, cast

import httpx
import tenacity

from namenorm.client import asking
from namenorm.client.answers import Row
from namenorm.client.asking import Asked, BatchOptions, Query
from namenorm.client.exchange import Exchange, answered, unreachable
from namenorm.client.many import Parcels, rows, unsent

T = TypeVar("T")
P = ParamSpec("P")


def _sent(make: Callable[P, Asked[T]]) -> Callable[Concatenate[Client, P], T]:
    """The method of `Client` that sends what `make` makes."""

    @wraps(make)
    def verb(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.send(make(*args, **kwargs))

    return verb


def _awaited(
    make: Callable[P, Asked[T]],
) -> Callable[Concatenate[AsyncClient, P], Coroutine[Any, Any, T]]:
    """The method of `AsyncClient` that sends what `make` makes."""

    @wraps(make)
    async def verb(self: AsyncClient, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.send(make(*args, **kwargs))

    return verb


class Client:
    """Asks the service at `address`; use it in a `with` block, or `close` it.

    `key` is an API key; `language` picks the form that `display` shows (`be-Latn`). What fails for
    the moment (no connection, 429, 503 …) is tried `attempts` times in all, with growing pauses,
    or with the pause that the service asks for where that is no more than `longest_wait`; `timeout`
    and `longest_wait` are in seconds. `transport` is one of httpx: proxies, certificates. It may
    be shared by threads. Raises `InputError`; all verbs raise `ClientError`.
    """

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        language: str | None = None,
        timeout: float = 10,
        attempts: int = 4,
        longest_wait: float = 60,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._exchange = Exchange(address, key, language, timeout, attempts, longest_wait)
        self._http = httpx.Client(**self._exchange.options(), transport=transport)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, asked: Asked[T]) -> T:
        """The answer to a request of `namenorm.client.asking`."""
        return cast(T, tenacity.Retrying(**self._exchange.retrying())(self._once, asked))

    def _once(self, asked: Asked[Any]) -> Any:
        try:
            response = self._http.request(**self._exchange.request(asked))
        except httpx.HTTPError as error:
            raise unreachable(error) from error
        return answered(response)

    resolve = _sent(asking.resolve)
    resolve_batch = _sent(asking.resolve_batch)
    annotate = _sent(asking.annotate)
    restyle = _sent(asking.restyle)
    lint = _sent(asking.lint)
    compare = _sent(asking.compare)
    keys = _sent(asking.keys)
    transliterate = _sent(asking.transliterate)
    transliterate_many = _sent(asking.transliterate_many)
    schemes = _sent(asking.schemes)
    detect = _sent(asking.detect)
    inspect = _sent(asking.inspect)
    origin = _sent(asking.origin)
    respell = _sent(asking.respell)
    card = _sent(asking.card)
    identity = _sent(asking.identity)
    ready = _sent(asking.ready)

    def resolve_many(
        self, names: Iterable[str | Query], **options: Unpack[BatchOptions]
    ) -> Iterator[Row]:
        """Who or what each of any number of names means, in their order.

        They are asked by the thousand, as they come: memory does not grow with them. A name that
        cannot be used is a row with an `error`, and stops no other.
        """
        parcels = Parcels()
        for name in names:
            if full := parcels.add(name):
                yield from self._rows(full, options)
        if rest := parcels.rest():
            yield from self._rows(rest, options)

    def _rows(self, names: list[str | Query], options: BatchOptions) -> Sequence[Row]:
        return unsent(names) or rows(names, self.resolve_batch(names, **options))


class AsyncClient:
    """`Client` with verbs to await; use it in an `async with` block, or `await` its `aclose`."""

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        language: str | None = None,
        timeout: float = 10,
        attempts: int = 4,
        longest_wait: float = 60,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._exchange = Exchange(address, key, language, timeout, attempts, longest_wait)
        self._http = httpx.AsyncClient(**self._exchange.options(), transport=transport)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, asked: Asked[T]) -> T:
        """The answer to a request of `namenorm.client.asking`."""
        retrying = tenacity.AsyncRetrying(**self._exchange.retrying())
        return cast(T, await retrying(self._once, asked))

    async def _once(self, asked: Asked[Any]) -> Any:
        try:
            response = await self._http.request(**self._exchange.request(asked))
        except httpx.HTTPError as error:
            raise unreachable(error) from error
        return answered(response)

    resolve = _awaited(asking.resolve)
    resolve_batch = _awaited(asking.resolve_batch)
    annotate = _awaited(asking.annotate)
    restyle = _awaited(asking.restyle)
    lint = _awaited(asking.lint)
    compare = _awaited(asking.compare)
    keys = _awaited(asking.keys)
    transliterate = _awaited(asking.transliterate)
    transliterate_many = _awaited(asking.transliterate_many)
    schemes = _awaited(asking.schemes)
    detect = _awaited(asking.detect)
    inspect = _awaited(asking.inspect)
    origin = _awaited(asking.origin)
    respell = _awaited(asking.respell)
    card = _awaited(asking.card)
    identity = _awaited(asking.identity)
    ready = _awaited(asking.ready)

    async def resolve_many(
        self,
        names: Iterable[str | Query] | AsyncIterable[str | Query],
        **options: Unpack[BatchOptions],
    ) -> AsyncIterator[Row]:
        """As `Client.resolve_many`; the names may come asynchronously, too."""
        parcels = Parcels()
        async for name in _each(names):
            if full := parcels.add(name):
                for row in await self._rows(full, options):
                    yield row
        if rest := parcels.rest():
            for row in await self._rows(rest, options):
                yield row

    async def _rows(self, names: list[str | Query], options: BatchOptions) -> Sequence[Row]:
        return unsent(names) or rows(names, await self.resolve_batch(names, **options))


async def _each(names: Iterable[T] | AsyncIterable[T]) -> AsyncIterator[T]:
    if isinstance(names, AsyncIterable):
        async for name in names:
            yield name
    else:
        for name in names:
            yield name
