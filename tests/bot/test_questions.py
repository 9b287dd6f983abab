"""What customers ask in their own words finds the right answer, and what nothing is written on finds none."""

import tomllib
from pathlib import Path

import pytest

from adapters.knowledge import SAMPLE, folder
from bot.hearing import Band, hear
from bot.knowledge import Answer, going_on
from bot.knowledge.words import folded

FILE = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
COVERED: list[tuple[str, str]] = list(FILE["covered"].items())
UNCOVERED: list[str] = FILE["uncovered"]["questions"]
SHELF = folder(SAMPLE)
HALVES = pytest.mark.parametrize("half", [0, 1], ids=["in view", "kept away"])
"""Which half was in view while the search was made better."""


def shown(question: str, with_intent: bool) -> tuple[Answer, ...]:
    """As a turn looks it up: what it is about counts where that was heard for sure."""
    heard = hear(question)
    return SHELF.search(question, heard.intent if with_intent and heard.band is Band.ACT else "")


def test_there_are_enough_questions_and_each_has_an_answer_that_exists() -> None:
    known = {article.answer.id for article in SHELF.articles}
    assert len(COVERED) >= 100 and len(UNCOVERED) >= 50
    assert {wanted for _, wanted in COVERED} <= known
    asked = {folded(ask) for article in SHELF.articles for ask in article.asks}
    assert not asked & {folded(q) for q, _ in COVERED}, "a question that an answer has as its own proves nothing"
    assert len(known) - len({wanted for _, wanted in COVERED}) <= 1, "nearly every answer is asked for"


@HALVES
@pytest.mark.parametrize("with_intent", [False, True])
def test_what_is_shown_is_right(half: int, with_intent: bool) -> None:
    """Of the questions that get an answer: the right one first for nine of ten, among those shown for nearly all."""
    found = [(wanted, shown(question, with_intent)) for question, wanted in COVERED[half::2]]
    answered = [(wanted, answers) for wanted, answers in found if answers]
    assert sum(wanted == answers[0].id for wanted, answers in answered) / len(answered) >= 0.9
    assert sum(wanted in [a.id for a in answers] for wanted, answers in answered) / len(answered) >= 0.95


@HALVES
@pytest.mark.parametrize("with_intent", [False, True])
def test_most_questions_get_an_answer(half: int, with_intent: bool) -> None:
    found = [(wanted, shown(question, with_intent)) for question, wanted in COVERED[half::2]]
    assert sum(bool(answers) for _, answers in found) / len(found) >= 0.9
    assert sum(bool(answers) and answers[0].id == wanted for wanted, answers in found) / len(found) >= 0.85


@HALVES
@pytest.mark.parametrize("with_intent", [False, True])
def test_what_nothing_is_written_on_finds_nothing(half: int, with_intent: bool) -> None:
    questions = UNCOVERED[half::2]
    assert sum(not shown(question, with_intent) for question in questions) / len(questions) >= 0.9


def asked_before(words: str) -> dict[str, str]:
    intent = hear(words).intent
    return {"words": words, "intent": intent, "answer": SHELF.search(words, intent)[0].id}


@pytest.mark.parametrize(
    ("before", "asks", "wanted"),
    [
        ("do you do gift wrap", "and can i add a card", "gifts"),
        ("how much is shipping", "and to canada?", "delivery-costs"),
        ("got any discount codes", "come on just 10%", "promo-codes"),
        ("what payment methods do u take", "and a gift card with my visa", "payment-methods"),
    ],
)
def test_a_question_that_goes_on_is_held_against_the_one_before(before: str, asks: str, wanted: str) -> None:
    assert going_on.search(SHELF, asked_before(before), asks)[0].id == wanted


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        ("how much is shipping", "does it come with a bag"),
        ("do you do gift wrap", "the socks are fine btw"),
        ("do you deliver on sundays", "is the rucksack waterproof"),
        ("do you deliver on sundays", "and when"),
        ("what payment methods do u take", "yes"),
    ],
)
def test_what_the_page_before_does_not_know_is_not_answered_by_it(before: str, asks: str) -> None:
    assert going_on.search(SHELF, asked_before(before), asks) == ()
