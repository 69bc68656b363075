"""What query() builds, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm.errors import InputError
from namenorm.keying import Within
from namenorm.search import ENGINES, Condition, document, groups, query, stored
from namenorm.search.terms import terms
from tests.search.stories import QUERIES, STORIES, keys_of, numbers

NAMES = [story.name for story in STORIES]
LISTED = st.sampled_from(NAMES)


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_is_asked_for_the_keys(engine: Any) -> None:
    built = query("Тихановская", engine)
    parts = built.parameters if isinstance(built, Condition) else built
    told = parts if isinstance(parts, str) else json.dumps(parts, ensure_ascii=False)
    assert all(key in told for key in namenorm.keys("Тихановская"))


@pytest.mark.parametrize(("text", "about"), QUERIES)
def test_groups_fit_the_stories_meant_and_no_others(text: str, about: str) -> None:
    asked = groups(text)
    found = {
        number
        for number, story in enumerate(STORIES)
        if all(set(group) & set(stored(story.name)) for group in asked)
    }
    assert found == numbers(about)


def test_a_patronymic_is_welcome_and_not_required() -> None:
    found = terms("Светлана Георгиевна Тихановская")
    assert [term.text for term in found if not term.required] == ["Георгиевна"]
    body = query("Светлана Георгиевна Тихановская", "elasticsearch")["query"]["bool"]
    assert len(body["filter"]) == 2 and len(body["should"]) == 1
    assert all(term.required for term in terms("Александр Григорьевич"))


@pytest.mark.parametrize(
    ("options", "scripts"),
    [
        ({}, {"Cyrl", "Latn"}),
        ({"within": "script"}, {"Cyrl"}),
        ({"within": "lang", "lang": "ru"}, {"ru"}),
    ],
)
def test_a_query_may_keep_to_its_script_or_a_language(
    options: dict[str, Any], scripts: set[str]
) -> None:
    asked = groups("Тихановская", **options)
    found = {
        story.lang for story in STORIES if all(set(group) & set(keys_of(story)) for group in asked)
    }
    expected = {
        story.lang
        for story in STORIES
        if story.about == "cichanouskaja"
        and scripts & {story.lang, "Cyrl" if story.lang in ("be", "ru") else "Latn"}
    }
    assert found == expected


@pytest.mark.parametrize(
    ("options", "argument", "told"),
    [
        ({"engine": "google"}, "engine", "no engine 'google'; known are elasticsearch"),
        ({"limit": 0}, "limit", "1 to 10,000"),
        ({"engine": "tantivy", "highlight": True}, "highlight", "tantivy marks no words by keys"),
        ({"limit": True}, "limit", "1 to 10,000"),
        ({"field": 'a" OR 1'}, "field", "is no field"),
        ({"spelled": ""}, "spelled", "is no field"),
        ({"within": "region"}, "within", "one of all, script, lang"),
        ({"within": "lang"}, "lang", "needs a language"),
        ({"lang": "xx"}, "lang", "no language 'xx'"),
        ({"text": "  "}, "text", "no letter"),
        ({"text": "А" * 301}, "text", "301 characters"),
        ({"text": "А. Г."}, "text", "no word that a key could stand for"),
    ],
)
def test_what_is_refused(options: dict[str, Any], argument: str, told: str) -> None:
    arguments: dict[str, Any] = {"text": "Тихановская", "engine": "solr", **options}
    with pytest.raises(InputError, match=told) as raised:
        query(**arguments)
    assert raised.value.argument == argument


@given(st.text(max_size=40) | LISTED, st.sampled_from(ENGINES))
def test_any_text_is_asked_or_refused(text: str, engine: Any) -> None:
    try:
        built = query(text, engine, spelled="name")
    except InputError as error:
        assert error.argument == "text" and text not in NAMES
        return
    assert built
    if isinstance(built, Condition):
        marks = built.sql.count("%s") + built.sql.count("?")
        assert marks == len(built.parameters) > 0


@given(LISTED)
def test_a_name_fits_itself(name: str) -> None:
    assert all(set(group) & set(stored(name)) for group in groups(name))


@pytest.mark.parametrize("within", ["all", "script", "lang"])
def test_what_documents_hold_is_what_queries_ask_for(within: Within) -> None:
    held = document({"name": "Святлана Ціханоўская"}, fields=["name"], within=within, lang="be")
    for group in groups("Ціханоўская", within=within, lang="be"):
        assert set(group) & set(held["name_keys"])
    latin = groups("Tsikhanouskaya", within=within, lang="en")
    found = all(set(group) & set(held["name_keys"]) for group in latin)
    assert found is (within == "all")
