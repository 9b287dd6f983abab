"""Begins with the tests that take minutes, so that no worker is still at one of them when the others have finished."""

import pytest

LONG = 300
"""Seconds that a test must be allowed to take to count as one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _allowed(item) < LONG)


def _allowed(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark and mark.args else 0.0
