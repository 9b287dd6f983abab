"""The way on which money goes back, and words that turn round or say that nothing is wrong."""

from datetime import UTC, datetime

import pytest

from bot import corrections
from bot.facts import Facts
from bot.flow import Given, View
from bot.flows.new_address.reading import words_to_courier
from bot.flows.subscription.told import PAUSES
from bot.policy import Policy
from bot.slots import way_back
from bot.turns.club_again import AGAIN
from bot.turns.nothing_wrong import FINE
from bot.wording import Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VIEW = View(Facts(NOW), Policy(), Words(NOW))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my card number changed", "your bank passes"),
        ("i have a new card", "your bank passes"),
        ("that card has expired", "your bank passes"),
        ("did it go to the old card??", "your bank passes"),
        ("no leave it on card", "your yes"),
        ("as credit pls", "nothing else"),
        ("how long till it's back on my card", "5 days"),
    ],
)
def test_the_way_back_is_told(said, told):
    assert told in way_back.told(Given(said, asked=True), VIEW)


@pytest.mark.parametrize(
    "said", ["yes", "refund it", "yes put it back on my card", "when did i order it", "no", "cancel the card reader"]
)
def test_other_words_are_not_of_the_way_back(said):
    assert not way_back.told(Given(said, asked=True), VIEW)


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        ("no i mean yes refund it", True),
        ("no wait, yes", True),
        ("wait, go ahead", True),
        ("no", False),
        ("no refund", False),
        ("yes", False),
        ("no, what i mean is stop", False),
        ("actually keep it", False),
    ],
)
def test_a_yes_behind_a_no(said, yes):
    assert corrections.means_yes(said) is yes


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        ("its fine just charged twice", True),
        ("the pan is ok, it was charged twice", True),
        ("nothing's wrong with it, i was charged twice", True),
        ("it's fine but the lid is missing", False),
        ("it was fine until it broke", False),
        ("it is not fine", False),
        ("i want a good one", False),
        ("fine, refund it", False),
    ],
)
def test_nothing_is_wrong_with_it(said, fine):
    assert bool(FINE.search(said)) is fine


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("start it again", True),
        ("can i keep it after all", True),
        ("turn my coffee club back on please", True),
        ("don't cancel it", True),
        ("undo that", True),
        ("keep me posted", False),
        ("i want my money back", False),
        ("start a return", False),
        ("switch the kettle on", False),
        ("can you do it again for the tea circle next year", False),
    ],
)
def test_a_club_is_wanted_after_all(said, again):
    assert bool(AGAIN.fullmatch(said)) is again


@pytest.mark.parametrize(
    ("said", "pauses"),
    [
        ("can i pause it", True),
        ("every 2 months", True),
        ("skip the next one", True),
        ("less often", True),
        ("skip that question", False),
        ("it comes every month", False),
        ("cancel it", False),
        ("hold on", False),
        ("i often drink coffee", False),
    ],
)
def test_a_pause_is_wished_for(said, pauses):
    assert bool(PAUSES.search(said)) is pauses


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("can i get the puzzle dropped at my neighbours at number 9", "leave it at my neighbours at number 9"),
        ("i want it left in the shed please", "leave it in the shed please"),
        ("could it be put behind the garage?", "leave it behind the garage"),
        ("it was left in the rain", None),
        ("i want to be left alone", None),
        ("can i get it delivered on friday", None),
        ("it got dropped by the driver", None),
        ("can i have it handed to someone else", None),
    ],
)
def test_what_the_courier_shall_do(said, words):
    assert words_to_courier(Given(said), VIEW) == words
