"""Accuracy on real spellings: `python -m benchmarks.evaluation [FOLDER]` (or `make eval`).

FOLDER holds the development data (`questions` says what it is); by default `../shared/eval`
beside the checkout.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.evaluation import crowd, measures, questions


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Accuracy on real spellings.")
    default = Path(__file__).resolve().parents[3] / "shared" / "eval"
    parser.add_argument("folder", type=Path, nargs="?", default=default)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crowd", type=int, default=0, help="So many more identities.")
    parser.add_argument("--misses", action="store_true", help="Print each wrong first answer.")
    options = parser.parse_args()
    if not (options.folder / "dev_people.jsonl").is_file():
        parser.error(f"no dev_people.jsonl in {options.folder}; name the folder that holds it")
    people = questions.read(options.folder / "dev_people.jsonl")
    others = questions.read(options.folder / "dev_distractors.jsonl")
    around = crowd.crowd([*people, *others], options.crowd, options.seed) if options.crowd else []
    sets = {"plain": questions.plain(people), "desk": questions.desk(people, options.seed)}
    index = measures.resolver(people, others, around, options.seed)
    halves = [
        (
            measures.resolver(people[half::2], others, around, options.seed),
            {person["id"] for person in people[1 - half :: 2]},
        )
        for half in (0, 1)
    ]
    for name, asked in sets.items():
        present = measures.ask(index, asked, present=True)
        absent = [
            answer
            for half, gone in halves
            for answer in measures.ask(half, (q for q in asked if q.meant in gone), present=False)
        ]
        print(f"\n{name}: {len(asked)} questions")
        for kind, (right, count) in measures.recall(present).items():
            print(f"  {kind:28} {right / count:.4f}  ({right} of {count})")
        for share in (0.01, 0.001):
            kept, at = measures.recall_at(present, absent, share)
            print(f"  at {share:.1%} false matches        {kept:.4f}  (score above {at:.3f})")
        wrong = [a for a in present + absent if a.decision == "match" and not a.right]
        matched = sum(a.decision == "match" for a in present)
        print(f"  decided match {matched}; wrong among present and absent: {len(wrong)}")
        rows, error, brier = measures.calibration(present + absent)
        print(f"  calibration error {error:.4f}, Brier {brier:.4f}")
        for said, true, count in rows:
            print(f"    {said:.3f} said, {true:.3f} right, {count}")
        if options.misses:
            for a in present:
                if not a.right:
                    print("  missed", a.question, a.first, round(a.score, 3))
            for a in sorted(absent, key=lambda a: -a.score)[:25]:
                print("  absent", a.question, a.first, round(a.score, 3))


if __name__ == "__main__":
    main()
