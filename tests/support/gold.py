"""Reads the passages in which every mention is marked: `tests/spec/mentions/*.txt`.

A passage begins with `# en-01: what it tries` and ends with an empty line. A mention is marked
`[text](id)`, somebody who is not in the registry `[text](?)`; `\\[` is a bracket of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.support.paths import SPEC

FOLDER = SPEC / "mentions"
LANGS = ("en", "lacinka", "be", "ru", "uk", "pl")
UNKNOWN = "?"
_MARKED = re.compile(r"(?<!\\)\[([^\[\]\\]+)\]\(([^()\s]+)\)")


@dataclass(frozen=True)
class Passage:
    """A text, and the id of each of its mentions by (start, end)."""

    id: str
    text: str
    mentions: dict[tuple[int, int], str]


def passages(lang: str) -> Iterator[Passage]:
    """The passages of one language."""
    for name in (f"{lang}.txt", f"{lang}-2.txt", f"{lang}-3.txt"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        for block in text.strip("\n").split("\n\n"):
            head, _, body = block.partition("\n")
            yield _passage(head.removeprefix("# ").partition(":")[0], body)


def _passage(id: str, body: str) -> Passage:
    text, mentions, at = "", {}, 0
    for match in _MARKED.finditer(body):
        text += _plain(body[at : match.start()])
        mentions[len(text), len(text) + len(match[1])] = match[2]
        text += match[1]
        at = match.end()
    return Passage(id, text + _plain(body[at:]), mentions)


def _plain(text: str) -> str:
    return text.replace("\\[", "[").replace("\\]", "]")
