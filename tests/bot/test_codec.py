"""Each shape is read by its own rules, also one that was made for this call alone."""

import pytest
from pydantic import ValidationError

from bot import codec
from bot.codec import dump, load


def test_shapes_made_for_one_call_are_told_apart_and_not_kept_for_ever() -> None:
    for n in range(3 * codec.SHAPES):
        shape = tuple[int, ...] if n % 2 else tuple[str, ...]
        value = (n,) if n % 2 else (str(n),)
        assert load(shape, dump(value, shape)) == value
    assert len(codec._BY_ID) <= codec.SHAPES


def test_what_is_not_of_the_shape_is_refused_without_its_words() -> None:
    with pytest.raises(ValidationError) as refused:
        load(tuple[int, ...], '["secret words"]')
    assert "secret" not in str(refused.value)
