"""The figures of docs/search.md: `python -m benchmarks.keys FOLDER --output docs/search.md`.

FOLDER holds the development data (see `benchmarks.evaluation`). The figures are put between the two
marks of the file; without `--output` they are printed. Peers that are not installed are named
(`pip install -e '.[bench]'`, and `.[bench-icu]` where ICU's headers and a compiler are).
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.evaluation.report import table
from benchmarks.evaluation.setting import FOLDER
from benchmarks.keys import cases, methods, retrieval, speed, spellings
from benchmarks.keys.spellings import Person

BEGIN, END = "<!-- figures: benchmarks.keys -->", "<!-- end of figures -->"
_PARTS = ("pairs", "cases", "retrieval", "speed")
_UNRELATED = 1_000_000
_SEED = 1
_ASKED = 1_000
"""Queries by trigrams, each of which looks at a third of all documents."""
_SLOW = {"Beider–Morse": 20_000}
"""Who reads a word in milliseconds gets so few other people, which flatters it."""


def main() -> None:
    """Measure, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keys", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--output", type=Path, help="A Markdown file with the two marks.")
    parser.add_argument("--part", nargs="*", choices=_PARTS, default=_PARTS)
    parser.add_argument("--others", type=int, default=200_000, help="Distractors of retrieval.")
    parser.add_argument("--sample", type=int, default=4_000, help="Words of each dictionary.")
    options = parser.parse_args()
    head = ""
    if options.output:
        text = options.output.read_text(encoding="utf-8")
        if BEGIN not in text or END not in text:
            parser.error(f"{options.output} has no {BEGIN} and {END}")
        head, _, rest = text.partition(BEGIN)
        tail = rest.partition(END)[2]
    lines = []
    for part in options.part:
        for line in _section(part, options):
            lines.append(line)
            if options.output:
                print(line, file=sys.stderr, flush=True)
    figures = "\n".join(lines)
    if options.output:
        done = f"{head}{BEGIN}\n\n{figures}\n{END}{tail}"
        options.output.write_text(done, encoding="utf-8")
    else:
        print(figures)


def _section(part: str, options: argparse.Namespace) -> Iterator[str]:
    if part == "pairs":
        return _pairs(spellings.development(options.folder))
    if part == "cases":
        return _cases(options.sample)
    if part == "retrieval":
        return _retrieval(spellings.development(options.folder), options.others)
    return _speed()


def _pairs(people: list[Person]) -> Iterator[str]:
    peers, missing = methods.peers()
    named = {"namenorm": methods.ours, **peers}
    known = {name: cache(keys) for name, keys in named.items()}
    listed = spellings.pressed()
    sets = {"development": people, "registry": listed}
    pairs = {name: spellings.pairs(found) for name, found in sets.items()}
    apart = {name: spellings.unrelated(found, _UNRELATED, _SEED) for name, found in sets.items()}
    yield "### Pairs of spellings of one surname\n"
    for name, (kept, left) in pairs.items():
        yield f"- {name}: {len(kept):,} pairs ({left:,} left out as another name of the person),"
        yield f"  and {_UNRELATED:,} random pairs of unrelated surnames"
    yield ""
    head = ["share of pairs with a key in common"]
    head += [f"{name}, {what}" for name in sets for what in ("one surname", "unrelated")]
    rows = [
        [
            method,
            *(
                figure
                for name in sets
                for figure in (
                    f"{spellings.share_together(pairs[name][0], keys):.4f}",
                    f"{spellings.share_together(apart[name], keys):.4%}",
                )
            ),
        ]
        for method, keys in known.items()
    ]
    yield table(head, rows)
    yield from _missing(missing)


def _missing(missing: list[str]) -> Iterator[str]:
    yield ""
    if missing:
        yield f"Not installed: {', '.join(missing)}.\n"


def _cases(sample: int) -> Iterator[str]:
    yield "### Cases\n"
    rows = []
    sources = {
        "Russian, pymorphy's dictionary": lambda: cases.pymorphy("ru", sample, _SEED),
        "Ukrainian, pymorphy's dictionary": lambda: cases.pymorphy("uk", sample, _SEED),
        "Belarusian, hunspell's dictionary": cases.hunspell,
        "Belarusian, the registry's people": lambda: cases.registry("be"),
        "Russian, the registry's people": lambda: cases.registry("ru"),
        "Ukrainian, the registry's people": lambda: cases.registry("uk"),
    }
    for name, forms_of in sources.items():
        try:
            forms = forms_of()
        except ImportError:
            forms = []
        shared = f"{cases.share(forms)[0]:.4f}" if forms else "not installed"
        rows.append([name, f"{len(forms):,}", shared])
    yield table(["forms of surnames and given names", "forms", "a key of the nominative"], rows)
    yield ""


def _retrieval(people: list[Person], others: int) -> Iterator[str]:
    listed = spellings.registry()
    home = [person for person in listed if person.country in spellings.COUNTRIES]
    asked = [
        dataclasses.replace(person, names=tuple(dict.fromkeys(names)))
        for person in people
        if len(names := spellings.one_surname(list(person.names))) > 1
    ]
    around = list(retrieval.others([*listed, *people], others, _SEED))
    peers, missing = methods.peers()
    yield "### Retrieval\n"
    yield f"{others:,} other people in each index.\n"
    sets = {
        "registry, people of Belarus, Russia, Ukraine": home,
        "registry, everybody": listed,
        "development": asked,
    }
    for name, found in sets.items():
        where = retrieval.documents(found, around)
        rows: list[list[str]] = []

        def add(
            method: str,
            figures: retrieval.Figures,
            rows: list[list[str]] = rows,
            name: str = name,
        ) -> None:
            rows.append([method, f"{figures.recall:.4f}", f"{figures.precision:.4f}"])
            print(name, *rows[-1], file=sys.stderr, flush=True)

        ours = (retrieval.ours_document, retrieval.ours_query)
        add("namenorm", retrieval.measure(where, *ours, _SEED))
        some = random.Random(_SEED).sample(where.queries, min(_ASKED, len(where.queries)))
        few_asked = dataclasses.replace(where, queries=some)
        trigrams = f"unidecode + trigrams, {len(some):,} of the queries"
        add(trigrams, retrieval.measure_trigrams(few_asked, _SEED))
        for method, keys in peers.items():
            cut = retrieval.words_of(keys)
            few = _SLOW.get(method, others)
            here = where if few >= others else retrieval.documents(found, around[:few])
            name_of = method if here is where else f"{method}, amid {few:,}"
            add(name_of, retrieval.measure(here, cut, cut, _SEED))
        yield table([f"{name}: {len(where.queries):,} queries", "recall@10", "precision@10"], rows)
        yield ""
    yield from _missing(missing)


def _speed() -> Iterator[str]:
    yield "### Speed\n"
    yield table(["one process", "words a second"], speed.rows(_SEED))
    yield ""


if __name__ == "__main__":
    main()
