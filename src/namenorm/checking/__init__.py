"""What is wrong with the tables, where: `namenorm check`."""

from __future__ import annotations

from namenorm.checking.identities import Finding, check

__all__ = ["Finding", "check"]
