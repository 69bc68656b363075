"""Restyle: the names of a text in one house style; every other character stays.

>>> restyle("Łukašenka’s aide met Cichanoŭskaja.", "en-press").text
'Lukashenko’s aide met Tsikhanouskaya.'
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from namenorm.annotation.annotator import Annotator
from namenorm.annotation.language import language_of
from namenorm.annotation.model import Mention
from namenorm.registry import Registry
from namenorm.resolution import Resolver
from namenorm.restyling.forms import Unknown, styled
from namenorm.restyling.model import Change, Left, Restyled
from namenorm.restyling.styles import Style, style


class Restyler:
    """Brings texts to a style with the identities of one registry."""

    def __init__(self, annotator: Annotator) -> None:
        self.annotator = annotator
        self._registry = annotator.resolver.registry

    def restyle(self, text: str, how: Style | str | Path, *, lang: str | None = None) -> Restyled:
        """`text` with its linked mentions in the style `how`: an id, a TOML file or a `Style`.

        `lang` is the language of the text, found out where it is not given. Raises `BadText`,
        `InputError`, `TableError`.
        """
        chosen = how if isinstance(how, Style) else style(how)
        mentions = self.annotator.annotate(text, lang=lang)
        lang = lang or language_of(text, self._registry.tables)
        changes: list[Change] = []
        left: list[Left] = []
        named: set[str] = set()
        for mention in mentions:
            full = None
            if chosen.first_in_full and mention.identity and mention.identity.type == "person":
                full = mention.identity.id not in named
                named.add(mention.identity.id)
            self._look(mention, chosen, lang, full, changes, left)
        return Restyled(replaced(text, changes), chosen.id, tuple(changes), tuple(left))

    def _look(
        self,
        mention: Mention,
        chosen: Style,
        lang: str | None,
        full: bool | None,
        changes: list[Change],
        left: list[Left],
    ) -> None:
        found = styled(mention, chosen, lang, self._registry.analyst, full=full)
        if found is None or mention.identity is None or found == mention.text:
            return
        place = (mention.start, mention.end, mention.text)
        if isinstance(found, Unknown):
            left.append(Left(*place, mention.identity.id, found.reason))
        else:
            changes.append(Change(*place, found, mention.identity.id))


def replaced(text: str, changes: list[Change]) -> str:
    """`text` with changes made, which come in their order."""
    out: list[str] = []
    at = 0
    for change in changes:
        out += [text[at : change.start], change.new]
        at = change.end
    out.append(text[at:])
    return "".join(out)


@cache
def shipped() -> Restyler:
    """The restyler of the registry that ships, made once."""
    return Restyler(Annotator(Resolver(Registry.shipped())))


def restyle(text: str, style: Style | str | Path, *, lang: str | None = None) -> Restyled:
    """`text` with the mentions of the registry that ships in a style; see `Restyler.restyle`."""
    return shipped().restyle(text, style, lang=lang)
