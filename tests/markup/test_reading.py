"""What of a document is running text, and what is not."""

from __future__ import annotations

import pytest

from namenorm.errors import BadText, DocumentTooLong, UnknownFormat
from namenorm.markup import read, reading
from namenorm.markup.reading import Format

HTML = [
    # source, texts (~ stands for what is left out), why
    ("Мінск", ["Мінск"], "no markup at all"),
    ("<b>Łuk</b>ašenka &amp; Co", ["Łukašenka & Co"], "one text across inline elements"),
    ("<a href='http://Minsk.by/x'>Пані</a> <i>С<u>в</u></i>ятлана", ["Пані Святлана"], "links"),
    (
        "e&#x301;&#769;&eacute;&notit;&bogus;",
        ["e\u0301\u0301é¬it;&bogus;"],
        "references, as browsers read them",
    ),
    ("<h1>А</h1>Б<div>В<p>Г</div><ul><li>Ґ<li>Д</ul>", [*"АБВГҐД"], "blocks end a text"),
    ("<table><tr><td>А<td>Б<tr><th>В</table>", [*"АБВ"], "cells"),
    ("Аляксандр<br>Лукашэнка", ["Аляксандр\nЛукашэнка"], "a line end"),
    ("А<!-- Мінск -->Б", ["АБ"], "a comment is nothing"),
    ("<title>Мінск &lt;b></title><style>Мінск{}</style>", ["Мінск <b>"], "the title is text"),
    ("А<script>'<p>Мінск'</script>Б", ["А~Б"], "scripts"),
    ("<p>А <code>Мінск <b>Менск</b></code>Б<pre>Мінск</pre>", ["А ~Б"], "code"),
    ("А <kbd>Мінск</kbd> <svg><text>Мінск</text><path/></svg>Б", ["А ~ ~Б"], "what is no text"),
    ("<textarea>Мінск</textarea><iframe>Мінск</iframe>", [], "what is typed or not shown"),
    ("<img alt='Мінск'>Б", ["~Б"], "attributes"),
    ("Łukašenka<sup>1</sup> і", ["Łukašenka~1~ і"], "a footnote's number is no part of the word"),
    ("<blockquote data-verbatim><p>Менск</blockquote>А", ["А"], "a quote marked as verbatim"),
    ("А <q translate=NO>Менск <b>х</b></q> Б", ["А ~ Б"], "by the attribute of HTML"),
    ("<div translate=no>А <b translate=yes>Мінск</b></div>", ["~Мінск"], "and back"),
    ("<ul><li translate=no>Менск<li>А</ul>Б", [*"АБ"], "ended by the next item"),
    ("<p><span translate=no>Менск</p>А", ["А"], "ended by the paragraph"),
    ("<td><i translate=no>Менск<td>А", ["А"], "ended by the next cell"),
    ("<div translate=no><p>x</span></b></p>Менск</div>А", ["А"], "closing tags of nothing"),
    ("<span><div translate=no></span>Менск</div>А", ["А"], "an inline tag closes no block"),
    ("А<!-- namenorm-off -->Менск<p>Менск<!-- namenorm: on --> Б", ["А~", "~ Б"], "switched off"),
    ("гл. https://a.by/?q=Мінск&amp;b=c.", ["гл. " + "~" * 25 + "."], "URLs, read as they are"),
    ("А<a</p>Б <a Мінск", ["АБ "], "broken tags, as browsers read them"),
    ("А</>Б<![CDATA[Мінск]]><?Мінск?>В", ["АБВ"], "what is no tag"),
    ("А\r\nБ\rВ", ["А\r\nБ\rВ"], "line ends as they are"),
]
MARKDOWN = [
    ("# Мінск #\n\nА\n=\n\n- Б\n- В\n\n1. Г\n> Ґ", ["Мінск", *"АБВГҐ"], "blocks"),
    ("**Łuk**ašenka _і_ ~~не~~ [Мінск](http://a.by 'Мінск')", ["Łukašenka і не Мінск"], "inline"),
    ("> Аляксандр\n> **Лукашэнка**", ["Аляксандр\nЛукашэнка"], "across lines"),
    ("Аляксандр  \nЛукашэнка\\\nі", ["Аляксандр\nЛукашэнка\nі"], "hard line ends"),
    ("R&amp;D e&#x301; \\*x\\* \\б", ["R&D e\u0301 *x* \\б"], "references and escapes"),
    ("\\\\\\* \\\\*", ["\\* \\*"], "escapes of escapes"),
    ("| А | Б\\|В |\n|---|---|\n| **Г** | `Мінск` |", ["А", "Б|В", "Г"], "tables"),
    ("А `Мінск` Б", ["А ~ Б"], "code"),
    ("```\nМінск\n```\n\n    Менск\n\nА", ["А"], "blocks of code"),
    ("![Мінск](u) А [^1]\n\n[^1]: Б", ["~ А ~", "Б"], "images, footnotes"),
    ("---\ntitle: Мінск\n---\nА", ["А"], "front matter"),
    ("+++\ntitle = 'Мінск'\n+++\nА", ["А"], "front matter of another kind"),
    ("<https://a.by/Мінск> <a@b.by> А", ["~ ~ А"], "addresses"),
    ("[Мінск]: http://a.by/Мінск 'Мінск'\n\nА [Мінск]", ["А Мінск"], "definitions"),
    ("[[Мінск]] [[Мінск|А]]", ["~ А"], "wiki links"),
    ("А <b>Б</b> <span translate=no>Менск *х*</span> В", ["А Б ~ В"], "HTML in a line"),
    ("<div translate=no>\n\nМенск\n\n</div>\n\nА", ["А"], "HTML around blocks"),
    ("> <p>А <b\n> title='Мінск'>Б</b>\n", ["А Б\n"], "HTML in lines of a quote"),
    ("А\n\n<!-- namenorm-off -->\n\nМенск\n\n<!-- namenorm-on -->\n\nБ", [*"АБ"], "switched off"),
    ("А <!-- namenorm: off -->Менск<!-- namenorm: on --> Б", ["А ~ Б"], "within a line"),
    ("- [ ] А\n- [x] Б", [*"АБ"], "tasks"),
    ("# А {#Minsk}\n\n***\n\nБ", [*"АБ"], "an id, a rule"),
    ("- <span translate=no>Менск\n\n- А", ["А"], "not closed: ends with its block"),
]
TEXT = [
    ("Мінск <b> &amp; **x**\n\nА", ["Мінск <b> &amp; **x**\n\nА"], "as it is"),
    (
        "@Мінск #Менск a@b.by А",
        ["~" * 6 + " " + "~" * 6 + " " + "~" * 6 + " А"],
        "handles and so on",
    ),
    ("А\n// namenorm: off\nМенск\n; namenorm: on\nБ\n", ["А\n", "Б\n"], "comments of any language"),
    ("А\nx = 1  # namenorm:off\nМенск", ["А\n"], "to the end"),
    ("А namenorm: off\nБ", ["А namenorm: off\nБ"], "what only says so"),
    ("", [], "nothing"),
    (" \n", [], "nothing to read"),
]
CASES = [
    *(pytest.param("html", *case, id=f"html: {case[2]}") for case in HTML),
    *(pytest.param("markdown", *case, id=f"markdown: {case[2]}") for case in MARKDOWN),
    *(pytest.param("text", *case, id=f"text: {case[2]}") for case in TEXT),
]


