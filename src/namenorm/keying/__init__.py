"""Keys for search engines: short strings, equal for spellings of the same name part.

>>> bool(set(keys("Лукашэнка")) & set(keys("Loukachenko")))
True
"""

from __future__ import annotations

from namenorm.keying.keyer import MOST
from namenorm.keying.names import keys, part_keys
from namenorm.keying.scope import Within
from namenorm.keying.spelling import VERSION
from namenorm.keying.texts import keys_text
from namenorm.keying.words import KeyedWord

__all__ = ["MOST", "VERSION", "KeyedWord", "Within", "keys", "keys_text", "part_keys"]
