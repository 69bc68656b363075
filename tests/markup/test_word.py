"""Word files made by the library, changed, and read back by the library."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from namenorm.errors import BadText, BrokenDocument, FileFault, NotReplaceable
from namenorm.markup import WordFile

NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def texts(file: WordFile) -> list[str]:
    return [passage.text.replace("\ufffc", "~") for passage in file.document.passages]


def change(file: WordFile, old: str, new: str) -> tuple[int, int, str]:
    for passage in file.document.passages:
        if old in passage.text:
            at = passage.text.index(old)
            return (*passage.source_span(at, at + len(old)), new)
    raise AssertionError(f"{old!r} is in no paragraph")


def with_xml(paragraph: str) -> docx.document.Document:
    """A file whose body is one paragraph of this XML."""
    package = docx.Document()
    xml = f"<w:p {nsdecls('w', 'wp', 'a')}>{paragraph}</w:p>"
    package.element.body.insert(0, parse_xml(xml))
    return package


def opened(package: docx.document.Document, folder: Path) -> WordFile:
    package.save(str(folder / "in.docx"))
    return WordFile.open(folder / "in.docx")


@pytest.fixture
def story(tmp_path: Path) -> WordFile:
    """Body, list, table in a table, header, footer, footnote and comment, each with a name."""
    package = docx.Document()
    package.add_heading("Прэзідэнт Лукашэнка", 1)
    paragraph = package.add_paragraph("Пані ")
    paragraph.add_run("Святлана").bold = True
    paragraph.add_run(" Ціханоўская")
    run = paragraph.add_run(" у Мінску")
    package.add_comment(run, "Мінск ці Менск?", author="Я")
    package.add_paragraph("Гродна", style="List Bullet")
    outer = package.add_table(1, 1).cell(0, 0)
    outer.text = "Брэст"
    outer.add_table(1, 1).cell(0, 0).text = "Віцебск"
    section = package.sections[0]
    section.header.paragraphs[0].text = "Гомель"
    section.footer.paragraphs[0].text = "Магілёў"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Полацк"
    package.save(str(tmp_path / "plain.docx"))
    with ZipFile(tmp_path / "plain.docx") as old, ZipFile(tmp_path / "in.docx", "w") as new:
        for member in old.infolist():
            contents = old.read(member)
            if member.filename == "[Content_Types].xml":
                override = (
                    f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES}"/></Types>'
                )
                contents = contents.replace(b"</Types>", override.encode())
            if member.filename == "word/_rels/document.xml.rels":
                kind = (
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                )
                link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/>'
                contents = contents.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            new.writestr(member, contents)
        note = "<w:footnote w:id='1'><w:p><w:r><w:t>Пінск</w:t></w:r></w:p></w:footnote>"
        new.writestr("word/footnotes.xml", f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>")
        new.writestr("unknown.bin", b"\0kept", ZIP_DEFLATED)
    return WordFile.open(tmp_path / "in.docx")


def test_all_parts_are_read(story: WordFile) -> None:
    body = ["Прэзідэнт Лукашэнка", "Пані Святлана Ціханоўская у Мінску", "Гродна"]
    tables = ["Брэст", "Віцебск"]
    around = ["Гомель", "Полацк", "Магілёў", "Пінск", "Мінск ці Менск?"]
    found = texts(story)
    assert found[:5] == body + tables
    assert sorted(text.strip("~") for text in found[5:]) == sorted(around)
    assert story.document.lines.place(story.document.passages[1].start) == (2, 1)


def test_changes_are_written_and_the_rest_is_as_it_was(story: WordFile, tmp_path: Path) -> None:
    start, end, _ = change(story, "Святлана Ціханоўская", "")
    assert not story.document.can_replace(start, end)
    pieces = story.document.changes_for(start, end, "Sviatlana Tsikhanouskaya")
    assert pieces is not None
    names = {"Лукашэнка": "Łukašenka", "Віцебск": "Viciebsk", "Полацк": "Połack", "Пінск": "Pinsk"}
    changes = [*pieces, *(change(story, old, new) for old, new in names.items())]
    out = tmp_path / "out.docx"
    story.write(changes, out)

    package = docx.Document(str(out))
    assert [one.text for one in package.paragraphs[:2]] == [
        "Прэзідэнт Łukašenka",
        "Пані Sviatlana Tsikhanouskaya у Мінску",
    ]
    assert [(one.text, one.bold) for one in package.paragraphs[1].runs[:3]] == [
        ("Пані ", None),
        ("Sviatlana", True),
        (" Tsikhanouskaya", None),
    ]
    assert package.paragraphs[0].style.name == "Heading 1"
    assert package.sections[0].first_page_header.paragraphs[0].text == "Połack"
    before = " ".join(texts(story))
    for old, new in {**names, "Святлана": "Sviatlana", "Ціханоўская": "Tsikhanouskaya"}.items():
        before = before.replace(old, new)
    assert " ".join(texts(WordFile.open(out))) == before

    with ZipFile(story.path) as old, ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert {"word/document.xml", "word/footnotes.xml"} < changed
    assert len(changed) == 3  # and the header of the first page


def test_nothing_changed_is_the_same_package(story: WordFile, tmp_path: Path) -> None:
    story.write([], tmp_path / "out.docx")
    with ZipFile(story.path) as old, ZipFile(tmp_path / "out.docx") as new:
        assert [(one.filename, old.read(one)) for one in old.infolist()] == [
            (one.filename, new.read(one)) for one in new.infolist()
        ]
        assert [one.date_time for one in old.infolist()] == [
            one.date_time for one in new.infolist()
        ]


def test_a_file_is_written_twice_from_the_same_start(story: WordFile, tmp_path: Path) -> None:
    for new in ("Hrodna", "Hrodno"):
        story.write([change(story, "Гродна", new)], tmp_path / "out.docx")
        assert texts(WordFile.open(tmp_path / "out.docx"))[2] == new


T = "<w:t xml:space='preserve'>{}</w:t>"
PARAGRAPHS = [
    (
        "<w:r><w:t>Лука</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:rPr>"
        "<w:lang w:val='be-BY'/></w:rPr><w:t>шэнка</w:t></w:r>",
        "Лукашэнка",
        "Lukashenko",
        "a word that Word has split into runs that look the same",
    ),
    (
        "<w:r><w:t>Лука</w:t><w:softHyphen/><w:t>шэнка</w:t></w:r>",
        "Лука\u00adшэнка",
        None,
        "a sign inside",
    ),
    (
        "<w:r><w:t>Лука</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>шэнка</w:t></w:r>",
        "Лукашэнка",
        None,
        "half of a word is bold",
    ),
    (
        "<w:del w:author='x'><w:r><w:delText>Менск</w:delText></w:r></w:del>"
        "<w:ins w:author='x'><w:r><w:t>Мінск</w:t></w:r></w:ins>",
        "Мінск",
        "Minsk",
        "tracked changes",
    ),
    (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK Менск"
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>Мінск</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "Мінск",
        "Minsk",
        "a field's code is no text",
    ),
    (
        "<w:r><w:t>А</w:t><w:tab/><w:t>Б</w:t><w:br/><w:t>В</w:t>"
        "<w:footnoteReference w:id='1'/></w:r>",
        "А\tБ\u2028В~",
        None,
        "tabs, line ends, footnotes",
    ),
    (
        "<w:r><w:t>https://a.by/Мінск </w:t></w:r><w:r><w:t>А</w:t></w:r>",
        "~" * 18 + " А",
        " Б",
        "addresses",
    ),
    (
        "<w:r><w:t>А</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><w:txbxContent><w:p><w:r><w:t>Мінск"
        "</w:t></w:r></w:p></w:txbxContent></a:graphic></wp:inline></w:drawing></w:r>",
        "А~",
        "x",
        "a text box is a paragraph of its own",
    ),
]


@pytest.mark.parametrize(("xml", "text", "new", "why"), PARAGRAPHS, ids=[p[3] for p in PARAGRAPHS])
def test_paragraphs(xml: str, text: str, new: str | None, why: str, tmp_path: Path) -> None:
    file = opened(with_xml(xml), tmp_path)
    assert texts(file)[0] == text, why
    old = text.strip("~")
    start, end, _ = change(file, old, "") if "~" not in old else (0, 1, "")
    if new is None:
        assert not file.document.can_replace(start, end)
        return
    file.write([(start, end, new)], tmp_path / "out.docx")
    assert texts(WordFile.open(tmp_path / "out.docx"))[0] == text.replace(old, new)


def test_spaces_at_the_ends_are_kept(tmp_path: Path) -> None:
    file = opened(with_xml("<w:r><w:t>Мінск,</w:t></w:r><w:r><w:t>А</w:t></w:r>"), tmp_path)
    file.write([change(file, "Мінск,", "Minsk ")], tmp_path / "out.docx")
    assert docx.Document(str(tmp_path / "out.docx")).paragraphs[0].text == "Minsk А"


def test_code_is_left_out(tmp_path: Path) -> None:
    package = docx.Document()
    style = package.styles.add_style("Source Code", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    package.add_paragraph("Мінск", style=style)
    package.add_paragraph("А")
    assert texts(opened(package, tmp_path)) == ["А"]


@pytest.mark.parametrize(
    ("contents", "reason"),
    [(b"", "no Word file"), (b"PK\x03\x04", "no Word file"), (b"Minsk", "no Word file")],
)
def test_what_is_no_word_file_is_told(contents: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "in.docx").write_bytes(contents)
    with pytest.raises(BrokenDocument, match=reason):
        WordFile.open(tmp_path / "in.docx")
    with pytest.raises(FileFault, match="No such file"):
        WordFile.open(tmp_path / "none.docx")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with (
        ZipFile(tmp_path / "in.docx", "w", ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(513):
            member.write(bytes(2**20))
    with pytest.raises(BrokenDocument, match="are the most"):
        WordFile.open(tmp_path / "in.docx")


def test_text_that_xml_cannot_hold_is_refused(story: WordFile, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    out.write_bytes(b"as it was")
    with pytest.raises(NotReplaceable, match="control sign"):
        story.write([change(story, "Гродна", "\x01")], out)
    with pytest.raises(BadText):
        story.write([change(story, "Гродна", "\ud800")], out)
    with pytest.raises(FileFault, match="No such file"):
        story.write([], tmp_path / "none" / "out.docx")
    assert out.read_bytes() == b"as it was"
    assert [one.name for one in tmp_path.glob("*.part")] == []
    story.write([change(story, "Гродна", "Hrodna")], out)
    assert texts(WordFile.open(out))[2] == "Hrodna"


@given(data=st.data())
def test_a_damaged_file_is_read_or_told(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stream = io.BytesIO()
    package = docx.Document()
    package.add_paragraph("Мінск")
    package.save(stream)
    contents = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(contents) - 1))
        contents[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / "in.docx"
    path.write_bytes(bytes(contents[: data.draw(st.integers(1, len(contents)))]))
    try:
        WordFile.open(path).write([], path.with_name("out.docx"))
    except (BrokenDocument, FileFault):
        assert [one.name for one in path.parent.iterdir()] == ["in.docx"]


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
RUNS = st.lists(st.tuples(st.text(LETTERS, max_size=6), st.booleans()), min_size=1, max_size=5)


@given(runs=RUNS, data=st.data())
def test_any_text_any_runs(
    runs: list[tuple[str, bool]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wherever a change is possible, the text reads as what was meant, and bold stays bold."""
    folder = tmp_path_factory.mktemp("runs")
    package = docx.Document()
    paragraph = package.add_paragraph()
    for text, bold in runs:
        paragraph.add_run(text).bold = bold
    file = opened(package, folder)
    whole = "".join(text for text, _ in runs)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    if not file.document.can_replace(start, end):
        return
    file.write([(start, end, "Ž")], folder / "out.docx")
    (written,) = docx.Document(str(folder / "out.docx")).paragraphs
    assert written.text == whole[:start] + "Ž" + whole[end:]
    assert [run.bold for run in written.runs] == [bold for _, bold in runs]