@pytest.mark.parametrize(("format", "source", "texts", "why"), CASES)
def test_running_text(format: Format, source: str, texts: list[str], why: str) -> None:
    read_texts = [passage.text.replace("\ufffc", "~") for passage in read(source, format).passages]
    assert read_texts == texts, why


@pytest.mark.parametrize(
    ("format", "source", "text", "span"),
    [
        ("html", "<p>Пані <b>Łukašenka</b>.", "Łukašenka", (11, 20)),
        ("html", "<p>Л&#x301;о <i>&amp;</i>", "Л\u0301о &", (3, 21)),
        ("html", "&ngE;х", "\u0338", (0, 5)),
        ("markdown", "𝒳 **Łuk**ašenka", "Łukašenka", (4, 15)),
        ("markdown", "\\*x", "*x", (0, 3)),
        ("text", "Пані Łukašenka", "Łukašenka", (5, 14)),
    ],
)
def test_offsets_lead_back(format: Format, source: str, text: str, span: tuple[int, int]) -> None:
    (passage,) = read(source, format).passages
    start = passage.text.index(text)
    assert passage.source_span(start, start + len(text)) == span


def test_bad_input_is_named() -> None:
    with pytest.raises(UnknownFormat, match="no format 'rtf'; there are text, markdown, html"):
        read("x", "rtf")  # type: ignore[arg-type]
    with pytest.raises(BadText, match=r"U\+D800 at 3"):
        read("<p>\ud800", "html")


def test_a_document_has_a_longest_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_DOCUMENT", 3)
    assert read("abc")
    with pytest.raises(DocumentTooLong, match="text has 4 characters; a document has at most 3"):
        read("abcd")


LONG = ["<b>", "<p>a", "&amp;", "<td><p>", "<x><div><b></x>", "<svg><path/>", "а" * 600, "b@a.by "]


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
@pytest.mark.parametrize("piece", [*LONG, "# namenorm: off\n", "> - ", "**а** _б_ "])
def test_long_documents_are_read(format: Format, piece: str) -> None:
    """A hundred thousand signs of one kind, never closed or never ended."""
    document = read(piece * (100_000 // len(piece)), format)
    assert document.replaced([]) == document.source
