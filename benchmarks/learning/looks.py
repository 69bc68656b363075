"""Learn the letter models: `python -m benchmarks.learning.looks` writes letters-<lang>.tsv.

A letter model with Witten-Bell smoothing (I. Witten, T. Bell, 1991), cut down to the rows
without which it would lose most (A. Stolcke, 1998). Russian: surnames and given names with
their counts. Ukrainian: names of a dictionary that are such surnames. Belarusian: the Russian
ones as Belarusian spells them, by chance, and the names of a word list.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from benchmarks.learning import sources
from namenorm.respelling import word_respeller
from namenorm.respelling.letter_model import END, START
from namenorm.tables import locate

Words = dict[str, float]
_REACH = 4
"""The most letters of context."""
_LOSS = {"ru": 1e-5, "be": 2e-5, "uk": 2e-5}
"""A row is kept when without it a text as long as what was learnt from would lose this share."""
_RARE = 3
"""Surnames with fewer bearers are left out: half of them are typing errors."""
_POWER = 0.8
_LETTERS = 35


def russian() -> Words:
    """Russian names; ё is written е, as the press does."""
    found: Words = {}
    for names, share in ((sources.surnames(), 1.0), (sources.given(), 0.1)):
        for word, count in names.items():
            if count >= _RARE:
                plain = word.replace("ё", "е")
                found[plain] = found.get(plain, 0.0) + share * count**_POWER
    return found


def belarusian() -> Words:
    """Russian names in Belarusian spelling, each by its chance, and a word list's own."""
    found: Words = dict.fromkeys(sources.belarusian_names(), 5.0)
    spell = word_respeller.load(locate.shipped(), "ru", "be").spell
    for word, count in russian().items():
        if count >= 4.0:
            for text, chance in spell(word).items():
                if chance > 0.05:
                    text = text.replace("’", "ʼ")
                    found[text] = found.get(text, 0.0) + chance * count
    return found


def ukrainian() -> Words:
    """Names of a Ukrainian dictionary that, read as Russian, are Russian spellings of surnames."""
    counts = sources.surnames()
    fold = str.maketrans("иіїєґ", "ыииег")
    also = str.maketrans("иіїєґ", "ииеег")
    found: Words = {}
    for word in sources.ukrainian_stress()[0]:
        plain = word.replace("ськ", "ск").replace("цьк", "цк").replace("'", "ь")
        count = max(counts.get(plain.translate(fold), 0), counts.get(plain.translate(also), 0))
        if count or (word.endswith(("ський", "цький", "ська", "цька")) and len(word) > 6):
            found[word.replace("'", "ʼ")] = (count + 1) ** _POWER
    return found


def model(words: Words, loss: float) -> tuple[dict[str, float], dict[str, float]]:
    """−ln costs of letters after others, and what is paid where a row is missing."""
    seen: list[defaultdict[str, float]] = [defaultdict(float) for _ in range(_REACH + 1)]
    kinds: Counter[str] = Counter()
    totals: defaultdict[str, float] = defaultdict(float)
    for word, worth in sorted(words.items()):
        edged = START + word + END
        for at in range(1, len(edged)):
            for size in range(min(_REACH, at) + 1):
                before, row = edged[at - size : at], edged[at - size : at + 1]
                kinds[before] += row not in seen[size]
                seen[size][row] += worth
                totals[before] += worth
    everything = totals[""]

    def chance(before: str, letter: str) -> float:
        below = chance(before[1:], letter) if before else 1 / _LETTERS
        doubt = 3.0 * kinds[before]
        return (seen[len(before)].get(before + letter, 0.0) + doubt * below) / (
            totals[before] + doubt
        )

    costs = {letter: -math.log(chance("", letter)) for letter in seen[0]}
    more: dict[str, float] = {}

    def cost(before: str, letter: str) -> float:
        paid = 0.0
        while before + letter not in costs:
            paid += more.get(before, 0.0)
            before = before[1:]
        return paid + costs[before + letter]

    for size in range(1, _REACH + 1):
        by_before: defaultdict[str, list[str]] = defaultdict(list)
        for row in seen[size]:
            by_before[row[:-1]].append(row[-1])
        for before, following in by_before.items():
            kept = {}
            for letter in following:
                p = chance(before, letter)
                gain = totals[before] * p * (math.log(p) + cost(before[1:], letter))
                if abs(gain) > loss * everything:
                    kept[letter] = -math.log(p)
            if kept:
                own = min(sum(math.exp(-c) for c in kept.values()), 0.9999)
                below = min(sum(math.exp(-cost(before[1:], x)) for x in kept), 0.9999)
                more[before] = math.log(1 - below) - math.log(1 - own)
                costs |= {before + letter: c for letter, c in kept.items()}
    return costs, more


HEADER = """\
# What {name} names look like: cost, −ln of the chance of the last letter after those before it
# (^ begins, $ ends a name); more: added to the cost by fewer letters where no row goes on.
# Who reads this: respelling/letter_model.py; written by benchmarks/learning/looks.py.
# Licence: facts. Source: {source}.
letters\tcost\tmore
"""
_ABOUT = {
    "ru": ("Russian", "the surnames and given names of the package russiannames"),
    "be": ("Belarusian", "russiannames as ru-be.toml spells them, and Debian's hunspell-be"),
    "uk": ("Ukrainian", "names of the package ukrainian-word-stress"),
}


def main() -> None:
    """Write `tables/respell/letters-<lang>.tsv`."""
    for lang, words in (("ru", russian()), ("be", belarusian()), ("uk", ukrainian())):
        costs, more = model(words, _LOSS[lang])
        path = locate.shipped() / "respell" / f"letters-{lang}.tsv"
        name, source = _ABOUT[lang]
        rows = [
            f"{letters}\t{f'{costs[letters]:.2f}' if letters in costs else ''}\t"
            f"{f'{more[letters]:.2f}' if letters in more else ''}\n"
            for letters in sorted(costs | more)
        ]
        path.write_text(HEADER.format(name=name, source=source) + "".join(rows), encoding="utf-8")
        print(f"{lang}: {len(words):,} names, {len(rows):,} rows in {path}")


if __name__ == "__main__":
    main()
