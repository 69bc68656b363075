"""Search by name in engines that do not know names: keys beside the texts, and words marked.

>>> document({"name": "Łukašenka"}, fields=["name"])
{'name': 'Łukašenka', 'name_keys': ['bslukasank']}
"""

from __future__ import annotations

from namenorm.search.document import document
from namenorm.search.highlighting import Highlight, highlights, marked

__all__ = ["Highlight", "document", "highlights", "marked"]
