"""What tells of a death, of joy, of earlier contact or of a wait, and what only sounds like it."""

import pytest

from bot.turns import behind_a_word, bereaved, said_of_us
from bot.turns.context import first_time, money, wishes

DEATHS = (
    "he died on tuesday",
    "my wife has sadly passed away",
    "my dad passed last week",
    "our mother passed on a few months ago",
    "my sister is no longer with us",
    "we lost my dad in march, stop the parcels",
    "i just lost my husband",
    "after the death of my brother i found these orders",
    "i sent you the death certificate",
    "it is in probate and you want a password",
    "i am the executor of her estate",
    "it's the account of a deceased person",
    "a dead man's card is charged every month",
    "mum passed away in october",
    "my wife has passed and her club still charges",
    "the recipient has died, do not deliver",
    "i handle my grandfather's estate",
    "i'm a widow now and these are his things",
)
NO_DEATHS = (
    "the kettle died on tuesday",
    "my wife says the kettle died",
    "my mum died laughing when she saw it",
    "my son passed his exam last week",
    "my brother passed on the parcel to me",
    "i lost my mum's parcel",
    "i lost my dad in the checkout, he pressed back",
    "my husband is late",
    "the dead man's chest game is missing a card",
    "is the black widow poster in stock",
    "need a suit for a funeral",
    "my son passed and wants a present",
    "the mum died in the film you sent",
    "the estate agent has the key",
    "my friend is dead tired of waiting",
    "he passed yesterday with the van but didn't stop",
    "the owner passed last week a notice under the door",
    "My dad died in the game, console broken",
    "left widowed by football lol",
    "handling the estate agent, need delivery on Monday",
    "I want to buy the executor for my to-do app",
)
GLAD = (
    "got married in your boots haha",
    "My sister graduated today with the laptop from here",
    "that made us laugh",
    "you made my day",
    "hats off to the lady at the counter",
    "this coat is FIRE",
    "my son can't stop smiling since the telescope came",
    "you guys are hilarious",
    "our daughter passed her driving test in them",
)
NOT_GLAD = (
    "we got married on saturday and the dress is not here",
    "you made my day, it came smashed",
    "hats off to you, the box was empty",
    "the kettle is on fire",
    "this heater is so hot",
    "i graduated and want to return the gown",
    "made my day worse, still waiting",
)


@pytest.mark.parametrize("said", DEATHS)
def test_somebody_of_theirs_has_died(said):
    assert bereaved.TOLD.search(said)


@pytest.mark.parametrize("said", NO_DEATHS)
def test_nobody_has_died(said):
    assert not bereaved.TOLD.search(said) and not bereaved.LATE.search(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("my late husband", True),
        ("our late grandmother's account", True),
        ("my late delivery", False),
        ("my late mother's day gift", False),
    ],
)
def test_late_is_said_of_the_dead_and_of_parcels(said, told):
    assert bool(bereaved.LATE.search(said)) is told


@pytest.mark.parametrize("said", GLAD)
def test_joy_is_joy(said):
    assert said_of_us.is_glad(said)


@pytest.mark.parametrize("said", NOT_GLAD)
def test_trouble_beside_it_is_no_joy(said):
    assert not said_of_us.is_glad(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Happy Eid to everyone celebrating", True),
        ("merry christmas to you all", True),
        ("merry christmas, where is my parcel?", False),
        ("happy birthday to me", False),
        ("not a happy new year, it came broken", False),
    ],
)
def test_a_feast_is_wished(said, told):
    assert said_of_us.wishes_a_feast(said) is told


@pytest.mark.parametrize(
    ("said", "bitter"),
    [
        ("well thank you Captain Obvious", True),
        ("Nothing. As always. Thanks", True),
        ("thanks a lot for nothing", True),
        ("wow what a help you are, thanks", True),
        ("great, another week of waiting. thanks", True),
        ("great service as always, thanks", False),
        ("nothing else, thanks", False),
        ("thanks, nothing is missing", False),
    ],
)
def test_thanks_that_are_none(said, bitter):
    assert bool(said_of_us.NO_THANKS.search(said)) is bitter


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("go ahead please, that's all fine", True),
        ("thanks, that is all for today", True),
        ("it's not cracked, only the colour is off", False),
        ("you can close the case", False),
    ],
)
def test_what_follows_a_yes_says_something_or_nothing(said, plain):
    assert bool(behind_a_word.PLAIN.fullmatch(said)) is plain


@pytest.mark.parametrize(
    ("said", "earlier"),
    [
        ("Investigating, investigating. 12 days now", True),
        ("You ask for a photo, I send a photo. Silence.", True),
        ("your lady was going to look, has she", True),
        ("i rang you last week", True),
        ("i answered your mail", True),
        ("i rang at number 12, it is a nail studio", False),
        ("he rang my bell and ran", False),
        ("renewal tomorrow, your mails have it", False),
        ("over a week and nothing", False),
        ("can i ask where it is, over a week and nothing", False),
        ("your guy threw it over the fence", False),
    ],
)
def test_contact_before_this_one(said, earlier):
    assert bool(first_time.EARLIER.search(said)) is earlier


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("asked 3 different ppl why i am paying", True),
        ("spoke to four agents about it", True),
        ("so you've closed the claim", True),
        ("asked two people at work which size to take", False),
        ("can you close the case", False),
        ("you closed my account", False),
    ],
)
def test_asked_before_in_so_many_words(said, asked):
    assert bool(wishes.ASKED_BEFORE.search(said)) is asked


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("flight money, you said 7 working days. day 31", True),
        ("You collected the treadmill on 19 September", True),
        ("sent the boots back, signed for", True),
        ("money please", False),
        ("i want it all refunded", False),
    ],
)
def test_a_wait_is_told(said, waits):
    assert bool(money.WAITED.search(said)) is waits
