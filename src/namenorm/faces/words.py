"""The closed lists of words and the bounds that every face accepts."""

from __future__ import annotations

TYPES = ("person", "place", "organisation")
"""Types of an identity."""

MAX_LIMIT = 100
"""Most matches that one query may ask for."""

MAX_TEXTS = 1000
"""Most texts in one request."""

MAX_REVERSE = 5000
"""Most characters to read back in one request: it tries many spellings a word."""

MAX_ALTERNATIVES = 20
"""Most spellings of one text, read back or respelt."""

ORTHOGRAPHIES = ("be", "be-tarask", "ru", "uk")
"""What a name is respelt to."""

WITHIN = ("all", "script", "lang")
"""Which spellings keys are of: all, those of the same script, those of the same language."""
DETAILS = ("full", "brief")
"""How much of each match an answer shows."""
