"""The shipped registry asked for every form of every identity, listed, derived and inflected.

Asked as an editor would, without a type: each form that the tables list or derive, the same in
capitals, the forms that the press of five languages derives from the Belarusian and from the
Russian name, and the oblique cases of people and of places of one word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.evaluation import report
from namenorm import Registry, Resolver
from namenorm.names import inflection
from namenorm.names.declension import decline
from namenorm.registry import Identity
from namenorm.resolution import Resolution
from namenorm.translit.schemes import ENGLISH_PRESS, scheme

PRESS = ("en", "pl", "de", "fr", "lt")
DECLINED = ("be", "ru", "uk")
OUTCOMES = ("match", "ambiguous", "namesake", "none", "wrong")


def listed(identity: Identity) -> Iterator[str]:
    """All forms except known misspellings."""
    return (name.text for name in identity.names if name.kind != "error")


def press(identity: Identity, lang: str) -> Iterator[str]:
    """The forms that the press of `lang` makes of the Belarusian and of the Russian one."""
    forms = identity.forms()
    for road in ("be", "ru"):
        if road in forms:
            id = ENGLISH_PRESS[road] if lang == "en" else f"press-{road}-{lang}"
            yield scheme(id).writer.write(forms[road])


def cases(identity: Identity, lang: str) -> Iterator[str]:
    """The oblique cases of a person's main form, or of a place's of one word."""
    text = identity.forms().get(lang, "")
    if identity.type == "person" and text:
        for forms in decline(text, lang).values():
            yield from forms
    elif identity.type == "place" and text and " " not in text:
        for forms in inflection.shipped().forms(text, lang, None, None).values():
            yield from forms


def questions(identity: Identity) -> Iterator[tuple[str, str]]:
    """(kind, text), each once."""
    asked: list[tuple[str, Iterable[str]]] = [("as listed or derived", listed(identity))]
    asked.append(("in capitals", (text.upper() for text in listed(identity))))
    asked += [(f"press, {lang}", press(identity, lang)) for lang in PRESS]
    asked += [(f"cases, {lang}", cases(identity, lang)) for lang in DECLINED]
    for kind, texts in asked:
        for text in dict.fromkeys(texts):
            yield kind, text


def outcome(identity: Identity, answer: Resolution) -> str:
    """The outcome in a word; `namesake`: a more prominent identity of the same name matched."""
    ids = [match.identity.id for match in answer.matches]
    if answer.decision != "match":
        return "ambiguous" if answer.decision == "ambiguous" and identity.id in ids else "none"
    best = answer.matches[0].identity
    if best.id == identity.id:
        return "match"
    own, others = ({name.text.casefold() for name in one.names} for one in (identity, best))
    return "namesake" if own & others else "wrong"


def section() -> Iterator[str]:
    """The Markdown of this part."""
    index = Resolver(Registry.shipped())
    counts: dict[tuple[str, str], Counter[str]] = {}
    for identity in index.registry.identities:
        for kind, text in questions(identity):
            found = outcome(identity, index.resolve(text))
            counts.setdefault((identity.type, kind), Counter())[found] += 1
    counts[("all", "")] = sum(counts.values(), Counter())
    rows = [
        [
            f"{type} {kind}".strip(),
            report.share(count["match"] + count["ambiguous"], count.total()),
            f"{1 - (count['none'] + count['wrong']) / count.total():.4f}",
            *(count[one] for one in OUTCOMES),
        ]
        for (type, kind), count in sorted(counts.items())
    ]
    yield "## 5. Every form of every identity of the shipped registry\n"
    yield (
        "Found is a match, or ambiguous with the identity among the candidates. A namesake is a "
        "better known identity that is matched instead and bears the same name, as the river and "
        "the town.\n"
    )
    yield report.table(["asked", "found", "or a namesake", *OUTCOMES], rows)
    yield ""
