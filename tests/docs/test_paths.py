"""What the documents for contributors name is there: files, folders, modules, commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "namenorm"
DOCUMENTS = ["CONTRIBUTING.md", *(f"docs/{name}.md" for name in ("architecture", "glossary"))]
DOCUMENTS += sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs/decisions").glob("*.md"))
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?!\.venv)(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|tsv|c|js)")
MODULE = re.compile(r"(?!.*\.(?:py|md|toml|tsv|c|js)$)[a-z_]+(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LAYER = re.compile(r"^([a-z]+(?: · [a-z]+)*) ", re.MULTILINE)


def text(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def is_there(path: str) -> bool:
    """Whether a path is one of the project, of the package, or of a folder of tables."""
    bases = (ROOT, PACKAGE, *(place for place in (ROOT / "tables").iterdir() if place.is_dir()))
    return any((base / path).exists() for base in bases)


def is_module(name: str) -> bool:
    """Whether a dotted name leads to a module, or to what stands in one: `markup.read`."""
    place = ROOT if name.startswith("benchmarks.") else PACKAGE
    for part in name.removeprefix("namenorm.").split("."):
        if (place / part).is_dir():
            place = place / part
        elif (place / f"{part}.py").is_file():
            place = place / f"{part}.py"
        else:
            source = place / "__init__.py" if place.is_dir() else place
            return (
                place != PACKAGE
                and re.search(rf"\b{part}\b", source.read_text("utf-8")) is not None
            )
    return True


def quoted(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """(document, what it quotes) for all that a pattern fits."""
    found = {
        (document, quote) for document in DOCUMENTS for quote in QUOTED.findall(text(document))
    }
    return sorted(pair for pair in found if pattern.fullmatch(pair[1]))


def test_the_patterns_find_what_documents_name() -> None:
    assert ("docs/glossary.md", "registry/model.py") in quoted(PATH)
    assert ("docs/architecture.md", "markup.read") in quoted(MODULE)
    assert not is_there("registry/nothing.py") and not is_module("markup.nothing")


@pytest.mark.parametrize(("document", "path"), quoted(PATH))
def test_path_exists(document: str, path: str) -> None:
    assert is_there(path)


@pytest.mark.parametrize(("document", "name"), quoted(MODULE))
def test_module_exists(document: str, name: str) -> None:
    assert is_module(name)


@pytest.mark.parametrize("document", [*DOCUMENTS, "README.md"])
def test_links_lead_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    assert [link for link in LINK.findall(text(document)) if not (folder / link).exists()] == []


def test_layers_are_drawn_as_they_are() -> None:
    """Each folder and module of the package stands in the picture of the architecture."""
    picture = text("docs/architecture.md").split("```")[1]
    drawn = {name for line in LAYER.findall(picture) for name in line.split(" · ")}
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix in ("", ".py")}
    assert there - drawn - {"__init__", "__pycache__", "errors", "lang"} == set()
    assert drawn - there == set()
