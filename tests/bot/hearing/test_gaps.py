"""Hashes come back from their gaps as they went in."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import gaps
from bot.hearing.model import model


@given(st.sets(st.integers(0, 2**32 - 1), max_size=50))
def test_what_is_stored_comes_back(numbers: set[int]) -> None:
    hashes = np.array(sorted(numbers), dtype=np.uint32)
    again = gaps.restored(gaps.stored(hashes))
    assert again.dtype == np.uint32
    assert again.tolist() == hashes.tolist()


def test_gaps_take_less_room_than_hashes() -> None:
    def room(array: np.ndarray) -> int:  # type: ignore[type-arg]  # of any kind
        written = io.BytesIO()
        np.savez_compressed(written, array)
        return len(written.getvalue())

    hashes = model().hashes
    assert room(gaps.stored(hashes)) < 0.65 * room(hashes)


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (20,)])
def test_anything_else_is_no_gaps(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="four rows"):
        gaps.restored(np.zeros(shape, np.uint8))
