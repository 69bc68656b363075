"""What stands around a person's name in a list or in news: notes, other names, years, countries.

>>> found = shipped().read("Тихановская (Пилипчук) Светлана; DOB 1982; белорусский политик")
>>> found.head, found.aliases, found.born, found.countries
('Тихановская Светлана', ('Пилипчук',), 1982, ('BY',))
>>> shipped().read("Nobel laureate Bialiatski").head
'Bialiatski'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from namenorm.names import countries, parse
from namenorm.tables import cached, locate, read

COLUMNS: Final = ("text", "lang", "kind", "value")
KINDS: Final = ("alias", "born", "died", "note", "country")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+(?:[’-][^\W\d_]+)*")
_BARE: Final = re.compile(r"(?:[^\W\d_]|[’.]|-(?! )| (?!-))*")
"""Words and initials alone."""
_BRACKETS: Final = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?|«([^«»]*)»?|[\"„“]([^\"„“”]*)[\"“”]?")
_SLASHED: Final = re.compile(r"(?i)\ba/k/a\b")
_APART: Final = re.compile(r"(?P<other>[;|]|\s/\s?|(?<=\w{3})/(?=\w{3}))|\s-\s")
_YEAR: Final = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_ONLY_DIED: Final = re.compile(r"^\s*[-†✝+]\s*\d")
_EVENTS: Final = ("born", "died", "alias")
"""Kinds of words beside a year; some of those before another name stand there, too: geb. 1954."""
_FEWEST: Final = 2
_LONGEST_PHRASE: Final = 4
_LONGEST_ENDING: Final = 5
"""Letters that may follow the beginning of a word that the table has with `*`."""
_CODE: Final = 3
"""Letters of a country's code, which counts in capitals only."""
_LAST_BIRTH: Final = 2010
"""A later year alone is rather that of a death or of a piece of news."""
_MOST_PIECES: Final = 12
"""Semicolons, slashes and the like at which a text is cut."""
_MOST_ALIASES: Final = 4
_LONGEST_ALIAS: Final = 6
"""Words of another name: more of them are a note."""

Kind = Literal["alias", "born", "died", "note", "country"]


@dataclass(frozen=True, slots=True)
class Particulars:
    """A text taken apart: `head` is the name, never empty; the rest is what else it says.

    `aliases` are other names of the same person, of the whole name or of the surname alone; `notes`
    are the words about them as they stand. `countries` are ISO 3166 codes, each once. Of the
    aliases no word says that they are names of the same person where they are `guessed`.
    """

    head: str
    aliases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    born: int | None = None
    died: int | None = None
    countries: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


class _Said(NamedTuple):
    """A word or a phrase: where it stands, and what the table has it for; None: no word of its."""

    text: str
    start: int
    end: int
    kind: Kind | None
    value: str


