"""Many names at once: columns of files of any size, and Series of pandas and Polars.

`resolve_file` answers one column of a CSV, TSV, JSON Lines or Parquet file on all cores and goes
on after being killed; `resolve_series` answers a Series, `resolve_names` any list. The command
`namenorm bulk` is `resolve_file`. Neither pandas nor Polars nor pyarrow is loaded until it is used.
"""

from __future__ import annotations

from namenorm.bulk.answers import Answer, resolve_names, resolver_of
from namenorm.bulk.file import resolve_file
from namenorm.bulk.series import resolve_series
from namenorm.bulk.task import Summary, Task, Tick

__all__ = [
    "Answer",
    "Summary",
    "Task",
    "Tick",
    "resolve_file",
    "resolve_names",
    "resolve_series",
    "resolver_of",
]
