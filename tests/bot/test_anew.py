"""A value is changed as the standard library changes it."""

import dataclasses
from dataclasses import FrozenInstanceError, dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.anew import replace
from bot.facts import Facts
from bot.memory import Conversation, Errand, Line, Turn
from bot.policy import Policy
from tests.bot.test_conversation import NOW, world


@dataclass(frozen=True, slots=True)
class Pair:
    one: int = 1
    two: int = 2
    sum: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sum", self.one + self.two)


@dataclass(frozen=True)
class Single:
    only: str = ""


@dataclass(frozen=True)
class Empty:
    """Holds nothing."""


VALUES = [
    (Conversation(lines=(Line("bot", "hi"),), choices={"a": "b"}), {"asks": 3, "errand": Errand("refund")}),
    (Turn(Conversation()), {"masks": True, "decided": ("why",)}),
    (Policy(), {"return_days": 7}),
    (Pair(3, 4), {"two": 5}),
    (Single("x"), {"only": "y"}),
    (Single("x"), {}),
    (Empty(), {}),
    (Facts(NOW, world()[0]["claire"], True), {"account": None}),
]


@pytest.mark.parametrize(("value", "changes"), VALUES)
def test_it_is_what_the_standard_library_makes(value, changes):
    before = dataclasses.asdict(value)
    changed = replace(value, **changes)
    assert changed == dataclasses.replace(value, **changes)
    assert type(changed) is type(value)
    assert dataclasses.asdict(value) == before


@given(st.integers(), st.integers(), st.integers())
def test_what_follows_from_the_fields_follows_anew(one, two, other):
    assert replace(Pair(one, two), one=other).sum == other + two


def test_an_unknown_field_is_refused_and_the_value_stays_frozen():
    with pytest.raises(TypeError):
        replace(Single(), more="x")
    with pytest.raises(FrozenInstanceError):
        replace(Single(), only="y").only = "z"  # type: ignore[misc]
