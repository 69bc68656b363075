"""Which tests run, and what is said of those that do not: see `tests/support/needs.py`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import settings

from tests.support.needs import CORES, NEEDS, missing

settings.register_profile("house", deadline=None)  # no test depends on time
settings.load_profile("house")

_LEFT = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--system",
        action="store_true",
        help="run the tests that need more than Python and its packages, and no others",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"needs(*names): needs one of {', '.join(NEEDS)}")
    config.stash[_LEFT] = Counter()


def _needs(item: pytest.Item) -> set[str]:
    names = {name for mark in item.iter_markers("needs") for name in mark.args}
    if unknown := names - NEEDS.keys():
        raise pytest.UsageError(f"{item.nodeid} needs {unknown}; known are {', '.join(NEEDS)}")
    return names


def _left_out(names: set[str], system: bool) -> set[str]:
    """For which of its needs a test is not run."""
    if not system:
        return {name for name in names if name != CORES or missing({name})}
    return {name for name in missing(names) if not NEEDS[name].packaged}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    system = config.getoption("system")
    chosen, others = [], []
    for item in items:
        names = _needs(item)
        left = _left_out(names, system)
        if left:
            config.stash[_LEFT][", ".join(sorted(left))] += 1
        of_system = bool(_left_out(names, False))
        (chosen if not left and of_system == system else others).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=others)


def pytest_runtest_setup(item: pytest.Item) -> None:
    lacking = [f"{name} ({NEEDS[name].install})" for name in missing(_needs(item))]
    if lacking:
        pytest.fail(f"not here: {'; '.join(lacking)}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of several tells the first one what it left out."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left"] = dict(session.config.stash[_LEFT])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[_LEFT] = Counter(getattr(node, "workeroutput", {}).get("left", {}))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    left = config.stash[_LEFT]
    if not left:
        return
    write = terminalreporter.write_line
    terminalreporter.section("not run")
    for names, count in sorted(left.items()):
        write(f"{count:4} that need {names}")
    if config.getoption("system"):
        write("These programs are in no package registry. Where they are installed, the tests run.")
    else:
        write("`make test-system` runs these, `make test-all` runs everything.")
