"""Where money goes back to: what was paid with or store credit, and what is told of other ways and of a new card."""

import re
from datetime import timedelta
from typing import Any, Literal

from bot.flow import Given, View, slot
from bot.shop import Order
from bot.slots.agreeing import NO
from bot.slots.naming import bare
from bot.slots.negation import said
from bot.wording import Markup

TO: dict[str, Literal["original", "store credit"]] = {"original": "original", "store credit": "store credit"}
CREDIT = re.compile(r"\bstore credit\b", re.I)
CARD = re.compile(
    r"\b(?:(?:back )?(?:on|onto|to) (?:the |my )?(?:same |original )?card"
    r"|card (?:then|instead|rather|after all|is fine)"
    r"|(?:rather|just) (?:the |my )?card|(?:the )?(?:way|how) (?:it came|i paid))\b|^\W*no\W+(?:the |my )?card\b",
    re.I,
)
"""Not as credit but the way it was paid."""
PLACES = re.compile(r"\b(?:credit|card)\b", re.I)
SPLIT = re.compile(r"\b(?:half|split|partly|part of it|part\b.{0,40}\brest)\b", re.I)
"""On two ways at once."""
ELSEWHERE = re.compile(
    r"\b(?:pay ?pal|venmo|revolut|(?:apple|google) ?pay|cash|cheque|iban|bank(?: account)?|wire"
    r"|(?:another|other|different|new) (?:card|account|visa|mastercard)|my (?:visa|mastercard|amex|account))\b",
    re.I,
)
"""Another way than those there are, in words that were no answer."""
ANOTHER_WAY = re.compile(r"\b(?:(?:store )?credit|voucher|gift ?card|another card|other card|paypal)\b", re.I)
"""The same in any words, where there is but one way: a bank is named there for other reasons."""
NEW_CARD = re.compile(
    r"\bcards?(?: number)?(?: \w+){0,2} (?:has |is |was |have |got |been |just )*(?:changed|expired|new|replaced|lost"
    r"|stolen|blocked|cancelled|different|(?:not|no longer) (?:valid|mine|active))\b"
    r"|\b(?:new|old|expired|replacement) (?:card|number)\b|\bchanged (?:my )?(?:cards?|banks?)\b"
    r"|\b(?:don'?t|do not|no longer) have (?:that|the|this) card\b",
    re.I,
)
"""The card that was paid with is not what it was."""
ON_THE_CARD = re.compile(
    r"\b(?:leave|keep|put|pay|send) (?:it|that|this)(?: back)? (?:on|onto|to) (?:my |the |that )?"
    r"(?:same |old |original )?(?:card|account|bank)\b"
    r"|\b(?:the way it came|the same way|back (?:on|to) (?:the|my) card)\b",
    re.I,
)
TAKES = re.compile(
    r"\b(?:how (?:long|soon|fast|many days)|when)\b.{0,40}\b(?:back|money|refund\w*|card|account|bank|take)\b", re.I
)


def where_to() -> Any:
    """Where the money goes: back to what they paid with, unless they want store credit."""

    def read(given: Given, _: View) -> str | None:
        if SPLIT.search(given.text):
            return None
        if said(CREDIT, given.text):
            return "store credit"
        return "original" if said(CARD, given.text) or CREDIT.search(given.text) else None

    return slot(ask=lambda _: "", read=read, default=lambda _: "original", names=True)


def target(to: str, order: Order, view: View) -> Markup:
    """Where the money goes, as the customer knows it."""
    if to == "store credit":
        return view.words.say("refund.to_credit")
    return view.words.say("refund.to_original", means=order.paid_with)


def only_there(given: Given, view: View) -> str:
    """Where the money can go, to who wants it somewhere else, or on two ways."""
    order: Order | None = view.known.get("order")
    if order and SPLIT.search(given.text) and PLACES.search(given.text):
        return view.words.say("refund.no_split")
    if order is None or not ELSEWHERE.search(given.text):
        return ""
    return view.words.say("refund.only_there", means=order.paid_with)


def of_a_new_card(given: Given, view: View) -> str:
    """Who says that the card is another one now hears what the bank does."""
    return view.words.say("back.new_card") if NEW_CARD.search(given.text.replace("\u2019", "'")) else ""


def told(given: Given, view: View) -> str:
    """Of a wish for another way back, or a question after it."""
    text = given.text.replace("\u2019", "'")
    if said := of_a_new_card(given, view):
        return said
    if ON_THE_CARD.search(text) and NO & set(bare(text)):
        return view.words.say("back.as_it_came")
    if TAKES.search(text):
        return view.words.say("back.takes", days=timedelta(days=view.policy.refund_bank_days))
    return view.words.say("charge.only_back") if ANOTHER_WAY.search(text) else ""
