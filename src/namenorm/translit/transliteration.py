"""Transliterate text by a scheme, in both directions."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args, overload

from namenorm.errors import InputError, UnknownLetter
from namenorm.text.clean import refuse_surrogates
from namenorm.translit.detection import detect
from namenorm.translit.schemes import Scheme
from namenorm.translit.schemes import scheme as find
from namenorm.translit.writing import SchemeWriter

Unknown = Literal["unidecode", "error"]
"""What to do with a Cyrillic letter that has no rule in the scheme."""

MAX_ALTERNATIVES: Final = 20


@overload
def transliterate(
    text: str,
    scheme: str | None = None,
    *,
    reverse: bool = False,
    limit: None = None,
    on: date | str | None = None,
    repair: bool = True,
    unknown: Unknown = "unidecode",
) -> str: ...


@overload
def transliterate(
    text: str,
    scheme: str | None = None,
    *,
    reverse: bool = False,
    limit: int,
    on: date | str | None = None,
    repair: bool = True,
    unknown: Unknown = "unidecode",
) -> list[str]: ...


def transliterate(
    text: str,
    scheme: str | None = None,
    *,
    reverse: bool = False,
    limit: int | None = None,
    on: date | str | None = None,
    repair: bool = True,
    unknown: Unknown = "unidecode",
) -> str | list[str]:
    """Write `text` in the letters of `scheme`; with `reverse`, read it back.

    Without a scheme `namenorm.detect` decides: Belarusian becomes Łacinka, Russian BGN/PCGN,
    Ukrainian the national system, Łacinka becomes Cyrillic, and other Latin stays. `scheme` is an
    id, an alias or a series such as `passport`; `on` picks the member of the series that was in
    force on that day, without a scheme that of the national system for place names. What is not in
    the scheme's source script stays as it is. Latin letters that stand for Cyrillic ones inside a
    word are read as those, unless `repair` is False. A Cyrillic letter that the scheme does not
    know goes to `unidecode`; with `unknown="error"` it raises `UnknownLetter`.

    Reading back is exact for schemes that are `reversible`; for the others it gives the
    likeliest spelling, and with `limit` (1 to 20) a list of that many at most, likeliest first.
    Linear in the length of the text. Raises `UnknownScheme`, `BadText`, `InputError`.

    >>> transliterate("ПАЎЛІЧЭНКА", "lacinka")
    'PAŬLIČENKA'
    >>> transliterate("Ціханоўская"), transliterate("Łukašenka"), transliterate("Angela Merkel")
    ('Cichanoŭskaja', 'Лукашэнка', 'Angela Merkel')
    >>> transliterate("Магілёў", on="2022-05-01"), transliterate("Магілёў", on="2024-05-01")
    ('Mahilioŭ', 'Magiliow')
    >>> transliterate("Tsikhanouskaya", "en-press", reverse=True, limit=2)
    ['Ціханоўская', 'Ціханоўськая']
    """
    if scheme is None:
        if reverse:
            raise InputError("reverse needs a scheme; name one", argument="scheme")
        found = detect(text)
        if found.scheme is None:
            return text
        scheme, reverse = found.scheme, found.reverse
        if on is not None and not reverse:
            scheme = NATIONAL[found.lang]
    try:
        writer = _WRITERS[scheme] if on is None else find(scheme, on=on).writer
    except (KeyError, TypeError):
        writer = find(scheme).writer
        if len(_WRITERS) < _MOST:
            _WRITERS[scheme] = writer
    if reverse or limit is not None:
        return _read(text, find(scheme, on=on), reverse, limit)
    if unknown != "unidecode":
        _require_known(text, find(scheme, on=on), unknown)
    try:
        return writer.write(text, repair=repair)
    except (TypeError, ValueError):
        refuse_surrogates(text, argument="text")
        raise


NATIONAL: Final = {
    **dict.fromkeys(("be", "be-tarask"), "be-national"),
    "ru": "ru-national-by",
    "uk": "uk-national",
}
"""The series of the national systems for place names."""

_WRITERS: dict[str, SchemeWriter] = {}
_MOST: Final = 500
"""The most cached writers: one for each scheme that ships and each alias."""


def _read(text: str, scheme: Scheme, reverse: bool, limit: int | None) -> str | list[str]:
    if not reverse:
        raise InputError("limit goes with reverse=True; writing has one answer", argument="limit")
    if limit is not None and not (isinstance(limit, int) and 1 <= limit <= MAX_ALTERNATIVES):
        raise InputError(
            f"limit is {str(limit)[:40]}; it must be between 1 and {MAX_ALTERNATIVES}",
            argument="limit",
        )
    refuse_surrogates(text, argument="text")
    found = scheme.reader.read(text, limit or 1)
    return found[0] if limit is None else found


def _require_known(text: str, scheme: Scheme, unknown: str) -> None:
    if unknown not in get_args(Unknown):
        raise InputError(
            f"unknown is {str(unknown)[:40]!r}; it must be one of {', '.join(get_args(Unknown))}",
            argument="unknown",
        )
    refuse_surrogates(text, argument="text")
    at = scheme.writer.find_unknown(text)
    if at is not None:
        raise UnknownLetter(
            f"text holds {text[at]!r} (U+{ord(text[at]):04X}) at {at}, for which {scheme.id} "
            "has no rule",
            argument="text",
        )
