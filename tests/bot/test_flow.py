"""The flow engine, on a small flow of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from bot.absorbing import absorb
from bot.content import Choice, Reply
from bot.facts import Facts
from bot.flow import Ask, Flow, Given, Outcome, View, advance, slot, slots
from bot.policy import Policy
from bot.wording import Words

NOW = datetime(2026, 11, 23, tzinfo=UTC)
COLOURS = ("red", "green", "blue")


def colour(given, _):
    hits = [c for c in COLOURS if c in given.text.split()]
    return hits[0] if len(hits) == 1 else None


def number(given, _):
    found = [w for w in given.text.split() if w.isascii() and w.isdigit() and len(w) < 4]
    return int(found[0]) if len(found) == 1 else None


@dataclass(frozen=True)
class Paint(Flow):
    """A tin of paint: colour, litres, primer only for red, and a yes."""

    name: ClassVar[str] = "paint"

    colour: str = slot(
        ask=lambda _: "Which colour?",
        read=colour,
        take=lambda kept, _: kept if kept in COLOURS else None,
        choices=lambda _: tuple(Choice(c.title(), c) for c in COLOURS),
    )
    litres: int = slot(ask=lambda _: "How much?", read=number, take=lambda kept, _: int(kept))
    primer: str | None = slot(
        ask=lambda _: "With primer?",
        read=lambda given, _: "primer" if "primer" in given.text else None,
        needed=lambda view: view.known["colour"] == "red",
    )
    sure: str = slot(
        ask=lambda view: f"{view.known['litres']} litres of {view.known['colour']}?",
        read=lambda given, _: "yes" if given.asked and given.text == "yes" else None,
        only_when_asked=True,
    )

    @classmethod
    def stop(cls, view):
        return Outcome(refused="too much") if (view.known.get("litres") or 0) > 99 else None

    def settle(self, view):
        return Outcome((Reply(f"{self.litres} {self.colour} {self.primer or 'plain'}"),))


def view():
    return View(Facts(NOW), Policy(), Words(NOW))


def says(answers, text, asked=""):
    return absorb(Paint, answers, Given(text), view(), asked)


def asks(answers):
    step = advance(Paint, answers, view())
    return step.name if isinstance(step, Ask) else step


def test_only_what_is_missing_is_asked_and_in_order():
    assert asks({}) == "colour"
    assert asks(says({}, "green please")) == "litres"
    assert asks(says({}, "5 of blue")) == "sure"


@given(st.permutations(["red", "7", "primer"]))
def test_the_order_of_saying_does_not_matter(words):
    assert asks(says({}, " ".join(words))) == "sure"


def test_answers_over_several_messages_equal_answers_in_one():
    for order in permutations(["red", "7", "primer"]):
        answers = {}
        for word in order:
            step = advance(Paint, answers, view())
            answers = says(answers, word, step.name if isinstance(step, Ask) else "")
        assert set(answers) >= {"colour", "litres"}


def test_a_slot_that_is_not_needed_is_not_asked():
    assert asks({"colour": "blue", "litres": "2"}) == "sure"
    assert asks({"colour": "red", "litres": "2"}) == "primer"


def test_a_confirmation_is_never_read_out_of_earlier_words():
    assert "sure" not in says({}, "yes")
    assert "sure" not in says({"colour": "blue"}, "yes", asked="litres")
    done = says({"colour": "blue", "litres": "2"}, "yes", asked="sure")
    assert asks(done).replies[0].text == "2 blue plain"


def test_a_flow_ends_early_as_soon_as_something_known_forbids_it():
    assert asks({"colour": "blue", "litres": "100"}).refused == "too much"


def test_what_was_kept_is_read_again_and_what_no_longer_fits_is_asked_again():
    assert asks({"colour": "mauve", "litres": "2"}) == "colour"


@given(
    st.dictionaries(
        st.sampled_from(["colour", "litres", "primer", "sure", "else"]), st.sampled_from(["red", "blue", "7", "1"])
    ),
    st.text(max_size=30),
)
def test_listening_never_loses_an_answer(answers, text):
    answers = {k: v for k, v in answers.items() if k != "litres" or v.isdigit()}
    assert dict(answers).items() <= dict(says(answers, text)).items()


@given(st.sampled_from(COLOURS))
def test_a_press_equals_the_words_on_its_label(value):
    first = dict(slots(Paint))["colour"]
    choice = next(c for c in first.choices(view()) if c.value == value)
    pressed = absorb(Paint, {}, Given(choice.value, pressed=True), view(), "colour")
    typed = absorb(Paint, {}, Given(choice.label), view(), "colour")
    assert pressed == typed == {"colour": value}


@given(st.text(max_size=20))
def test_a_forged_press_is_no_answer(value):
    answers = absorb(Paint, {}, Given(value, pressed=True), view(), "colour")
    assert answers == ({"colour": value} if value in COLOURS else {})
