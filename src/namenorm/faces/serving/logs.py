"""Logs as one JSON object a line, on standard error."""

from __future__ import annotations

from typing import Any


def configuration(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: of the service and of its server alike."""
    level = level.upper()
    logger = {"handlers": ["lines"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.orjson.OrjsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(process)d %(message)s",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            }
        },
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {"namenorm": logger, "_granian": logger, "granian.access": logger},
    }
