"""The compiled file: what goes in comes out, and a damaged one is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm import Registry, Resolver
from namenorm.errors import BrokenRegistry, FileFault, InputError, NamenormError, UnknownIdentity
from namenorm.registry import Identity, NameForm, format
from namenorm.registry.build import build, write
from namenorm.registry.model import KINDS, TYPES
from namenorm.registry.packing import pack, unpack
from namenorm.registry.sources.table import COLUMNS
from namenorm.registry.stored import Stored
from namenorm.tables import locate

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
names = st.builds(
    NameForm, text, st.sampled_from(["be", "ru", "und-Latn"]), st.sampled_from(KINDS), st.booleans()
)
identities = st.builds(
    Identity,
    text.filter(str.isprintable),
    st.sampled_from(TYPES),
    st.lists(names, min_size=1, max_size=4).map(tuple),
    patronymic=st.just("") | text,
    born=st.none() | st.integers(1, 9999),
    country=st.sampled_from(["", "BY"]),
    wikidata=st.sampled_from(["", "Q184"]),
    prominence=st.floats(0, 1),
    kinds=st.sampled_from([(), ("town",), ("river", "lake")]),
    within=st.sampled_from([(), ("belarus",), ("belarus", "lithuania")]),
)


@given(identities)
def test_packing_keeps_everything(identity: Identity) -> None:
    assert unpack(pack(identity)) == identity


@settings(deadline=None)
@given(st.lists(identities, max_size=40, unique_by=lambda one: one.id))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, held: list) -> None:
    path = tmp_path_factory.mktemp("nnx") / "x.nnx"
    ordered = sorted(held, key=lambda one: one.id)
    write(path, ordered, {"format": "test"})
    stored = Stored.open(path)
    assert list(stored) == ordered and len(stored) == len(ordered)
    assert all(stored.get(one.id) == one for one in ordered)
    with pytest.raises(UnknownIdentity):
        stored.get("\0 no such id")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry that ships, compiled."""
    path = tmp_path_factory.mktemp("shipped") / "shipped.nnx"
    build(path, [locate.shipped()])
    return path


