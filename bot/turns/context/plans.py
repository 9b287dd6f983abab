"""Subscriptions: what somebody who has one means by "cancel", and what a charge after its end is about."""

import re

from bot.anew import replace
from bot.charging import after_end
from bot.facts import Facts
from bot.hearing import Heard
from bot.shop import Subscription
from bot.slots import naming, words_of
from bot.slots.charges import sums_in
from bot.slots.clubs import WISHES
from bot.turns.context.reading import bought, half, likely, meant_as

CANCELS = re.compile(
    r"\W*(?:please |pls |can you |i want to |i'd like to )?(?:cancel|stop)(?: (?:it|this|please|pls))*\W*", re.I
)
MISHEARD = frozenset({"cancel_order", "refund_request", "faq", "out_of_scope", "return_exchange", "membership"})
OF_AN_ACCOUNT = re.compile(
    r"\b(?:account|log ?in|logg\w+|log|sign\w*|passwords?|e-?mails?|user ?names?|codes?|locked|access)\b", re.I
)
"""What is taken for an account's trouble is one where it is named so: "reactivate my coffee" is none."""
CHARGED = re.compile(
    r"\b(?:charg\w*|bill(?:ed|ing)|debit\w*|took|taken|payments?|renewed|take\b.{0,30}\b(?:card|account|bank))\b", re.I
)
TO_COME = re.compile(
    r"\b(?:(?:will|am) (?:i|you|they|my card)(?: (?:be|get|going to|gonna|to))*|do i get) "
    r"(?:charged?|billed?|debit\w*|pay|take (?:it|the money|money))\b"
    r"(?!.*\b(?:for|twice|extra|ship|dispatch|order|deliver|postage|customs|parcel|refund|return)\w*)",
    re.I,
)
"""Asks for a charge that is still to come."""
BESIDE = frozenset({"out_of_scope", "provide_info", "faq", "product_question", "payment_promo", "order_status"})
"""What a club and its sum are taken for."""
ENDED = re.compile(r"\b(?:cancel\w*|quit|ended|stopped|unsubscrib\w*|left)\b", re.I)
AN_ORDER = re.compile(r"\border\w*\b", re.I)
ABOUT_MONEY = ("billing_error", "membership", "refund_request", "payment_promo")


def the_only_one(heard: Heard, facts: Facts) -> Heard:
    """ "Cancel" from somebody who has one thing to cancel."""
    if heard.intent not in ("cancel_order", "membership") or heard.triggers or not CANCELS.fullmatch(heard.text):
        return heard
    running = [one for one in _plans(facts) if not one.cancelled]
    unsent = any(o.status in ("open", "dispatched") for o in facts.orders)
    return meant_as("membership", heard) if len(running) == 1 and not unsent else heard


def by_name(heard: Heard, facts: Facts) -> Heard:
    """Somebody who has a club, names it and says what to do with it, means that and no order."""
    wish = any(re.search(rf"\b(?:{pattern})", heard.text, re.I) for pattern in WISHES.values())
    no_account = heard.intent == "account_access" and not OF_AN_ACCOUNT.search(heard.text)
    open_to_doubt = heard.intent in MISHEARD or no_account or half(heard)
    return meant_as("membership", heard) if open_to_doubt and wish and _named(heard, facts) else heard


def not_an_order(heard: Heard, facts: Facts) -> Heard:
    """ "Cancel my tea" of who has a tea circle, and no order with tea in it that could still be cancelled."""
    if heard.intent != "cancel_order" or heard.triggers or AN_ORDER.search(heard.text):
        return heard
    said = words_of(heard.text)
    plan = any(said & words_of(one.title) and not (said & bought(facts)) - words_of(one.title) for one in _plans(facts))
    return meant_as("membership", heard) if plan and not said & bought(facts, "open", "dispatched") else heard


AN_ACCOUNT = re.compile(
    r"\b(?:cancel|close|delete|remove|end|terminate|erase|deactivate)(?:l?ing|d)? (?:my|the|this|our) (?:\w+ )?"
    r"(?:account|profile|registration)\b(?!\W*(?:order|club|subscription)|\W+and\b)",
    re.I,
)


CLOSED = "close my account"
"""What is looked up for it: a page on cancelling has the other word."""


def of_an_account(heard: Heard) -> bool:
    return heard.intent == "cancel_order" and not heard.triggers and AN_ACCOUNT.search(heard.text) is not None


def of_the_account(heard: Heard, _: Facts) -> Heard:
    """ "Cancel my account" stops no order of theirs."""
    return meant_as("account_access", heard) if of_an_account(heard) else heard


