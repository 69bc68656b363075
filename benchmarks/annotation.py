"""How fast running text is annotated: `python -m benchmarks.annotation [REGISTRY …]`.

Text of the passages in tests/spec/mentions, with the people in it exchanged for others of the
registry so that names do not come again and again, and with plain prose between, is annotated with
the registry that ships, alone or before compiled ones. Exact matching of all listed forms, which
knows no case endings and no other spelling, is the ceiling (pyahocorasick, flashtext).
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.evaluation import report
from namenorm import Annotator, Registry, Resolver
from namenorm.registry.index import SHIPPED
from namenorm.text.scripts import has_cyrillic
from tests.support.gold import UNKNOWN, Passage, passages

_REPEATS: Final = 3
_PLAIN: Final = 4
"""Passages without a name for each one with names."""
_POOL: Final = 500
"""People who are in the news at a time."""
_HEAD: Final = (
    *("identities", "text", "MB", "by", "MB/s, first time", "again", "twice the text"),
    "mentions",
)
_ABOUT: Final = f"""\
News made of the passages in tests/spec/mentions, the people in it exchanged for {_POOL} others of
the registry, {_PLAIN} passages without names for each one with some. **First time** is an annotator
that has seen none of the names, **again** the median of {_REPEATS} with the same one, **twice the
text** the same with a text of double length: as fast, where time is linear. Exact matching knows
the listed forms alone, no case and no other spelling: it is the ceiling.
"""


def news(lang: str, names: list[str], size: int, draw: random.Random) -> str:
    """So many bytes of text in a language; full names are drawn from `names`."""
    held = list(passages(lang))
    named = [one for one in held if one.mentions]
    plain = [one.text for one in held if not one.mentions]
    found: list[str] = []
    length = 0
    while length < size:
        for text in (_exchanged(draw.choice(named), names, draw), *draw.choices(plain, k=_PLAIN)):
            found.append(text)
            length += len(text.encode())
    return "\n\n".join(found)


def _exchanged(passage: Passage, names: list[str], draw: random.Random) -> str:
    """A passage with other people named in full."""
    out: list[str] = []
    at = 0
    for (start, end), id in sorted(passage.mentions.items()):
        full = " " in passage.text[start:end]
        out += [passage.text[at:start], draw.choice(names) if full else passage.text[start:end]]
        at = end
        assert id == UNKNOWN or id
    return "".join([*out, passage.text[at:]])


def peers(forms: list[str]) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """(name, call) of exact matchers over the same forms."""
    import ahocorasick
    from flashtext import KeywordProcessor

    automaton = ahocorasick.Automaton()
    keywords = KeywordProcessor(case_sensitive=True)
    for form in forms:
        automaton.add_word(form, form)
        keywords.add_keyword(form)
    automaton.make_automaton()
    yield "pyahocorasick, exact forms", lambda text: list(automaton.iter(text))
    yield "flashtext, exact forms", lambda text: keywords.extract_keywords(text, span_info=True)


def rate(call: Callable[[str], Any], text: str) -> float:
    """Megabytes of UTF-8 a second, the middle of several runs."""
    spans = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        call(text)
        spans.append(time.perf_counter() - start)
    return len(text.encode()) / statistics.median(spans) / 1e6


def rows(files: list[Path], size: int, *, beside: bool) -> Iterator[tuple[object, ...]]:
    for file in (None, *files):
        layers = [Path(SHIPPED), *([file] if file else [])]
        registry = Registry.of_files(layers)
        draw = random.Random(1)
        chosen = [draw.randrange(len(registry)) for _ in range(20_000)]
        people = [registry.identities[number] for number in chosen]
        listed = [n.text for one in people if one.type == "person" for n in one.names]
        for lang in ("en", "be", "ru"):
            names = [text for text in listed if has_cyrillic(text) == (lang != "en")][:_POOL]
            text = news(lang, names, size, draw)
            annotator = Annotator(Resolver(registry))
            fresh = time.perf_counter()
            mentions = len(annotator.annotate(text, lang=lang))
            fresh = len(text.encode()) / (time.perf_counter() - fresh) / 1e6
            again = rate(partial(annotator.annotate, lang=lang), text)
            head = (f"{len(registry):,}", lang, f"{len(text.encode()) / 1e6:.1f}")
            twice = rate(partial(annotator.annotate, lang=lang), f"{text}\n\n{text}")
            yield (*head, "annotate", f"{fresh:.2f}", f"{again:.2f}", f"{twice:.2f}", mentions)
            if beside:
                for name, call in peers(sorted(set(listed))):
                    yield (*head, name, "", f"{rate(call, text):.2f}", "", len(call(text)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("registry", nargs="*", type=Path, help="compiled registries")
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--alone", action="store_true", help="without the exact matchers")
    parser.add_argument("--output", type=Path, help="A file to write; else the terminal.")
    given = parser.parse_args()
    head = (
        "identities",
        "text",
        "MB",
        "by",
        "MB/s, first time",
        "MB/s, again",
        "twice the text",
        "mentions",
    )
    table = report.table(head, list(rows(given.registry, given.bytes, beside=not given.alone)))
    if given.output:
        command = f"python -m benchmarks.annotation --bytes {given.bytes}"
        made = f"Made by `{command}` and compiled registries on {os.cpu_count()} cores."
        given.output.write_text(
            f"# Running text\n\n{made}\n\n{_ABOUT}\n{table}\n", encoding="utf-8"
        )
    else:
        print(table)


if __name__ == "__main__":
    main()
