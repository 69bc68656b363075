"""Documents in six spellings, and 200,000 other people: who is found among the first ten.

One inverted index in memory for every method. A document is one name. A query finds the documents
that have a key of each of its words (for namenorm: of each part of the name); those whose keys are
rare come first, equals in random order. Trigrams find what is similar by 0.3, as pg_trgm does.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import namenorm
from benchmarks.keys.methods import Keys, trigrams
from benchmarks.keys.spellings import Person
from benchmarks.million.forenames import LANGS, Forenames
from benchmarks.million.people import SCHEMES, alike
from benchmarks.million.surnames import Surnames, female
from namenorm.keying import keys_text, part_keys
from namenorm.names.model import Gender
from namenorm.text.scripts import has_cyrillic

FIRST = 10
_SIMILAR = 0.3


@dataclass(frozen=True)
class Figures:
    """Means over the queries; `precision` is of what was returned, `misses` some queries."""

    recall: float
    precision: float
    misses: list[tuple[str, str]]


@dataclass(frozen=True)
class Documents:
    """Texts, whom each names (empty for others), and the queries: text and whom it names."""

    texts: list[str]
    whom: list[str]
    queries: list[tuple[str, str]]


def others(people: Iterable[Person], count: int, seed: int) -> Iterator[str]:
    """Names of people who are none of `people`, in Cyrillic or by a scheme.

    Who has the given name and a surname that `alike` takes for one of a person's is left out.
    """
    draw = random.Random(seed)
    forenames = Forenames()
    surnames = {lang: Surnames(lang) for lang in LANGS}
    taken = {
        (forenames.id(word), alike(female(last, lang)))
        for person in people
        for name in person.names
        if has_cyrillic(name)
        for words in (name.title().split(),)
        for word in words
        for last in words
        for lang in LANGS
    }
    while count:
        lang = draw.choices(LANGS, (5, 3, 2))[0]
        first, last = forenames.take(draw), surnames[lang].take(draw)
        if (first.id, alike(female(last, lang))) in taken:
            continue
        last = female(last, lang) if first.gender is Gender.FEMALE else last
        text = f"{first.forms[lang]} {last}"
        if draw.random() < 0.5:
            text = namenorm.transliterate(text, draw.choice(list(SCHEMES[lang])))
        yield text
        count -= 1


def documents(people: list[Person], around: Iterable[str]) -> Documents:
    """Every spelling is a document and a query; people of one name are one."""
    texts, whom = list(around), []
    whom = [""] * len(texts)
    queries = []
    one_name: dict[str, str] = {}
    for person in people:
        same = [one_name[name.lower()] for name in person.names if name.lower() in one_name]
        id = same[0] if same else person.id
        for name in person.names:
            one_name.setdefault(name.lower(), id)
            texts.append(name)
            whom.append(id)
            queries.append((name, id))
    return Documents(texts, whom, queries)


Cut = Callable[[str], list[frozenset[str]]]


def ours_document(text: str) -> list[frozenset[str]]:
    """The keys of each word of a document."""
    return [frozenset(word.keys) for word in keys_text(text)]


def ours_query(text: str) -> list[frozenset[str]]:
    """The keys of each part of a name that is asked for."""
    return [frozenset(part) for part in part_keys(text)]


def words_of(keys: Keys) -> Cut:
    """The keys of each word, for a method that knows nothing but words."""
    return lambda text: [
        found for word in keys_text(text) if (found := keys(text[word.start : word.end]))
    ]


def measure(where: Documents, cut: Cut, asked: Cut, seed: int) -> Figures:
    """All queries by keys."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(where.texts):
        for key in {key for word in cut(text) for key in word}:
            held[key].append(number)
    total = len(where.texts)
    weight = {key: math.log(1 + total / len(rows)) for key, rows in held.items()}

    def found(text: str) -> dict[int, float]:
        scores: dict[int, float] | None = None
        for part in asked(text):
            here: dict[int, float] = {}
            for key in part:
                for number in held.get(key, ()):
                    here[number] = max(here.get(number, 0.0), weight[key])
            if scores is None:
                scores = here
            else:
                scores = {n: scores[n] + w for n, w in here.items() if n in scores}
        return scores or {}

    return _figures(where, found, seed)


def measure_trigrams(where: Documents, seed: int) -> Figures:
    """All queries by similarity of trigrams."""
    held: dict[str, list[int]] = defaultdict(list)
    sizes = []
    for number, text in enumerate(where.texts):
        cut = trigrams(text)
        sizes.append(len(cut))
        for gram in cut:
            held[gram].append(number)

    def found(text: str) -> dict[int, float]:
        cut = trigrams(text)
        shared: Counter[int] = Counter()
        for gram in cut:
            shared.update(held.get(gram, ()))
        return {
            number: alike
            for number, both in shared.items()
            if (alike := both / (len(cut) + sizes[number] - both)) >= _SIMILAR
        }

    return _figures(where, found, seed)


def _figures(where: Documents, found: Callable[[str], dict[int, float]], seed: int) -> Figures:
    draw = random.Random(seed)
    bearers = Counter(where.whom)
    texts = defaultdict(set)
    for number, (text, id) in enumerate(zip(where.texts, where.whom, strict=True)):
        texts[text, id].add(number)
    recall = precision = 0.0
    misses: list[tuple[str, str]] = []
    for text, id in where.queries:
        own = texts[text, id]
        scores = [
            (score, draw.random(), number)
            for number, score in found(text).items()
            if number not in own
        ]
        first = [number for _, _, number in heapq.nlargest(FIRST, scores)]
        right = sum(where.whom[number] == id for number in first)
        wanted = min(bearers[id] - len(own), FIRST)
        recall += right / wanted if wanted else 1.0
        precision += right / len(first) if first else float(not wanted)
        if right < wanted:
            misses.append((text, id))
    count = len(where.queries)
    return Figures(recall / count, precision / count, misses)
