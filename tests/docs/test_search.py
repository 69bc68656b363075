"""The examples of docs/search.md run as they stand."""

from __future__ import annotations

import doctest
import re

from tests.support.paths import DOCS

TEXT = (DOCS / "search.md").read_text("utf-8")


def test_python_examples() -> None:
    blocks = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    examples = doctest.DocTestParser().get_examples("".join(blocks))
    assert examples
    parsed = doctest.DocTest(examples, {}, "search", "search.md", 0, TEXT)
    assert doctest.DocTestRunner().run(parsed).failed == 0


def test_the_bound_that_is_told_is_the_bound() -> None:
    from namenorm.keying import MOST

    assert f"at most {MOST} keys" in TEXT
