"""Changes: what can be written anew, how it is escaped, and that nothing else moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.errors import BadText, NotReplaceable
from namenorm.markup import MASK, read
from namenorm.markup.reading import Format

TAGS = """<b> </b> <p> </p> <br> <td> <li> <div> </div> <pre> <svg> /> </> <code> </code> <script>
    </script> <!-- --> < > <!--namenorm-off--> <!--namenorm-on-->"""
SIGNS = """&amp; &#x301; & &lt ; amp; * ** _ ` `` ``` ~~ [ ] [[ ]] ( ) (u) ! | # --- = : \\ >
    [^1]"""
WORDS = ["Ł", "𝒳", "ab", "Мінск", "http://a.by", "@b", "\0", "[x]: u\n", "<q translate=no>", "</q>"]
SPACES = [
    " ",
    "  \n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "> ",
    "- ",
    "1. ",
    "|-|-|\n",
    "\u00a0",
]
MARKUP = st.lists(
    st.sampled_from([*TAGS.split(), *SIGNS.split(), *WORDS, *SPACES]), max_size=14
).map("".join)
SOURCES = st.one_of(MARKUP, st.text(max_size=60), st.text("<>/&;b*_`[]()!\\\n#- Łx", max_size=60))
FORMATS = st.sampled_from(["html", "markdown", "text"])

REPLACED = [
    # format, source, what, by what, result
    ("text", "A & B <Łukašenka>", "Łukašenka", "R&D", "A & B <R&D>"),
    ("html", "<p>Łukašenka &amp; Co</p>", "Łukašenka", "<R&D>", "<p>&lt;R&amp;D> &amp; Co</p>"),
    ("html", "<p title='Мінск'>Мінск", "Мінск", "Minsk", "<p title='Мінск'>Minsk"),
    ("html", "a <Лукашэнка>", "Лукашэнка", "Lukashenka", "a <&#76;ukashenka>"),
    ("html", "AT&Мінск", "Мінск", "lt;", "AT&&#108;t;"),
    ("html", "&#65Мінск", "Мінск", "6", "&#65&#54;"),
    ("html", "<p>Л&#x301;о</p>", "Л\u0301о", "Lo", "<p>Lo</p>"),
    ("html", "А<!-- Мінск -->\r\nМінск\rБ", "Мінск", "Minsk", "А<!-- Мінск -->\r\nMinsk\rБ"),
    ("markdown", "**Мінск** і", "Мінск", "Minsk", "**Minsk** і"),
    (
        "markdown",
        "Мінск і",
        "Мінск",
        "*a*_b_`c`[d]<e>&amp;\\",
        "\\*a\\*\\_b\\_\\`c\\`\\[d\\]\\<e>\\&amp;\\\\ і",
    ),
    ("markdown", "Мінск і", "Мінск", "R&D", "R&D і"),
    ("markdown", "Мінск і", "Мінск", "1. x", "1\\. x і"),
    ("markdown", "- Мінск", "Мінск", "# x", "- \\# x"),
    ("markdown", "А Мінск", "Мінск", "# x", "А # x"),
    ("markdown", "Мінск[x](u)", "Мінск", "Wow!", "Wow\\![x](u)"),
    ("markdown", "<Лукашэнка>", "Лукашэнка", "Lukashenka", "<&#76;ukashenka>"),
    ("markdown", "|Мінск|\n|-|", "Мінск", "a|b", "|a\\|b|\n|-|"),
    ("markdown", "<div>Мінск</div>", "Мінск", "*R&D*", "<div>*R&amp;D*</div>"),
    ("markdown", "[Мінск](http://Мінск) і", "Мінск", "Minsk", "[Minsk](http://Мінск) і"),
    ("markdown", "x \\*Мінск\\*", "*Мінск*", "Minsk", "x Minsk"),
]


def span_of(format: Format, source: str, text: str) -> tuple[int, int]:
    for passage in read(source, format).passages:
        if text in passage.text:
            at = passage.text.index(text)
            return passage.source_span(at, at + len(text))
    raise AssertionError(f"{text!r} is not in {source!r}")


@pytest.mark.parametrize(("format", "source", "old", "new", "result"), REPLACED)
def test_replaced(format: Format, source: str, old: str, new: str, result: str) -> None:
    start, end = span_of(format, source, old)
    document = read(source, format)
    assert document.can_replace(start, end)
    assert document.replaced([(start, end, new)]) == result


@pytest.mark.parametrize(
    ("format", "source", "old", "new", "result"),
    [
        (
            "html",
            "<b>Śviatłana</b> Cichanoŭskaja",
            "Śviatłana Cichanoŭskaja",
            "Sviatlana Tsikhanouskaya",
            "<b>Sviatlana</b> Tsikhanouskaya",
        ),
        ("html", "Ян <b>Ча</b>чот", "Ян Чачот", "Jan Čačot", None),
        ("html", "Ян <b>Ча</b>чот", "Ян Чачот", "Jan Чачот", "Jan <b>Ча</b>чот"),
        ("html", "<b>Ян</b> Чачот", "Ян Чачот", "Čačot", None),
        ("html", "Ян\n  Чачот", "Ян Чачот", "Jan Čačot", "Jan\n  Čačot"),
        ("html", "Ян Чачот", "Ян Чачот", "Čačot", "Čačot"),
        ("html", "Ян<!-- х --> Чачот", "Ян Чачот", "Jan Čačot", "Jan<!-- х --> Čačot"),
        ("html", "<p>Ян <code>х</code> Чачот", "Ян ￼ Чачот", "Jan x Čačot", None),
        ("markdown", "> Ян\n> Чачот", "Ян Чачот", "Jan Čačot", "> Jan\n> Čačot"),
        ("markdown", "**Ян** Чачот", "Ян Чачот", "Jan Čačot", "**Jan** Čačot"),
        ("markdown", "[Ян Чачот]\n\n[Ян Чачот]: u", "Ян Чачот", "Jan Čačot", None),
    ],
)
def test_pieces(format: Format, source: str, old: str, new: str, result: str | None) -> None:
    document = read(source, format)
    passage = document.passages[0]
    at = " ".join(passage.text.split()).index(old)
    assert at == 0
    start, end = passage.source_span(0, len(passage.text.rstrip()))
    changes = document.changes_for(start, end, new)
    assert (None if changes is None else document.replaced(changes)) == result


@pytest.mark.parametrize(
    ("format", "source", "change", "reason"),
    [
        ("html", "<b>Ян</b> Чачот", (3, 14, "x"), "1:4: the change of 3 to 14 is not one stretch"),
        ("html", "<b>Ян</b>", (0, 5, "x"), "is not one stretch"),
        ("html", "<code>Ян</code>", (6, 8, "x"), "is not one stretch"),
        ("html", "a &amp; b", (2, 4, "x"), "is not one stretch"),
        ("text", "a@b.by", (0, 1, "x"), "is not one stretch"),
        ("text", "ab", (1, 1, "x"), "is not one stretch"),
        ("text", "ab", (1, 3, "x"), "is not one stretch"),
        ("text", "ab", (-1, 1, "x"), "is not one stretch"),
        ("markdown", "**Ян**ю", (2, 4, "“х”"), "would become markup, or undo it"),
        ("markdown", "Ян", (0, 2, "a\n\nb"), "would become markup, or undo it"),
    ],
)
def test_what_cannot_be_done_is_told(
    format: Format, source: str, change: tuple[int, int, str], reason: str
) -> None:
    with pytest.raises(NotReplaceable, match=reason) as raised:
        read(source, format).replaced([change])
    assert (raised.value.start, raised.value.end) == change[:2]


def test_changes_over_each_other_are_refused() -> None:
    with pytest.raises(NotReplaceable, match="1:2: the change of 1 to 3 lies over another"):
        read("abc").replaced([(1, 3, "x"), (0, 2, "y")])


def test_changes_are_text() -> None:
    with pytest.raises(BadText, match="changes"):
        read("abc").replaced([(0, 1, "\ud800")])


@given(SOURCES, FORMATS)
def test_nothing_replaced_is_the_source(source: str, format: Format) -> None:
    assert read(source, format).replaced([]) == source


@given(SOURCES, FORMATS)
def test_offsets_slice_right(source: str, format: Format) -> None:
    """Each letter of a text stands where it is said to, in order, and is found from there."""
    document, at = read(source, format), 0
    for passage in document.passages:
        assert passage.start >= at
        at = passage.start
        for offset, letter in enumerate(passage.text):
            start, end = passage.source_span(offset, offset + 1)
            assert at <= start < end <= len(source)
            assert (
                source[start:end] == letter
                or letter == MASK
                or end - start > 1
                or letter == "\ufffd"
            )
            first, stop = passage.text_span(start, end)
            assert first <= offset < stop
            assert passage.source_span(first, stop) == (start, end)
            assert document.passage_at(start) is passage
            at = start
        at = passage.end


@given(SOURCES, FORMATS, st.data())
def test_a_change_changes_nothing_else(source: str, format: Format, data: st.DataObject) -> None:
    """Any stretch, any text: the rest is as it was, and the result reads as what was meant."""
    document = read(source, format)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    new = data.draw(st.one_of(st.text("ab<&;*_[]`!# \\.1\n", max_size=4), st.text(max_size=5)))
    if not document.can_replace(start, end):
        with pytest.raises(NotReplaceable):
            document.replaced([(start, end, new)])
        return
    try:
        result = document.replaced([(start, end, new)])
    except NotReplaceable:
        return
    assert result.startswith(source[:start])
    assert result.endswith(source[end:])
    assert len(read(result, format).passages) == len(document.passages)


@given(st.lists(st.sampled_from(["Ян", "Мінск", "<b>", "</b>", " ", "&amp;", "**"])), FORMATS)
def test_plain_words_can_always_be_replaced(parts: list[str], format: Format) -> None:
    document = read("Ян " + " ".join(parts), format)
    words = [
        passage.source_span(at, at + 2)
        for passage in document.passages
        for at in range(len(passage.text) - 1)
        if passage.text[at : at + 2] == "Ян"
    ]
    result = document.replaced((start, end, "Jan") for start, end in words)
    assert result == document.source.replace("Ян", "Jan")