def of_its_charge(heard: Heard, facts: Facts) -> Heard:
    """ "84 for the tea circle, it's 48": a club and the very sum that was charged for it, and no wish."""
    if not (half(heard) or heard.intent in BESIDE) or heard.triggers or facts.account is None:
        return heard
    named = [one.id for one in _plans(facts) if words_of(heard.text) & (words_of(one.title) - bought(facts))]
    said = set(sums_in(heard.text))
    its = any(c.subscription in named and c.amount.amount in said for c in facts.account.charges)
    return meant_as("billing_error", heard) if its else heard


def to_come(heard: Heard, facts: Facts) -> Heard:
    """ "Will I be charged on Saturday" asks when a club renews, where one does."""
    others = tuple(pair for pair in heard.triggers if pair[0] != "contest")
    asks = heard.intent in ABOUT_MONEY and TO_COME.search(heard.text) and not others
    renews = any(one.renews and not one.cancelled for one in _plans(facts))
    return replace(meant_as("membership", heard), triggers=others) if asks and renews else heard


SUM_AGAIN = re.compile(
    r"\b(?:will|do|are|going to|gonna)\b[^.?!]{0,30}\b(?:take|charge|bill|debit|pay|be)\b[^.?!]{0,12}\d[^.?!]{0,20}"
    r"\b(?:again|next (?:year|month|time))\b"
    r"|\bnext (?:year|month|time)\b[^.?!]{0,30}\b(?:take|charge|bill|debit|pay|be)\b[^.?!]{0,12}\d",
    re.I,
)
"""Asks whether a sum is taken once more."""


def of_its_next_sum(heard: Heard, facts: Facts) -> Heard:
    """ "Will it be right next year or will you take 84 again", of who was charged just that for a club."""
    if not (half(heard) or heard.intent in (*BESIDE, *ABOUT_MONEY)) or facts.account is None:
        return heard
    said, plans = set(sums_in(heard.text)), {one.id for one in _plans(facts) if not one.cancelled}
    its = any(c.subscription in plans and c.amount.amount in said for c in facts.account.charges)
    asks = its and SUM_AGAIN.search(heard.text) and all(rule == "contest" for rule, _ in heard.triggers)
    return replace(meant_as("membership", heard), triggers=()) if asks else heard


def charged(heard: Heard, facts: Facts) -> Heard:
    """Words of a charge are heard half as well as they are meant: the account settles what they are about."""
    about = heard.intent in ABOUT_MONEY or (half(heard) and any(name in ABOUT_MONEY for name in likely(heard)))
    if not about or not CHARGED.search(heard.text):
        return heard
    ended = ENDED.search(heard.text) and not AN_ORDER.search(heard.text)
    if ended and (any(one.cancelled for one in _plans(facts)) or _named(heard, facts)):
        return meant_as("membership", heard)
    doubted = half(heard) and heard.intent in ("billing_error", "membership")
    return meant_as(heard.intent, heard) if doubted and facts.account else heard


MONEY_GONE = re.compile(r"\b(?:money|charg\w*|took|take|taken|paid|pay|debit\w*|bill\w*)\b", re.I)


def after_its_end(heard: Heard, facts: Facts) -> Heard:
    """ "I stopped the coffee and you take money again", of who was charged after the end: the club, and no thing that
    stopped."""
    taken = half(heard) or heard.intent in (
        *BESIDE,
        "refund_request",
        "item_problem",
        "technical_issue",
        "complaint",
        "case_followup",
    )
    if not taken or facts.account is None or not ENDED.search(heard.text) or not MONEY_GONE.search(heard.text):
        return heard
    late = [one for one in _plans(facts) if after_end(facts.account, one)]
    named = any(words_of(heard.text) & words_of(one.title) for one in late)
    return meant_as("membership", heard) if named else heard


def _plans(facts: Facts) -> tuple[Subscription, ...]:
    return facts.account.subscriptions if facts.account else ()


NOT_IT = re.compile(
    r"\b(?:not|keep\w*|except(?: for)?|leave) (?:the |my |that )?[a-z]+(?: (?:club|circle|box|plan|subscription))?",
    re.I,
)


def _named(heard: Heard, facts: Facts) -> bool:
    """Whether a word of a subscription's name was said that is in the name of nothing they ordered.

    "The mug, not the tea circle" is about the mug.
    """
    rest = NOT_IT.sub(" ", heard.text)
    text = rest if naming(rest, bought(facts, "open", "dispatched")) else heard.text
    return any(words_of(text) & (words_of(one.title) - bought(facts)) for one in _plans(facts))
