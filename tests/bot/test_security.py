"""What a report of something suspicious is about: it decides whether an account is frozen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import defanged
from bot.turns.asked_of_security import WHO_PAYS
from bot.turns.context import intruders
from bot.turns.reports import Report, kind_of, reached


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
        "I fell for it. Email looked just like yours, I put in my password and card before I noticed",
        "stupid me, I typed in my card number on a page that looked like yours",
        "i got scammed, entered everything on the fake site",
        "i was tricked by a text and filled in the form",
        "password changed AGAIN while i was typing this. third time in an hour",
        "my password keeps getting changed",
        "he's logged in from Minsk and I'm in Malmö",
        "There's a new card on your account. not by me there isn't",
        "someone is in there from Brazil, i live in Leeds",
        "someone keeps resetting my password",
        "there's an order for a phone i never made",
    ],
)
def test_an_account_in_other_hands(words):
    assert kind_of(words) is Report.TAKEN_OVER


@pytest.mark.parametrize(
    "words",
    [
        "i got a text saying my account is on hold, the link looks odd",
        "got an email about suspicious activity on my account, is that you?",
        "i got a text that says i was hacked",
        "there is a fake site with your name on it",
        "got a text about a customs fee of 1.99 with a link, idk",
        "is it safe to open the attachment that came from your invoices address?",
        "there is a page with your name and a blue tick selling phones",
        "i forwarded the link to you, i did not click it",
        "i nearly entered my card on a fake page but stopped",
        "i got a text from someone asking for my card, i told him no",
        "I got a text about a login",
        "got a text with a code i didn't ask for, and a link",
        "got an email, i was tricked and paid the seller",
        "i already paid it, never got the text you promised",
        "someone called, then a text came with a link",
        "got a text, clicked no link in it",
        "i got an email with a link and clicked nothing, is it phishing",
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
        "someone called me pretending to be you",
        "a caller told me my account was hacked and wanted my code",
        "someone from 'shop legal dept' is calling my wife, I told you and you said DM details, is this DM yours",
        "someone rang saying he is from you and asked about my order",
    ],
)
def test_somebody_who_rings_in_our_name(words):
    assert kind_of(words) is Report.CALLER


@pytest.mark.parametrize(
    "words",
    [
        "knew my last order and wanted me to install some helper app. I hung up. Is my account ok",
        "somebody rang in your name and wanted my code, i put the phone down",
    ],
)
def test_who_hung_up_has_given_nothing_away(words):
    assert kind_of(words) is Report.HUNG_UP


@pytest.mark.parametrize(
    "words",
    [
        "why have I got a code by text from you",
        "who asked for a code, i didnt. is someone trying to get in or what",
        "i got a verification code i never asked for",
        "got a login code on my phone and i'm not logging in",
        "keep getting codes, i'm not trying to log in",
        "a code by text popped up while i'm sat watching telly",
    ],
)
def test_a_code_that_nobody_asked_for(words):
    assert kind_of(words) is Report.CODE


@pytest.mark.parametrize(
    "words",
    [
        "i got a code for 10% off that i didn't ask for",
        "the code i asked for never came",
        "why do you send me a code every time i log in",
        "i never got a code",
        "why does the code not work",
        "where did you send my code",
        "i got the code but i am trying to log in on my phone",
        "i got a code by text, where do i enter it",
        "got a code while i was logging in",
    ],
)
def test_another_code_or_one_that_is_missed_is_no_report(words):
    assert not intruders.code_unasked(words)


@pytest.mark.parametrize(
    "words",
    [
        "my password changed again and still can't log in",
        "i changed my password again and it still doesn't work",
        "the login from abroad does not work, i'm in Spain",
        "my husband is logged in from Madrid and i'm in Leeds, can he order",
        "the login is in French and I'm in England",
        "i logged in from Spain, i'm in Leeds now",
    ],
)
def test_who_cannot_get_in_or_shares_it_has_nobody_else_in_it(words):
    assert not intruders.plainly(words)


@pytest.mark.parametrize(
    "words",
    [
        "something odd is going on here",
        "someone's using my shop photos to sell junk",
        "I sent £600 to a seller who wanted it outside of your site",
        "i sent money by card to a seller who is gone",
        "he asked for my card and i told him no",
        "i put a block on my card, something is odd",
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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("i got a strange email about a parcel fee", True),
        ("some woman called and wanted my card number", True),
        ("somebody hacked my account and ordered things", False),
        ("is it you or a bot", False),
    ],
)
def test_a_message_or_a_call_is_reported(words, told):
    assert reached(words) is told


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("will i get my money back", True),
        ("can i get a refund", True),
        ("do i have to pay", True),
        ("the refund from last month never came", False),
    ],
)
def test_who_pays_for_what_others_spent(words, asks):
    assert bool(WHO_PAYS.search(words)) is asks