@dataclass(slots=True)
class _Surround:
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    born: int | None = None
    died: int | None = None
    countries: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """Takes texts apart by one table; `phrases` and `beginnings` are in small letters.

    `codes` are those of countries, in capitals.
    """

    parser: parse.Parser
    phrases: dict[str, tuple[Kind, str]]
    beginnings: dict[str, tuple[Kind, str]]
    codes: dict[str, str]

    def read(self, text: str) -> Particulars:
        """Take a cleaned text apart; of more than a dozen pieces the rest stays together."""
        if _BARE.fullmatch(text) and all(
            one.kind is None and one.text[0].isupper() for one in self._words(text)
        ):
            return Particulars(text)  # as most are
        found = _Surround()
        text = _SLASHED.sub("aka", text)
        bracketed = ["".join(filter(None, match.groups())) for match in _BRACKETS.finditer(text)]
        head, *rest = self._parts(_BRACKETS.sub(" ", text))
        if all(self._is_title(one.text) for one in self._words(head)):
            return Particulars(text)
        for piece in (*bracketed, *rest):
            if tuple(piece.casefold().split()) in self.parser.generations:
                head += f" {piece}"  # Буш (младший)
            elif not self._known(piece, found):
                self._unknown(piece, found)
        head = self._before_commas(head, found)
        head = self._without_alias(head, found)
        head = self._without_title(head, found)
        head = self._without_tail(head, found)
        if not self._words(head):
            return Particulars(text)
        return Particulars(
            head,
            tuple(dict.fromkeys(found.aliases))[:_MOST_ALIASES],
            tuple(found.notes),
            found.born,
            found.died,
            tuple(dict.fromkeys(found.countries)),
            tuple(found.guessed),
        )

    def _parts(self, text: str) -> list[str]:
        """The text cut at semicolons, slashes, and at a hyphen before a note."""
        parts = [""]
        at = 0
        for match in (*islice(_APART.finditer(text), _MOST_PIECES), None):
            piece = text[at : match.start() if match else len(text)]
            parts[-1] += piece
            if match is None:
                break
            after = _APART.split(text[match.end() :], maxsplit=1)[0]
            if match["other"] or self._known(after, _Surround()):
                parts.append("")
            else:
                parts[-1] += match[0]
            at = match.end()
        return [" ".join(part.split()) for part in parts]

    def _words(self, text: str) -> list[_Said]:
        """The words of a text, phrases of the table as one."""
        tokens = list(_WORD.finditer(text))
        said: list[_Said] = []
        at = 0
        while at < len(tokens):
            for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
                some = tokens[at : at + length]
                entry = self._entry([token[0] for token in some])
                if entry or length == 1:
                    kind, value = entry or (None, "")
                    start, end = some[0].start(), some[-1].end()
                    said.append(_Said(text[start:end], start, end, kind, value))
                    at += length
                    break
        return said

    def _entry(self, words: list[str]) -> tuple[Kind, str] | None:
        """What the table has words for."""
        if len(words) == 1 and len(words[0]) == 1 and words[0].isupper():
            return None  # an initial, though в and w stand in notes
        if len(words) == 1 and words[0] in self.codes:
            return "country", self.codes[words[0]]
        whole = " ".join(words).casefold().removesuffix("’s")
        entry = self.phrases.get(whole)
        if entry or len(words) > 1:
            return entry
        for length in range(len(whole), max(len(whole) - _LONGEST_ENDING, 2) - 1, -1):
            if whole[:length] in self.beginnings:
                return self.beginnings[whole[:length]]
        return None

    def _known(self, piece: str, found: _Surround) -> bool:
        """Take up what the table knows all words of, or a date, or an alias behind its marker."""
        said = self._words(piece)
        if not said:
            return bool(not piece.strip() or not any(map(str.isalnum, piece)))
        if self._is_marker(said, piece):
            found.aliases.append(piece[said[1].start : said[-1].end])
            return True
        dated = any(one.kind in _EVENTS for one in said) and _YEAR.search(piece)
        unknown = [one for one in said if one.kind is None and not one.text.isdecimal()]
        if unknown and not dated:
            return False
        self._dates(piece, said, found)
        found.countries += [one.value for one in said if one.kind == "country"]
        if any(one.kind in ("note", "country") for one in said):
            found.notes.append(" ".join(piece.split()))
        return True

    def _is_marker(self, said: list[_Said], piece: str) -> bool:
        """Whether another name follows: geb. Nowak, née Pilipchuk; not geb. 1954."""
        if len(said) < _FEWEST or said[1].text.isdecimal():
            return False
        born = said[0].kind == "born" and not _YEAR.search(piece) and said[1].text[0].isupper()
        return said[0].kind == "alias" or born

    def _dates(self, piece: str, said: list[_Said], found: _Surround) -> None:
        """The years of a piece: of birth or death by the word beside them, else in that order."""
        years = list(_YEAR.finditer(piece))
        only_died = _ONLY_DIED.match(piece) is not None
        for number, match in enumerate(years[:2]):
            beside = [one for one in said if one.kind in _EVENTS]
            before = [one for one in beside if one.end <= match.start()]
            kind = next((one.kind for one in reversed(before or beside)), None)
            year = int(match[0])
            if kind == "died" or only_died or (kind is None and number):
                found.died = found.died or year
            elif kind or len(years) > 1 or year <= _LAST_BIRTH:
                found.born = found.born or year

    def _unknown(self, piece: str, found: _Surround) -> None:
        """A piece with words of no table: a name where it is written as one, else a note."""
        said = self._words(piece)
        names = [one for one in said if not one.text.isdecimal()]
        self._dates(piece, [], found)
        marked = next((at for at, one in enumerate(said) if at and one.kind == "alias"), None)
        if marked is not None and marked + 1 < len(said):
            found.aliases.append(piece[said[marked + 1].start : said[-1].end])
            names = names[:marked]
        if names and names[0].text[0].isupper() and len(names) <= _LONGEST_ALIAS:
            found.aliases.append(piece[names[0].start : names[-1].end])
            found.guessed.append(found.aliases[-1])
        elif piece.strip():
            found.notes.append(" ".join(piece.split()))

    def _before_commas(self, head: str, found: _Surround) -> str:
        """The head without what stands behind commas and is no part of the name."""
        first, *rest = head.split(",")
        kept_parts = [first]
        for piece in rest:
            words = self._words(piece)
            small = bool(words) and words[0].text[0].islower() and not self._is_name(words[0].text)
            if self._known(piece, found):
                continue
            if small:
                self._unknown(piece, found)
            else:
                kept_parts.append(piece)
        return ",".join(kept_parts).strip()

    def _without_alias(self, head: str, found: _Surround) -> str:
        """The head before `aka` and the like."""
        said = self._words(head)
        for at, one in enumerate(said[:-1]):
            stopped = head[one.end : one.end + 1] == "."
            long = len(one.text) > _CODE or " " in one.text or one.text.isupper()
            written = one.text.islower() or one.text.isupper()
            if at and one.kind == "alias" and written and (long or stopped or one.text == "aka"):
                rest = head[said[at + 1].start :]
                found.aliases.append(rest[: said[-1].end])
                return head[: one.start].rstrip(" ,")
        return head

    def _without_tail(self, head: str, found: _Surround) -> str:
        """The head before years, notes in small letters, and a country at the end."""
        said = self._words(head)
        for at, one in enumerate(said):
            rest = head[one.start :]
            date = one.kind in _EVENTS and one.text.islower() and _YEAR.search(rest)
            country = one.kind == "country" and at > 1 and at == len(said) - 1
            note = one.kind in ("note", "country") and one.text[0].islower()
            year = bool(_YEAR.fullmatch(one.text))
            if at and (date or country or year or (note and not self._is_name(one.text))):
                if not self._known(rest, found):
                    found.notes.append(rest)
                return head[: one.start].rstrip(" ,-")
        return head

    def _without_title(self, head: str, found: _Surround) -> str:
        """The head behind the words that say who somebody is."""
        said = self._words(head)
        small = head.islower()
        if len(said) == _FEWEST and said[0].text[0].isupper() and self._is_given(said[1].text):
            return head  # Король Вячеслав
        at = 0
        while at < len(said) - 1:
            one, after = said[at], said[at + 1]
            titled = at or after.kind == "note" or self._is_title(after.text)
            titled = titled or one.text.casefold().endswith("’s")
            known = one.kind == "note" or (one.kind == "country" and titled)
            lower = one.text[0].islower() and not small and not self._is_name(one.text)
            if not (known or lower or self._is_title(one.text)):
                break
            at += 1
        if not at or not any(one.text[0].isupper() or small for one in said[at:]):
            return head
        found.countries += [one.value for one in said[:at] if one.kind == "country"]
        found.notes.append(head[: said[at - 1].end])
        return head[said[at].start :]

    def _is_title(self, word: str) -> bool:
        return (word.casefold(),) in self.parser.dropped

    def _is_given(self, word: str) -> bool:
        return self.parser.given.is_listed(word)

    def _is_name(self, word: str) -> bool:
        """Whether a word in small letters is part of a name: a particle, or a given name."""
        small = word.casefold()
        particle = small.partition("-")[0] in self.parser.particles
        return particle or self._is_given(small)


