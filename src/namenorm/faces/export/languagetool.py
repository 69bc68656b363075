"""Rules for LanguageTool: a file of pattern rules, as its rules.xsd has them.

An identity is a group of rules, which an editor can switch off by its id. Spellings of letters only
are patterns of tokens. Others are regular expressions, because each language of LanguageTool cuts
words at apostrophes and hyphens in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from namenorm.faces.export.house import House, HouseRule

_EDGES: Final = (r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])")
_ID: Final = re.compile(r"[^A-Z0-9]+")


def export(house: House, file: TextIO) -> None:
    """Write the rules of `house` to `file`."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(
        f"<!-- namenorm: names in the style {escape(house.style.replace('--', '- -'))} -->\n"
    )
    file.write(f"<rules lang={quoteattr(house.lang)}>\n")
    for category, name, alone in (
        ("NAMENORM_NAMES", "Names in the house style", False),
        ("NAMENORM_SURNAMES", "Surnames in the house style", True),
    ):
        rules = [rule for rule in house.rules if rule.alone is alone]
        if rules:
            file.write(f'  <category id="{category}" name="{name}" type="terminology">\n')
            file.writelines(_groups(rules, category))
            file.write("  </category>\n")
    file.write("</rules>\n")


def _groups(rules: list[HouseRule], category: str) -> Iterator[str]:
    """A group of rules for each identity."""
    taken: set[str] = set()
    for id, group in groupby(sorted(rules, key=lambda rule: rule.id), lambda rule: rule.id):
        mine = f"{category}_{_ID.sub('_', id.upper())}"
        name = mine
        count = 1
        while name in taken:
            count += 1
            name = f"{mine}_{count}"
        taken.add(name)
        yield f'    <rulegroup id="{name}" name={quoteattr(id)}>\n'
        yield from _rules(list(group))
        yield "    </rulegroup>\n"


def _rules(rules: list[HouseRule]) -> Iterator[str]:
    """The rules of one identity: one for all spellings of a word, one for each of several words."""
    words: dict[str | None, list[str]] = {}
    for rule in rules:
        if rule.text.isalpha():
            words.setdefault(rule.form, []).append(rule.text)
    for form, texts in sorted(words.items(), key=lambda item: item[0] or ""):
        yield _rule(_tokens(["|".join(texts)]), texts[0], form)
    for rule in rules:
        if not rule.text.isalpha():
            pieces = rule.text.split()
            plain = all(piece.isalpha() for piece in pieces)
            pattern = _tokens(pieces) if plain else _regexp(rule.text)
            yield _rule(pattern, rule.text, rule.form)


def _tokens(words: Iterable[str]) -> str:
    tokens = "".join(
        f'<token regexp="yes">{word}</token>' if "|" in word else f"<token>{word}</token>"
        for word in words
    )
    return f'<pattern case_sensitive="yes">{tokens}</pattern>'


def _regexp(text: str) -> str:
    found = re.sub(r"([.()\[\]{}*+?^])", r"\\\1", text).replace("’", "['’]")
    found = _EDGES[0] + re.sub(r"\s+", r"\\s+", found) + _EDGES[1]
    return f'<regexp case_sensitive="yes" type="exact">{escape(found)}</regexp>'


def _rule(pattern: str, spelled: str, form: str | None) -> str:
    if form is None:
        message = "This spelling is off the house style."
        attribute = 'type="incorrect"'
    else:
        message = f"The house writes <suggestion>{escape(form)}</suggestion>."
        attribute = f"correction={quoteattr(form)}"
    return (
        f"      <rule>{pattern}<message>{message}</message>"
        f"<example {attribute}><marker>{escape(spelled)}</marker></example></rule>\n"
    )
