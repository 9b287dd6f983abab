"""Where money goes back to: what was paid with or store credit, and what is told of other ways and of a new card."""

import re
from datetime import timedelta
from typing import Any, Literal

from bot.content import Choice
from bot.effects import Handoff
from bot.flow import Given, View, slot
from bot.shop import Order
from bot.slots.agreeing import NO
from bot.slots.naming import bare
from bot.slots.negation import said
from bot.wording import Markup

TO: dict[str, Literal["original", "store credit"]] = {"original": "original", "store credit": "store credit"}
CREDIT = re.compile(r"\bstore credits?\b", re.I)
UNWANTED = re.compile(
    r"(?:\bno|\b(?:over|than|not (?:for|as|in)|refuse|reject|decline|hate)"
    r"(?: (?:an?|the|your|any|some))?) store credits?\b"
    r"|\bstore credits? (?:\w+ ){0,3}?(?:(?:is|are|was|be) (?:not|no|never|useless|worthless|unacceptable)\b"
    r"|(?:(?:is|are|wo|does|do|would|ca)n'?t|(?:will|would|does|can|do) not|cannot)\b|unacceptable|useless)",
    re.I,
)
"""A no to store credit that stands before it or comes after it; "no, store credit" is a wish for it."""
EITHER = re.compile(r"\bstore credit or\b|\bor (?:as |in |get |the |just |a )*store credit\b", re.I)
"""Leaves it open: what they paid with is the usual way, and the other stands beside it."""
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
    r"(?<!gift )\bcards?(?: number)?(?: (?!not\b|never\b)\w+){0,2} (?:has |is |was |have |got |been |just )*"
    r"(?:changed|new|replaced|different)\b"
    r"|\b(?:new|old|replacement) (?:card|number)\b|\bchanged (?:my )?(?:cards?|banks?)\b",
    re.I,
)
"""The card that was paid with is another now."""
_CARD = r"(?<!gift )\b(?:cards?|bank accounts?|visa|mastercard|amex)"
_NOW = r"(?: (?:ending )?\d{4})?(?: (?!not\b|never\b)\w+){0,2}? (?:(?:is|was|has|have|got|been|just|already|are|now) )*"
CLOSED = re.compile(
    rf"{_CARD}{_NOW}(?:closed|dead|expired|blocked|cancell?ed|frozen|terminated|deactivated|shut|cut up|stolen|lost"
    r"|out of date|(?:not|no longer) (?:valid|active|working|mine|in use)|(?:does|do)(?:n'?t| not) (?:exist|work))\b"
    rf"|{_CARD}'?s (?:closed|dead|expired|blocked|cancell?ed|frozen|stolen|lost)\b"
    r"|\baccount (?:is|was|has been|got|is now)(?: (?:closed|shut))\b"
    r"|\b(?:closed|expired|dead|blocked|cancell?ed|lost) (?:(?:that|the|this|my) )?(?:(?:old|bank|credit|debit) )*"
    r"(?:card|account)\b|\b(?:bank|they) (?:closed|blocked|cancell?ed|shut) (?:it|that|my|the)\b"
    r"|\b(?:don'?t|do not|no longer) have (?:that|the|this) (?:card|account)\b",
    re.I,
)
"""Nothing can be paid to it any more, as they say, or nothing that would reach them by itself."""
CLOSED_CARD, OTHER_CARD = "closed", "other"
COLLEAGUE = "colleague"
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
        if EITHER.search(given.text):
            return None
        if said(CREDIT, given.text) and not UNWANTED.search(given.text.replace("\u2019", "'")):
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


def card_said() -> Any:
    """What they say of the card that was paid with, at whatever point; it is never asked."""
    return slot(ask=lambda _: "", read=lambda given, _: _of_the_card(given.text), default=lambda _: "")


def _of_the_card(text: str) -> str | None:
    text = text.replace("\u2019", "'")
    if CLOSED.search(text):
        return CLOSED_CARD
    return OTHER_CARD if NEW_CARD.search(text) else None


def led_by_card(asked: str, view: View) -> str:
    """The last question, behind what becomes of money for a card that is another one or closed."""
    card = view.known.get("card") and view.known.get("to") != "store credit"
    return Markup(f"{view.words.say('back.new_card')} {asked}") if card else asked


def colleague_first(view: View) -> tuple[Choice, ...]:
    """Of a closed card a person may be asked before any money goes there."""
    closed = view.known.get("card") == CLOSED_CARD and view.known.get("to") != "store credit"
    return (Choice(view.words.say("offer.colleague"), COLLEAGUE),) if closed else ()


def to_a_person(view: View, wants: str, order: str = "") -> Handoff:
    """The money is a person's, as the card that it would go to is closed."""
    return Handoff("closed_card", (view.words.say("why.closed_card"),), "billing", wants=wants, order=order)


def of_a_new_card(given: Given, view: View) -> str:
    """Who says that the card is another one now hears what the bank does; who says it again, that nothing is paid."""
    known = view.known.get("card")
    if not _of_the_card(given.text) or known == "":
        return ""  # where it is a slot of its own, it is kept, and the question says it
    return view.words.say("back.nothing_yet" if known else "back.new_card")


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
