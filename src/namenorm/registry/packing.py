"""An identity as a line of JSON and back: how staging and the compiled file keep it.

>>> line = pack(Identity("p1", "person", (NameForm("Ян Чачот", "be"),), born=1796))
>>> line
'["p1","person",[["Ян Чачот","be"]],"",1796,"","",0.3,[],[]]'
>>> unpack(line).names[0].text
'Ян Чачот'
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from namenorm.registry.model import Identity, NameForm

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def pack(identity: Identity) -> str:
    """One line; the same identity gives the same line."""
    cells = [
        identity.id,
        identity.type,
        [_cells(name) for name in identity.names],
        identity.patronymic,
        identity.born,
        identity.country,
        identity.wikidata,
        identity.prominence,
        identity.kinds,
        identity.within,
    ]
    return _ENCODER.encode(cells)


def _cells(name: NameForm) -> list[str | bool]:
    """Text and lang; kind and derived only where they are not the usual ones."""
    if name.derived:
        return [name.text, name.lang, name.kind, True]
    return [name.text, name.lang] if name.kind == "main" else [name.text, name.lang, name.kind]


def unpack(line: str | bytes) -> Identity:
    """The identity of a packed line. Raises `ValueError` where it is none."""
    id, type, names, *rest, kinds, within = json.loads(line)
    forms = tuple(_name(*cells) for cells in names)
    found = Identity(id, type, forms, *rest)
    return replace(found, kinds=tuple(kinds), within=tuple(within)) if kinds or within else found


def _name(text: str, lang: str, kind: str = "main", derived: Any = False) -> NameForm:
    return NameForm(text, lang, kind, bool(derived))
