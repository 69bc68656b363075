"""Places and organisations: those of the tables, then villages called after people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from namenorm.tables import locate, read

Named = tuple[str, str, str, str]
"""(type, name, language of a further name, further name)."""
_BEFORE: Final = ("", "", "", "Вялікія ", "Малыя ", "Новыя ", "Старыя ", "Верхнія ", "Ніжнія ")
_ENDINGS: Final = ("ічы", "аўцы", "шчына", "ішкі", "оўка", "ава", "акі")


def held() -> Iterator[Named]:
    """The places and organisations of the tables that have a name in two languages."""
    for type in ("places", "organisations"):
        for row in read.tsv(locate.shipped() / "identities" / f"{type}.tsv"):
            lang = next((lang for lang in ("ru", "en", "uk", "pl") if row[lang] != ""), None)
            if lang and row[lang] != row["be"]:
                yield type.removesuffix("s"), row["be"], lang, row[lang]


def village(stem: str, draw: random.Random) -> str:
    """The Belarusian name of a village that there may be, called after people."""
    name = (stem + draw.choice(_ENDINGS)).capitalize()
    return f"{draw.choice(_BEFORE)}{name}"
