"""The shipped registry asked for its own people: inflected forms, typos, initials.

Nothing here depends on evaluation data: the names are the registry's own, the cases those of
`tables/names/inflection.tsv`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.evaluation import measures, report
from benchmarks.evaluation.questions import Question, parsed, slip
from namenorm import Registry, Resolver
from namenorm.names.declension import decline
from namenorm.registry import Identity

LANGUAGES = ("be", "ru", "uk")


def _people() -> list[Identity]:
    return [one for one in Registry.shipped().identities if one.type == "person"]


def _forms(identity: Identity) -> Iterator[tuple[str, str, str]]:
    """(language, given name, surname) of the main forms."""
    for name in identity.names:
        found = parsed(name.text) if name.kind == "main" else None
        if found and found.given and found.surname and not found.given.initial:
            yield name.lang, found.given.text, found.surname.text


def inflected() -> list[Question]:
    """Every case form, in three languages, of those whose gender is known."""
    return [
        Question(f"{name.lang} {case}", form, identity.id)
        for identity in _people()
        for name in identity.names
        if name.kind == "main" and name.lang in LANGUAGES
        for case, forms in decline(name.text, name.lang).items()
        for form in forms
    ]


def slipped(seed: int) -> list[Question]:
    """One question for each main form, with a random typo in the surname."""
    draw = random.Random(seed)
    return [
        Question(f"{lang} slip", f"{given} {slip(surname, draw)}", identity.id)
        for identity in _people()
        for lang, given, surname in _forms(identity)
    ]


def initials() -> list[Question]:
    """Initial and surname, if no other person of the registry has both."""
    people = [(identity, list(_forms(identity))) for identity in _people()]
    bearers: dict[tuple[str, str, str], set[str]] = {}
    for identity, forms in people:
        for lang, given, surname in forms:
            bearers.setdefault((lang, given[0], surname), set()).add(identity.id)
    return [
        Question(f"{lang} initials", f"{given[0]}. {surname}", identity.id)
        for identity, forms in people
        for lang, given, surname in forms
        if len(bearers[lang, given[0], surname]) == 1
    ]


def section(seed: int) -> Iterator[str]:
    """The Markdown of this part."""
    index = Resolver(Registry.shipped())
    rows = []
    for title, questions in (
        ("every case, be, ru, uk", inflected()),
        ("one slip in the surname", slipped(seed)),
        ("initial, nobody else fits", initials()),
    ):
        answers = measures.ask(index, questions, present=True)
        right, asked = measures.recall(answers)["all"]
        matched = sum(a.right and a.decision == "match" for a in answers)
        wrong = measures.wrongly_matched(answers)
        rows.append([title, report.share(right, asked), report.share(matched, asked), wrong])
    yield "## 6. The shipped registry, asked for its own people\n"
    yield report.table(["asked", "first", "decided `match`", "wrong `match`"], rows)
    yield ""
