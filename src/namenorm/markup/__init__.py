"""Documents with markup: read their running text, change it, leave the markup as it is."""

from namenorm.markup.document import Document, Passage, Replacement
from namenorm.markup.lines import Lines, Place
from namenorm.markup.reading import Format, format_of, read
from namenorm.markup.verbatim import MASK, masked, verbatim
from namenorm.markup.word import WordFile

__all__ = [
    "MASK",
    "Document",
    "Format",
    "Lines",
    "Passage",
    "Place",
    "Replacement",
    "WordFile",
    "format_of",
    "masked",
    "read",
    "verbatim",
]
