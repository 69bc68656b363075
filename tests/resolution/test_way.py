"""The way of a query, as docs/architecture.md tells it, is the way of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "namenorm"
LAYERS = ("resolution", "comparison")


def _imports(module: str) -> Iterator[str]:
    """The modules of the two layers that one of them imports."""
    tree = ast.parse((SOURCE / f"{module.replace('.', '/')}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            package = node.module.removeprefix("namenorm.")
            if package in LAYERS:
                yield from (f"{package}.{name.name}" for name in node.names)
            elif package.startswith(tuple(f"{layer}." for layer in LAYERS)):
                yield package


def _reached(module: str) -> set[str]:
    """`module` and all modules in Python that it imports, by whatever way."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [name for name in _imports(one) if not name.endswith("._core")]
    return found


def _page() -> str:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return text.split("## The way of one query")[1].split("\n## ")[0]


def test_the_page_names_the_modules_that_a_query_passes() -> None:
    named = set(re.findall(r"`((?:resolution|comparison)\.\w+)`", _page()))
    assert named == _reached("resolution.resolver")


def test_there_are_eight_stages_at_the_most() -> None:
    assert len(re.findall(r"(?m)^\| \d ", _page())) <= 8


def test_the_values_that_the_page_names_are_there() -> None:
    code = "".join(
        path.read_text("utf-8") for layer in LAYERS for path in (SOURCE / layer).glob("*.py")
    )
    values = {*re.findall(r"`([A-Z]\w+?)s?`", _page())}
    assert len(values) == 8
    for value in values:
        assert re.search(rf"(?m)^class {value}s?\b", code), value
