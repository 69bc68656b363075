"""Respell a name in the orthography of another language, or of another norm."""

from namenorm.respelling.model import Respelling
from namenorm.respelling.respeller import respell

__all__ = ["Respelling", "respell"]
