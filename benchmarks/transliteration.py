"""Speed of transliteration beside its peers: `python -m benchmarks.transliteration` (`make bench`).

One process, the same texts, in rounds: every round runs each converter once on each text, so
that a slow minute of the machine hits all alike. Printed are millions of characters a second,
median of the rounds and lowest to highest. Peers that are not installed are named and left out
(`pip install -e '.[bench]'`, and `.[bench-icu]` where ICU's headers and a compiler are).

The texts: short names one a call, the same 500 again and again; 50,000 names that are all
different, one a call; running text of about 3 million characters in one call.
"""

from __future__ import annotations

import argparse
import importlib
import random
import statistics
import time
from collections.abc import Callable

import namenorm
from namenorm.tables import locate, read
from namenorm.translit.rules import Rules
from namenorm.translit.writing import SchemeWriter

Converter = Callable[[str], str]
SCHEMES = ("be-lacinka", "be-bgnpcgn-1979")


def ours() -> dict[str, Converter]:
    """namenorm as it is called, with the compiled core and without."""
    found: dict[str, Converter] = {}
    for id in SCHEMES:
        found[f"namenorm {id}"] = lambda text, id=id: namenorm.transliterate(text, id)
    scheme = next(scheme for scheme in namenorm.schemes() if scheme.id == SCHEMES[0])
    pure = SchemeWriter(Rules(scheme.lang, scheme.rules), compiled=False)
    found[f"namenorm {SCHEMES[0]}, no compiler"] = pure.write
    return found


def peers() -> tuple[dict[str, Converter], list[str]]:
    """The peers that are installed, and the names of those that are not."""
    table = str.maketrans(
        {c: namenorm.transliterate(c, "be-lacinka") for c in map(chr, range(0x400, 0x530))}
    )
    found: dict[str, Converter] = {"str.translate with a dictionary": lambda t: t.translate(table)}
    missing = []
    makers: list[tuple[str, str, Callable[..., Converter]]] = [
        ("PyICU Belarusian-Latin/BGN", "icu", _icu),
        ("iuliia BGN_PCGN", "iuliia", lambda m: lambda text: m.BGN_PCGN.translate(text)),
        ("cyrtranslit ru", "cyrtranslit", lambda m: lambda text: m.to_latin(text, "ru")),
        ("unidecode", "unidecode", lambda m: m.unidecode),
        ("text-unidecode", "text_unidecode", lambda m: m.unidecode),
        ("anyascii", "anyascii", lambda m: m.anyascii),
        (
            "latynkatar",
            "latynkatar",
            lambda m: lambda text: m.CyrLatConverter(text).convert(palatalization=True),
        ),
    ]
    for name, module, make in makers:
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            missing.append(name)
    return found, missing


def _icu(module: object) -> Converter:
    made = module.Transliterator.createInstance("Belarusian-Latin/BGN")  # type: ignore[attr-defined]
    return lambda text: made.transliterate(text)


def texts(seed: int = 1) -> dict[str, list[str]]:
    """The three kinds of text, from the names in the tables."""
    draw = random.Random(seed)
    folder = locate.shipped()
    people = [row["be"] for row in read.tsv(folder / "identities" / "people.tsv")]
    words = sorted({word for name in people for word in name.split()})
    small = next(
        row["words"].split()
        for row in read.tsv(folder / "text" / "function_words.tsv")
        if row["lang"] == "be"
    )
    letters = "абвгдзклмнпрсту"

    def invented() -> str:
        given, surname = draw.choice(words), draw.choice(words)
        return f"{given} {surname[:3]}{draw.choice(letters)}ы{draw.choice(letters)}а{surname[3:]}"

    different: set[str] = set()
    while len(different) < 50_000:
        different.add(invented())
    running = " ".join(
        draw.choice(small)
        if draw.random() < 0.4
        else draw.choice(words) + draw.choice(["", ",", "."])
        for _ in range(400_000)
    )
    return {
        "500 names, repeated": people[:500] * 100,
        "50,000 names, all different": sorted(different, key=lambda _: draw.random()),
        "running text": [running],
    }


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    known, missing = peers()
    converters = ours() | known
    for title, items in texts().items():
        size = sum(map(len, items))
        speeds: dict[str, list[float]] = {name: [] for name in converters}
        for _ in range(rounds):
            for name, convert in converters.items():
                slow = name in ("latynkatar", "PyICU Belarusian-Latin/BGN") or "no compiler" in name
                some = items if not slow else _share(items)
                start = time.perf_counter()
                for text in some:
                    convert(text)
                taken = time.perf_counter() - start
                speeds[name].append(sum(map(len, some)) / taken / 1e6)
        print(f"\n{title}: {len(items)} calls, {size / 1e6:.1f} million characters")
        for name, found in sorted(speeds.items(), key=lambda item: -statistics.median(item[1])):
            spread = f"{min(found):6.1f} to {max(found):6.1f}"
            print(f"  {name:40} {statistics.median(found):7.1f} million/s  ({spread})")
    for name in missing:
        print(f"not installed, left out: {name}")


def _share(items: list[str]) -> list[str]:
    """A tenth for the slow ones, so that a round does not take minutes."""
    return items[: len(items) // 10] if len(items) > 1 else [items[0][: len(items[0]) // 10]]


if __name__ == "__main__":
    main()
