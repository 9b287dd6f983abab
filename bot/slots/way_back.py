"""What is told of the way on which money goes back: to what was paid with, and what becomes of a card that is new."""

import re
from datetime import timedelta

from bot.flow import Given, View
from bot.slots.agreeing import NO
from bot.slots.naming import bare

CREDIT = re.compile(r"\b(?:(?:store )?credit|voucher|gift ?card|another card|other card|paypal)\b", re.I)
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
    return view.words.say("charge.only_back") if CREDIT.search(text) else ""
