"""The tests themselves: each can fail, none is skipped, none looks at a clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

FILES = sorted((ROOT / "tests").rglob("*.py"))
CLOCK = ROOT / "tests" / "support" / "waiting.py"
CHECKS = {"raises", "fail", "validate"}
"""Calls that fail a test as an assertion does."""


def called(node: ast.AST) -> Iterator[str]:
    """The names of what is called anywhere in `node`, without what stands before a dot."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            yield ast.unparse(one.func).rpartition(".")[2]


def functions(tree: ast.AST) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def can_fail(name: str, known: dict[str, ast.FunctionDef], seen: frozenset[str]) -> bool:
    """Whether a function asserts something, or calls one of `known` that does."""
    node = known[name]
    if any(isinstance(one, ast.Assert) for one in ast.walk(node)):
        return True
    others = set(called(node))
    seen |= {name}
    return bool(others & CHECKS) or any(
        can_fail(o, known, seen) for o in others & known.keys() - seen
    )


def named(path: Path) -> str:
    return path.relative_to(ROOT / "tests").as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_test_can_fail(path: Path) -> None:
    known = functions(ast.parse(path.read_text("utf-8")))
    tests = [name for name in known if name.startswith("test_")]
    assert [name for name in tests if not can_fail(name, known, frozenset())] == []


def doubtful(tree: ast.AST) -> Iterator[str]:
    """What may hide that nothing was tried."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in ("skip", "skipif", "importorskip", "xfail", "suppress"):
                yield f"{node.lineno}: {name}"
        if isinstance(node, ast.ExceptHandler) and isinstance(
            node.body[0], ast.Pass | ast.Continue
        ):
            yield f"{node.lineno}: a fault is swallowed"
        if isinstance(node, ast.Assert) and ast.unparse(node.test).endswith("or True"):
            yield f"{node.lineno}: or True"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_is_skipped_or_swallowed(path: Path) -> None:
    assert list(doubtful(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", [path for path in FILES if path != CLOCK], ids=named)
def test_no_test_looks_at_a_clock(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    assert not {"time", "timeit"} & set(imported)
    taken = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "time" not in taken and "sleep" not in set(called(tree))


LAYERS = sorted(
    path.stem
    for path in (ROOT / "src" / "namenorm").iterdir()
    if path.stem not in ("__init__", "__pycache__", "errors", "lang")
    and (path.is_dir() or path.suffix == ".py")
)


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_has_its_tests(layer: str) -> None:
    assert list((ROOT / "tests" / layer).rglob("test_*.py"))


def test_no_test_lies_beside_the_folders() -> None:
    assert {path.name for path in (ROOT / "tests").glob("*.py")} == {"conftest.py"}
