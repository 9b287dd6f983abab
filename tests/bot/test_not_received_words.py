"""What people say to whether they have looked, and which remedies they rule out."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.facts import Facts
from bot.flow import Given, View
from bot.flows.not_received import reading, remedies
from bot.flows.not_received.remedies import Remedy
from bot.flows.not_received.told import beside
from bot.policy import Policy
from bot.shop import Item, Money, Order, Parcel
from bot.turns import bare_name
from bot.wording import Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VIEW = View(Facts(NOW), Policy(), Words(NOW))


@pytest.mark.parametrize(
    "said",
    [
        "i haven't looked yet",
        "havent asked them yet",
        "not yet",
        "no, not yet",
        "I did not check",
        "not asked anyone yet",
    ],
)
def test_who_has_not_looked_will_look_first(said):
    assert reading.looked(Given(said, asked=True), VIEW) == "later"


@pytest.mark.parametrize(
    "said",
    ["it's not there, looked everywhere", "still not here", "nothing, and not arrived yet", "asked both neighbours"],
)
def test_who_has_looked_has(said):
    assert reading.looked(Given(said, asked=True), VIEW) not in (None, "later")


def test_a_question_is_no_search():
    assert reading.looked(Given("which neighbour?", asked=True), VIEW) is None


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("anything but a new one", Remedy.REPLACE),
        ("no refund please", Remedy.REFUND),
        ("not a replacement", Remedy.REPLACE),
        ("please dont send it again", None),
        ("no wait, refund", None),
        ("no, a new one", None),
        ("no a new one", None),
        ("i want my money", None),
        ("nothing but a refund", None),
        ("why not a bigger one", None),
    ],
)
def test_what_is_ruled_out(said, out):
    assert remedies.ruled_out(said) == ((out,) if out else ())


PARCEL = Parcel("PP1", "Puffin Parcels", "", items=("1",))
ORDER = Order(
    "8066",
    NOW,
    (Item("1", "Emberly jug blender", 1, Money(Decimal("64.00"), "USD")),),
    Money(Decimal("64.00"), "USD"),
    "delivered",
    "card ending 5150",
    (PARCEL,),
    deliver_to="1420 Juniper Avenue",
)
SHOWN = VIEW.knowing("order", ORDER).knowing("parcel", PARCEL)


@pytest.mark.parametrize(
    "said",
    [
        "it's not here",
        "never got it",
        "no it isnt there. the porch on it is in the rain",
        "it says there but no its not",
    ],
)
def test_right_after_its_name_it_is_said_not_to_be_there(said):
    assert bare_name.is_missing(said)


@pytest.mark.parametrize(
    "said",
    [
        "it came but it's not working",
        "there is a leak, not good",
        "I got it but it isnt the colour I wanted",
        "never got it to boil",
        "it did not come with a lid",
        "the lid is not there",
    ],
)
def test_right_after_its_name_a_fault_is_no_loss(said):
    assert not bare_name.is_missing(said)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("money", "refund"),
        ("just the cash please", "refund"),
        ("refund me", "refund"),
        ("id rather have the money back", "refund"),
        ("put it back on my card", "refund"),
        ("send it again please", "replace"),
        ("a new one then", "replace"),
        ("can you have it looked for first", "trace"),
        ("nothing, leave it", None),
        ("no", "stop"),
    ],
)
def test_a_remedy_in_plain_words_is_chosen(said, chosen):
    assert reading.remedy(Given(said, asked=True), SHOWN) == chosen


@pytest.mark.parametrize(
    "said",
    [
        "can you send it express",
        "how long does a refund take",
        "does the refund go to my card",
        "send it again but to my office",
        "the money, if it is quicker",
        "can you refund me?",
        "is a refund possible",
        "send a blue one",
        "refund half of it",
        "no but how long does it take",
    ],
)
def test_a_remedy_in_a_question_or_with_more_is_not_carried_out(said):
    assert reading.remedy(Given(said, asked=True), SHOWN) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("how long does a refund take", "5 days"),
        ("which one is quicker", "a carrier has it"),
        ("would it go to my card", "5150"),
        ("as store credit please", "5150"),
        ("can you do next-day", "how fast"),
        ("or to my work address", "Juniper"),
        ("money or a new one, whats better", "yours to choose"),
    ],
)
def test_a_question_beside_the_remedies_is_answered(said, told):
    assert told.casefold() in beside(Given(said, asked=True), SHOWN).casefold()


@pytest.mark.parametrize(
    "said",
    ["send it again", "refund to my card", "money please", "who took it", "my neighbour has nothing", "no", "yes"],
)
def test_an_answer_is_no_question_beside_it(said):
    assert not beside(Given(said, asked=True), SHOWN)
