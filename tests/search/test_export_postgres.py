"""`namenorm export postgres` in a real server: keys by SQL alone, dictionaries, headlines."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm
from namenorm import Identity, Registry
from namenorm.errors import InputError
from namenorm.faces.export.clusters import ALL, clusters
from namenorm.faces.export.formats.postgres import lexeme, phrase
from namenorm.faces.export.postgres import FILES, export
from namenorm.keying import VERSION
from namenorm.search.folding import words
from namenorm.search.postgres import learn
from tests.search.stories import STORIES, numbers
from tests.support.cluster import Cluster

pytestmark = pytest.mark.needs("postgresql")

STEP = 10
"""Of the registry's identities every so manieth stands in the table of words."""
MORE = ("cichanouskaja-sviatlana", "lukashenka-alaksandar", "pazniak-zianon", "minsk")


def some() -> list[Identity]:
    """Identities of the registry that ships, by id."""
    held = list(Registry.shipped().identities.by_id())
    ids = {identity.id for identity in held[::STEP]} | set(MORE)
    return [identity for identity in held if identity.id in ids]


@pytest.fixture(scope="module")
def base(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("export") / "files"
    count = export(some(), folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    for name in ("namenorm.ths", "namenorm.rules"):
        shutil.copyfile(folder / name, postgres.dictionaries / name)
        (postgres.dictionaries / name).chmod(0o644)
    with postgres.connect() as connection:
        for name in ("keys.sql", "text_search.sql"):
            connection.execute((folder / name).read_text("utf-8"))
        assert one(connection, "SELECT count(*) FROM nn_word") == count
        yield connection


def one(base: Any, sql: str, *parameters: Any) -> Any:
    (value,) = base.execute(sql, parameters).fetchone()
    return value


def names() -> list[str]:
    return [text for cluster in clusters(some(), ALL) for text in cluster.texts]


def test_a_word_has_the_keys_that_python_gives_it(base: Any) -> None:
    """Equal for words that have no other key in a name; all others have theirs and those."""
    equal = 0
    rows = base.execute("SELECT word, nn_key(word) FROM nn_word").fetchall()
    for word, found in rows:
        try:
            own = set(namenorm.keys(word))
        except InputError:
            own = set()
        assert own <= set(found), word
        equal += own == set(found)
    assert equal / len(rows) > 0.8


def test_a_name_has_all_keys_that_python_gives_it(base: Any) -> None:
    asked = "SELECT name, nn_key(name) FROM unnest(%s::text[]) AS name"
    rows = base.execute(asked, (names(),)).fetchall()
    assert len(rows) == len(names()) > 100
    for name, found in rows:
        assert set(namenorm.keys(name)) <= set(found), name


def test_words_are_cut_alike(base: Any) -> None:
    texts = [*names(), "Мар'яна Дуніна–Марцінкевіч", "Ціхано́ўская", "ŁUKASZENKA, A.", "''-’’"]
    for text in texts:
        found = base.execute("SELECT word FROM nn_words(%s) ORDER BY place", (text,)).fetchall()
        assert [word for (word,) in found] == words(text), text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cn", "Co"), max_codepoint=0x2100)))
def test_words_of_any_text_are_cut_alike(base: Any, text: str) -> None:
    text = text.replace("\0", "")
    found = base.execute("SELECT word FROM nn_words(%s) ORDER BY place", (text,)).fetchall()
    assert [word for (word,) in found] == words(text)


def test_sql_alone_finds_any_spelling(base: Any) -> None:
    base.execute("CREATE TABLE article (number int, name text, name_keys text[])")
    with base.cursor() as cursor:
        rows = [(number, story.name) for number, story in enumerate(STORIES)]
        cursor.executemany("INSERT INTO article (number, name) VALUES (%s, %s)", rows)
    known = len(STORIES) - one(base, "SELECT count(*) FROM article WHERE nn_unknown(name) <> '{}'")
    assert 0 < known < len(STORIES)
    assert learn(base, [story.name for story in STORIES]) > 0
    assert learn(base, [story.name for story in STORIES]) == 0
    base.execute("UPDATE article SET name_keys = nn_key(name)")
    asked = "SELECT number FROM article WHERE name_keys && nn_key(%s) AND nn_fits(name_keys, %s)"
    for number in numbers("cichanouskaja") | numbers("lukashenka"):
        name = STORIES[number].name
        found = {n for (n,) in base.execute(asked, (name, name))}
        assert found == numbers(STORIES[number].about), name


def test_a_word_that_is_not_known_is_told(base: Any) -> None:
    assert one(base, "SELECT nn_unknown('Гжэгжулка Мінск')") == ["гжэгжулка"]
    assert one(base, "SELECT nn_key('Гжэгжулка')") == []
    assert one(base, "SELECT nn_fits(nn_key('Мінск'), 'Гжэгжулка')") is None
    assert learn(base, ["Гжэгжулка"]) == 1
    assert one(base, "SELECT nn_key('Гжэгжулка')") == sorted(namenorm.keys("Гжэгжулка"))
    assert one(base, "SELECT nn_fits(nn_key('Мінск'), 'Гжэгжулка')") is False
    assert one(base, "SELECT nn_fits(nn_key('Гжэгжулка'), 'ГЖЭГЖУЛКА')") is True


@pytest.mark.parametrize("name", ["", "12", "'; DROP TABLE nn_word; --", "{}\\", '"'])
def test_any_text_may_be_asked(base: Any, name: str) -> None:
    assert one(base, "SELECT nn_key(%s)", name) is not None
    assert one(base, "SELECT nn_key(NULL)") is None
    assert one(base, "SELECT count(*) FROM nn_word") > 0


def test_another_version_of_keys_empties_the_table(base: Any, tmp_path: Path) -> None:
    export([], tmp_path / "empty")
    again = (tmp_path / "empty" / "keys.sql").read_text("utf-8")
    with base.transaction(force_rollback=True):
        base.execute(again)
        assert one(base, "SELECT nn_version()") == VERSION
        assert one(base, "SELECT count(*) FROM nn_word") > 0
        other = again.replace(f"'{VERSION}'", "'other'")
        base.execute(other.replace("BEGIN;\nDO", "DO").replace("COMMIT;", ""))
        assert one(base, "SELECT nn_version()") == "other"
        assert one(base, "SELECT count(*) FROM nn_word") == 0


def test_each_spelling_is_one_lexeme(base: Any) -> None:
    """What PostgreSQL's parser makes of a spelling meets the line of the thesaurus.

    It reads numbers behind hyphens and some slashes in ways of its own.
    """
    held = list(clusters(some(), ALL))
    bearers: dict[str, set[str]] = {}
    for cluster in held:
        for text in cluster.texts:
            bearers.setdefault(phrase(text), set()).add(lexeme(cluster.id))
    texts = [text for cluster in held for text in cluster.texts if not re.search(r"/|-\d", text)]
    missed = [
        text
        for text, found in base.execute(
            "SELECT t, tsvector_to_array(to_tsvector('namenorm', 'begin ' || t || ' end'))"
            " FROM unnest(%s::text[]) AS t",
            (texts,),
        )
        if not bearers[phrase(text)] & set(found)
    ]
    assert missed == []


def test_a_query_in_one_spelling_finds_another_and_marks_it(base: Any) -> None:
    asked = "SELECT to_tsvector('namenorm', %s) @@ phraseto_tsquery('namenorm', %s)"
    for story in STORIES:
        meant = story.about == "cichanouskaja"
        assert one(base, asked, story.text, "Svetlana Tikhanovskaya") == meant, story
    marked = one(
        base,
        "SELECT ts_headline('namenorm', %s, phraseto_tsquery('namenorm', %s), 'HighlightAll=true')",
        "Учора Святлана Ціханоўская выступіла.",
        "Tikhanovskaya, Svetlana",
    )
    assert marked == "Учора Святлана Ціханоўская выступіла."
    marked = one(
        base,
        "SELECT ts_headline('namenorm', %s, phraseto_tsquery('namenorm', %s), 'HighlightAll=true')",
        "Учора Святлана Ціханоўская выступіла.",
        "Svetlana Tikhanovskaya",
    )
    assert marked.replace("</b><b>", "") == "Учора <b>Святлана Ціханоўская</b> выступіла."


def test_letters_are_taken_off_their_marks(base: Any) -> None:
    assert one(base, "SELECT unaccent('nn_letters', 'Łukašenka Ціханоўская')") == (
        "Lukasenka Tsikhanouskaia"
    )
    asked = "SELECT to_tsvector('namenorm', %s) @@ plainto_tsquery('namenorm', %s)"
    assert one(base, asked, "у Гжэгжулкі", "Hzhehzhulki")
