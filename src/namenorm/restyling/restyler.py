"""Restyle: bring the names of a text to one house style; all other characters stay.

>>> restyle("Łukašenka’s aide met Cichanoŭskaja.", "en-press").text
'Lukashenko’s aide met Tsikhanouskaya.'
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from namenorm.annotation.annotator import Annotator
from namenorm.annotation.model import Mention
from namenorm.errors import NotReplaceable
from namenorm.markup import Document, Format, read
from namenorm.markup.document import Replacement
from namenorm.registry import Registry
from namenorm.resolution import Resolver
from namenorm.restyling.forms import Unknown, styled_name
from namenorm.restyling.model import Change, Left, Restyled
from namenorm.restyling.styles import Style, style
from namenorm.text.marks import visible

_MOST_REFUSED: Final = 100
"""Changes that are given up one by one; if more are refused, none is made."""


class Restyler:
    """Brings texts to a style with the identities of one registry."""

    def __init__(self, annotator: Annotator) -> None:
        self.annotator = annotator
        self._registry = annotator.resolver.registry

    def restyle(
        self,
        text: str,
        how: Style | str | Path,
        *,
        lang: str | None = None,
        format: Format = "text",
    ) -> Restyled:
        """`text` with its linked mentions in the style `how`: an id, a TOML file or a `Style`.

        `lang` is the language of the text, detected if it is not given. In a `format` with markup
        only running text is changed. Raises `BadText`, `InputError`, `TableError`,
        `UnknownFormat`, `DocumentTooLong`.
        """
        restyled, _ = self.restyle_document(read(text, format), how, lang=lang)
        return restyled

    def restyle_document(
        self, document: Document, how: Style | str | Path, *, lang: str | None = None
    ) -> tuple[Restyled, list[Replacement]]:
        """The same for a document that is read already; also the changes in its source."""
        chosen = how if isinstance(how, Style) else style(how)
        read = self.annotator.annotated_document(document, lang=lang)
        wanted: list[Change] = []
        left: list[Left] = []
        named: set[str] = set()
        for mention in read.mentions:
            full = None
            if chosen.first_in_full and mention.identity and mention.identity.type == "person":
                full = mention.identity.id not in named
                named.add(mention.identity.id)
            found = self._look(mention, chosen, read.lang, full)
            if isinstance(found, Change):
                wanted.append(found)
            elif found is not None:
                left.append(found)
        restyled, applied, refused = written(document, wanted)
        left = sorted([*left, *refused], key=lambda one: one.start)
        changes = tuple(change for change, _ in applied)
        in_source = [one for _, some in applied for one in some]
        return Restyled(restyled, chosen.id, changes, tuple(left)), in_source

    def _look(
        self, mention: Mention, chosen: Style, lang: str | None, full: bool | None
    ) -> Change | Left | None:
        identity, analyst = mention.identity, self._registry.analyst
        if identity is None:
            return None
        found = styled_name(mention.text, identity, chosen, lang, analyst, full=full)
        if found is None or found == visible(mention.text):
            return None
        place = (mention.start, mention.end, mention.text)
        if isinstance(found, Unknown):
            return Left(*place, identity.id, found.reason)
        return Change(*place, found, identity.id)


Applied = list[tuple[Change, tuple[Replacement, ...]]]
"""Each change, with the changes of the source that make it."""


def written(document: Document, wanted: list[Change]) -> tuple[str, Applied, list[Left]]:
    """Make the changes: (the new source, the changes made, the changes that cannot be made)."""
    refused: list[Left] = []
    applied: Applied = []
    for change in wanted:
        in_source = document.changes_for(change.start, change.end, change.new)
        if in_source is None:
            refused.append(_refused(change))
        else:
            applied.append((change, in_source))
    while True:
        try:
            text = document.replaced(one for _, in_source in applied for one in in_source)
        except NotReplaceable as error:
            kept = [one for one in applied if not one[0].start <= error.start < one[0].end]
            refused += [_refused(change) for change, _ in applied if (change, _) not in kept]
            if len(kept) == len(applied) or len(refused) > _MOST_REFUSED:
                return document.source, [], [_refused(change) for change in wanted]
            applied = kept
        else:
            return text, applied, refused


def _refused(change: Change) -> Left:
    return Left(change.start, change.end, change.old, change.id, "markup stands in its way")


@cache
def shipped() -> Restyler:
    """The restyler of the registry that ships; made once."""
    return Restyler(Annotator(Resolver(Registry.shipped())))


def restyle(
    text: str, style: Style | str | Path, *, lang: str | None = None, format: Format = "text"
) -> Restyled:
    """`text` in a style, by the registry that ships; see `Restyler.restyle`."""
    return shipped().restyle(text, style, lang=lang, format=format)
