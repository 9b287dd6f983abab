"""Every intent is heard in a handful of plain sentences that the model was not trained on."""

import json
from pathlib import Path

import pytest

from bot.hearing import INTENTS, hear

PLAIN = {
    "order_status": [
        "where is my order right now",
        "when will my parcel arrive",
        "can you track my package for me",
        "has my order been shipped yet",
    ],
    "delivery_late": [
        "my parcel should have come two days ago and is still not here",
        "the delivery is delayed again",
        "it was supposed to arrive on friday, now it's tuesday",
    ],
    "delivery_not_received": [
        "tracking says delivered but I have no parcel",
        "my package was marked as delivered and it's not here",
        "the courier lost my parcel",
    ],
    "delivery_problem": [
        "the driver threw my parcel on the lawn",
        "the courier was rude to me at the door",
        "your driver left the box in the rain",
    ],
    "change_delivery": [
        "can I change the delivery address",
        "please deliver it to my work address instead",
        "I'd like another delivery date",
    ],
    "cancel_order": ["please cancel my order", "I want to cancel order 1042", "stop this order, I don't need it"],
    "refund_request": ["I want a refund", "give me my money back please", "can you refund me for the mug"],
    "refund_status": ["where is my refund", "my refund has not arrived yet", "when will I get my refund"],
    "return_exchange": [
        "I want to return this jumper",
        "can I exchange it for a bigger size",
        "I need a return label for the jeans",
    ],
    "item_problem": ["my mug arrived broken", "you sent me the wrong item", "the toaster stopped working"],
    "billing_error": [
        "I was charged twice for this order",
        "there is a charge I don't recognise on my card",
        "you charged me the wrong amount",
    ],
    "payment_promo": ["my gift card is not working", "where can I get an invoice", "the promo code is not accepted"],
    "membership": [
        "cancel my membership please",
        "how do I stop my subscription from renewing",
        "I was charged after my free trial",
    ],
    "account_access": ["I can't log in to my account", "I forgot my password", "the reset email doesn't come"],
    "security_fraud": [
        "someone hacked my account",
        "I got a phishing email in your name",
        "there was a suspicious login to my account",
    ],
    "product_question": [
        "is this jacket waterproof",
        "do you have it in size 42",
        "is the red mug in stock",
        "how much does the lamp cost",
        "price of planter pls",
        "what does the umbrella cost",
    ],
    "technical_issue": ["the app crashes when I open it", "your website isn't loading", "the video keeps freezing"],
    "faq": ["what are your opening hours", "do you ship to Ireland", "how long does shipping take"],
    "human_agent": ["I want to talk to a person", "let me speak with an agent", "connect me to a human please"],
    "phone_call": ["can you call me", "give me a phone number", "please phone me tomorrow"],
    "complaint": [
        "your service is terrible",
        "I am very disappointed with your company",
        "this is the worst shop I have ever used",
    ],
    "case_followup": [
        "I wrote to you last week and nobody answered",
        "any update on my complaint",
        "still no reply from your team",
    ],
    "greeting": ["hello", "hey there", "good morning"],
    "thanks": [
        "thanks",
        "thank you very much",
        "thanks for helping me",
        "the kettle is lovely",
        "my new lamp works perfectly, thank you",
    ],
    "goodbye": ["bye", "goodbye for now", "see you later"],
    "affirm": ["yes", "yes that's right", "sure, go ahead"],
    "deny": ["no", "no thanks", "no, that's not right"],
    "provide_info": ["my order number is 1042", "it's the green one", "my email is jo@example.com"],
    "out_of_scope": ["tell me a joke", "who is the president of France", "what's your favourite film"],
}


def test_every_intent_has_its_sentences() -> None:
    assert set(PLAIN) == set(INTENTS)
    assert len(INTENTS) == 29


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in PLAIN.items() for text in texts])
def test_a_plain_sentence_is_heard_right(intent: str, text: str) -> None:
    assert hear(text).intents[0][0] == intent


SHARED = Path(__file__).parents[4] / "shared" / "data" / "customer-messages-dev.jsonl"


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled real messages may not be copied into the project")
def test_real_messages_are_understood() -> None:
    """Four in five real customers' messages are taken for something a fair judge accepts, and as many for a call.

    Two points under what is reached (docs/hearing.md): like models differ by as much on so few.
    """
    rows = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    heard = [hear(row["text"]) for row in rows]
    right = [one.intent in {row["intent"], *row["also_ok"]} for one, row in zip(heard, rows, strict=True)]
    called = sum(one.handoff and row["handoff"] for one, row in zip(heard, rows, strict=True))
    assert sum(right) / len(rows) >= 0.83
    assert 2 * called / (sum(one.handoff for one in heard) + sum(row["handoff"] for row in rows)) >= 0.82
