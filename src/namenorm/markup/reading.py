"""Read a source as a document of its format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final, Literal, get_args

from namenorm.errors import DocumentTooLong, UnknownFormat
from namenorm.markup.document import Document
from namenorm.markup.html import read_html
from namenorm.markup.markdown import read_markdown
from namenorm.markup.plain import read_text
from namenorm.text.clean import refuse_surrogates

Format = Literal["text", "markdown", "html"]

LONGEST_DOCUMENT: Final = 16_000_000
"""In code points: ten novels. Time and memory of reading are proportional to the length."""

_READERS: Final[dict[str, Callable[[str], Document]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
}
_ENDINGS: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read(source: str, format: Format = "text") -> Document:
    """The running text of `source`, with the place of each letter in it.

    Linear in the length of the source. Broken markup is read as browsers read it. Raises
    `UnknownFormat`, `DocumentTooLong`, `BadText`.

    >>> [passage.text for passage in read("<b>Łuk</b>ašenka &amp; Co<p>Мінск", "html").passages]
    ['Łukašenka & Co', 'Мінск']
    """
    if format not in _READERS:
        named = ", ".join(get_args(Format))
        raise UnknownFormat(f"no format {format!r}; there are {named}", argument="format")
    refuse_surrogates(source, argument="text")
    if len(source) > LONGEST_DOCUMENT:
        raise DocumentTooLong(
            f"text has {len(source)} characters; a document has at most {LONGEST_DOCUMENT}"
        )
    return _READERS[format](source)


def format_of(path: PurePath) -> Format:
    """The format that the ending of a file's name tells: `.md`, `.html`; any other is text.

    >>> format_of(PurePath("story.MD")), format_of(PurePath("story"))
    ('markdown', 'text')
    """
    return _ENDINGS.get(path.suffix.lower(), "text")
