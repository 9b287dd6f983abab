"""The card: the same lines in the same order, and nobody's words mean more than words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codec import dump
from bot.effects import Handoff
from bot.events import Inbound, Opened, Person, Place
from bot.shop import Account, Customer
from bot.text import Link, clean, parse, plain
from bot.writes import micros
from handoff.brief import Brief, brief_of, buttons, card, first_line
from handoff.case import Stage
from handoff.routing import DEPARTMENTS, Routing, case_in, department_of, routing_of, thread_of
from handoff.rows import CaseRow
from handoff.wording import TEAMS, span

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERE = Place("discord", "g", "dm")


def row(brief: Brief, stage: str = "waiting", **more: object) -> CaseRow:
    opened = micros(NOW - timedelta(minutes=2))
    made = CaseRow(
        "main", 1042, 1, "p", "R. Alvarez", dump(HERE), "", stage, "general", 1, True, "human", dump(brief), opened
    )
    return replace(made, **more)  # type: ignore[arg-type]  # a test's own columns


def event(name: str = "R. Alvarez") -> Inbound:
    return Inbound("k", "main", HERE, Person("p", name), NOW, Opened())


def test_the_card_is_the_one_that_was_drawn() -> None:
    """voice-and-look, "The card", line by line."""
    need = Handoff(
        "human",
        ('asked for a person ("can someone real look at this")', 'frustrated 0.81 ("third time", "ridiculous")'),
        urgent=True,
        wants="money back: kettle, order 7731, €48.00, delivered 12 Nov",
        tried=("refund → refused: 41 days, window 30",),
        last_words=("third time i ask. the kettle leaks. can someone real look at this",),
        details=(("Photo", "kettle.jpg"),),
        callback="+12025550123",
    )
    known = Account(Customer("c", "R. Alvarez", "r@example.com", since=NOW.replace(year=2023), orders=14, refunds=1))
    shown = card(row(brief_of(need, event(), known, NOW))).card
    assert shown is not None and shown.state == "urgent"
    assert shown.title == "#1042 · waiting since 23 Nov 08:58 UTC · general · tier 1 · ● urgent"
    assert [(label, plain(value)) for label, value in shown.facts] == [
        ("Customer", "R. Alvarez (Discord) · 3 years, 14 orders, 1 refund"),
        ("Wants", "money back: kettle, order 7731, €48.00, delivered 12 Nov"),
        (
            "Why now",
            'asked for a person ("can someone real look at this")\nfrustrated 0.81 ("third time", "ridiculous")',
        ),
        ("Bot tried", "refund → refused: 41 days, window 30"),
        ("Last words", '"third time i ask. the kettle leaks. can someone real look at this"'),
        ("Call back", "+12025550123"),
        ("Photo", "kettle.jpg"),
    ]


DRAWN_BUTTONS = {
    "waiting": "claim reply note escalate close",
    "claimed": "release reply note escalate close",
    "snoozed": "release reply note escalate close",
    "waiting_on_customer": "release reply note escalate close",
    "closed": "reopen transcript",
}


@pytest.mark.parametrize("stage", list(Stage))
def test_buttons_fit_how_the_case_stands(stage: Stage) -> None:
    assert " ".join(choice.value for choice in buttons(row(Brief("x"), stage))) == DRAWN_BUTTONS[stage.value]


def test_the_top_tier_cannot_be_escalated() -> None:
    assert "escalate" not in {choice.value for choice in buttons(row(Brief("x"), tier=2))}


def test_somebody_unknown_says_so() -> None:
    assert (
        brief_of(Handoff("human", ()), event(), None, NOW).customer
        == "R. Alvarez (Discord) · not verified as a customer"
    )


@given(st.text(max_size=120))
def test_names_and_words_are_shown_as_words(words: str) -> None:
    """Markup, links and mentions in a name or a message are letters on the card."""
    brief = Brief(words, words, (words,), (words,), (words,), (("a", words),))
    shown = card(row(brief, "claimed", owner_name=words, claimed=micros(NOW))).card
    assert shown is not None
    for text in (shown.title, *(value for _, value in shown.facts)):
        assert not any(isinstance(node, Link) for block in parse(text) for node in getattr(block, "children", ()))
    wanted = " ".join(clean(words).split())
    if wanted:
        assert " ".join(plain(dict(shown.facts)["Customer"]).replace("\u2060", "").split()) == wanted.replace(
            "\u2060", ""
        )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "under a minute"), (2, "2 min"), (59, "59 min"), (60, "1 h"), (2879, "47 h"), (2880, "2 days")],
)
def test_waits_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert span(timedelta(minutes=minutes)) == words
    assert f"waiting {words}" in first_line(row(Brief("x"), opened=micros(NOW - timedelta(minutes=minutes))), NOW)


def test_every_department_has_a_name_and_the_rest_falls_into_general() -> None:
    assert set(DEPARTMENTS) == set(TEAMS)
    assert [department_of(name) for name in ("Billing ", "security", "kitchen", "")] == [
        "billing",
        "security",
        "general",
        "general",
    ]


def test_a_department_without_a_place_uses_the_staffs() -> None:
    staff = Place("web", "demo", "staff")
    settings = {
        "desk.staff_place": dump(staff),
        "desk.staff_role": "support",
        "desk.department.billing": '{"place": null, "role": "clerks"}',
        "desk.department.security": "no json",
    }
    routing = routing_of(settings)
    assert (routing.place("billing"), routing.role("billing")) == (staff, "clerks")
    assert (routing.place("security"), routing.role("security"), routing.leads()) == (staff, "support", "support")
    assert Routing().place("general") is None


@given(st.integers(1, 10**9))
def test_a_cases_thread_names_its_case(number: int) -> None:
    assert case_in(thread_of(HERE, number)) == number


@pytest.mark.parametrize("thread", ["", "case-", "case-x", "7", "case-99999999999999", "case-²"])
def test_other_threads_name_none(thread: str) -> None:
    assert case_in(Place("a", "b", "c", thread)) == 0


@pytest.mark.parametrize("written", ["+1 202-555-0123", "(202) 555-0123", "202 555 0123", "2025550123", "5550123"])
def test_the_number_of_a_call_stands_in_full_in_nobodys_words_on_the_card(written: str) -> None:
    brief = Brief(
        "R.", f"a call: {written}", (f'asked for a call ("ring {written}")',), last_words=(f"ring {written}!",)
    )
    facts = dict(card(row(brief, call="wanted", callback="+12025550123")).card.facts)  # type: ignore[union-attr]
    assert not any("0123" in value or "555" in value for value in facts.values()), facts
    assert plain(facts["Call"]).endswith("on +1 … 23") and "… 23" in plain(facts["Last words"])


def test_other_numbers_in_their_words_stay_as_they_are() -> None:
    brief = Brief("R.", last_words=("order 8009, the parcel was 3 days late, $48.00",))
    facts = dict(card(row(brief, call="wanted", callback="+12025550123")).card.facts)  # type: ignore[union-attr]
    assert plain(facts["Last words"]) == '"order 8009, the parcel was 3 days late, $48.00"'
