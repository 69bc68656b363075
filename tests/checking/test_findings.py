"""A small broken table, and what `namenorm check` says of it: line and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from namenorm.checking import Fault, identities, rows
from namenorm.checking.heads import head
from namenorm.checking.letters import letters
from namenorm.checking.loads import readers
from namenorm.checking.samples import of_schemes
from namenorm.registry.sources.table import COLUMNS
from namenorm.tables import locate

GIVEN = "id\tgender\tbe\tbe-tarask\truuk"
Told = list[tuple[int, str]]


def told(findings: Iterable[Fault]) -> Told:
    return [(finding.line, finding.reason) for finding in findings]


def written(folder: Path, table: str, content: str | bytes) -> Path:
    """The table with this content in `folder`."""
    path = folder / table
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(found: Told, line: int, reason: str) -> None:
    """There is one finding, of this line, whose reason begins so."""
    assert [(at, text[: len(reason)]) for at, text in found] == [(line, reason)]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("id\tbe\nian\tЯн\nio\n", 3, "1 cells where the header has 2; an empty cell has its tab"),
        ("# a\nid\tbe\nian\tЯн\t\n", 3, "3 cells where the header has 2"),
        ("a\tb\tc\td\te\tf\tg\th\ti\nx\ty\n", 2, "2 cells where the header has 9"),
    ],
)
def test_rows_have_the_cells_of_the_header(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    one(told(rows.cells(written(tmp_path, "names/any.tsv", content))), line, reason)


@pytest.mark.parametrize(
    ("table", "content", "line", "reason"),
    [
        ("names/given.tsv", "id\tbe\nian\tЯн\nian\tІван\n", 3, "the id 'ian' stands in line 2"),
        (
            "names/given.tsv",
            "id\tbe\nian\tJan\n",
            2,
            "be 'Jan' is to be in be, and holds letters of",
        ),
        ("names/given.tsv", "id\tru\nian\tЯн|Iван\n", 2, "ru 'Iван' is to be in ru, and holds"),
        ("names/given.tsv", "id\tru\nian\tІван\n", 2, "ru 'Іван' is to be in ru, and holds і, no"),
        ("names/given.tsv", "id\tbe\nian\tИван\n", 2, "be 'Иван' is to be in be, and holds и, no"),
        ("names/given.tsv", "id\tuk\nian\tЫван\n", 2, "uk 'Ыван' is to be in uk, and holds ы, no"),
        (
            "names/given.tsv",
            "id\tpl\nian\tЯн\n",
            2,
            "pl 'Ян' is to be in pl, and holds letters of C",
        ),
        (
            "names/given.tsv",
            "id\ten\nian\tЯн\n",
            2,
            "en 'Ян' is to be in en, and holds letters of C",
        ),
        ("names/given.tsv", "id\tbe-Latn\nian\tЯн\n", 2, "be-Latn 'Ян' is to be in be-Latn, and"),
        ("names/titles.tsv", "text\tlang\tkind\nди\tbe\tparticle\n", 2, "text 'ди' is to be in be"),
        ("names/surnames.tsv", "ending\tscript\nоvа\tCyrl\n", 2, "ending 'оvа' is to be in Cyrl"),
        ("text/confusables.tsv", "latin\tcyrillic\nа\tа\n", 2, "latin 'а' is to be in Latn, and"),
        ("respell/letters-ru.tsv", "letters\tcost\n^ян\t1.0\n^ін\t1.0\n", 3, "letters 'ін' is to"),
    ],
)
def test_cells_are_in_the_letters_of_their_language(
    tmp_path: Path, table: str, content: str, line: int, reason: str
) -> None:
    one(told(rows.rows(written(tmp_path, table, content))), line, reason)


@pytest.mark.parametrize(
    ("table", "content"),
    [
        ("names/given.tsv", "id\tbe\tru\tother\nian\tМар’ян|Ян\tИван\tЙон Jan\n"),
        ("names/titles.tsv", "text\tlang\tkind\tnote\nпан\tbe\ttitle\tpan, пан\n"),
        ("text/orthography.tsv", "lang\tafter\tnever\nbe\t#\tьўʼ\n"),
        ("names/other.tsv", "lang\ttext\ntlh\tЯн Jan\n"),
    ],
)
def test_what_is_right_is_not_told(tmp_path: Path, table: str, content: str) -> None:
    assert told(rows.rows(written(tmp_path, table, content))) == []


def test_ids_of_other_tables_are_given_names(tmp_path: Path) -> None:
    written(tmp_path, "names/given.tsv", "id\tbe\nian\tЯн\n")
    written(tmp_path, "names/foreign.tsv", "id\tnote\nian\t\nyann\t\n")
    path = written(tmp_path, "names/short_forms.tsv", "id\tbe\nivan\tЯнка\n")
    found = sorted((Path(f.file).name, f.line, f.reason) for f in rows.references(tmp_path))
    assert found == [
        ("foreign.tsv", 3, "'yann' is no id of given.tsv"),
        (path.name, 2, "'ivan' is no id of given.tsv"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("id\nЯнoвіч\n", 2, "'Янoвіч' mixes scripts: o is Latin, the rest Cyrillic; retype it"),
        ('rules = [["iв", "iv"]]', 1, "'iв' mixes scripts: i is Latin"),
        ("id\nЛунінец и\u0306\n", 2, "not NFC"),
        (b"id\n\xff\xfe\n", 2, "not UTF-8"),
    ],
)
def test_letters(tmp_path: Path, content: str | bytes, line: int, reason: str) -> None:
    one(told(letters(written(tmp_path, "names/any.tsv", content))), line, reason)


def test_a_table_may_say_that_it_mixes_scripts(tmp_path: Path) -> None:
    path = written(tmp_path, "text/any.tsv", "# It mixes scripts on purpose.\nid\nЯнoвіч\n")
    assert told(letters(path)) == []


HEAD = "# Who reads this: text/ocr.py. Source: print. Licence: CC0.\n"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (HEAD.replace("ocr.py", "engine.py"), 1, "the head names text/engine.py, and there is no"),
        ("#\n" + HEAD.replace("ocr.py", "clean.py"), 2, "the head names text/clean.py, which does"),
        (HEAD.replace("Who reads this: ", ""), 1, "the head does not say who reads the table; wri"),
        (HEAD.replace("Source:", ""), 1, "the head has no «Source: …»"),
        (HEAD.replace("Licence:", ""), 1, "the head has no «Licence: …»"),
    ],
)
def test_heads(tmp_path: Path, content: str, line: int, reason: str) -> None:
    assert told(head(written(tmp_path, "text/ocr.tsv", HEAD + "read\n"), tmp_path)) == []
    path = written(tmp_path, "text/ocr.tsv", content + "read\tmeant\n")
    one(told(head(path, tmp_path)), line, reason)
    wrong_modules = "the head names"
    if reason.startswith(wrong_modules):
        assert told(head(path, tmp_path))[0][1].endswith("write «# Who reads this: text/ocr.py.»")


def test_a_table_that_nobody_reads(tmp_path: Path) -> None:
    path = written(tmp_path, "text/occr.tsv", HEAD)
    one(told(head(path, tmp_path)), 0, "no module of namenorm reads a table of this name")


@pytest.mark.parametrize(
    ("table", "module"),
    [
        ("text/ocr.tsv", "text/ocr.py"),  # a path
        ("compare/costs.toml", "comparison/scorer.py"),  # a text
        ("schemes/be-lacinka.toml", "translit/schemes.py"),  # a text with a value in it
        ("styles/lacinka.toml", "restyling/styles.py"),  # a pattern
        ("respell/ru-be.toml", "respelling/letters.py"),
        ("respell/be-be-tarask.toml", "respelling/orthography.py"),
    ],
)
def test_readers(table: str, module: str) -> None:
    assert module in readers(table)


def test_a_module_that_lists_its_tables_reads_no_others() -> None:
    assert "respelling/orthography.py" not in readers("respell/ru-be.toml")


def test_the_readme_has_a_line_for_each_table() -> None:
    folder = locate.shipped()
    listed = re.findall(r"^\| (`[^|]+`) \|", (folder / "README.md").read_text("utf-8"), re.M)
    names = {name for line in listed for name in re.findall(r"`([^`]+)`", line)}
    files = {name.rpartition("/")[2] for name in names}
    patterns = [re.compile(re.sub("<[a-z]+>", "[a-z0-9-]+", name)) for name in names]
    for path in sorted(folder.rglob("*.t[so]*")):
        table = path.relative_to(folder).as_posix()
        assert path.name in files or any(one.fullmatch(table) for one in patterns), table


def row(id: str, **cells: str) -> str:
    return "\t".join({"id": id, **cells}.get(column.replace("-", "_"), "") for column in COLUMNS)


HEADER = "\t".join(COLUMNS)


@pytest.mark.parametrize(
    ("table", "held", "line", "reason"),
    [
        ("people", [row("a", be="Jan Чачот")], 2, "be form 'Jan Чачот' holds letters of Latn"),
        ("people", [row("a", be="Ян Чачот", ru="Jan")], 2, "ru form 'Jan' holds letters of Latn"),
        ("people", [row("a", be="Ян", pl="Ян")], 2, "pl form 'Ян' holds letters of Cyrl"),
        ("people", [row("a", be="Ян", be_Latn="Ян")], 2, "be-Latn form 'Ян' holds letters of Cyrl"),
        ("people", [row("a", be="Ян", also="en:Ян")], 2, "en form 'Ян' holds letters of Cyrl"),
        ("people", [row("a", be="Ян", also="be:Yann")], 2, "be form 'Yann' holds letters of Latn"),
        ("people", [row("a", be="Ян Кот", ru="Ян Кіт")], 2, "ru form 'Ян Кіт' holds і, no letter"),
        (
            "organisations",
            [row("a", be="Час", ru="НATО")],
            2,
            "ru form 'НATО' holds letters of Lat",
        ),
        (
            "organisations",
            [row("a", be="Час", ru="Чаў")],
            2,
            "ru form 'Чаў' holds ў, no letter of ",
        ),
        (
            "people",
            [row("a", be="Ян", en="Yan")],
            2,
            "en 'Yan' is what the rule gives; leave the c",
        ),
        ("people", [row("b", be="Ян"), row("a", be="Юры")], 3, "'a' stands after 'b'; rows are so"),
        ("people", [row("a", be="Ян", prominence="2")], 2, "prominence is 2.0; it lies between 0"),
        ("people", [row("a", be="Ян", also="be:Ян#short")], 2, "also be:'Ян' is a main form alrea"),
    ],
)
def test_identities(tmp_path: Path, table: str, held: list[str], line: int, reason: str) -> None:
    written(tmp_path, f"identities/{table}.tsv", "\n".join([HEADER, *held, ""]))
    one(told(identities.rows(tmp_path)), line, reason)


@pytest.mark.parametrize(
    "held",
    [
        row("nato", be="НАТА", ru="НАТО", en="NATO", also="be:NATO#short|ru:NATO#short"),
        row("arche", be="ARCHE", ru="ARCHE"),
        row("pozirk", be="Позірк", ru="Позірк"),
    ],
)
def test_an_organisation_keeps_its_own_words(tmp_path: Path, held: str) -> None:
    written(tmp_path, "identities/organisations.tsv", f"{HEADER}\n{held}\n")
    assert told(identities.rows(tmp_path)) == []


def test_an_id_stands_in_one_table_only(tmp_path: Path) -> None:
    for table, name in (("people", "Ян"), ("organisations", "Юры")):
        written(tmp_path, f"identities/{table}.tsv", f"{HEADER}\n{row('a', be=name)}\n")
    one(told(identities.rows(tmp_path)), 2, "the id 'a' stands in organisations.tsv already")


Change = Callable[[str], str]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t.replace('["х", "ch"]', '["х", "сh"]'), "the rule ['х', 'сh']: 'сh' holds"),
        (lambda t: t.replace('["х", "ch"]', '["x", "ch"]'), "the rule ['x', 'ch']: 'x' holds"),
        (
            lambda t: t.replace("rules = [", 'rules = [\n["гзг", "x"],'),
            "no sample uses the rule ['гзг', 'x', 'any']; add one that does",
        ),
        (
            lambda t: t.replace("samples = [", 'samples = [\n["Ян", "Jann"],'),
            "sample 'Ян' gives 'Jan', not 'Jann'",
        ),
    ],
)
def test_schemes(tmp_path: Path, change: Change, reason: str) -> None:
    shipped = (locate.shipped() / "schemes" / "be-lacinka.toml").read_text("utf-8")
    changed = change(shipped)
    written(tmp_path, "schemes/be-lacinka.toml", changed)
    lines = [number for number, at in told(of_schemes(tmp_path)) if at.startswith(reason)]
    new = set(shipped.split("\n"))
    (differs,) = (n for n, text in enumerate(changed.split("\n"), 1) if text not in new)
    assert lines == [differs]
