"""Accuracy on real spellings: `python -m benchmarks.evaluation [FOLDER]` (or `make eval`).

FOLDER holds the development data (`questions` says what it is); by default `../shared/eval`
beside the checkout. Takes some minutes; what is done stands on the terminal.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.evaluation import (
    ablation,
    content,
    cost,
    every_form,
    hard_negatives,
    parliaments,
    registry_forms,
    respelling,
    setting,
    spellings,
)
from namenorm.comparison.scorer import ALGORITHM
from namenorm.tables import locate

PARTS = (
    *("spellings", "content", "forms", "registry", "hard"),
    *("ablation", "respelling", "parliaments", "cost"),
)


def parts(options: argparse.Namespace) -> Iterator[Iterator[str]]:
    """The parts that were asked for, in their order."""
    data = setting.read(options.folder)
    if "spellings" in options.part:
        yield spellings.sections(data, options.crowd, options.seed)
    if "content" in options.part:
        yield content.section()
    if "forms" in options.part:
        yield every_form.section()
    if "registry" in options.part:
        yield registry_forms.section(options.seed)
    if "hard" in options.part:
        yield hard_negatives.section()
    if "ablation" in options.part:
        yield ablation.section(options.folder, options.seed)
    if "respelling" in options.part:
        yield respelling.section(options.folder)
    if "parliaments" in options.part:
        yield parliaments.section(options.folder, options.seed)
    if "cost" in options.part:
        yield cost.section(data, options.seed)


def main() -> None:
    """Print the figures, or write them to a file."""
    parser = argparse.ArgumentParser(description="Accuracy on real spellings.")
    setting.add_options(parser, crowd=200_000)
    parser.add_argument("--part", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--output", type=Path, help="A file to write; else the terminal.")
    options = parser.parse_args()
    lines = [
        "# Evaluation\n",
        f"Made by `make eval` (`python -m benchmarks.evaluation --seed {options.seed} --crowd "
        f"{options.crowd}`), algorithm {ALGORITHM}, tables {locate.version(locate.shipped())}. "
        "The development data are real spellings of 120 people, and of 840 others beside them; "
        "weights were set on them, so other people may fare a little worse.\n",
    ]
    for part in parts(options):
        for line in part:
            lines.append(line)
            if line.startswith("## "):
                print(line.strip(), file=sys.stderr)
    text = "\n".join(lines).rstrip() + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