def _values(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The rows of the table in `folder`, checked, as JSON values."""
    phrases: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for row in read.tsv(folder / "names" / "particulars.tsv", COLUMNS):
        text, kind, value = row["text"], row["kind"], row["value"]
        if kind not in KINDS or bool(value) != (kind == "country"):
            raise row.error(
                f"kind is one of {', '.join(KINDS)}; a country, and no other, has a value"
            )
        if kind == "country" and len(text) <= _CODE and text.isupper():
            codes[text] = [value]
            continue
        whole = " ".join(_WORD.findall(text.replace("'", "’"))).casefold()
        table = beginnings if text.endswith("*") else phrases
        table.setdefault(whole, [kind, value])
    for name, code in countries.names(folder):
        whole = " ".join(_WORD.findall(name)).casefold()
        phrases.setdefault(whole, ["country", code])
    return {"phrases": phrases, "beginnings": beginnings, "codes": codes}


@cache
def load(folder: Path) -> Reader:
    """The reader by the tables in `folder`. Raises `TableError`."""
    listed = cached.values(folder, "particulars", lambda: _values(folder))
    phrases, beginnings = (
        {text: (kind, value) for text, (kind, value) in listed[name].items()}
        for name in ("phrases", "beginnings")
    )
    codes = {text: value for text, (value,) in listed["codes"].items()}
    return Reader(parse.load(folder), phrases, beginnings, codes)


def shipped() -> Reader:
    """The reader by the tables that ship."""
    return load(locate.shipped())
