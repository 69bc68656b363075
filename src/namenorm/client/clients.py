"""The two clients: how a request of `requests` is sent, waiting for it or awaiting it."""

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
from typing import Any, Concatenate, ParamSpec, TypeVar, Unpack, cast

import httpx
import tenacity

from namenorm.client import requests
from namenorm.client.answers import Row
from namenorm.client.exchange import Exchange, answered, unreachable
from namenorm.client.many import Parcels, rows, unsent
from namenorm.client.requests import BatchOptions, Query, ServiceRequest

T = TypeVar("T")
P = ParamSpec("P")


def _sent(make: Callable[P, ServiceRequest[T]]) -> Callable[Concatenate[Client, P], T]:
    """The method of `Client` that sends what `make` makes."""

    @wraps(make)
    def verb(self: Client, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.send(make(*args, **kwargs))

    return verb


def _awaited(
    make: Callable[P, ServiceRequest[T]],
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

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, request: ServiceRequest[T]) -> T:
        """The answer to a request of `namenorm.client.requests`."""
        return cast(T, tenacity.Retrying(**self._exchange.retrying())(self._once, request))

    def _once(self, request: ServiceRequest[Any]) -> Any:
        try:
            response = self._http.request(**self._exchange.request(request))
        except httpx.HTTPError as error:
            raise unreachable(error) from error
        return answered(response)

    resolve = _sent(requests.resolve)
    resolve_batch = _sent(requests.resolve_batch)
    annotate = _sent(requests.annotate)
    restyle = _sent(requests.restyle)
    lint = _sent(requests.lint)
    compare = _sent(requests.compare)
    keys = _sent(requests.keys)
    transliterate = _sent(requests.transliterate)
    transliterate_many = _sent(requests.transliterate_many)
    schemes = _sent(requests.schemes)
    detect = _sent(requests.detect)
    inspect = _sent(requests.inspect)
    origin = _sent(requests.origin)
    respell = _sent(requests.respell)
    card = _sent(requests.card)
    identity = _sent(requests.identity)
    ready = _sent(requests.ready)

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

    async def __aexit__(self, *raised: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, request: ServiceRequest[T]) -> T:
        """The answer to a request of `namenorm.client.requests`."""
        retrying = tenacity.AsyncRetrying(**self._exchange.retrying())
        return cast(T, await retrying(self._once, request))

    async def _once(self, request: ServiceRequest[Any]) -> Any:
        try:
            response = await self._http.request(**self._exchange.request(request))
        except httpx.HTTPError as error:
            raise unreachable(error) from error
        return answered(response)

    resolve = _awaited(requests.resolve)
    resolve_batch = _awaited(requests.resolve_batch)
    annotate = _awaited(requests.annotate)
    restyle = _awaited(requests.restyle)
    lint = _awaited(requests.lint)
    compare = _awaited(requests.compare)
    keys = _awaited(requests.keys)
    transliterate = _awaited(requests.transliterate)
    transliterate_many = _awaited(requests.transliterate_many)
    schemes = _awaited(requests.schemes)
    detect = _awaited(requests.detect)
    inspect = _awaited(requests.inspect)
    origin = _awaited(requests.origin)
    respell = _awaited(requests.respell)
    card = _awaited(requests.card)
    identity = _awaited(requests.identity)
    ready = _awaited(requests.ready)

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
