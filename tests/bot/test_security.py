"""What a report of something suspicious is about: it decides whether an account is frozen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import defanged
from bot.turns.security import Report, kind_of


@pytest.mark.parametrize(
    "words",
    [
        "my account was hacked",
        "i was hacked",
        "someone ordered headphones from my account, that wasn't me",
        "there is an order i did not place",
        "i never placed this order",
        "they changed my email and i cant get in to my account",
        "i think somebody else is using my account",
        "I see unusual logins in my account history",
        "someone is logged into my account from another city",
        "i clicked the link and entered my password, what now",
        "gave my code to a caller who said he was from you",
    ],
)
def test_an_account_in_other_hands(words):
    assert kind_of(words) is Report.TAKEN_OVER


@pytest.mark.parametrize(
    "words",
    [
        "i got a text saying my account is on hold, the link looks odd",
        "got an email about suspicious activity on my account, is that you?",
        "someone called me pretending to be you",
        "i got a text that says i was hacked",
        "a caller told me my account was hacked and wanted my code",
        "there is a fake site with your name on it",
    ],
)
def test_what_a_message_claims_of_an_account_is_only_a_claim(words):
    assert kind_of(words) is Report.PHISHING


@pytest.mark.parametrize(
    "words", ["my card was stolen", "somebody used my card on your site", "fraudulent charges on it"]
)
def test_a_card_in_other_hands(words):
    assert kind_of(words) is Report.CARD


def test_anything_else_freezes_nothing():
    assert kind_of("something odd is going on here") is Report.OTHER


@given(
    st.text(), st.sampled_from(["http://a.example/x?y=1", "HTTPS://B.example", "c.example.com/path", "me@d.example"])
)
def test_no_link_or_address_survives_as_evidence(around, link):
    shown = defanged(f"{around} {link} {around}")
    assert link not in shown and "://".join(("http", "")) not in shown.casefold().replace("hxxp", "")
