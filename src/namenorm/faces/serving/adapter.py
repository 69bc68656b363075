"""The WSGI application for granian, by RSGI: bodies are read before the application is asked.

A WSGI server hands the application a body that is still coming, and a slow client then holds a
thread. Here the event loop gathers a body, within its limits of size and time, and only then is
the application called: at once where the question is small, in a thread where it is long. NDJSON
streams, which have no end that could be waited for, have threads of their own, few, and are
refused beyond those.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from namenorm.faces.middleware.cors import CrossOrigin
from namenorm.faces.middleware.refusal import refuse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

    from namenorm.faces.settings import Settings

STREAMED: Final = "application/x-ndjson"
_SMALL: Final = 2_048
"""Bytes of a body up to which the application is asked in the event loop."""
_DRAINED: Final = 20_000_000
"""Bytes of a body that is too long up to which it is read, and thrown away."""
_THREADS: Final = 4
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_BASE: Final = {
    "SCRIPT_NAME": "",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}
_LOG: Final = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


class Adapter:
    """One process's way from granian to the application."""

    def __init__(self, app: WSGIApplication, settings: Settings) -> None:
        self._app = app
        self._origins = settings.cors_origins
        self._longest = settings.max_body
        self._patience = settings.body_timeout
        self._streams_left = settings.max_streams
        self._long = ThreadPoolExecutor(_THREADS, "long")
        self._streams = ThreadPoolExecutor(settings.max_streams, "stream")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        environ = _environ(scope)
        if scope.method not in _WITH_BODY:
            _send(protocol, *self._asked(environ))
            return
        if environ["CONTENT_TYPE"].partition(";")[0].strip().lower() == STREAMED:
            await self._stream(environ, protocol)
            return
        try:
            body = await self._body(environ.get("CONTENT_LENGTH"), protocol)
        except TimeoutError:
            detail = f"The body did not arrive in {self._patience} s."
            _send(protocol, *self._refused(environ, HTTPStatus.REQUEST_TIMEOUT, detail))
            return
        if body is not None:
            environ["CONTENT_LENGTH"] = str(len(body))
            environ["wsgi.input"] = io.BytesIO(body)
            if len(body) > _SMALL:
                loop = asyncio.get_running_loop()
                _send(protocol, *await loop.run_in_executor(self._long, self._asked, environ))
                return
        _send(protocol, *self._asked(environ))

    async def _body(self, declared: str | None, protocol: HTTPProtocol) -> bytes | None:
        """The body, or None where its head says that it is too long; the application refuses it.

        A body that does not say how long it is is read until it is too long. Raises `TimeoutError`.
        """
        if declared is not None and int(declared) > self._longest:
            if int(declared) <= _DRAINED:  # so that its client reads the answer
                async with asyncio.timeout(self._patience):
                    async for _ in protocol:
                        pass
            return None
        async with asyncio.timeout(self._patience):
            if declared is not None:
                return await protocol()
            gathered = bytearray()
            async for piece in protocol:
                gathered += piece
                if len(gathered) > self._longest:
                    break
            return bytes(gathered)

    def _asked(self, environ: WSGIEnvironment) -> tuple[int, Headers, bytes]:
        """The whole answer of the application."""
        status, headers = 500, []

        def start(line: str, given: Headers, exc_info: Any = None) -> Any:
            nonlocal status, headers
            status, headers = int(line[:3]), given

        try:
            found = self._app(environ, start)
            try:
                return status, headers, b"".join(found)
            finally:
                if hasattr(found, "close"):
                    found.close()
        except Exception:
            _LOG.exception("a request failed before the application could answer it")
            detail = "The server met an error of its own."
            return self._refused(environ, HTTPStatus.INTERNAL_SERVER_ERROR, detail)

    def _refused(
        self,
        environ: WSGIEnvironment,
        status: HTTPStatus,
        detail: str,
        *,
        kind: str | None = None,
        more: Iterable[tuple[str, str]] = (),
    ) -> tuple[int, Headers, bytes]:
        """The answer to what does not reach the application."""
        sent: Headers = []

        def start(line: str, headers: Headers, exc_info: Any = None) -> Any:
            sent.extend(headers)

        def refusal(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            return refuse(environ, start, status, detail, kind=kind, headers=more)

        shared = CrossOrigin(refusal, self._origins) if self._origins else refusal
        return status, sent, b"".join(shared(environ, start))

    async def _stream(self, environ: WSGIEnvironment, protocol: HTTPProtocol) -> None:
        """Answer a stream from a thread of its own, or refuse it where none is free."""
        if not self._streams_left:
            status, detail = HTTPStatus.SERVICE_UNAVAILABLE, "Too many streams; try again in 5 s."
            more = [("Retry-After", "5")]
            found = self._refused(environ, status, detail, kind="too-many-streams", more=more)
            _send(protocol, *found)
            return
        self._streams_left -= 1
        try:
            loop = asyncio.get_running_loop()
            exchange = _Exchange(protocol, loop, self._patience)
            await loop.run_in_executor(self._streams, self._exchanged, environ, exchange)
        finally:
            self._streams_left += 1

    def _exchanged(self, environ: WSGIEnvironment, exchange: _Exchange) -> None:
        """In a thread: hand pieces on as the application gives them."""
        environ["wsgi.input"] = exchange
        environ.pop("CONTENT_LENGTH", None)
        found: Iterable[bytes] = ()
        try:
            found = self._app(environ, exchange.start)
            for piece in found:
                exchange.send(piece)
            exchange.send(b"")
        except (TimeoutError, OSError):
            _LOG.info("a stream ended: its client was gone, or too slow")
        except Exception:
            _LOG.exception("a stream failed")
        finally:
            if hasattr(found, "close"):
                found.close()
            exchange.release()


class _Exchange(io.RawIOBase):
    """Both directions of a stream, as a thread sees them: blocking, each wait bounded."""

    def __init__(
        self, protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop, patience: float
    ) -> None:
        self._loop, self._patience = loop, patience
        self._protocol: HTTPProtocol | None = protocol
        self._pieces: AsyncIterator[bytes] | None = None
        self._rest = b""
        self._head: tuple[int, Headers] = (500, [])
        self._transport: Any = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """What has arrived; 0 at the end. Raises `TimeoutError`."""
        if not self._rest:
            self._rest = self._wait(self._next())
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    async def _next(self) -> bytes:
        if self._pieces is None:
            assert self._protocol is not None
            self._pieces = aiter(self._protocol)  # granian allows it once
        piece = b""
        while not piece:
            try:
                piece = await anext(self._pieces)
            except StopAsyncIteration:
                break
        return piece

    def start(self, line: str, headers: Headers, exc_info: Any = None) -> Any:
        """The application's `start_response`."""
        self._head = (int(line[:3]), headers)

    def send(self, piece: bytes) -> None:
        """Hand a piece of the answer on. Raises `TimeoutError`, `OSError`."""
        self._wait(self._sent(piece))

    async def _sent(self, piece: bytes) -> bytes:
        if self._transport is None:
            assert self._protocol is not None
            self._transport = self._protocol.response_stream(*self._head)
        if piece:
            try:
                await self._transport.send_bytes(piece)
            except RuntimeError as error:  # granian's way to say that the client is gone
                raise OSError(str(error)) from None
        return piece

    def release(self) -> None:
        """Let go of the connection: granian ends the answer when nobody holds it any more.

        Tracebacks hold frames in circles, and would keep it until those are collected.
        """
        self._transport = self._pieces = self._protocol = None

    def _wait(self, coroutine: Any) -> bytes:
        async def bounded() -> bytes:
            async with asyncio.timeout(self._patience):
                found: bytes = await coroutine
                return found

        return asyncio.run_coroutine_threadsafe(bounded(), self._loop).result()


def _environ(scope: Scope) -> WSGIEnvironment:
    """The environment of a request, as PEP 3333 has it."""
    environ: WSGIEnvironment = dict(_BASE)
    host, _, port = scope.server.rpartition(":")
    environ["REQUEST_METHOD"] = scope.method
    environ["PATH_INFO"] = _latin(scope.path)
    environ["QUERY_STRING"] = _latin(scope.query_string)
    environ["SERVER_NAME"], environ["SERVER_PORT"] = host, port
    environ["REMOTE_ADDR"] = scope.client.rpartition(":")[0]
    environ["wsgi.url_scheme"] = scope.scheme
    environ["wsgi.input"] = io.BytesIO()
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        key = "HTTP_" + name.upper().replace("-", "_")
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    length = environ.pop("HTTP_CONTENT_LENGTH", None)
    if length is not None:
        environ["CONTENT_LENGTH"] = length
    return environ


def _latin(text: str) -> str:
    """Bytes as PEP 3333 has them, a character each, of what granian decoded."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")


def _send(protocol: HTTPProtocol, status: int, headers: Headers, body: bytes) -> None:
    if body:
        protocol.response_bytes(status, headers, body)
    else:
        protocol.response_empty(status, headers)
