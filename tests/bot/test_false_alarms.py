"""What only sounds like an account in other hands or like a danger: nothing is frozen for it, and nobody runs."""

import pytest

from bot.facts import Facts
from bot.hearing import hear
from bot.turns.context import dangers, in_context, intruders
from bot.turns.reports import Report, kind_of
from tests.bot.test_unlisted import NOW

NOT_TAKEN = (
    "I got a scam text that asks for my code and I told him no way",
    "A fake email asked for my card details and I gave them nothing",
    "I got a phishing mail. I clicked the report button",
    "the scammer wanted remote access to my pc, I gave him no access",
    "asked me to install anydesk, I never gave them control",
    "My gift card was drained when I paid the order",
    "the balance is emptied after checkout, is that normal",
    "My app got hacked together by an intern?",
    "Signed in on Chrome, the name of the promo I don't recognise",
    "I was logged in on the app and the price was different, not mine to complain but why",
    "the login at checkout asks for a field I never used in there",
    "My account shows an address I didn't enter right, please correct it",
    "I didn't order this colour",
    "sign in needs a code, codes land on the old number. I told this to a sweet rep who then sent a code to that",
    "I got a scam text. ok I clicked the button but nothing happens",
    "I got a scam text. I clicked the tracking link in your email and it was fine",
    "I got a scam text. I entered my card on your site last week when I ordered",
    "I got a scam text. I provided my details to your colleague already",
    "finally got into my account, thanks",
    "I'm logged in. ok now logged into my account",
)
TAKEN = (
    "A fake email asked for my card details and I gave them everything",
    "I clicked the link in it and typed my password",
    "I gave him remote access to my pc",
    "my gift card balance is being emptied right now",
    "Someone broke into my account",
    "my ex has access to my account and keeps ordering",
    "My account shows a login from Kolkata, I have never been there",
    "I didn't order this, somebody is in my account",
    "I got a scam text and clicked it",
    "I clicked the button in the text and gave them nothing else",
    "I clicked the link in your email and typed my password",
    "I gave my details to your colleague who called me",
    "my ex got into my account",
    "I just got home and somebody hacked into my account",
)
CALM = (
    "I fell off the wagon, cancel my order",
    "we fell through the cracks of your support",
    "I fell down a rabbit hole reading reviews",
    "my daughter tripped over the price",
    "I have had a fall coat delivered",
    "he had a fall arrest harness",
    "nail in the bread bin",
    "splinter in the cheese board",
    "piece of metal in the rice cooker",
    "The oxygen bleach has not arrived",
    "my inhaler case is missing",
)
GRAVE = (
    "my husband fell off the ladder you sold",
    "she tripped over your parcel on the step",
    "there was a piece of metal in the rice",
    "a nail in the bread",
    "my insulin never arrived",
)
FIRE = (
    "my charger melted while I was making dinner",
    "the plug melted, my tea was next to it",
    "the kettle is melting while making coffee",
)


@pytest.mark.parametrize("said", NOT_TAKEN)
def test_no_account_is_frozen_for_what_only_sounds_like_it(said):
    assert kind_of(said) is not Report.TAKEN_OVER
    assert not intruders.plainly(said)


@pytest.mark.parametrize("said", TAKEN)
def test_an_account_in_other_hands_is_one(said):
    assert kind_of(said) is Report.TAKEN_OVER


@pytest.mark.parametrize("said", CALM)
def test_nobody_runs_for_an_idiom_or_for_a_thing_of_that_name(said):
    assert not dangers.danger(said, "delivery_not_received")


@pytest.mark.parametrize("said", GRAVE)
def test_a_danger_is_one(said):
    assert dangers.danger(said, "delivery_not_received")


@pytest.mark.parametrize("said", FIRE)
def test_what_is_plugged_in_and_melts_burns_whatever_is_eaten_beside_it(said):
    assert dict(in_context(hear(said), Facts(NOW)).triggers).get("safety")


def test_a_cake_that_melts_is_no_fire():
    assert "safety" not in dict(in_context(hear("hurry, the cake is melting in the van"), Facts(NOW)).triggers)
