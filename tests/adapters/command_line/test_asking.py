"""What is typed at a chat is read, or refused in words."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.command_line.asking import (
    Edit,
    Line,
    MoveClock,
    PressLabel,
    Quit,
    Say,
    SendFile,
    StaffDoes,
    ahead_by,
    read,
    typed,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["text", "press", "staff", "do", "case", "clock"]), inner)
    ),
)


@given(st.text() | JSON.map(json.dumps))
def test_any_line_is_read_or_refused(line: str) -> None:
    for reader in (read, typed):
        try:
            reader(line)
        except ValueError as why:
            assert str(why).isprintable()


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("where is it?", Say("where is it?")),
        ("!press I don't want it", PressLabel("I don't want it")),
        ("!file /tmp/photo.png", SendFile("/tmp/photo.png")),
        ("!edit the other one", Edit("the other one")),
        ("!clock +24h", MoveClock(timedelta(hours=24))),
        ("!quit", Quit()),
        ("!important", Say("!important")),
    ],
)
def test_what_a_person_types(line: str, meant: Line) -> None:
    assert typed(line) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"text": ""}, Say("")),
        ({"file": "a.png", "text": "see"}, SendFile("a.png", "see")),
        ({"staff": "mina", "do": "claim", "case": 7}, StaffDoes("mina", "claim", 7)),
        (
            {"staff": "mina", "do": "transfer", "case": 7, "text": "hers", "to": "billing"},
            StaffDoes("mina", "transfer", 7, "hers", {"to": "billing"}),
        ),
    ],
)
def test_what_a_program_writes(given: dict[str, object], meant: Line) -> None:
    assert read(json.dumps(given)) == meant


def test_half_a_surrogate_pair_never_gets_further() -> None:
    said = read('{"text": "\\ud800"}')
    assert isinstance(said, Say)
    said.text.encode()


@pytest.mark.parametrize("wrong", ["24h", "-1h", "+24", "+1y", "+999999d", "+", "+1e9h"])
def test_a_clock_only_moves_ahead_and_not_too_far(wrong: str) -> None:
    with pytest.raises(ValueError, match="takes a time ahead"):
        ahead_by(wrong)
