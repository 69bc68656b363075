"""What a client raises.

NamenormError
└── ClientError
    ├── Problem       the service refused, or failed: its problem+json (RFC 9457)
    ├── Unreachable   no answer came: no connection, a broken one, or not in time
    └── BrokenAnswer  an answer that namenorm does not give
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from namenorm.errors import NamenormError


class ClientError(NamenormError):
    """An answer that did not come."""

    def __init__(self, message: str, *, argument: str = "") -> None:
        super().__init__(message, argument=argument)


class Problem(ClientError):
    """A failure as the service describes it.

    `type` is a URI of the kind of problem, `title` its name, `status` that of HTTP, `detail` a
    sentence, `instance` the path; `errors` says by field what is wrong with it; `retry_after` are
    the seconds that the service asked to wait for, or None.

    >>> problem = Problem({"title": "Empty name", "status": 400, "detail": "q holds no letter",
    ...                    "errors": {"q": ["q holds no letter"]}})
    >>> problem.status, problem.argument, str(problem)
    (400, 'q', 'q holds no letter')
    """

    def __init__(self, members: Mapping[str, Any], retry_after: float | None = None) -> None:
        self.type = str(members.get("type", "about:blank"))
        self.title = str(members.get("title", ""))
        self.status = int(members["status"])
        self.detail = str(members.get("detail", ""))
        self.instance = str(members.get("instance", ""))
        errors = members.get("errors")
        self.errors: dict[str, Any] = dict(errors) if isinstance(errors, Mapping) else {}
        self.retry_after = retry_after
        super().__init__(self._sentence(), argument=next(iter(self.errors), ""))

    def _sentence(self) -> str:
        whole = self.detail or self.title or f"status {self.status}"
        by_field = [
            f"{field}: {' '.join(map(str, _listed(why)))}" for field, why in self.errors.items()
        ]
        new = [sentence for sentence in by_field if not self.detail or self.detail not in sentence]
        return " ".join([whole, *new])


class Unreachable(ClientError):
    """No answer came."""


class BrokenAnswer(ClientError):
    """Something else than namenorm answered, or half of an answer came."""


def _listed(why: Any) -> list[Any]:
    return why if isinstance(why, list) else [why]
