"""What the start made is left alone by the collector, and new garbage is still found."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from adapters.command_line import collecting


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class Ring:
    """Holds itself, so that only the collector can find it."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_there_is_not_looked_through_again(collector: None) -> None:
    collecting.seldom()
    assert gc.get_freeze_count() > 10_000
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_garbage_of_later_is_found_without_asking(collector: None) -> None:
    collecting.seldom()
    gone = weakref.ref(Ring())
    kept = [[n] for n in range(2 * collecting.YOUNG)]
    assert gone() is None
    assert kept
