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
        "a man wanted the code and i sent it to him",
        "i let the technician in by remote desktop and he typed a lot",
        "nine gift cards bought from my account, still going, freeze it",
        "a transfer to Orlov is pending on my wallet, not mine",
        "there are phones on my account sent to Slough. I've never been there",
        "they are withdrawing. 500, 500, 500. put the lock",
        "an email says my points went to a Dmitri. please tell me how he got in",
        "they've got into my account",
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
        "got a text about a customs fee of 1.99 with a link, idk",
        "is it safe to open the attachment that came from your invoices address?",
        "there is a page with your name and a blue tick selling phones",
        "i forwarded the link to you, i did not click it",
    ],
)
def test_what_a_message_claims_of_an_account_is_only_a_claim(words):
    assert kind_of(words) is Report.PHISHING


@pytest.mark.parametrize(
    "words",
    [
        "my card was stolen",
        "somebody used my card on your site",
        "fraudulent charges on it",
        "Card was used on your site for two phones. I'm not the buyer",
        "someone signed me up for a plan on my card, i never signed",
    ],
)
def test_a_card_in_other_hands(words):
    assert kind_of(words) is Report.CARD


@pytest.mark.parametrize(
    "words",
    [
        "he's on the other line now saying he's you",
        "should i move it to a safe wallet?",
        "the caller is still on the phone",
    ],
)
def test_somebody_who_is_on_the_line(words):
    assert kind_of(words) is Report.ON_THE_LINE


@pytest.mark.parametrize(
    "words",
    [
        "something odd is going on here",
        "someone's using my shop photos to sell junk",
        "I sent £600 to a seller who wanted it outside of your site",
        "i sent money by card to a seller who is gone",
        "8 listings by one guy under 8 names, all the same photos",
        "your data leak has my address in it",
        "three insurers call me since last week. who did you sell my number to",
        "I bought gift cards for my account and ordered more",
    ],
)
def test_anything_else_freezes_nothing_and_is_no_phishing(words):
    assert kind_of(words) is Report.OTHER


@given(
    st.text(), st.sampled_from(["http://a.example/x?y=1", "HTTPS://B.example", "c.example.com/path", "me@d.example"])
)
def test_no_link_or_address_survives_as_evidence(around, link):
    shown = defanged(f"{around} {link} {around}")
    assert link not in shown and "://".join(("http", "")) not in shown.casefold().replace("hxxp", "")
