"""What people say to whether they have looked, and which remedies they rule out."""

from datetime import UTC, datetime

import pytest

from bot.facts import Facts
from bot.flow import Given, View
from bot.flows.not_received import reading, remedies
from bot.flows.not_received.remedies import Remedy
from bot.policy import Policy
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
