"""The year of a date, as queries, records and cells of a spreadsheet give it.

What a date may look like differs by who writes it; what is read of it is the same.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Source = Literal["query", "record", "cell"]
_DATES: Final[dict[Source, str]] = {
    # Whoever asks gives four digits, and any date that begins with them: 1982-09-11, 19820911.
    "query": r"(\d{4})",
    # Records have years before 1000, and the sign of Wikidata: 988, +1982-09-11T00:00:00Z.
    "record": r"\+?([0-9]{1,4})(?![0-9])",
    # A cell is a date or a number and nothing else, or it is another column: 1982-09, 1982.0.
    "cell": r"\s*([0-9]{4})(?:\.0|-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]{0,20}Z?)?)?)?\s*\Z",
}


def year_of(date: object, source: Source) -> int | None:
    """The year with which `date`, a number or a text, begins; None where it has none.

    >>> year_of(1982, "query"), year_of("+0988-01-01", "record"), year_of("1982 or so", "cell")
    (1982, 988, None)
    """
    found = re.match(_DATES[source], str(date))
    return int(found[1]) if found else None
