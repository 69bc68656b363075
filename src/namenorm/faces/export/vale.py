"""Rules for Vale: a folder that is put among its styles.

`Names.yml` and `Surnames.yml` are substitutions, `Cases.yml` the spellings whose form is not known.
A file without rules is not written: an empty one would match everywhere.

>>> from namenorm.faces.export.house import HouseRule
>>> rule = HouseRule("V’yetka", "Vetka", "vietka", False)
>>> print(substitution([rule], "en-press", "error"), end="")
# namenorm: names in the style en-press
extends: substitution
message: "The house writes '%s' instead of '%s'."
level: error
ignorecase: false
action:
  name: replace
swap:
  'V[''’]yetka': 'Vetka'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from namenorm.faces.export.house import House, HouseRule
from namenorm.files import atomic, file_faults

FILES: Final = ("Names.yml", "Surnames.yml", "Cases.yml")


def export(house: House, folder: Path) -> tuple[str, ...]:
    """Write the rules of `house` into `folder`, and say which of `FILES` there are now.

    Of an earlier export, what has no rules any more is removed. Raises `FileFault`.
    """
    known = [rule for rule in house.rules if rule.form is not None]
    made = {
        "Names.yml": substitution((r for r in known if not r.alone), house.style, "error"),
        "Surnames.yml": substitution((r for r in known if r.alone), house.style, "warning"),
        "Cases.yml": existence((r for r in house.rules if r.form is None), house.style),
    }
    with file_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            if not text:
                (folder / name).unlink(missing_ok=True)
                continue
            with atomic(folder / name) as file:
                file.write(text.encode())
    return tuple(name for name in FILES if made[name])


def substitution(rules: Iterable[HouseRule], style: str, level: str) -> str:
    """A file of spellings and what to write instead; nothing where there are none."""
    lines = [f"  {_quoted(_pattern(rule.text))}: {_quoted(rule.form or '')}\n" for rule in rules]
    return (
        f"{_head(style)}extends: substitution\n"
        "message: \"The house writes '%s' instead of '%s'.\"\n"
        f"level: {level}\nignorecase: false\naction:\n  name: replace\nswap:\n{''.join(lines)}"
        if lines
        else ""
    )


def existence(rules: Iterable[HouseRule], style: str) -> str:
    """A file of spellings that are off the style; nothing where there are none."""
    lines = [f"  - {_quoted(_pattern(rule.text))}\n" for rule in rules]
    return (
        f"{_head(style)}extends: existence\n"
        "message: \"'%s' is off the house style.\"\n"
        f"level: suggestion\nignorecase: false\ntokens:\n{''.join(lines)}"
        if lines
        else ""
    )


def _head(style: str) -> str:
    return f"# namenorm: names in the style {' '.join(style.split())}\n"


def _pattern(text: str) -> str:
    """The regular expression of a spelling: typewriter apostrophes, too."""
    return "['’]".join(re.sub(r"([.()\[\]{}*+?^])", r"\\\1", part) for part in text.split("’"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
