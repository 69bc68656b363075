"""Escape new text for its place in the source, so that it is read as that text."""

from __future__ import annotations

import re
from typing import Final, Literal

Escaping = Literal["fixed", "plain", "html", "markdown"]
"""How text is escaped in a place; `fixed`: it cannot be replaced, being an address too."""

_MARKDOWN: Final = str.maketrans({char: "\\" + char for char in "\\`*_[]<~|"})
_REFERENCE: Final = re.compile(r"&(?=#|\w+;)")
_BLOCK: Final = re.compile(r"([#+=>:-]|\d{1,9}(?=[.)]))")
"""Opens a block if it stands at the start of a line."""
_OPEN: Final = re.compile(r"(?:&#?\w{0,40}|</?)\Z")
"""With a letter behind, it would be a character reference or a tag: `AT&`, `<`."""
_REACH: Final = 43


def escaped(text: str, escaping: Escaping, before: str) -> str:
    """`text` escaped for the source, where it follows `before`.

    >>> escaped("R&D", "html", "<p>"), escaped("A*", "markdown", "")
    ('R&amp;D', 'A\\\\*')
    >>> escaped("Lukashenko", "html", "<p><")
    '&#76;ukashenko'
    """
    if escaping == "plain" or not text:
        return text
    first = ""
    if _OPEN.search(before[-_REACH:]):
        first, text = f"&#{ord(text[0])};", text[1:]
    if escaping == "html":
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
