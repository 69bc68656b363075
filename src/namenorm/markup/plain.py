"""Read plain text: all but what stands between lines with `namenorm: off` and `namenorm: on`.

>>> source = "Мінск\\n# namenorm: off\\nМенск\\n# namenorm: on\\n"
>>> [passage.text for passage in read_text(source).passages]
['Мінск\\n']
"""

from __future__ import annotations

import re
from typing import Final

from namenorm.markup.building import PassageBuilder
from namenorm.markup.document import Document
from namenorm.markup.switches import switched_by_line

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def read_text(source: str) -> Document:
    """The document of a plain text: one passage, or several around what is switched off."""
    builder = PassageBuilder(source)
    if "namenorm" not in source:
        builder.text(0, len(source), "plain")
        return builder.document(read_text)
    off = False
    for line in _LINE.finditer(source):
        switch = switched_by_line(line.group())
        if switch is None and not off:
            builder.text(line.start(), line.end(), "plain")
        else:
            builder.close()
            off = off if switch is None else not switch
    return builder.document(read_text)
