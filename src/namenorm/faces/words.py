"""The closed lists of words and the bounds that every face accepts."""

from __future__ import annotations

TYPES = ("person", "place", "organisation")
"""Types of an identity."""
ROLES = ("given", "patronymic", "surname")
"""What a part of a name is."""
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
MAX_ARTICLE = 1_000_000
"""Most characters of a running text in one request."""
MARKUPS = ("text", "markdown", "html")
"""How a running text may be marked up."""
STYLES = ("be", "be-tarask", "en-bgn", "en-press", "lacinka", "pl", "ru")
"""The house styles that ship; over HTTP there are no others."""
WITHIN = ("all", "script", "lang")
"""Which spellings keys are of: all, those of the same script, those of the same language."""
DETAILS = ("full", "brief")
"""How much of each match an answer shows."""
