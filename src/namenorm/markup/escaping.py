"""New text as it is written in its place, so that it reads as the text that it is."""

from __future__ import annotations

import re
from typing import Final, Literal

Way = Literal["fixed", "plain", "html", "markdown"]
"""How text is written in a place; `fixed`: not at all, because the text is also an address."""

_MARKDOWN: Final = str.maketrans({char: "\\" + char for char in "\\`*_[]<~|"})
_REFERENCE: Final = re.compile(r"&(?=#|\w+;)")
_BLOCK: Final = re.compile(r"([#+=>:-]|\d{1,9}(?=[.)]))")
"""What opens a block at the start of a line."""
_OPEN: Final = re.compile(r"(?:&#?\w{0,40}|</?)\Z")
"""What the next letter would make a reference or a tag: `AT&`, `<`."""
_REACH: Final = 43


def written(text: str, way: Way, before: str) -> str:
    """`text` as it stands in the source, behind `before`.

    >>> written("R&D", "html", "<p>"), written("A*", "markdown", "")
    ('R&amp;D', 'A\\\\*')
    >>> written("Lukashenko", "html", "<p><")
    '&#76;ukashenko'
    """
    if way == "plain" or not text:
        return text
    first = ""
    if _OPEN.search(before[-_REACH:]):
        first, text = f"&#{ord(text[0])};", text[1:]
    if way == "html":
        return first + text.replace("&", "&amp;").replace("<", "&lt;")
    text = _REFERENCE.sub(r"\\&", text.translate(_MARKDOWN))
    if text.endswith("!"):  # a link may follow
        text = text[:-1] + "\\!"
    if not first and not before.rpartition("\n")[2].strip(" \t>*+-"):
        text = _block_escaped(text)
    return first + text


def _block_escaped(text: str) -> str:
    opening = _BLOCK.match(text)
    if opening is None:
        return text
    sign = opening.end() if opening.group()[0].isdigit() else 0
    return f"{text[:sign]}\\{text[sign:]}"
