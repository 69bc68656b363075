"""What both clients do around a request, without sending it: headers, answers, patience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, Final

import httpx
import tenacity

from namenorm.client.failures import BrokenAnswer, Problem, Unreachable
from namenorm.client.requests import ServiceRequest
from namenorm.errors import InputError

_PASSING: Final = frozenset({408, 429, 502, 503, 504})
"""Statuses of what may be well a little later."""
_FIRST_WAIT: Final = 0.2
_PROBLEM: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a service is asked; times are in seconds.

    Raises `InputError` for an address or a key that cannot be used.
    """

    address: str
    key: str | None
    language: str | None
    timeout: float
    attempts: int
    longest_wait: float

    def __post_init__(self) -> None:
        try:
            url = httpx.URL(self.address)
        except (httpx.InvalidURL, TypeError) as error:
            raise InputError(f"the address cannot be read: {error}", argument="address") from None
        if url.scheme not in {"http", "https"} or not url.host:
            reason = "the address must be such as https://names.example.org"
            raise InputError(reason, argument="address")
        if self.attempts < 1:
            raise InputError("attempts must be 1 or more", argument="attempts")
        for name, value in (("key", self.key), ("language", self.language)):
            if value is not None and not (value.isascii() and value.isprintable()):
                raise InputError(f"{name} holds what no header can", argument=name)

    def options(self) -> dict[str, Any]:
        """The arguments of httpx's client of either kind."""
        headers = {
            "Accept": "application/json, application/problem+json",
            "User-Agent": f"namenorm/{version('namenorm')}",
        }
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        if self.language is not None:
            headers["Accept-Language"] = self.language
        return {"base_url": self.address, "headers": headers, "timeout": self.timeout}

    def request(self, request: ServiceRequest[Any]) -> dict[str, Any]:
        """The arguments of httpx's `request`."""
        if request.body is None:
            return {"method": "GET", "url": request.path, "params": request.query}
        headers = {"Content-Type": "application/json"}
        return {"method": "POST", "url": request.path, "content": request.body, "headers": headers}

    def retrying(self) -> dict[str, Any]:
        """The arguments of tenacity's `Retrying` of either kind."""
        return {
            "stop": tenacity.stop_after_attempt(self.attempts),
            "retry": tenacity.retry_if_exception(self._passes),
            "wait": self._wait,
            "reraise": True,
        }

    def _passes(self, error: BaseException) -> bool:
        if isinstance(error, Problem):
            return error.status in _PASSING and (error.retry_after or 0) <= self.longest_wait
        return isinstance(error, Unreachable)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Problem) and error.retry_after is not None:
            return error.retry_after
        return tenacity.wait_random_exponential(_FIRST_WAIT, self.longest_wait)(state)


def answered(response: httpx.Response) -> Any:
    """The value of an answer. Raises `Problem`, `BrokenAnswer`."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if response.is_error:
        members = _object(response) if kind == _PROBLEM else {}
        status, title = response.status_code, response.reason_phrase
        raise Problem({"title": title, **members, "status": status}, _retry_after(response))
    if response.status_code != 200 or kind != "application/json":
        reason = f"status {response.status_code}, type {kind[:60] or 'none'}"
        raise BrokenAnswer(f"this is no answer of namenorm: {reason}; is the address right?")
    return _object(response)


def unreachable(error: httpx.HTTPError) -> Unreachable:
    """The failure of a request that no answer came to."""
    return Unreachable(f"no answer came from the service: {type(error).__name__}: {error}")


def _object(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BrokenAnswer("the answer is no JSON object")
    return found


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds to wait for: given as such, or as a date."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        day = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (day.astimezone(UTC) - datetime.now(UTC)).total_seconds())
