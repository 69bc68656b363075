"""Learn the stress model: `python -m benchmarks.learning.stress` writes its table.

Examples are surnames whose stress is known: Russian ones from a dictionary, Ukrainian ones from
another, and Russian surnames that the Belarusian word list holds as Belarusian spells them, whose
vowels show the stress. A conditional logit with an L1 price on each weight (accelerated proximal
gradient; A. Beck, M. Teboulle, 2009), so that few weights remain.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from benchmarks.learning import sources
from namenorm.respelling import letters, stress
from namenorm.respelling.letters import LetterRules, shares
from namenorm.tables import locate, read

Examples = dict[str, dict[int, float]]
"""Folded words, and the weight of evidence for the stress at each place."""

_WORTH = {"belarusian": 6.0, "registry": 6.0, "russian": 1.0, "ukrainian": 0.6, "noun": 0.4}
_MOST = 12.0
"""The greatest weight of an example; some surnames have a thousand times as many bearers."""
_PRICE = 3e-5
_SEEN = 3
"""A feature with fewer occurrences is left out."""
_STEPS = 250


def examples() -> Examples:
    """Surnames with the places of their stress."""
    found: Examples = {}
    counts: dict[str, int] = {}
    for word, count in sources.surnames().items():
        plain = stress.plain(stress.fold(word))
        counts[plain] = max(counts.get(plain, 0), count)

    def put(word: str, place: int, worth: float) -> None:
        plain = stress.plain(stress.fold(word))
        if plain in counts and place < len(plain) and plain[place] in stress.folded_vowels():
            places = found.setdefault(plain, {})
            places[place] = places.get(place, 0.0) + worth * sources.weight(counts[plain])

    for words, worth in (
        (sources.russian_stress()[0], _WORTH["russian"]),
        (sources.ukrainian_stress()[0], _WORTH["ukrainian"]),
        (sources.russian_stress()[1], _WORTH["noun"]),
        (sources.ukrainian_stress()[1], _WORTH["noun"]),
    ):
        for word, places in words.items():
            if len(places) == 1 and sources.several_vowels(word):
                put(word, next(iter(places)), worth)
    for word, place in shown():
        put(word, place, _WORTH["belarusian"])
    rules = letters.load(locate.shipped(), "ru", "be").letters
    for word, text in registered():
        places = {
            place: spelt(rules, word, place).get(text, 0.0)
            for place, letter in enumerate(word)
            if letter in rules.vowels
        }
        place = _clear(places)
        if place is not None and sources.several_vowels(word):
            plain = stress.plain(stress.fold(word))
            counts.setdefault(plain, 1)
            put(word, place, _WORTH["registry"])
    return found


def registered() -> list[tuple[str, str]]:
    """Surnames of the project's own people in Russian and in Belarusian."""
    found = []
    for row in read.tsv(locate.shipped() / "identities" / "people.tsv"):
        if row["be"] and row["ru"] and row["country"] in ("BY", "RU", "UA"):
            theirs, ours = row["ru"].split()[-1].lower(), row["be"].split()[-1].lower()
            pairs = zip(theirs.split("-"), ours.replace("’", "ʼ").split("-"), strict=False)
            found += list(pairs)
    return found


def _clear(places: dict[int, float]) -> int | None:
    """The place that stands out, or None."""
    place = max(places, key=lambda at: places[at], default=None)
    if place is None or not places[place]:
        return None
    return place if sum(places.values()) < 1.25 * places[place] else None


def spelt(rules: LetterRules, word: str, place: int) -> dict[str, float]:
    """How Belarusian may spell a Russian word that is stressed at `place`."""
    found = {"": 1.0}
    for piece in rules.cut(word, place):
        options = shares(piece)
        found = {h + t: p * q for h, p in found.items() for t, q in options if p * q > 0.005}
    return found


