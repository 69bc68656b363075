"""Deputies and ministers of Ukraine and Russia: the Cyrillic spelling indexed, the others asked.

`more/parliaments.jsonl` is JSON Lines of `{"id", "born", "variants": [{"text", "lang", "flag"}]}`.
A variant that is flagged `unlike` is a translation or an error, and left out.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.evaluation import measures, report
from benchmarks.evaluation.measures import Answer
from benchmarks.evaluation.questions import Question, Record, parsed, read
from benchmarks.evaluation.setting import Scene
from namenorm import Registry, Resolver
from namenorm.comparison import analyzer
from namenorm.comparison.analyzer import CodedPart
from namenorm.lang import SCRIPTS
from namenorm.sounds.phonetics import SAME
from namenorm.text.scripts import has_cyrillic

FILE = "more/parliaments.jsonl"


def people(folder: Path) -> list[Record]:
    """Who has a Cyrillic spelling: that one in `names`, the others in `asked`."""
    found = []
    for row in read(folder / FILE):
        spellings = {
            variant["text"]: variant["lang"]
            for variant in row["variants"]
            if variant.get("flag") != "unlike" and variant["lang"] in SCRIPTS
        }
        held = next((text for text in spellings if has_cyrillic(text)), None)
        if held is None:
            continue
        lang = spellings.pop(held)
        found.append(
            {
                "id": row["id"],
                "type": "person",
                "names": [{"text": held, "lang": lang}],
                "asked": [{"text": text, "lang": lang} for text, lang in spellings.items()],
            }
        )
    return found


def namesakes(everybody: list[Record]) -> set[str]:
    """The ids of those who share given name and surname, as they sound, with another."""
    bearers: dict[tuple[str, int], list[tuple[str, CodedPart]]] = defaultdict(list)
    for person in everybody:
        for name in [*person["names"], *person["asked"]]:
            found = parsed(name["text"])
            if found and found.given and found.surname:
                for first in found.given.given.ids or {found.given.text.casefold()}:
                    for key in found.surname.keys:
                        bearers[first, key].append((person["id"], found.surname))
    how = analyzer.shipped().signs
    return {
        one
        for some in bearers.values()
        for one, left in some
        for other, right in some
        if one != other and how.apart(left.codes, right.codes, SAME) <= SAME
    }


def scene(everybody: list[Record], seed: int) -> Scene:
    """An index of all, and two that half of them left."""

    def index(some: list[Record]) -> Resolver:
        records = [{key: person[key] for key in ("id", "type", "names")} for person in some]
        random.Random(seed).shuffle(records)
        return Resolver(Registry.from_records(records))

    halves = [
        (index(everybody[half::2]), {person["id"] for person in everybody[1 - half :: 2]})
        for half in (0, 1)
    ]
    return Scene(index(everybody), halves)


def misses(answers: list[Answer], names: dict[str, str], most: int = 60) -> Iterator[str]:
    """Answers that are somebody else, as rows of a table."""
    rows = [
        [a.question.text, names[a.question.meant], names.get(a.first or "", "–"), f"{a.score:.3f}"]
        for a in answers
    ]
    yield report.table(["asked", "meant", "found", "score"], rows[:most])


def section(folder: Path, seed: int) -> Iterator[str]:
    """The Markdown of this part; none where the data are not there."""
    if not (folder / FILE).is_file():
        return
    everybody = people(folder)
    shared = namesakes(everybody)
    questions = [
        Question(name["lang"], name["text"], person["id"])
        for person in everybody
        for name in person["asked"]
    ]
    present, absent = scene(everybody, seed).ask(questions)
    alone = [answer for answer in present if answer.question.meant not in shared]
    lone = [answer for answer in absent if answer.question.meant not in shared]
    fitted = measures.calibration(present + absent)
    yield "## Deputies and ministers of Ukraine and Russia\n"
    yield (
        f"{len(everybody)} people, {len(questions)} questions; {len(shared)} people share given "
        "name and surname with another.\n"
    )
    yield report.table(
        ["measure", "figure"],
        [
            *[
                [f"recall@1, no namesake, {kind}", report.share(*found)]
                for kind, found in measures.recall(alone).items()
            ],
            ["recall@1, all", report.share(*measures.recall(present)["all"])],
            [
                "decided `match` and right, no namesake",
                report.share(sum(a.right and a.decision == "match" for a in alone), len(alone)),
            ],
            ["wrong `match`, present", str(measures.wrongly_matched(present))],
            *[
                [f"wrong `match`, absent, {said}", report.share(wrong, len(asked))]
                for said, asked in (("no namesake", lone), ("all", absent))
                for wrong in [measures.wrongly_matched(asked)]
            ],
            ["mean calibration error", f"{fitted.error:.4f}"],
        ],
    )
    yield ""
    names = {person["id"]: person["names"][0]["text"] for person in everybody}
    yield "First answers that are somebody else:\n"
    yield from misses([a for a in alone if not a.right], names)
    yield "\nAbsent people who are matched:\n"
    yield from misses([a for a in absent if a.decision == "match"], names)
    yield ""
