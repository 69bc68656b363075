"""Counts of the shipped registry: identities, listed forms and derived forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.evaluation import report
from namenorm import Registry
from namenorm.registry.model import FORMS


def section() -> Iterator[str]:
    """The Markdown of this part."""
    identities = Registry.shipped().identities
    types = Counter(one.type for one in identities)
    yield "## 4. What the shipped registry holds\n"
    yield report.table(["type", "identities"], [[type, types[type]] for type in sorted(types)])
    typed, derived = Counter[str](), Counter[str]()
    also, kinds = Counter[str](), Counter[str]()
    for identity in identities:
        for name in identity.names:
            kinds[name.kind] += 1
            if name.kind == "main" and name.derived:
                derived[name.lang] += 1
            elif name.kind == "main":
                typed[name.lang] += 1
            else:
                also[name.lang] += 1
    langs = [*FORMS, *sorted(set(also) - set(FORMS))]
    yield ""
    yield report.table(
        ["language", "main, typed", "main, derived", "share derived", "further forms"],
        [
            [
                lang,
                typed[lang],
                derived[lang],
                report.share(derived[lang], typed[lang] + derived[lang]),
                also[lang],
            ]
            for lang in langs
        ],
    )
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    held = {
        "a patronymic": sum(bool(one.patronymic) for one in identities),
        "a year of birth": sum(bool(one.born) for one in identities),
        "a country": sum(bool(one.country) for one in identities),
        "a Wikidata id": sum(bool(one.wikidata) for one in identities),
    }
    facts = ", ".join(f"{count} have {what}" for what, count in held.items())
    yield f"\nForms by kind: {told}. Of the identities {facts}.\n"
