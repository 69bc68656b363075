"""Accuracy on real spellings: `python -m benchmarks.crossname [FOLDER]` (or `make eval`).

FOLDER holds `dev_people.jsonl` and `dev_distractors.jsonl` (JSON Lines of
`{"id", "type", "names": [{"text", "lang"}]}`); by default `../shared/eval` beside the checkout.
One Belarusian Cyrillic spelling a person and one spelling of every distractor are indexed,
shuffled; every other spelling is asked, whole and without the patronymic. Printed are
recall@1 by kind of query, the same for plain rapidfuzz over unidecode, the recall at a
threshold where 1 % and 0.1 % of the queries for people taken out of the index are matched,
a reliability table, and how often a decision `match` was wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from unidecode import unidecode

from namenorm import Registry, Resolver
from namenorm.comparison import features
from namenorm.text.clean import clean

Query = tuple[str, str, str]
"""(kind, text, id of the person meant)"""


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def short(text: str) -> str | None:
    """A full name without its patronymic, or None where it has none."""
    readings = features.shipped().readings(clean(text))
    reading = readings[0] if readings else None
    if not reading or not reading.patronymic or not reading.given or not reading.surname:
        return None
    return " ".join([reading.given.text, *(p.text for p in reading.second), reading.surname.text])


def ask(people: list[dict[str, Any]]) -> list[Query]:
    """Every spelling of a person but the indexed one, whole and without the patronymic."""
    queries: list[Query] = []
    for person in people:
        held = indexed(person, "be")
        for name in person["names"]:
            if name == held:
                continue
            queries.append((f"{name['lang']} full", name["text"], person["id"]))
            brief = short(name["text"])
            if brief:
                queries.append((f"{name['lang']} given + surname", brief, person["id"]))
    return queries


def indexed(record: dict[str, Any], lang: str) -> dict[str, str]:
    """The one spelling that goes into the index: in `lang` where there is one."""
    names: list[dict[str, str]] = record["names"]
    return next((name for name in names if name["lang"] == lang), names[0])


def resolver(people: list[dict[str, Any]], others: list[dict[str, Any]], seed: int) -> Resolver:
    """An index of one spelling each, shuffled: a stable order would win ties."""
    chance = random.Random(seed)
    records = [{**p, "names": [indexed(p, "be")]} for p in people]
    records += [{**o, "names": [chance.choice(o["names"])]} for o in others]
    chance.shuffle(records)
    return Resolver(Registry.from_records(records))


def report(kind: str, right: int, count: int) -> None:
    print(f"{kind:34} {right / count:.4f}  ({right} of {count})")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
    parser.add_argument("folder", type=Path, nargs="?", default=default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print each wrong first candidate")
    options = parser.parse_args()
    if not (options.folder / "dev_people.jsonl").is_file():
        parser.error(f"no dev_people.jsonl in {options.folder}; name the folder that holds it")
    people = read(options.folder / "dev_people.jsonl")
    others = read(options.folder / "dev_distractors.jsonl")
    queries = ask(people)
    whole = resolver(people, others, options.seed)

    right: dict[str, list[bool]] = defaultdict(list)
    present: dict[tuple[str, str], tuple[float, bool]] = {}
    seconds: list[float] = []
    wrong_matches = matched = 0
    for kind, text, meant in queries:
        start = time.perf_counter()
        answer = whole.resolve(text, limit=1)
        seconds.append(time.perf_counter() - start)
        first = answer.matches[0] if answer.matches else None
        good = bool(first and first.identity.id == meant)
        right[kind].append(good)
        present[text, meant] = (first.score if first else 0.0, good)
        matched += answer.decision == "match"
        wrong_matches += answer.decision == "match" and not good
        if options.misses and not good:
            print("missed", text, "->", first and (first.name.text, first.score))
    print(f"{len(people)} people, {len(others)} others, {len(queries)} queries\n\nrecall@1")
    for kind in sorted(right):
        report(kind, sum(right[kind]), len(right[kind]))
    report("all", sum(map(sum, right.values())), len(queries))
    report("decided match", matched, len(queries))
    print(f"wrong among those decided match: {wrong_matches}")
    print(f"median {statistics.median(seconds) * 1000:.2f} ms a query\n")

    names = [indexed(p, "be")["text"] for p in people] + [o["names"][0]["text"] for o in others]
    plain = {p["id"]: unidecode(indexed(p, "be")["text"]).lower() for p in people}
    choices = [unidecode(name).lower() for name in names]
    fuzzy = 0
    for _, text, meant in queries:
        best = process.extractOne(unidecode(text).lower(), choices, scorer=fuzz.token_sort_ratio)
        fuzzy += bool(best and best[0] == plain[meant])
    report("rapidfuzz on unidecode, all", fuzzy, len(queries))

    absent: list[float] = []
    for half in (0, 1):
        left = resolver(people[half::2], others, options.seed)
        gone = {p["id"] for p in people[1 - half :: 2]}
        for _, text, meant in queries:
            if meant in gone:
                answer = left.resolve(text, limit=1)
                score = answer.matches[0].score if answer.matches else 0.0
                absent.append(score)
                if options.misses and score > 0.3:
                    print("absent", text, "->", answer.matches[0].name.text, round(score, 3))
    absent.sort(reverse=True)
    print("\nnobody there")
    for share in (0.01, 0.001):
        at = absent[min(int(len(absent) * share), len(absent) - 1)]
        kept = sum(good and score > at for score, good in present.values())
        print(
            f"recall at {share:.1%} false matches: {kept / len(present):.4f} (score above {at:.3f})"
        )

    print("\nscore      queries  right   (present and absent together)")
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, good in [*present.values(), *((score, False) for score in absent)]:
        bins[min(int(score * 10), 9)].append((score, good))
    for tenth in sorted(bins):
        said = statistics.mean(score for score, _ in bins[tenth])
        true = statistics.mean(good for _, good in bins[tenth])
        print(f"{said:.3f}  {len(bins[tenth]):7}  {true:.3f}")


if __name__ == "__main__":
    main()
