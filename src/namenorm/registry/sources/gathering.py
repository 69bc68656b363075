"""What an importer makes of one record: an identity, more names of one, or nothing.

Every fault is reported: of a name, which is left out, and of a record, which is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from namenorm.errors import InputError, NamenormError
from namenorm.lang import nearest
from namenorm.names import kinds
from namenorm.names.countries import country_code
from namenorm.registry.model import KINDS, PROMINENCE, TYPES, Identity, NameForm
from namenorm.text.clean import clean_name
from namenorm.years import year_of

LONGEST_ID: Final = 200
MOST_NAMES: Final = 1000
"""Names of one identity; Wikidata's fullest items have some hundreds."""
MOST_LISTED: Final = 8
"""Kinds of one identity, and what it may lie in: a river has several countries."""
_QID: Final = re.compile(r"Q[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that became an identity; `faults` are of the names that were left out."""

    identity: Identity
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    """More names of the identity `id`, or its Wikidata item, from a second file."""

    id: str
    names: tuple[NameForm, ...] = ()
    wikidata: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that was not asked for, and what it was: a class, a country, a table of links."""

    what: str


Outcome = Taken | Addition | Passed


class Names:
    """The names of one record: cleaned, each once, one main form a language.

    Where two names would be the main one, that whose language was stated goes before that whose
    language was guessed, and the first of several before the others.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._forms: dict[tuple[str, str], str] = {}
        self._main: dict[str, str] = {}
        self._stated: set[str] = set()

    def __iter__(self) -> Iterator[NameForm]:
        for (text, lang), kind in self._forms.items():
            main = kind != "main" or self._main[lang] == text
            yield NameForm(text, lang, kind if main else "alias")

    def add(self, text: Any, lang: str | None = None, kind: str = "main") -> None:
        """Add one; without a `lang` (BCP 47) the letters decide. A bad one is a fault."""
        if kind not in KINDS:
            self.faults.append(f"kind {str(kind)[:40]!r} is none of {', '.join(KINDS)}")
            return
        if len(self._forms) == MOST_NAMES:
            reason = f"more than {MOST_NAMES} names; the rest is left out"
            if reason not in self.faults:
                self.faults.append(reason)
            return
        try:
            cleaned = clean_name(text, argument="name")
        except NamenormError as error:
            self.faults.append(f"a name is left out: {error}")
            return
        tag = nearest(str(lang)) if lang else _language(cleaned)
        if tag is None:
            why = f"no language {str(lang)[:40]!r}" if lang else "no table reads its script"
            self.faults.append(f"the name {cleaned[:80]!r} is left out: {why}")
            return
        if (cleaned, tag) in self._forms:
            return
        self._forms[cleaned, tag] = kind
        if kind == "main" and (tag not in self._main or (lang and tag not in self._stated)):
            self._main[tag] = cleaned
            if lang:
                self._stated.add(tag)

    def tuple(self) -> tuple[NameForm, ...]:
        """All of them. Raises `InputError` where there is none."""
        if not self._forms:
            first = f" ({self.faults[0]})" if self.faults else ""
            raise InputError(f"no name that can be read{first}", argument="names")
        return tuple(self)


def _language(name: str) -> str | None:
    from namenorm.translit.detection import language_of_name  # slow to load, and seldom needed

    return language_of_name(name)


def taken(
    id: Any,
    type: str,
    names: Names,
    *,
    patronymic: Any = "",
    born: Any = None,
    country: Any = "",
    wikidata: Any = "",
    prominence: Any = None,
    kind: Any = None,
    within: Any = None,
) -> Taken:
    """The identity of a record, checked. Raises `InputError`, saying what is wrong with it."""
    if type not in TYPES:
        raise InputError(f"type {str(type)[:40]!r} is none of {', '.join(TYPES)}", argument="type")
    forms = names.tuple()
    found = Identity(
        checked_id(id),
        type,
        forms,
        patronymic=clean_name(patronymic, argument="patronymic") if patronymic else "",
        born=year(born),
        country=country_code(str(country or "")),
        wikidata=qid(wikidata),
        prominence=_share(prominence),
        kinds=_kinds(kind),
        within=tuple(map(checked_id, _several(within, "within"))),
    )
    return Taken(found, tuple(names.faults))


def checked_id(id: Any) -> str:
    """An id as text. Raises `InputError` where it is empty, too long, or no printable text."""
    text = str(id).strip() if isinstance(id, str | int) and not isinstance(id, bool) else ""
    if not text:
        raise InputError("no id; every record needs one of its own", argument="id")
    if len(text) > LONGEST_ID or not text.isprintable():
        raise InputError(
            f"the id {text[:60]!r} is not printable text of at most {LONGEST_ID} characters",
            argument="id",
        )
    return text


def year(given: Any) -> int | None:
    """The year of 1982, "1982", "1982-09-11" or "+1982-09-11T00:00:00Z"; None where none is given.

    Raises `InputError`.
    """
    if given is None or given == "":
        return None
    found = year_of(given, "record")
    if found is None:
        raise InputError(f"born {str(given)[:40]!r} is no year such as 1982", argument="born")
    return found


def qid(given: Any) -> str:
    """A Wikidata id, out of a URL too. Raises `InputError`."""
    text = str(given or "").strip().rpartition("/")[2]
    if text and not _QID.fullmatch(text):
        raise InputError(f"wikidata {text[:40]!r} is no id such as Q184", argument="wikidata")
    return text


def _kinds(given: Any) -> tuple[str, ...]:
    found = _several(given, "kind")
    known = kinds.shipped() if found else ()
    for kind in found:
        if kind not in known:
            raise InputError(f"kind {kind[:40]!r} stands not in kinds.tsv", argument="kind")
    return found


def _several(given: Any, argument: str) -> tuple[str, ...]:
    """The texts of a list, or of a text with `|` between. Raises `InputError`."""
    if given is None:
        return ()
    listed = given.split("|") if isinstance(given, str) else given
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise InputError(f"{argument} is a text, or a list of texts", argument=argument)
    if len(listed) > MOST_LISTED:
        raise InputError(f"{argument} has more than {MOST_LISTED} values", argument=argument)
    return tuple(dict.fromkeys(one for text in listed if (one := text.strip())))


def _share(given: Any) -> float:
    if given is None or given == "":
        return PROMINENCE
    try:
        share = float(given)
    except (TypeError, ValueError):
        share = -1.0
    if not 0 <= share <= 1:
        raise InputError(
            f"prominence {str(given)[:40]!r} is no number from 0 to 1", argument="prominence"
        )
    return share
