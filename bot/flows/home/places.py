"""Where an intent's cases belong, and what is asked of whom: a question in general needs no card, account or device."""

import re
from dataclasses import dataclass

from bot.flow import View
from bot.flows.home.told import FEEDBACK, OURS, SCHEME, WISH


@dataclass(frozen=True, slots=True)
class Home:
    """Where an intent's cases belong, and the two details that belong to them.

    `first` and `second` name sentences of the wording; an order as a detail is taken
    from the order book where it can be.
    """

    department: str
    first: str
    second: str
    acts: bool = False
    """Something is to be done: an answer alone is not the end, a colleague can do it."""


HOMES: dict[str, Home] = {
    "delivery_problem": Home("delivery", "order", "what_happened"),
    "change_delivery": Home("delivery", "order", "new_delivery", acts=True),
    "cancel_order": Home("general", "order", "cancel_what", acts=True),
    "item_problem": Home("general", "order", "what_is_wrong"),
    "billing_error": Home("billing", "which_charge", "what_is_wrong_with_it"),
    "payment_promo": Home("billing", "which_means", "what_it_says"),
    "membership": Home("billing", "which_subscription", "what_should_happen", acts=True),
    "account_access": Home("technical", "which_address", "what_it_says"),
    "product_question": Home("general", "which_product", "what_to_know"),
    "technical_issue": Home("technical", "which_device", "what_it_says"),
    "faq": Home("general", "what_about", "what_to_know"),
    "complaint": Home("general", "what_went_wrong", "what_would_help"),
    "case_followup": Home("general", "what_about", "what_was_promised"),
}


OF_THE_HOUSE = frozenset({"faq", "product_question", "payment_promo"})
"""Questions that anybody may ask: nothing of theirs has gone wrong."""
TO_KNOW = "what_to_know"
IN_GENERAL = Home("billing", "what_about", TO_KNOW)
"""How one can pay, and what codes there are: no card or code of theirs is looked at for that."""
OF_ACCOUNTS = Home("technical", "what_about", TO_KNOW)
"""What an account can do, or something that is no site of ours: no address and no device is looked at for that."""
WISHED = Home("technical", "which_address", "what_should_happen")
"""Something is to be done with an account, and nothing fails."""
OF_CLUBS = Home("billing", "what_about", TO_KNOW)
"""Which clubs there are, and what they cost: nothing is to be done with one of theirs."""
PROMISED = Home("billing", "which_means", "what_was_promised")
"""Cashback and points are no card that fails."""
INVOICE = Home("billing", "order", "what_it_should_say")
"""An invoice belongs to an order: no card and no code is looked at for it."""
INVOICES = re.compile(
    r"\b(?:invoices?|receipts?|factures?|gstin|vat|tax (?:id|number|invoice)|(?:need|send|get) \w{0,4} ?bill)\b", re.I
)
OF_THEIRS = re.compile(
    r"\b(?:declin\w*|fail\w*|reject\w*|refus\w*|invalid|error|wrong|expired?|used|stuck|lost|stolen|charged"
    r"|(?:not|n'?t|never) (?:work\w*|accept\w*|go\w*|take\w*|show\w*|apply\w*|come|arrive\w*|let)"
    r"|no longer|problem|trouble|my (?:gift ?card|voucher|code|coupon|card|promo|payment|balance))\b",
    re.I,
)
ASKS_FOR_ONE = re.compile(
    r"\b(?:can|could|may|would|will)(?:n'?t)? (?:i|we|you) (?:please |also |still )?(?:get|have|send|put|make"
    r"|issue|add|change|correct|do|write)\b(?![^.?!]*\b(?:pay\w*|order) (?:by|on|with|against) (?:an? )?invoice)",
    re.I,
)
"""An invoice of theirs is wanted, and nothing asked about invoices in general."""
GADGET = re.compile(
    r"\b(?:(?:does|do|did|will|wo)(?:n'?t| not) |refus\w+ to |stopped |not )(?:pair\w*|charg\w*"
    r"|(?:turn|switch)(?:ing)? on|heat\w*|spin\w*|boil\w*|light(?:ing)? up)\b"
    r"|\b(?:hold|held|holding|press\w*) (?:down )?(?:the|its|that|both) (?:\w+ )?buttons?\b"
    r"|\b(?:blink\w*|flash\w*) (?:red|white|blue|green|orange)\b|\b(?:bluetooth|firmware|factory reset)\b",
    re.I,
)
"""What a thing that was bought does or does not: no site and no app is asked about."""
LOCKED_OUT = re.compile(
    r"\b(?:can'?t|can ?not|could ?n'?t|won'?t|unable|not able|(?:log|sign|get)(?:ged|ging|ting|ning)?[- ]?(?:in|into)"
    r"|log-?in|password|code|blocked|locked|banned|suspended|closed|denied|hacked|verif\w+|reset|keeps?)\b",
    re.I,
)
"""Somebody does not get in: that is no question about accounts in general."""
QUESTION = re.compile(
    r"\?|^\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|and|but|also|well)\W+)*(?:(?:what|where|who|how|when)s?|which|is|are|do|does"
    r"|can|could|will|would|why|got|any|may)\b"
    r"|[,.;:!]\s+(?:(?:and|so|but)\s+)?(?:any|is there|are there|do you (?:have|do|offer|take|give|sell))\b"
    r"|\bwonder(?:ing)? (?:if|whether)\b|\bis there (?:an? |any )?(?:\w+ )?discount\b",
    re.I,
)


