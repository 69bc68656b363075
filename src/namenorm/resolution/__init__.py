"""Who or what is meant: candidates, their comparison, a calibrated score, a decision."""

from __future__ import annotations

from namenorm.resolution.model import Decision, Match, Resolution
from namenorm.resolution.resolver import Resolver, resolve

__all__ = ["Decision", "Match", "Resolution", "Resolver", "resolve"]
