"""Folders of the checkout that tests read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"
SPEC: Final = ROOT / "tests" / "spec"
LISTS: Final = ROOT / "tests" / "data" / "import"
"""Small lists, one in each format that can be imported."""
