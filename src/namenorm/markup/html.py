"""Read HTML: the text between the tags, by the tokenizer of turbohtml.

>>> [passage.text for passage in read_html("<h1>Мінск</h1><p>R&amp;D <code>x</code>").passages]
['Мінск', 'R&D \ufffc']
"""

from __future__ import annotations

from typing import Final

from namenorm.markup.building import PassageBuilder
from namenorm.markup.document import Document
from namenorm.markup.elements import APART, BLOCKS, REPLACED, Elements
from namenorm.markup.escaping import Escaping
from namenorm.markup.switches import switched

_TEXT: Final = 0
_START: Final = 1
_END: Final = 2
_COMMENT: Final = 3
_REFERENCE: Final = 5
"""As `turbohtml.TokenType` numbers them."""


def read_html(source: str) -> Document:
    """The document of an HTML source: a page or a fragment, well formed or not."""
    builder = PassageBuilder(source)
    HtmlReader(builder).read(source, 0)
    return builder.document(read_html)


class HtmlReader:
    """Reads fragments of HTML into one builder; open elements carry over to the next fragment."""

    def __init__(self, builder: PassageBuilder) -> None:
        self.builder = builder
        self.elements = Elements()
        self._off = False

    @property
    def left_out(self) -> bool:
        """Whether the text that comes next is left out."""
        return self._off or self.elements.left_out

    def text(self, start: int, end: int, escaping: Escaping, text: str | None = None) -> None:
        """Add a segment of text, or a gap if it is left out."""
        if self.left_out:
            self.builder.gap(start, end)
        else:
            self.builder.text(start, end, escaping, text)

    def read(self, markup: str, base: int) -> None:
        """Read a fragment of HTML that begins at the offset `base` of the source."""
        from turbohtml import tokenize

        # The tokenizer tells places as lines and columns: it counts code points, and line feeds
        # alone end a line. A carriage return is white space; as a space it keeps the columns.
        # `</>` gives no token, so that the texts around it would be joined; an empty comment of
        # the same length gives one.
        exact = markup.replace("\r", " ").replace("</>", "<!>")
        starts = [base]
        at = exact.find("\n") + 1
        while at:
            starts.append(base + at)
            at = exact.find("\n", at) + 1
        for token in tokenize(exact, resolve_references=False, capture_source=True):
            kind, start = token.type, starts[token.line - 1] + token.col
            if kind == _TEXT:
                at = start - base
                end = at + len(token.data or "")
                self.text(start, base + end, "html", markup[at:end])
            elif kind == _REFERENCE:
                self.text(start, start + len(token.source or ""), "html", token.data)
            elif kind == _START:
                self._open(token.tag or "", token.attrs or [], token.self_closing, start)
            elif kind == _END:
                self._close(token.tag or "", start)
            elif kind == _COMMENT:
                self._comment(token.data or "")

    def _open(self, tag: str, attributes: list[tuple[str, str]], closing: bool, at: int) -> None:
        builder = self.builder
        if tag in BLOCKS:
            builder.close()
        elif tag == "br":
            self.text(at, at + 3, "fixed", "\n")
        elif tag in APART or tag in REPLACED:
            builder.gap(at, at + 2)
        else:
            builder.cut()
        self.elements.open(tag, attributes, self_closing=closing)

    def _close(self, tag: str, at: int) -> None:
        if tag in BLOCKS:
            self.builder.close()
        elif tag in APART:
            self.builder.gap(at, at + 2)
        else:
            self.builder.cut()
        self.elements.close(tag)

    def _comment(self, text: str) -> None:
        switch = switched(text)
        if switch is not None:
            self._off = not switch
        self.builder.cut()
