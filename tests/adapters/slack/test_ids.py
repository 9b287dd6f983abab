"""Names of Slack's things: what goes out comes back, and nothing else is read into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import ids
from adapters.slack.begun import Shown, shown_in
from bot.events import Place

WORDS = st.text(max_size=200) | st.text("|:hq1", max_size=8)


@settings(deadline=None)
@given(WORDS, WORDS | st.integers(1990, 2010).map("v".__mul__))
def test_a_buttons_value_says_what_it_answers_or_under_which_digest_that_is_kept(ask, value):
    written = ids.button_value(ask, value)
    assert len(written) <= ids.VALUE
    read = ids.read_value(written)
    assert read == ((ask, value, "") if ids.fits(ask, value) else ("", "", ids.digest_of(ask, value)))


@settings(deadline=None)
@given(WORDS, WORDS)
def test_an_option_says_its_value_or_under_which_digest_it_is_kept(ask, value):
    written = ids.option(ask, value)
    assert 0 < len(written) <= ids.OPTION
    read = ids.read_value(written)
    assert read == (("", value, "") if ids.option_fits(value) else ("", "", ids.digest_of(ask, value)))


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("slack:T1:U1", "<@U1>"),
        ("slack:&S1", "<!subteam^S1>"),
        ("slack:&U1", "<@U1>"),
        ("slack:&<!channel>", ""),
        ("slack:T1:<!here>", ""),
        ("slack:&S1> <!here", ""),
        ("slack:&C1", ""),
        ("discord:7", ""),
        ("", ""),
    ],
)
def test_only_people_and_groups_of_slack_can_be_called(id, shown):
    assert ids.mention(id) == shown


def test_each_part_of_a_menu_is_told_apart():
    assert ids.menu_ask(ids.menu_id("a|b")) == "a|b" and ids.done_ask(ids.done_id("a|b")) == "a|b"
    assert ids.is_several(ids.several_id("q")) and not ids.is_several(ids.done_id("q"))
    assert ids.menu_ask(ids.press_id(3)) == ids.done_ask(ids.menu_id("q")) == ""
    assert ids.picked({}, "q") == ids.picked({"values": {"b": {"several|other": {}}}}, "q") == ()


def test_people_and_places_come_back():
    assert ids.user_of(ids.person_id("T1", "U1")) == ("T1", "U1")
    assert ids.user_of("slack:&S1") is None and ids.user_of("discord:7") is None
    assert ids.dm_user(ids.dm_place("T1", "U1")) == "U1" and ids.dm_user(Place("slack", "T1", "C1")) == ""


def test_what_is_shown_comes_back_and_what_is_none_of_ours_is_left_out():
    shown = Shown(("C1/1.2", "C1/3.4"), ("F1",), ("F2", "F3"))
    assert shown_in(str(shown)) == shown
    assert ids.read_refs(str(shown)) == (("C1", "1.2"), ("C1", "3.4"))
    assert shown_in("123/456,web-1,,F<x>") == Shown()