def home(view: View) -> Home:
    """The home of the intent that started this."""
    intent, words = view.extras.get("intent", ""), view.extras.get("words", "")
    match intent:
        case "payment_promo" if INVOICES.search(words) and ASKS_FOR_ONE.search(words):
            return INVOICE
        case "payment_promo" if asks(words) and not OF_THEIRS.search(words):
            return IN_GENERAL
        case "payment_promo" if INVOICES.search(words):
            return INVOICE
        case "payment_promo" if SCHEME.search(words):
            return PROMISED
        case "membership" if WHICH_CLUBS.search(words):
            return OF_CLUBS
        case "technical_issue" | "account_access":
            return _of_the_site(intent, words)
        case _:
            return HOMES.get(intent, HOMES["faq"])


def _of_the_site(intent: str, words: str) -> Home:
    """Where something of ours fails its words are asked for; what is only wished or asked fails nowhere."""
    fails = OF_THEIRS.search(words) or LOCKED_OUT.search(words)
    if not_of_the_site(words) or (intent == "technical_issue" and FEEDBACK.search(words)):
        return OF_ACCOUNTS
    if intent == "technical_issue":
        return HOMES["item_problem" if GADGET.search(words) and not OURS.search(words) else intent]
    if WISH.search(words) and not fails:
        return WISHED
    return OF_ACCOUNTS if asks(words) and not fails else HOMES[intent]


def asks(words: str) -> bool:
    """Whether these words have the shape of a question."""
    return bool(QUESTION.search(words))


WHICH_CLUBS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|also)\W+)*(?:do you (?:have|offer|do|sell)|is there|are there|what|which|got)"
    r" (?:an?|any|the|kinds? of|sorts? of)?\b(?:(?!\bmy\b)[^.!?]){0,40}\b(?:memberships?|clubs?|subscriptions?"
    r"|plans?)\b",
    re.I,
)
NOT_OURS = re.compile(
    r"\b(?:wi-?fi|broadband|router|internet|mobile data|4g|5g|signal|video calls?|meetings?"
    r"|(?:match |live )?stream(?:s|ing)?|episodes?|subtitles|channels?|dlc|achievements?|cloud saves?|servers? down"
    r"|mobile banking)\b",
    re.I,
)


def not_of_the_site(words: str) -> bool:
    """Whether what does not work is nothing of a shop's: no device and no page of ours is asked about."""
    return bool(NOT_OURS.search(words)) and not OURS.search(words)
