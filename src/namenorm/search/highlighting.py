"""Which words of a document a query matched, found anew from its text.

An engine that searches by keys knows the document, not the letters; the words are found again by
the same keys, with their places.

>>> text = "Svetlana Tikhanovskaya spoke in Brussels"
>>> [text[found.start : found.end] for found in highlights(text, "Святлане Ціханоўскай")]
['Svetlana', 'Tikhanovskaya']
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from namenorm.keying import Within, keys_text, part_keys


class Highlight(NamedTuple):
    """A word of the document, `start` to `end` (code points), that answers a `part` of the query.

    `part` is the number of the name's part, from 0, as in `part_keys`.
    """

    start: int
    end: int
    part: int


def highlights(
    text: str, query: str, *, within: Within = "all", lang: str | None = None
) -> Iterator[Highlight]:
    """The words of `text` that have a key of a part of the name `query`, in their order.

    `within` as in `keys`; `lang` is the language of both. Time is linear in the length of `text`.
    Raises what `keys` and `keys_text` raise.
    """
    parts: dict[str, int] = {}
    for number, keys in enumerate(part_keys(query, within=within, lang=lang)):
        for key in keys:
            parts.setdefault(key, number)
    words = keys_text(text, within=within, lang=lang)
    return (
        Highlight(word.start, word.end, found)
        for word in words
        if (found := next((parts[key] for key in word.keys if key in parts), None)) is not None
    )


def marked(
    text: str,
    query: str,
    *,
    before: str = "<mark>",
    after: str = "</mark>",
    within: Within = "all",
    lang: str | None = None,
) -> str:
    """`text` as HTML, with `before` and `after` around the words that `query` matched.

    The text is escaped, `before` and `after` are not. Raises what `highlights` raises.

    >>> marked("Łukaszenka & co.", "Лукашэнка")
    '<mark>Łukaszenka</mark> &amp; co.'
    """
    out: list[str] = []
    at = 0
    for start, end, _ in highlights(text, query, within=within, lang=lang):
        out += [escape(text[at:start]), before, escape(text[start:end]), after]
        at = end
    return "".join((*out, escape(text[at:])))
