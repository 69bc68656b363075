"""Bodies that every endpoint that takes JSON refuses."""

from __future__ import annotations

import json

_HEAD = b'{"q": "'
REFUSED = {
    "broken JSON": b'{"q": ',
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"q":' * 20_000,
    "a huge number": b'{"q": "a", "limit": ' + b"9" * 100_000 + b"}",
    "a huge exponent": b'{"q": "a", "limit": 1e999999999}',
    "NaN": b'{"q": "a", "match_at": NaN}',
    "not UTF-8": _HEAD + b'\xff\xfe"}',
    "a lone surrogate": _HEAD + rb'\ud800"}',
    "a surrogate in UTF-8": _HEAD + b'\xed\xa0\x80"}',
    "no letter": _HEAD + b'\\u0000"}',
    "a number for a name": b'{"q": 1}',
    "a list for a name": b'{"q": ["a"]}',
    "a long name": _HEAD + b"a" * 900_000 + b'"}',
    "a long zalgo": _HEAD + "а\u0301\u0325".encode() * 100_000 + b'"}',
    "10 MB": _HEAD + b"a" * 10_000_000 + b'"}',
    "many fields": json.dumps({f"f{n}": n for n in range(50_000)}).encode(),
}
