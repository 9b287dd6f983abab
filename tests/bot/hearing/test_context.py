"""What was said before settles a fragment, and never what speaks for itself. Pairs written for this test alone."""

import pytest

from bot.hearing import hear

FRAGMENTS = [
    ("it's been a fortnight, where is the refund you promised me", "still nothing", "refund_status"),
    ("my sofa was due on tuesday and nobody has delivered it", "still nothing", "delivery_late"),
    ("the tracking says delivered but i never received the parcel", "i checked, not there", "delivery_not_received"),
    ("i want my money back for the toaster", "the whole amount", "refund_request"),
    ("how do i send these shoes back for a bigger size", "the blue pair", "return_exchange"),
    ("i can't log in, the reset mail never arrives", "tried that already", "account_access"),
    ("please change the delivery address on my order", "the new flat", "change_delivery"),
    ("cancel my order please", "both of them", "cancel_order"),
    ("the app crashes whenever i open the basket", "same again just now", "technical_issue"),
    ("the mixer arrived with a cracked bowl", "and the lid too", "item_problem"),
    ("you charged my card twice for one order", "same amount both times", "billing_error"),
    ("i want to cancel my premium membership", "before it renews", "membership"),
    ("my discount code is rejected at the checkout", "the one for ten percent", "payment_promo"),
    ("someone hacked my account and changed my e-mail", "last night i think", "security_fraud"),
    ("is the walnut desk in stock", "or the oak one", "product_question"),
    ("when will my order arrive", "any news?", "order_status"),
]
PLAIN = [
    ("where is my refund", "i want to talk to a real person"),
    ("my parcel is late", "how do i reset my password"),
    ("cancel my order", "thanks a lot"),
    ("the app crashes all the time", "i was charged twice for the same order"),
]


@pytest.mark.parametrize(("before", "text", "intent"), FRAGMENTS)
def test_a_fragment_is_heard_with_what_was_said_before(before, text, intent):
    assert intent in [name for name, _ in hear(text, [before]).intents[:2]]


def test_a_few_words_that_tell_a_fact_are_about_what_was_asked() -> None:
    """However clear it is by itself that they tell one."""
    asked, told = "please change the delivery address on my order", "flat 3, 12 mill lane"
    assert hear(told).intent == "provide_info"
    assert hear(told).intents[0][1] > 0.9
    assert hear(told, [asked]).intent == "change_delivery"


def test_most_fragments_are_heard_at_once_and_far_more_than_alone():
    first = sum(hear(text, [before]).intent == intent for before, text, intent in FRAGMENTS)
    alone = sum(hear(text).intent == intent for _, text, intent in FRAGMENTS)
    assert first >= 12
    assert first >= alone + 5


@pytest.mark.parametrize(("before", "text"), PLAIN)
def test_what_speaks_for_itself_is_heard_as_if_alone(before, text):
    assert hear(text, [before]).intents == hear(text).intents


def test_small_talk_before_says_nothing():
    assert hear("still nothing", ["hello"]).intents == hear("still nothing").intents
