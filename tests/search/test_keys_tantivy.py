"""Keys in Tantivy, the library itself."""

from __future__ import annotations

from typing import Any

import pytest
import tantivy

from namenorm.search import query
from tests.search.stories import QUERIES, STORIES, keys_of, numbers


@pytest.fixture(scope="module")
def index() -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("name", stored=True)
    schema.add_text_field("name_keys", tokenizer_name="raw")
    schema.add_unsigned_field("number", stored=True)
    made = tantivy.Index(schema.build())
    writer = made.writer()
    for number, story in enumerate(STORIES):
        keys = keys_of(story)
        writer.add_document(tantivy.Document(name=story.name, name_keys=keys, number=number))
    writer.commit()
    writer.wait_merging_threads()
    made.reload()
    return made


def found(index: tantivy.Index, text: str, **options: Any) -> list[int]:
    searcher = index.searcher()
    asked = index.parse_query(query(text, "tantivy", **options), ["name"])
    hits = searcher.search(asked, 100).hits
    return [searcher.doc(address)["number"][0] for _, address in hits]


@pytest.mark.parametrize(("text", "about"), QUERIES)
def test_any_spelling_finds_all_and_nothing_else(
    index: tantivy.Index, text: str, about: str
) -> None:
    assert set(found(index, text)) == numbers(about)


def test_the_very_spelling_comes_first(index: tantivy.Index) -> None:
    for number in sorted(numbers("cichanouskaja")):
        assert found(index, STORIES[number].name, spelled="name")[0] == number


def test_one_script_or_one_language(index: tantivy.Index) -> None:
    cyrillic = found(index, "Тихановская", within="script")
    assert {STORIES[number].lang for number in cyrillic} == {"be", "ru"}
    english = found(index, "Тихановская", within="lang", lang="en")
    assert {STORIES[number].lang for number in english} == {"en"}


def test_signs_of_a_syntax_are_no_syntax(index: tantivy.Index) -> None:
    for text in ('Тихановская" OR *', "Тихановская) OR name:(Лукин", "Тихановская\\"):
        assert set(found(index, text, spelled="name")) <= numbers("cichanouskaja")
