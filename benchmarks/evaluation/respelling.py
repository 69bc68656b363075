"""Accuracy of respelling real names: `python -m benchmarks.evaluation --part respelling`.

Russian and Belarusian spellings of the development people, each way, and their Latin spellings
to Belarusian. Letters are compared without capitals; ё of Russian is е; two current forms of one
given name are both right.
"""

from __future__ import annotations

import argparse
import math
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

import namenorm
from benchmarks.evaluation import questions, setting
from benchmarks.evaluation.report import share, table
from namenorm.respelling import latin, people, personal_names
from namenorm.respelling.model import Respelling
from namenorm.tables import locate
from namenorm.text.clean import clean
from namenorm.translit.schemes import ENGLISH_PRESS

_FIVE = 5
_BINS = 10
_SHOWN = 20
_TEMPERS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1)
_ROLES = ("given name", "patronymic", "surname")
# Letters of other alphabets that the Official Journal prints inside Cyrillic words.
_PRINTED = str.maketrans("iIĸ", "іІк")
_LETTERS = {
    ("ru", "be"): {ord("и"): "і", ord("щ"): "шч", ord("ъ"): "’"},
    ("be", "ru"): {ord("і"): "и", ord("ў"): "в", ord("’"): "ъ"},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A name as printed in two languages."""

    asked: str
    wanted: str


@dataclass
class Tally:
    """The results for one kind of pair."""

    asked: int = 0
    first: int = 0
    five: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    baseline: int = 0
    mapped: bool = False
    said: list[tuple[float, bool]] = field(default_factory=list)
    missed: list[tuple[Pair, list[Respelling]]] = field(default_factory=list)

    def error(self) -> float:
        """Calibration error: mean difference, over ten bins, of the score and the share right."""
        off = [abs(s - t) * n for n, s, t in self.bins()]
        return sum(off) / len(self.said)

    def bins(self) -> Iterator[tuple[int, float, float]]:
        """(alternatives, mean score, share that is right) by tenths of the score."""
        for tenth in range(_BINS):
            here = [(s, r) for s, r in self.said if min(int(s * _BINS), _BINS - 1) == tenth]
            if here:
                n = len(here)
                yield n, sum(s for s, _ in here) / n, sum(r for _, r in here) / n


def printed(text: str) -> str:
    """A name of the file with look-alike letters replaced."""
    return clean(text.translate(_PRINTED))


def same(given: str, wanted: str, lang: str) -> list[bool]:
    """For each word, whether it is spelled as wanted."""
    ours, theirs = given.casefold().split(), wanted.casefold().split()
    if lang == "ru":
        ours, theirs = ([w.replace("ё", "е") for w in words] for words in (ours, theirs))
    if len(ours) != len(theirs):
        return [False] * len(theirs)
    right = [a == b for a, b in zip(ours, theirs, strict=True)]
    if not right[0]:
        names = personal_names.shipped().names[lang]
        right[0] = bool(set(names.get(ours[0], ())) & set(names.get(theirs[0], ())))
    return right


def measure(
    pairs: Iterable[Pair],
    source: str,
    target: str,
    by: Callable[[str], list[Respelling]] | None = None,
) -> Tally:
    """Respell every pair by `by`, by default `namenorm.respell`."""
    tally = Tally()
    letters = _LETTERS.get((source, target))
    tally.mapped = letters is not None
    for pair in pairs:
        if by is None:
            found = namenorm.respell(pair.asked, source, target, limit=_FIVE)
        else:
            found = by(pair.asked)[:_FIVE]
        right = [all(same(r.text, pair.wanted, target)) for r in found]
        tally.asked += 1
        tally.first += right[0]
        tally.five += any(right)
        tally.said += [(r.score, ok) for r, ok in zip(found, right, strict=True)]
        by_part = same(found[0].text, pair.wanted, target)
        roles = _ROLES if len(by_part) == len(_ROLES) else (_ROLES[0], _ROLES[-1])
        for role, ok in zip(roles, by_part, strict=False):
            tally.parts[role] += ok
            tally.seen[role] += 1
        if letters is not None:
            mapped = pair.asked.casefold().translate(letters)
            tally.baseline += all(same(mapped, pair.wanted, target))
        if not right[0]:
            tally.missed.append((pair, found))
    return tally


def _printed_pairs(people: list[questions.Record], source: str, target: str) -> Iterator[Pair]:
    for person in people:
        texts = {name["lang"]: printed(name["text"]) for name in reversed(person["names"])}
        if source in texts and target in texts:
            yield Pair(texts[source], texts[target])


def _latin(people: list[questions.Record], road: str) -> Iterator[Pair]:
    """Latin spellings that are nearer to the surname of this road than to the other's."""
    for person in people:
        texts = {name["lang"]: printed(name["text"]) for name in reversed(person["names"])}
        if not {"be", "ru"} <= set(texts):
            continue
        written = {lang: _romanised(texts[lang], lang) for lang in ("be", "ru")}
        for name in person["names"]:
            if name["lang"] == "und-Latn" and "/" not in name["text"]:
                text = clean(name["text"])
                far = {
                    lang: Levenshtein.distance(text.casefold(), form)
                    for lang, form in written.items()
                }
                if (far["be"] <= far["ru"]) == (road == "be"):
                    yield Pair(text, texts["be"])


def _romanised(text: str, lang: str) -> str:
    return namenorm.transliterate(text, ENGLISH_PRESS[lang]).casefold()


def cause(pair: Pair, found: list[Respelling], target: str) -> str:
    """The kind of error in the first wrong part."""
    wanted, given = pair.wanted.casefold(), found[0].text.casefold()
    right = same(given, wanted, target)
    if False not in right:
        return "other"
    at = right.index(False)
    ours, theirs = given.split(), wanted.split()
    if len(ours) != len(theirs):
        return "other number of words"
    if at < len(theirs) - 1:
        return "given name" if at == 0 else "patronymic: another form of the father's name"
    a, b = ours[at], theirs[at]
    apart = {
        frozenset((a[o.src_pos : o.src_pos + 1], b[o.dest_pos : o.dest_pos + 1]))
        for o in Levenshtein.editops(a, b)
    }
    vowels = set("аоеёэяюуыіи")
    if all(pair <= {"а", "о", "э", "ё", "е", "ы"} and pair != {"е", "ё"} for pair in apart):
        return "stress: о, э, ё or а"
    if all(pair <= {"е", "я", "ё"} for pair in apart):
        return "е, я before the stress"
    if all(pair <= {"ь", "’", ""} for pair in apart):
        return "soft sign, apostrophe"
    if all("" in pair and not pair & vowels for pair in apart):
        return "doubled consonant"
    return "consonants, or several letters"


def tallies(folder: Path) -> dict[str, tuple[Tally, str]]:
    """All measurements by name, each with its target language."""
    people = questions.read(folder / "dev_people.jsonl")
    others = questions.read(folder / "dev_distractors.jsonl")
    found = {
        "Russian → Belarusian": (measure(_printed_pairs(people, "ru", "be"), "ru", "be"), "be"),
        "Belarusian → Russian": (measure(_printed_pairs(people, "be", "ru"), "be", "ru"), "ru"),
        "Latin from Belarusian → Belarusian": (
            measure(_latin(people, "be"), "und-Latn", "be"),
            "be",
        ),
        "Latin from Russian → Belarusian": (
            measure(_latin(people, "ru"), "und-Latn", "be"),
            "be",
        ),
        "Latin → Russian, the others": (
            measure(_printed_pairs(others, "und-Latn", "ru"), "und-Latn", "ru"),
            "ru",
        ),
        "Russian → Ukrainian, the others": (
            measure(_printed_pairs(others, "ru", "uk"), "ru", "uk"),
            "uk",
        ),
        "Ukrainian → Russian, the others": (
            measure(_printed_pairs(others, "uk", "ru"), "uk", "ru"),
            "ru",
        ),
    }
    return {name: tallied for name, tallied in found.items() if tallied[0].asked}


def section(folder: Path) -> Iterator[str]:
    """The part of the report on respelling."""
    found = tallies(folder)
    yield "## 9. Respelling\n"
    yield (
        "The development people whose name is printed in both languages, and the others beside "
        "them; whole names with patronymics. No weight but `temper` was set on these people, but "
        "their misses were looked at. Plain letters: letter by letter, without rules.\n"
    )
    yield table(
        ("", "first", "among five", *_ROLES, "plain letters"),
        (
            (
                name,
                share(tally.first, tally.asked),
                share(tally.five, tally.asked),
                *(_ratio(tally.parts[role], tally.seen[role]) for role in _ROLES),
                _ratio(tally.baseline, tally.asked) if tally.mapped else "",
            )
            for name, (tally, _) in found.items()
        ),
    )
    yield "\nWhat the scores of the five say, and what is so (alternatives: said, so):\n"
    yield table(
        ("", *(f"from {n / _BINS:g}" for n in range(_BINS)), "mean error"),
        ((name, *_binned(tally), f"{tally.error():.3f}") for name, (tally, _) in found.items()),
    )
    yield "\nNot right at the first, by cause (in brackets: not among five):\n"
    for name, (tally, target) in found.items():
        causes: dict[str, list[str]] = {}
        for pair, got in tally.missed:
            five = any(all(same(r.text, pair.wanted, target)) for r in got)
            told = f"{_surname(pair.wanted)} ← {_surname(got[0].text)}"
            causes.setdefault(cause(pair, got, target), []).append(told if five else f"({told})")
        yield f"- {name}"
        for why in sorted(causes, key=lambda key: (-len(causes[key]), key)):
            more = f" and {len(causes[why]) - _SHOWN} more" if len(causes[why]) > _SHOWN else ""
            yield f"  - {why}, {len(causes[why])}: {', '.join(causes[why][:_SHOWN])}{more}"
    yield ""


def _binned(tally: Tally) -> list[str]:
    cells = [""] * _BINS
    for n, said, true in tally.bins():
        cells[min(int(said * _BINS), _BINS - 1)] = f"{n}: {said:.2f}, {true:.2f}"
    return cells


def _ratio(right: int, seen: int) -> str:
    return f"{right / seen:.3f}" if seen else ""


def _surname(name: str) -> str:
    words = name.split()
    return " ".join(word.capitalize() for word in words[-2:])


def loss(tally: Tally) -> float:
    """Mean log loss over the alternatives."""
    return -sum(
        math.log(max(score if right else 1 - score, 1e-6)) for score, right in tally.said
    ) / len(tally.said)


_FITTED = (
    *(("ru", "be", "dev_people.jsonl"), ("be", "ru", "dev_people.jsonl")),
    *(("latn", "be", "dev_people.jsonl"), ("latn", "ru", "dev_people.jsonl")),
    *(("ru", "uk", "dev_distractors.jsonl"), ("uk", "ru", "dev_distractors.jsonl")),
)


def fit(folder: Path) -> Iterator[str]:
    """For each `temper` of a table: log loss and calibration error."""
    for source, target, file in _FITTED:
        records = questions.read(folder / file)
        for temper in _TEMPERS:
            with tempfile.TemporaryDirectory() as copied:
                tables = Path(copied) / "tables"
                shutil.copytree(locate.shipped(), tables)
                path = tables / "respell" / f"{source}-{target}.toml"
                text = path.read_text("utf-8")
                path.write_text(re.sub(r"(?m)^temper = \S+", f"temper = {temper}", text), "utf-8")
                if source == "latn":
                    pairs = list(_latin(records, target))
                    tally = measure(pairs, "und-Latn", "be", latin.load(tables, "be").respell)
                else:
                    pairs = list(_printed_pairs(records, source, target))
                    by = people.load(tables, source, target).respell
                    tally = measure(pairs, source, target, by)
            yield (
                f"{source}-{target}, temper {temper}: loss {loss(tally):.4f}, "
                f"mean error {tally.error():.4f}, first {tally.first}"
            )


def main() -> None:
    """Print the figures of each `temper`; a person puts the best into the table."""
    parser = argparse.ArgumentParser(description=fit.__doc__)
    setting.add_options(parser, crowd=0)
    for line in fit(parser.parse_args().folder):
        print(line)


if __name__ == "__main__":
    main()
