"""The command `namenorm`: the core from the shell.

Exit codes: 0 answered, 1 `check` found something, 2 bad input (one line on standard error a fault).
"""

from __future__ import annotations

from namenorm.faces.cli.group import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command with the arguments of this process; does not return."""
    cli()
