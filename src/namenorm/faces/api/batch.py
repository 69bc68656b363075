"""Many names in one request: a JSON list, or NDJSON of any length, row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, BinaryIO, Final, cast

import orjson
from flask import Response, request
from marshmallow import ValidationError
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest, ClientDisconnected

from namenorm.errors import InputError
from namenorm.faces.api import answering, problems
from namenorm.faces.api.names import resolved
from namenorm.faces.api.parameters import query
from namenorm.faces.api.routing import WITH_BODY, Given, Routes
from namenorm.faces.api.schemas import answers
from namenorm.faces.api.schemas.fields import lexical
from namenorm.faces.api.schemas.inputs import BatchInput, BatchOptions, BatchRow
from namenorm.faces.api.service import Service, service
from namenorm.faces.bodies import json_body, json_value
from namenorm.faces.jsons import dumped
from namenorm.faces.problem import described

routes = Routes("batch", __name__, url_prefix="/v1", description="Many names in one request.")

NDJSON: Final = "application/x-ndjson"
LONGEST_LINE: Final = 16_384
"""Bytes of one row of a stream."""
_PIECE: Final = 65_536
_ROW: Final = BatchRow()
_OPTIONS: Final = BatchOptions()
_LISTED: Final = BatchInput()
_LINES: Final = {"schema": {"description": "Lines, each a JSON value."}}


@routes.route("/resolve/batch", methods=["POST"])  # type: ignore[untyped-decorator]
@routes.doc(  # type: ignore[untyped-decorator]
    operationId="resolve_batch",
    parameters=[{"in": "query", "schema": BatchOptions, "name": "options"}],  # of a stream
    requestBody={
        "required": True,
        "content": {
            "application/json": {"schema": BatchInput},
            NDJSON: {
                **_LINES,
                "example": '"Tsikhanouskaya"\n{"q": "Ян Чачот", "birth_year": "1796"}\n',
            },
        },
    },
    responses={
        200: {
            "description": "One row for each name, in their order.",
            "content": {
                "application/json": {"schema": answers.Batch},
                NDJSON: {
                    **_LINES,
                    "example": '{"line":1,"query":"Tsikhanouskaya","decision":"match"}\n',
                },
            },
        },
        **{status: HTTPStatus(status).name for status in (*WITH_BODY, 503)},
    },
)
def resolve_batch() -> Response:
    """Who or what each of many names means.

    A JSON body holds up to 1,000 names, and its options beside them or in the query.
    `application/x-ndjson` streams any number, one JSON string or `BatchRow` a line, with the
    options in the query; answers stream back, one a line, while names still come. A bad row has
    an `error` and stops no other.
    """
    if request.mimetype == NDJSON:
        return _streamed()
    answering.require(answering.JSON)
    stated = lexical(query(request), _OPTIONS)
    _OPTIONS.load(stated)
    body = json_body(request)
    given: Given = _LISTED.load({**stated, **body} if isinstance(body, dict) else body)
    names = given.pop("names")
    using, wanted = service(), request.accept_languages
    rows = [row(name, using, wanted, given) for name in names]
    return answering.answer(
        {
            "results": [orjson.Fragment(one.body) for one in rows],
            "errors": sum(one.failed for one in rows),
            "version": using.version,
        }
    )


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """The answer to one name as JSON, or the error that says why there is none."""

    body: bytes
    failed: bool = False


def row(
    name: Any, using: Service, wanted: LanguageAccept, options: Mapping[str, Any]
) -> BatchAnswer:
    """The answer to one name of a batch; names come again, and their answers are cached."""
    try:
        arguments = {**options, **({"q": name} if isinstance(name, str) else _ROW.load(name))}
        key = (wanted.to_header(), *sorted(arguments.items()))
        body = using.rows.get(key)
        if body is None:
            body = dumped(resolved(using, wanted, **arguments))
            using.rows.put(key, body)
        return BatchAnswer(body)
    except (InputError, ValidationError) as error:
        text = name.get("q") if isinstance(name, dict) else name
        return _failed(text if isinstance(text, str) else None, problems.of(error))


def _failed(text: str | None, error: Any) -> BatchAnswer:
    return BatchAnswer(dumped({"query": text, "error": error}), failed=True)


def _streamed() -> Response:
    answering.require(NDJSON)
    options: Given = _OPTIONS.load(lexical(query(request), _OPTIONS))
    request.max_content_length = sys.maxsize  # what is in memory is bounded by the line
    answer = partial(row, using=service(), wanted=request.accept_languages, options=options)
    pieces = _pieces(cast(BinaryIO, request.stream))
    response = Response(_answered(pieces, answer), mimetype=NDJSON)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx hands pieces on as they come
    return response


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """What has arrived, as it arrives."""
    read = getattr(stream, "read1", stream.read)
    while piece := read(_PIECE):
        yield piece


def _answered(pieces: Iterable[bytes], answer: Any) -> Iterator[bytes]:
    """The answers to the lines of each piece, as lines; where the names stop coming, that, too."""
    last = 0
    try:
        for lines in _numbered(pieces):
            found = [
                _line(number, _answer(line, answer))
                for number, line in lines
                if line is None or line.strip()
            ]
            last = lines[-1][0]
            if found:
                yield b"".join(found)
    except (TimeoutError, ClientDisconnected):  # werkzeug tells the first as the second
        detail = "No more names came in time; the stream ends here."
        yield _line(last + 1, _failed(None, described(HTTPStatus.REQUEST_TIMEOUT, detail)))


def _line(number: int, row: BatchAnswer) -> bytes:
    """A row with the number of its line before all else."""
    return b'{"line":%d,%b\n' % (number, row.body[1:])


def _answer(line: bytes | None, answer: Any) -> BatchAnswer:
    if line is None:
        detail = f"The line has more than {LONGEST_LINE} bytes."
        found = described(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, kind="line-too-long")
        return _failed(None, found)
    try:
        name = json_value(line, "line")
    except BadRequest as error:
        return _failed(None, described(HTTPStatus.BAD_REQUEST, error.description or ""))
    return cast(BatchAnswer, answer(name))


def _numbered(pieces: Iterable[bytes]) -> Iterator[list[tuple[int, bytes | None]]]:
    """The lines that each piece ends, with their numbers; None for one that is too long.

    >>> list(_numbered([b'"a"\\n"b', b'"\\n', b'"c"']))
    [[(1, b'"a"')], [(2, b'"b"')], [(3, b'"c"')]]
    """
    number, rest, too_long = 1, b"", False
    for piece in pieces:
        *ended, rest = (rest + piece).split(b"\n")
        lines: list[tuple[int, bytes | None]] = []
        for line in ended:
            lines.append((number, None if too_long or len(line) > LONGEST_LINE else line))
            number, too_long = number + 1, False
        if len(rest) > LONGEST_LINE:
            rest, too_long = b"", True
        if lines:
            yield lines
    if rest or too_long:
        yield [(number, None if too_long or len(rest) > LONGEST_LINE else rest)]
