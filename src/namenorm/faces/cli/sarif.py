"""Findings as SARIF 2.1.0, which code hosts show beside the lines (OASIS, 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from namenorm.restyling.findings import Finding

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES: Final = {
    "style": "A name is printed in another form by the house style.",
    "unsure": "A name is off the house style, and the right form is not known.",
    "consistency": "One name is spelled in two ways.",
}


def sarif(findings: Sequence[tuple[str, Finding]]) -> dict[str, Any]:
    """One run with the findings of files."""
    driver = {
        "name": "namenorm",
        "version": version("namenorm"),
        "rules": [
            {"id": rule, "shortDescription": {"text": text}} for rule, text in _RULES.items()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(name, finding) for name, finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(name: str, finding: Finding) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
    }
    place = {"artifactLocation": {"uri": PurePath(name).as_posix()}, "region": region}
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": "warning",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
    if finding.replacement is not None:
        replaced = {"deletedRegion": region, "insertedContent": {"text": finding.replacement}}
        change = {"artifactLocation": place["artifactLocation"], "replacements": [replaced]}
        found["fixes"] = [{"artifactChanges": [change]}]
    return found
