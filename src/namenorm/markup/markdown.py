"""Markdown: CommonMark with the extensions of GitHub, by pulldown-cmark (pyromark).

>>> source = "# Мінск\\n\\n**Łuk**ašenka [к](http://a.by)"
>>> [passage.text for passage in read_markdown(source).passages]
['Мінск', 'Łukašenka к']
"""

from __future__ import annotations

import re
from array import array
from typing import Any, Final, cast

import numpy as np

from namenorm.markup.building import PassageBuilder
from namenorm.markup.document import Document
from namenorm.markup.escaping import Escaping
from namenorm.markup.html import HtmlReader
from namenorm.markup.verbatim import MASK

_INLINE: Final = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})
_ADDRESSES: Final = frozenset({"Autolink", "Email"})
_LABELS: Final = frozenset({"Collapsed", "Shortcut"})
"""Kinds of links whose text is also the label of a definition: changed, they would be no links."""
_GAPS: Final = ("Code", "FootnoteReference", "InlineMath", "DisplayMath")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")
_BLOCK: Final = "#block"
_LINK: Final = "#link"


def read_markdown(source: str) -> Document:
    """The document of a Markdown source; its HTML is read as HTML, front matter is left out."""
    builder = PassageBuilder(source)
    _MarkdownReader(source, builder).read()
    return builder.document(read_markdown)


class _MarkdownReader:
    def __init__(self, source: str, builder: PassageBuilder) -> None:
        self._source = source
        self._gathering = builder
        self._html = HtmlReader(builder)
        self._offsets = _offsets(source)
        self._fixed = 0  # links around, whose text is a label
        self._links: list[tuple[bool, bool]] = []  # left out, label
        self._raw: list[tuple[int, int]] = []  # the lines of a block of HTML
        self._read = 0  # up to where text was read

    def read(self) -> None:
        from pyromark import Options, events_with_range

        options = (
            Options.ENABLE_TABLES
            | Options.ENABLE_FOOTNOTES
            | Options.ENABLE_STRIKETHROUGH
            | Options.ENABLE_TASKLISTS
            | Options.ENABLE_HEADING_ATTRIBUTES
            | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
            | Options.ENABLE_GFM
            | Options.ENABLE_WIKILINKS
        )
        offsets = self._offsets
        for event, span in events_with_range(self._source, options=options):
            start, end = span["start"], span["end"]
            if offsets is not None:
                start, end = offsets[start], offsets[end]
            if isinstance(event, str):
                self._bare(event, start, end)
                continue
            name, value = next(iter(cast("dict[str, Any]", event).items()))
            if name == "Text":
                self._text(start, end, value)
            elif name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value)
            elif name == "Html":
                self._raw.append((start, end))
            elif name == "InlineHtml":
                self._html.read(self._source[start:end], start)
            elif name in _GAPS:
                self._gathering.gap(start, end)

    def _bare(self, event: str, start: int, end: int) -> None:
        if event == "SoftBreak":
            self._html.text(start, end, self._escaping)
        elif event == "HardBreak":
            self._html.text(start, end, "fixed", "\n")
        else:
            self._gathering.close()

    def _text(self, start: int, end: int, text: str) -> None:
        """Add text; if it differs from its source it is a reference. Escapes keep the backslash."""
        if start == end:  # the parser made spaces of a tab
            return
        source = self._source
        if text == source[start:end]:
            escaped = self._read < start and source[start - 1] == "\\"
            if escaped and _PUNCTUATION.match(text):
                self._html.text(start - 1, start + 1, self._escaping, text[0])
                start += 1
            self._html.text(start, end, self._escaping)
        else:
            self._html.text(start, end, self._escaping, text)
        self._read = end

    @property
    def _escaping(self) -> Escaping:
        return "fixed" if self._fixed else "markdown"

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, data = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if name in _INLINE:
            self._gathering.cut()
        elif name in ("Link", "Image"):
            self._link(name, data, start, end)
        elif name == "HtmlBlock":  # its elements go on behind it
            self._gathering.close()
        else:
            self._gathering.close()
            self._html.elements.enter(_BLOCK, left_out=name in ("CodeBlock", "MetadataBlock"))

    def _end(self, tag: Any) -> None:
        name = next(iter(tag)) if isinstance(tag, dict) else tag
        if name in _INLINE:
            self._gathering.cut()
        elif name in ("Link", "Image"):
            out, label = self._links.pop()
            self._fixed -= label
            if out:
                self._html.elements.leave(_LINK)
            self._gathering.cut()
        elif name == "HtmlBlock":
            self._block()
            self._gathering.close()
        else:
            self._gathering.close()
            self._html.elements.leave(_BLOCK)

    def _link(self, name: str, data: Any, start: int, end: int) -> None:
        kind = data["link_type"]
        wiki = isinstance(kind, dict)
        out = name == "Image" or kind in _ADDRESSES if not wiki else not _piped(kind)
        label = not wiki and kind in _LABELS
        self._links.append((out, label))
        self._fixed += label
        if out:
            self._gathering.gap(start, end)
            self._html.elements.enter(_LINK, left_out=True)
        self._gathering.cut()

    def _block(self) -> None:
        """Read a block of HTML without the markers (`> `) before its lines."""
        if not self._raw:
            return
        base = at = self._raw[0][0]
        lines = []
        for start, end in self._raw:
            lines += [MASK * (start - at), self._source[start:end]]
            at = end
        self._raw.clear()
        self._html.read("".join(lines), base)


def _piped(kind: Any) -> bool:
    """Whether a wiki link has a text of its own: `[[page|text]]`."""
    return bool(next(iter(kind.values()))["has_pothole"])


def _offsets(source: str) -> array[int] | None:
    """The offset in code points of each byte of UTF-8; None for ASCII, where both are equal."""
    if source.isascii():
        return None
    octets = np.frombuffer(source.encode(), dtype=np.uint8)
    counted = np.cumsum((octets & 0xC0) != 0x80, dtype=np.int64) - 1
    offsets = array("q", counted.tobytes())
    offsets.append(len(source))
    return offsets
