"""Findings for a copy editor: names off the house style, one name spelled in two ways.

>>> [f.message for f in consistency("Łukašenka spoke. Lukashenko’s aide did not.")]
['Lukashenko is spelled Łukašenka elsewhere in the text']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from namenorm.annotation.lexicon import Lexicon
from namenorm.annotation.model import Mention
from namenorm.markup import Document, Format, read
from namenorm.restyling.restyler import Restyler, shipped
from namenorm.restyling.styles import Style

Rule = Literal["style", "unsure", "consistency"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `line` and `column` count from 1, `start` and `end` code points.

    `rule` is `style` (another form is printed), `unsure` (the form is off the style, and the right
    one is not known) or `consistency`. `replacement` is what to write instead, where it is known.
    """

    start: int
    end: int
    line: int
    column: int
    text: str
    rule: Rule
    message: str
    replacement: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Reviewer:
    """Reviews texts with the identities of one registry."""

    def __init__(self, restyler: Restyler) -> None:
        self.restyler = restyler

    def lint(
        self,
        text: str,
        style: Style | str | Path,
        *,
        lang: str | None = None,
        format: Format = "text",
    ) -> list[Finding]:
        """The names of `text` that are off a style, in their order.

        Raises `BadText`, `InputError`, `TableError`.
        """
        return self.lint_document(read(text, format), style, lang=lang)

    def lint_document(
        self, document: Document, style: Style | str | Path, *, lang: str | None = None
    ) -> list[Finding]:
        """The same for a document that has been read."""
        found, _ = self.restyler.restyle_document(document, style, lang=lang)
        lines = document.lines
        findings = [
            Finding(
                *(one.start, one.end, *lines.place(one.start), one.old, "style"),
                f"{_in_one_line(one.old)} is printed {_in_one_line(one.new)}",
                one.new,
            )
            for one in found.changes
        ]
        findings += [
            Finding(
                *(one.start, one.end, *lines.place(one.start), one.text, "unsure"),
                f"{_in_one_line(one.text)} is off the style; {one.reason}",
            )
            for one in found.left
        ]
        return sorted(findings, key=lambda finding: finding.start)

    def consistency(
        self, text: str, *, lang: str | None = None, format: Format = "text"
    ) -> list[Finding]:
        """The names of `text` that are spelled otherwise elsewhere in it, in their order.

        Raises `BadText`, `InputError`.
        """
        return self.consistency_of(read(text, format), lang=lang)

    def consistency_of(self, document: Document, *, lang: str | None = None) -> list[Finding]:
        """The same for a document that has been read."""
        annotator = self.restyler.annotator
        found_there = annotator.annotated_document(document, lang=lang)
        lexicon, lines = annotator.lexicon(found_there.lang), document.lines
        spelled: dict[tuple[str, int], list[tuple[Mention, str]]] = {}
        for mention in found_there.mentions:
            if mention.identity is not None:
                for rank, word in enumerate(_words(mention, lexicon)):
                    spelled.setdefault((mention.identity.id, rank), []).append((mention, word))
        found: dict[int, Finding] = {}
        for spellings in spelled.values():
            for mention, word, usual in _rarer_spellings(spellings):
                found.setdefault(
                    mention.start,
                    Finding(
                        *(mention.start, mention.end, *lines.place(mention.start)),
                        *(mention.text, "consistency"),
                        f"{word} is spelled {usual} elsewhere in the text",
                    ),
                )
        return [found[start] for start in sorted(found)]


def _words(mention: Mention, lexicon: Lexicon) -> Iterator[str]:
    """The words of a mention in the nominative, last word first: the surname comes first."""
    assert mention.identity is not None
    held = {part.casefold() for n in mention.identity.names for part in n.text.split()}
    for word in reversed(mention.text.split()):
        if word.endswith("."):
            continue
        forms = lexicon.all_forms(word)
        known = (form for form in forms if form.casefold() in held)
        yield next(known, forms[0] if forms else word)


def _rarer_spellings(spellings: list[tuple[Mention, str]]) -> Iterator[tuple[Mention, str, str]]:
    """(mention, its word, the commonest spelling) of each word that is spelled otherwise."""
    counts = Counter(word.casefold() for _, word in spellings)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda word: (counts[word], -_first(spellings, word)))
    written = [word for _, word in spellings if word.casefold() == usual]
    shown = next((word for word in written if not word.isupper()), written[0])
    for mention, word in spellings:
        if word.casefold() != usual:
            yield mention, word, shown


def _first(spellings: list[tuple[Mention, str]], word: str) -> int:
    return next(n for n, (_, one) in enumerate(spellings) if one.casefold() == word)


def _in_one_line(text: str) -> str:
    """The text of a mention without line breaks."""
    return " ".join(text.split())


def lint(
    text: str, style: Style | str | Path, *, lang: str | None = None, format: Format = "text"
) -> list[Finding]:
    """The names of `text` that are off a style; see `Reviewer.lint`.

    >>> [(f.line, f.column, f.replacement) for f in lint("In Mahilyow.", "lacinka")]
    [(1, 4, 'Mahiloŭ')]
    """
    return Reviewer(shipped()).lint(text, style, lang=lang, format=format)


def consistency(text: str, *, lang: str | None = None, format: Format = "text") -> list[Finding]:
    """The names of `text` that are spelled in two ways; see `Reviewer.consistency`."""
    return Reviewer(shipped()).consistency(text, lang=lang, format=format)