def shown() -> list[tuple[str, int]]:
    """Russian surnames whose stress a Belarusian spelling of the word list shows."""
    rules = letters.load(locate.shipped(), "ru", "be").letters
    known = sources.belarusian_names()
    found: dict[str, dict[str, dict[int, float]]] = {}
    for word in sources.surnames():
        if len(word) < 3 or not sources.several_vowels(word):
            continue
        for place, letter in enumerate(word):
            if letter in rules.vowels:
                for text, chance in spelt(rules, word, place).items():
                    if text in known:
                        found.setdefault(text, {}).setdefault(word, {})[place] = chance
    clear: list[tuple[str, int]] = []
    for text in sorted(found):
        by_word = found[text]
        word = max(
            sorted(by_word),
            key=lambda w: sources.weight(sources.surnames()[w]) * max(by_word[w].values()),
        )
        place = _clear(by_word[word])
        if place is not None:
            clear.append((word, place))
    return clear


def learn(found: Examples) -> dict[str, float]:
    """The weights of the features that remain."""
    rows: list[list[str]] = []
    group, truth, worth = [], [], []
    for number, (word, places) in enumerate(sorted(found.items())):
        total = sum(places.values())
        for place, letter in enumerate(word):
            if letter in stress.folded_vowels():
                rows.append(list(stress.features(word, place)))
                group.append(number)
                truth.append(places.get(place, 0.0) / total)
                worth.append(min(total, _MOST))
    seen = Counter(feature for row in rows for feature in row)
    column = {f: at for at, f in enumerate(sorted(f for f in seen if seen[f] >= _SEEN))}
    indices = [[column[f] for f in row if f in column] for row in rows]
    matrix = sparse.csr_matrix(
        (
            np.ones(sum(map(len, indices))),
            np.concatenate([np.array(row, dtype=np.int32) for row in indices]),
            np.cumsum([0, *map(len, indices)]),
        ),
        shape=(len(rows), len(column)),
    )
    weights = _fit(matrix, np.array(group), np.array(truth), np.array(worth))
    return {f: float(weights[at]) for f, at in column.items() if abs(weights[at]) >= 0.005}


def _fit(
    matrix: sparse.csr_matrix,
    group: NDArray[np.int64],
    truth: NDArray[np.float64],
    worth: NDArray[np.float64],
) -> NDArray[np.float64]:
    step = 8.0
    share = worth / worth.sum()
    turned = matrix.T.tocsr()
    weights = np.zeros(matrix.shape[1])
    ahead, pace = weights.copy(), 1.0
    for _ in range(_STEPS):
        slope = turned @ ((_chances(matrix, group, ahead) - truth) * share) + 1e-5 * ahead
        moved = ahead - step * slope
        moved = np.sign(moved) * np.maximum(np.abs(moved) - step * _PRICE, 0.0)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def _chances(
    matrix: sparse.csr_matrix, group: NDArray[np.int64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    sums = matrix @ weights
    most = np.full(group[-1] + 1, -np.inf)
    np.maximum.at(most, group, sums)
    raised = np.exp(sums - most[group])
    total = np.zeros(group[-1] + 1)
    np.add.at(total, group, raised)
    chances: NDArray[np.float64] = raised / total[group]
    return chances


HEADER = """\
# Where the stress of a surname lies: weights of what is seen around a vowel, added up for each
# vowel; the chances are their softmax. around: letters-VOWEL-letters, VOWEL-letters behind it,
# letters before it-VOWEL (^ begins, $ ends the word); «2 of 4»: vowels behind, vowels in all;
# «1 before енко», «1 of 3 before енко»: one vowel behind, and how the word ends. Letters are
# folded: ё э е є are е, ы и і ї are и, ў is в; women's -ова, -ина, -ая are weighed as men's.
# Who reads this: respelling/stress.py; written by benchmarks/learning/stress.py.
# Licence: facts. Source: stressed names of tsnorm (Wiktionary) and ukrainian-word-stress;
# Debian's hunspell-be.
around\tweight
"""


def main() -> None:
    """Write `tables/respell/stress.tsv`."""
    found = examples()
    weights = learn(found)
    path = locate.shipped() / "respell" / "stress.tsv"
    rows = (f"{feature}\t{weights[feature]:.2f}\n" for feature in sorted(weights))
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    print(f"{len(found):,} surnames, {len(weights):,} weights in {path}")


if __name__ == "__main__":
    main()
