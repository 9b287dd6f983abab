"""The page calls nothing a note that the customer is sent, and calls every marked note one."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import adapters.web
from handoff.noted import is_note
from tests.handoff.test_typed import IN_DOUBT, NOTES

PAGE = (Path(adapters.web.__file__).parent / "static" / "js" / "speaker.js").read_text("utf-8")
_LETTERS = r"\p{L}\p{N}_"


def page_says(text: str) -> bool:
    """What the page's own pattern says, read from its source."""
    (pattern,) = re.findall(r"^const NOTE =\s+/(.*)/iu;$", PAGE, re.M)
    return re.match(pattern.replace(f"[^{_LETTERS}]", r"\W").replace(_LETTERS, r"\w"), text, re.I) is not None


@pytest.mark.parametrize("text", NOTES)
def test_a_marked_note_is_one_on_the_page(text: str) -> None:
    assert page_says(text)


@pytest.mark.parametrize("text", [*IN_DOUBT, "/note", "/note ...", "!note -", "Note that it comes on Friday", "notes"])
def test_what_is_none_or_in_doubt_is_not_called_one(text: str) -> None:
    assert not page_says(text)


@given(st.text(st.sampled_from("/／!！notes:：[({])} -.*`>\\é1"), max_size=14))
@example("／／ she lies")
@example("／note she lies")
@example("/note: é")
@example("/noteé")
@example("[note] she lies")
@example("{note} she lies")
def test_the_page_and_the_desk_agree(text: str) -> None:
    assert page_says(text) == is_note(text)
