"""What certain words tell, however they were heard: a refund that is missing, a thing that is waited for."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.slots import words_of

PRODUCT, RETURNS = "product_question", "return_exchange"


def meant_as(intent: str, heard: Heard) -> Heard:
    rest = tuple(pair for pair in heard.intents if pair[0] != intent)
    return replace(heard, intents=((intent, heard.intents[0][1]), *rest), band=Band.ACT)


REFUND_MISSING = re.compile(
    r"\b(?:my|the|that) (?:refund|money)\b(?! back\b)[^.?!]{0,30}?"
    r"\b(?:never|not|n'?t|still|nothing|missing|no sign)\b[^.?!]{0,20}"
    r"\b(?:arriv\w*|c[ao]me|received?|got|here|there|shown?|showed|appear\w*|paid|land\w*|in my)\b"
    r"|\b(?:never|not|n'?t|still no)\b[^.?!]{0,20}\b(?:my|the|that) refund\b",
    re.I,
)


def refund_missing(heard: Heard, facts: Facts) -> Heard:
    """ "My refund never arrived" asks where it is: no new one is asked for."""
    likely = "refund_status" in [name for name, _ in heard.intents[:2]]
    if likely and REFUND_MISSING.search(heard.text):
        return meant_as("refund_status", heard)
    new = heard.intent == "refund_status" and heard.band is not Band.ACT and not ON_ITS_WAY.search(heard.text)
    return meant_as("refund_request", heard) if new and REFUND_THIS.search(heard.text) else heard


REFUND_THIS = re.compile(r"\brefund (?:it|that|this|them|me|the|my)\b|\bmoney back\b", re.I)
ON_ITS_WAY = re.compile(r"\b(?:where|when|still|yet|status|wait\w*|arriv\w*|never|how long|promised)\b", re.I)


HANDED_IN = re.compile(
    r"\b(?:dropped|handed|brought|took|taken|posted|shipped|sent|returned|gave)\b[^.?!]{0,30}"
    r"\b(?:off|in|back|already|post office|counter|courier|yesterday|today|last week)\b",
    re.I,
)


WHERE_TO = re.compile(r"\bwhere\b.{0,20}\bi (?:have to |need to )?(?:drop|hand|take|bring|send|post)\b", re.I)


def handed_in(heard: Heard, facts: Facts) -> Heard:
    """ "I dropped the jacket off already", while its return is open: they wait for their money."""
    sent = frozenset(
        word
        for o in facts.orders
        for back in o.returns
        if back.state in ("open", "scanned")
        for item in o.items
        if item.id in {line.item for line in back.lines}
        for word in words_of(item.title)
    )
    if any(back.state == "open" for o in facts.orders for back in o.returns) and WHERE_TO.search(heard.text):
        return meant_as("refund_status", heard)
    misheard = heard.intent in ("item_problem", RETURNS, "out_of_scope", "provide_info", "delivery_problem")
    if misheard and not heard.triggers and HANDED_IN.search(heard.text) and words_of(heard.text) & sent:
        return meant_as("refund_status", heard)
    return heard


CANCELS = re.compile(
    r"\W*(?:please |pls |can you |i want to |i'd like to )?(?:cancel|stop)(?: (?:it|this|please|pls))*\W*", re.I
)
A_CHARGE = re.compile(r"\b(?:charge|payment|debit|transaction)\b", re.I)
WANTS_BACK = re.compile(r"\b(?:refund|money back|give|reverse|return|undo|back)\b", re.I)


NAMED_SUM = re.compile(r"\b(?:what|why|whats|who|which|how come|don'?t (?:know|recogni[sz]e))\b", re.I)


def of_a_charge(heard: Heard, facts: Facts) -> Heard:
    """ "What's this 34.99": the very sum of a charge of theirs, asked about."""
    if heard.band is Band.ACT or heard.triggers or facts.account is None or not NAMED_SUM.search(heard.text):
        return heard
    sums = {f"{charge.amount.amount:.2f}" for charge in facts.account.charges}
    said = {found.replace(",", ".") for found in re.findall(r"(?<![\d.,])\d+[.,]\d\d(?![\d.,])", heard.text)}
    return meant_as("billing_error", heard) if sums & said else heard


def bare_wish(heard: Heard, facts: Facts) -> Heard:
    """ "Cancel" from somebody who has one thing to cancel; "refund yesterday's charge" is about that charge."""
    account = facts.account
    if account is None or heard.triggers:
        return heard
    if heard.intent in ("cancel_order", "membership") and CANCELS.fullmatch(heard.text):
        running = [one for one in account.subscriptions if not one.cancelled]
        unsent = any(o.status in ("open", "dispatched") for o in facts.orders)
        return meant_as("membership", heard) if len(running) == 1 and not unsent else heard
    money = heard.intent in ("refund_status", "refund_request", "billing_error")
    if money and A_CHARGE.search(heard.text) and WANTS_BACK.search(heard.text) and heard.band is not Band.ACT:
        return meant_as("billing_error", heard)
    return heard


ASKED_BEFORE = re.compile(
    r"\b(?:(?:second|third|fourth|fifth|sixth|tenth|2nd|3rd|4th|5th|\d{1,2}th|last) (?:time|message|mail|e-?mail|chat)"
    r" (?:that )?(?:i(?:'?m|'?ve| am| have)?|im|ive|now)\b(?: had to| have to| now)?"
    r" ?(?:writ\w*|wrote|ask\w*|contact\w*|messag\w*|tell\w*|told|call\w*|say\w*|said|chas\w*|try\w*|tried)"
    r"|(?:wrote|written|asked|contacted|messaged|called|told you|chased)\b[^.?!]{0,20}?"
    r"\b(?:twice|thrice|(?:\d+|two|three|four|five|six|several|many) times))\b",
    re.I,
)


def asked_before(heard: Heard, facts: Facts) -> Heard:
    """ "Third time I write, the kettle leaks": whatever else it says, nobody got back to them."""
    said = ASKED_BEFORE.search(heard.text)
    if said is None or "repeat" in dict(heard.triggers):
        return heard
    words = " ".join(said.group().split())
    known = any(reason.startswith("contacted before") for reason in heard.reasons)
    reasons = heard.reasons if known else (*heard.reasons, f'contacted before ("{words}")')
    return replace(heard, triggers=(*heard.triggers, ("repeat", words)), reasons=reasons)


COMES = re.compile(
    r"\b(?:when|where|what (?:day|time)|how long)\b.*"
    r"\b(?:come|comes|coming|arriv\w*|deliver\w*|here|get here|turn up)\b",
    re.I,
)


def awaited(heard: Heard, facts: Facts) -> Heard:
    """ "When does the table come" is no question of the catalogue to somebody who waits for one."""
    if heard.intent not in (PRODUCT, "faq", "out_of_scope") or not COMES.search(heard.text):
        return heard
    coming = frozenset(
        word for o in facts.orders if o.status in ("open", "dispatched") for i in o.items for word in words_of(i.title)
    )
    return meant_as("order_status", heard) if words_of(heard.text) & coming else heard
