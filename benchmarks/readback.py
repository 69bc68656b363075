"""How much of what our schemes write is read back: `python -m benchmarks.readback [--each N]`.

Each person and place of the shipped registry is written in each scheme of a language that it has a
name in. The spelling must resolve to it, and share a key with each part of the Cyrillic name. Two
identities that a scheme writes alike are namesakes in it: neither is lost where the other is found.
Without `--each` all are asked, some 200,000 spellings in a few minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import namenorm
from namenorm import Identity, Registry
from namenorm.keying import part_keys
from namenorm.translit.schemes import Scheme, schemes

Outcome = Literal["found", "namesake", "lost"]
TYPES = ("person", "place")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The name of an identity in Cyrillic, and as a scheme writes it."""

    identity: Identity
    scheme: Scheme
    cyrillic: str
    latin: str


def spellings(each: int | None = None) -> Iterator[Spelling]:
    """The spellings of all schemes, or of about `each` identities a scheme, the same every time.

    The first scheme of a language takes the first `each`, the next one goes on where that one
    stopped, so that every identity is asked in about as many schemes as every other.
    """
    held: dict[str, list[tuple[Identity, str]]] = {}
    for identity in Registry.shipped().identities:
        if identity.type in TYPES:
            for name in identity.names:
                if name.kind == "main":
                    held.setdefault(name.lang, []).append((identity, name.text))
    next_of: Counter[str] = Counter()
    for scheme in schemes():
        named = held.get(scheme.lang, [])
        count = len(named) if each is None else min(each, len(named))
        first = next_of[scheme.lang]
        next_of[scheme.lang] += count
        for number in range(first, first + count):
            identity, text = named[number % len(named)]
            yield Spelling(identity, scheme, text, scheme.writer.write(text))


def outcome(spelling: Spelling) -> Outcome:
    """What the resolver makes of a spelling."""
    answer = namenorm.resolve(spelling.latin)
    ids = [match.identity.id for match in answer.matches]
    if ids[:1] == [spelling.identity.id]:
        return "found"
    if spelling.identity.id in ids and answer.decision == "ambiguous":
        return "namesake"
    if answer.matches and is_written(answer.matches[0].identity, spelling):
        return "namesake"
    return "lost"


def is_written(identity: Identity, spelling: Spelling) -> bool:
    """Whether a name of an identity, or a word of one (a surname), is written as `spelling`."""
    written = spelling.scheme.writer.write
    names = {text for name in identity.names for text in (name.text, written(name.text))}
    return spelling.latin in names or any(spelling.latin in name.split() for name in names)


def keyless(spelling: Spelling) -> bool:
    """Whether a part of the Cyrillic name shares no key with the spelling."""
    own = set(namenorm.keys(spelling.latin))
    return any(own.isdisjoint(keys) for keys in part_keys(spelling.cyrillic))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, help="identities a scheme; without it all")
    each = parser.parse_args().each
    counts: dict[str, Counter[str]] = {}
    examples: dict[str, list[str]] = {}
    for spelling in spellings(each):
        of = counts.setdefault(spelling.scheme.id, Counter())
        result, without = outcome(spelling), keyless(spelling)
        of.update(["asked", result, *["keyless"] * without])
        if result == "lost" or without:
            marks = ("lost " if result == "lost" else "") + ("keyless" if without else "")
            told = f"{spelling.cyrillic} {spelling.latin} {spelling.identity.id} {marks}"
            examples.setdefault(spelling.scheme.id, []).append(told)
    print("scheme                     asked  namesake  lost  keyless")
    for scheme, of in counts.items():
        figures = (of["asked"], of["namesake"], of["lost"], of["keyless"])
        print(f"{scheme:25}{figures[0]:7}{figures[1]:10}{figures[2]:6}{figures[3]:9}")
        for told in examples.get(scheme, ()):
            print(f"    {told}")
    total = sum(counts.values(), Counter())
    print({name: total[name] for name in ("asked", "found", "namesake", "lost", "keyless")})


if __name__ == "__main__":
    main()