def test_the_same_tables_give_the_same_bytes(shipped: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.nnx", [locate.shipped()])
    assert (tmp_path / "again.nnx").read_bytes() == shipped.read_bytes()


def test_a_compiled_registry_answers_as_its_tables(shipped: Path) -> None:
    opened = Resolver(Registry.open(shipped))
    for query in ("Tsikhanouskaya", "Лукашэнка", "Менск"):
        ours = Resolver(Registry.shipped()).resolve(query)
        assert opened.resolve(query).matches[0].identity == ours.matches[0].identity


def test_registries_are_put_together(shipped: Path, tmp_path: Path) -> None:
    own = tmp_path / "people.tsv"
    header = "\t".join(COLUMNS)
    own.write_text(f"{header}\nzz-own\tЗміцер Гжэгжулка" + "\t" * 12 + "\n", encoding="utf-8")
    both = tmp_path / "both.nnx"
    contents = build(both, [shipped, own])
    assert contents["identities"] == len(Stored.open(shipped)) + 1
    assert Stored.open(both).get("zz-own").names[0].text == "Зміцер Гжэгжулка"
    with pytest.raises(InputError, match=r"'zz-own' stands in .*both.nnx and in .*people.tsv"):
        build(tmp_path / "again.nnx", [both, own])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=r"no/x.nnx"):
        build(tmp_path / "no" / "x.nnx", [locate.shipped()])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"id\tbe\tru\n", "no compiled registry"),
        (format.MAGIC, "no compiled registry"),
        (format._PREAMBLE.pack(format.MAGIC, 99, 64, 0, 0), "format 99"),
        (format._PREAMBLE.pack(format.MAGIC, format.VERSION, 64, 10, 0), "damaged or cut short"),
    ],
)
def test_what_is_no_registry_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "x.nnx"
    path.write_bytes(content)
    with pytest.raises(BrokenRegistry, match=told):
        Stored.open(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BrokenRegistry, match="No such file"):
        Registry.open(tmp_path / "x.nnx")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A compiled registry of three hundred people."""
    path = tmp_path_factory.mktemp("small") / "x.nnx"
    people = [
        Identity(f"p{n:03}", "person", (NameForm(f"Ян Гжэгжулка-{'ж' * (n % 9)}", "be"),))
        for n in range(300)
    ]
    write(path, people, {})
    return path.read_bytes()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_damage_is_seen(
    tmp_path_factory: pytest.TempPathFactory, small: bytes, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "x.nnx"
    at = data.draw(st.integers(0, len(small) - 1))
    if data.draw(st.booleans()):
        damaged = small[:at]
    else:
        flipped = small[at] ^ data.draw(st.integers(1, 255))
        damaged = small[:at] + bytes([flipped]) + small[at + 1 :]
    path.write_bytes(damaged)
    with pytest.raises(BrokenRegistry):
        Registry.open(path)


def test_what_the_digests_do_not_see_is_no_crash(
    tmp_path_factory: pytest.TempPathFactory, small: bytes
) -> None:
    """A file that somebody made to do harm: numbers that point anywhere, digests that fit.

    Python may refuse a number that points nowhere; the process lives.
    """
    path = tmp_path_factory.mktemp("hostile") / "x.nnx"
    path.write_bytes(small)
    held = format.Mapped(path)
    directory = {k: v for k, v in held.directory.items() if k not in ("arrays", "digest")}
    answered = refused = 0
    for name, array in held.arrays.items():
        for value in (0, 1, 7, 200, np.iinfo(np.int32).max, -1):
            wrong = np.full(array.shape, value if array.dtype.kind == "f" else 0, array.dtype)
            if array.dtype.kind != "f":
                wrong[:] = np.array(value).astype(array.dtype)
            format.write(path, {**held.arrays, name: wrong}, directory)
            try:
                resolver = Resolver(Registry.open(path))
                for query in ("Ян Гжэгжулка", "Гжэгжулка-Жж", "Гжэкжулка", "Ян"):
                    resolver.resolve(query)
            except (NamenormError, LookupError, ValueError, OverflowError):
                refused += 1
            else:
                answered += 1
    assert answered + refused == 6 * len(held.arrays) > 100
    assert answered > 20 < refused


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_killed_build_leaves_the_old_file(
    tmp_path_factory: pytest.TempPathFactory, small: bytes, data: st.DataObject
) -> None:
    """The process is killed while it writes, at any of its writes."""
    path = tmp_path_factory.mktemp("killed") / "x.nnx"
    path.write_bytes(small)
    at = data.draw(st.integers(1, 60))
    code = f"""
import os, signal, sys
from pathlib import Path
from namenorm.registry import format, whole
calls = 0
def dying(opened):
    def write(*args):
        global calls
        calls += 1
        if calls == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        return opened(*args)
    return write
path = Path(sys.argv[1])
held = format.Mapped(path)
with whole.whole(path) as file:
    class Dying:
        write, seek, tell = dying(file.write), dying(file.seek), file.tell
    format._write(Dying(), held.arrays, {{**held.directory, "about": "new"}})
"""
    subprocess.run([sys.executable, "-c", code, str(path)], check=False, env=ENVIRONMENT)
    assert len(Registry.open(path)) == 300


def test_a_failed_build_leaves_the_old_file(tmp_path: Path, small: bytes) -> None:
    path = tmp_path / "x.nnx"
    path.write_bytes(small)
    one = Identity("b", "person", (NameForm("Ян", "be"),))
    with pytest.raises(InputError, match="out of order: 'a'"):
        write(path, [one, Identity("a", "person", one.names)], {})
    assert path.read_bytes() == small and [p.name for p in tmp_path.iterdir()] == ["x.nnx"]
