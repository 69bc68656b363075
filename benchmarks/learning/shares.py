"""Count how often Belarusian takes each alternative of the rules of ru-be.toml.

Counted over Russian surnames and their Belarusian spellings, in the project's registry and in
the Belarusian word list, by the chances of the stress as they stand. A person puts them into the
table, rounded.
"""

from __future__ import annotations

from collections import defaultdict

from benchmarks.learning import sources, stress
from namenorm.respelling import letters
from namenorm.respelling.letters import SpelledLetters, shares
from namenorm.respelling.stress import StressModel, load
from namenorm.tables import locate

_REGISTRY = 3.0


def pairs() -> list[tuple[str, str, float]]:
    """(Russian surname, its Belarusian spelling, weight)."""
    found = [(word, text, _REGISTRY) for word, text in stress.registered()]
    for word, place in stress.shown():
        rules = letters.load(locate.shipped(), "ru", "be").letters
        for text, chance in stress.spelt(rules, word, place).items():
            if text in sources.belarusian_names():
                found.append((word, text, chance * sources.weight(sources.surnames()[word]) / 4))
    return found


def _ways(pieces: list[SpelledLetters], text: str) -> list[list[tuple[SpelledLetters, str, float]]]:
    """The alternatives of the pieces that together give `text`."""
    if not pieces:
        return [[]] if not text else []
    found = []
    for option, share in shares(pieces[0]):
        if text.startswith(option):
            for rest in _ways(pieces[1:], text[len(option) :]):
                found.append([(pieces[0], option, share), *rest])
    return found


def main() -> None:
    """Print rule, options, shares as they stand and as counted."""
    table = letters.load(locate.shipped(), "ru", "be")
    chances: StressModel = load(locate.shipped())
    counts: dict[int, defaultdict[str, float]] = {}
    for word, text, weight in pairs():
        seen: list[tuple[float, list[tuple[SpelledLetters, str, float]]]] = []
        for place, chance in chances.chances(word).items():
            for way in _ways(table.letters.cut(word, place), text):
                worth = chance
                for _, _, share in way:
                    worth *= share
                seen.append((worth, way))
        total = sum(worth for worth, _ in seen)
        for worth, way in seen:
            for piece, option, _ in way:
                if piece.rule is not None and len(piece.options) > 1:
                    counter = counts.setdefault(piece.rule.number, defaultdict(float))
                    counter[option] += weight * worth / total
    for rule in table.letters.rules:
        if len(rule.options) > 1 and rule.number in counts:
            counter = counts[rule.number]
            total = sum(counter.values())
            told = ", ".join(f"{o} {s:g} → {counter[o] / total:.2f}" for o, s in rule.options)
            print(f"{rule.letters:5} {rule.stress:10} {total:7.1f}: {told}")


if __name__ == "__main__":
    main()
