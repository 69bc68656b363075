"""Which modules of the package load which table, as far as their code names its file.

A path such as `folder / "names" / "given.tsv"`, a pattern such as `"schemes/*.toml"`, and texts
with values in them (`f"letters-{lang}.tsv"`) name tables; docstrings do not.

>>> readers("text/ocr.tsv")
('text/ocr.py',)
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from namenorm.tables import locate

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_ALL: Final = ("checking", "editing")
"""Folders of modules that look at every table; none of them counts as its reader."""
_ANY: Final = "\0"
"""Stands for a value in a text that is not known before the code runs."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The texts in the code of one module: `paths` that may be of tables, as patterns."""

    paths: frozenset[str]
    texts: frozenset[str]

    def load(self, table: str) -> bool:
        """Whether one of the paths may be `table`.

        A module that lists files of the folder, and makes paths of the list, loads no others.
        """
        folder, _, file = table.partition("/")
        stem, _, suffix = file.rpartition(".")
        for path in self.paths:
            there, _, name = path.partition("/")
            if there == folder and _fits(name, file):
                listed = {
                    text
                    for text in self.texts
                    if f"{folder}/{text}.{suffix}" in _shipped() and _fits(name, f"{text}.{suffix}")
                }
                if _ANY not in name or not listed or stem in listed:
                    return True
        return False

    def surely(self, table: str) -> bool:
        """Whether a path without values, or a list, names `table`."""
        folder, _, file = table.partition("/")
        whole = (path.partition("/") for path in self.paths if _ANY not in path)
        by_path = any(there == folder and _fits(name, file) for there, _, name in whole)
        return by_path or file.rpartition(".")[0] in self.texts


def exists(module: str) -> bool:
    """Whether the package has this module, a path such as `names/parse.py`."""
    return module in _modules()


def loads(module: str, table: str) -> bool:
    """Whether the code of `module` names `table`, a path such as `names/given.tsv`."""
    return _modules()[module].load(table)


def readers(table: str) -> tuple[str, ...]:
    """The modules that load `table`, sorted: those that name it, or else those that may."""
    found = {
        module: names
        for module, names in sorted(_modules().items())
        if module.partition("/")[0] not in _ALL and names.load(table)
    }
    return tuple(module for module in found if found[module].surely(table)) or tuple(found)


@cache
def _shipped() -> frozenset[str]:
    """All tables that ship, by their paths in the folder."""
    folder = locate.shipped()
    return frozenset(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".tsv", ".toml")
    )


@cache
def _modules() -> dict[str, _Names]:
    """All modules by their paths in the package."""
    return {
        path.relative_to(_PACKAGE).as_posix(): _names(ast.parse(path.read_text("utf-8")))
        for path in sorted(_PACKAGE.rglob("*.py"))
    }


def _names(tree: ast.Module) -> _Names:
    paths: set[str] = set()
    texts: set[str] = set()
    inside: set[int] = set()  # parts of a path or text that was taken as a whole
    for node in ast.walk(tree):  # outer ones come first
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))  # a docstring
        if id(node) in inside:
            inside.update(map(id, ast.iter_child_nodes(node)))
            continue
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            parts = [text for part in _divided(node) if (text := _text(part)) is not None]
            inside.update(map(id, ast.iter_child_nodes(node)))
            paths.add("/".join(parts))
        elif (text := _text(node)) is not None:
            inside.update(map(id, ast.iter_child_nodes(node)))
            texts.add(text)
    paths |= {text for text in texts if text.endswith((".tsv", ".toml"))}
    return _Names(frozenset(paths), frozenset(texts))


def _divided(node: ast.expr) -> Iterator[ast.expr]:
    """The parts of a path, from the left."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield from _divided(node.left)
        yield node.right
    else:
        yield node


def _text(node: ast.AST) -> str | None:
    """A text of the code with its values as `_ANY`; None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or _ANY for part in node.values)
    return None


def _fits(pattern: str, file: str) -> bool:
    parts = (re.escape(part) for part in re.split(f"[{_ANY}*]", pattern))
    return re.fullmatch("[^/]*".join(parts), file) is not None
