"""What each kind of evidence brings: the evaluation without it, by changed tables."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from unidecode import unidecode

from benchmarks.evaluation import hard_negatives, measures, report, setting, spellings
from namenorm.tables import locate, read

CROWD = 20_000

_Change = Callable[[Path], None]


def _set(**values: str) -> _Change:
    """Change numbers of costs.toml."""

    def change(folder: Path) -> None:
        path = folder / "compare" / "costs.toml"
        text = path.read_text(encoding="utf-8")
        for name, value in values.items():
            text, count = re.subn(rf"(?m)^{name} = (\[.*?\]|[-0-9.]+)", f"{name} = {value}", text)
            assert count == 1, name
        path.write_text(text, encoding="utf-8")

    return change


def _without_rows(file: str, wanted: str = "") -> _Change:
    """Empty a table, or remove the rows that contain `wanted`."""

    def change(folder: Path) -> None:
        path = folder / file
        lines = path.read_text(encoding="utf-8").splitlines()
        comments = [line for line in lines if line.startswith("#")]
        head, *rows = [line for line in lines if line and not line.startswith("#")]
        kept = [row for row in rows if wanted and wanted not in row]
        path.write_text("\n".join([*comments, head, *kept]) + "\n", encoding="utf-8")

    return change


def _letters(folder: Path) -> None:
    """Replace the sounds of each letter by what unidecode writes for it."""
    path = folder / "compare" / "sounds.toml"
    text = path.read_text(encoding="utf-8")
    sounds = {*read.toml(path)["sounds"], *"aoeiuj"}
    other = {"h": "x", "y": "i", "q": "k"}

    def rows(letters: str) -> str:
        made = []
        for letter in letters:
            plain = "".join(other.get(c, c) for c in unidecode(letter).lower().replace("x", "ks"))
            made.append(f'["{letter}", ["{"".join(c for c in plain if c in sounds)}"]]')
        return f"[{', '.join(made)}]"

    cyrillic = rows("абвгґдеёєжзіїийклмнопрстуўфхцчшщъыьэюя")
    latin = rows("abcdefghijklmnopqrstuvwxyzščžśćźłńŭřěąęćäöü")
    start, stop = text.index("cyrillic = ["), text.index("# Two letters that")
    text = f"{text[:start]}cyrillic = {cyrillic}\nlatin = {latin}\n{text[stop:]}"
    path.write_text(text, encoding="utf-8")


_CASES = ("", "_both", "_homonym", "_alone", "_given", "_word")

VARIANTS: dict[str, _Change] = {
    "(all)": lambda folder: None,
    "sounds (unidecode's letters instead)": _letters,
    "vowels": _set(vowel="[0, 0, 0]"),
    "weights by sound (uniform edits)": _set(consonant="[0, 0, 5]", vowel="[0, 0, 5]"),
    "common surnames of the world": _without_rows("names/frequency.tsv", "\tsurname\t"),
    "another given name speaks against": _set(contradicted="0"),
    "short forms of given names": _without_rows("names/short_forms.tsv"),
    "gender": _set(gender="0"),
    "initials": _set(initial="0", initial_against="0"),
    "order of the parts": _set(swapped="0"),
    "oblique cases": _set(**{f"inflected{case}": "-99" for case in _CASES}),
    "typos undone": _set(typo_symbols="99"),
    "a second typo is dearer": _set(second_typo="0"),
}


def _figures(name: str, folder: Path, seed: int) -> list[str]:
    """One row: recall@1 and recall at 0.1 % and 1 % of both sets."""
    data = setting.read(folder)
    with tempfile.TemporaryDirectory() as place:
        tables = Path(shutil.copytree(locate.shipped(), Path(place) / "tables"))
        VARIANTS[name](tables)
        where = setting.scene(data, CROWD, seed, tables)
        row = [name]
        for present, absent in spellings.answers(where, data.questions(seed)).values():
            right, asked = measures.recall(present)["all"]
            row.append(f"{right / asked:.3f}")
            row += [f"{measures.recall_at(present, absent, s)[0]:.3f}" for s in spellings.SHARES]
        row.append(
            str(sum(answer.decision == "match" for answer in hard_negatives.answers(tables)))
        )
    return row


def section(folder: Path, seed: int) -> Iterator[str]:
    """The Markdown of part 8."""
    with ProcessPoolExecutor(max_workers=2, max_tasks_per_child=1) as pool:
        rows = list(pool.map(partial(_figures, folder=folder, seed=seed), VARIANTS))
    yield "## 8. What each kind of evidence brings\n"
    yield f"Amid {CROWD:,} more; recall@1, then at 0.1 % and at 1 % false matches; hard "
    yield "negatives (part 5) that are matched.\n"
    head = ["without", "plain", "0.1 %", "1 %", "desk", "0.1 %", "1 %", "hard"]
    yield report.table(head, rows)
    yield ""
