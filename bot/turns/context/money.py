"""Money: which charge is asked about, what is on its way back to them, and what is only now asked for."""

import re
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.labels import folded
from bot.slots import words_of
from bot.turns.context.reading import PRODUCT, RETURNS, STATUS, half, likely, meant_as

QUOTES = ("out_of_scope", "provide_info", "faq", PRODUCT)
"""What the words on a statement are taken for."""
ASKS_WHAT = re.compile(r"\b(?:what|why|whats|who|which|how come|don'?t (?:know|recogni[sz]e))\b", re.I)
A_SUM = re.compile(r"(?<![\d.,])\d+[.,]\d\d(?![\d.,])")
A_CHARGE = re.compile(r"\b(?:charge|payment|debit|transaction)s?\b", re.I)
WANTS_BACK = re.compile(r"\b(?:refund|money back|give|reverse|return|undo|back)\b", re.I)
ABOUT_A_CHARGE = (STATUS, "refund_request", "billing_error")
CHARGE_BACK = re.compile(
    r"\b(?:refund|reverse|undo|(?:money|cash) back for)"
    r"(?: (?!(?:delivery|shipping|postage|postal|courier|express|handling|customs|service|free|without|no|extra)\b)"
    r"[\w']+){0,3}"
    r" (?:charge|debit|transaction)s?\b",
    re.I,
)
"""Plain words for it, however sure it was taken for a thing's refund; what delivery cost is another matter."""

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*\b(?:money|refund|\d)", re.I | re.S
)
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})
"""What a question after a refund is taken for."""
LATE = ("delivery_late", "order_status", "complaint", "out_of_scope")
ONLY_LATE = re.compile(
    r"\W*(?:(?:but|and|so|ok|well|this|that|it)\W+)*(?:it'?s|its|is|thats|that's)?\W*"
    r"(?:(?:so|too|very|really|way|still|again|already|far|always|getting|just) )*(?:late|overdue|delayed)\b"
    r"(?: (?:again|already|now|too|as usual))*\W*",
    re.I,
)
"""Words that say no more than that something is late."""
_NT = r"\b(?:do|did|does|has|have|had|was|is|are|could|can|would|wo|ca)n'?t"  # "want" ends like one, and is none
REFUND_MISSING = re.compile(
    r"\b(?:my|the|that) (?:refund|money)\b(?! back\b)[^.?!]{0,30}?"
    rf"(?:\b(?:never|not|still|nothing|missing|no sign)|{_NT})\b[^.?!]{{0,20}}"
    r"\b(?:arriv\w*|c[ao]me|received?|got|here|there|shown?|showed|appear\w*|paid|land\w*|in my)\b"
    rf"|(?:\b(?:never|not|still no)|{_NT})\b[^.?!]{{0,20}}\b(?:my|the|that) refund\b",
    re.I,
)
ASKS_AFTER = re.compile(
    r"\b(?:where|when|how long|status|promised|still|yet|wait\w*|never|arriv\w*|not here|came|got|sent|overdue)\b", re.I
)
"""Asks after money that somebody said would come."""
HANDED_IN = re.compile(
    r"\b(?:dropped|handed|brought|took|taken|posted|shipped|sent|returned|gave)\b[^.?!]{0,30}"
    r"\b(?:off|in|back|already|post office|counter|courier|yesterday|today|last week)\b",
    re.I,
)
ASKS_NOW = re.compile(r"\b(?:process|issue|pay|give|make|do|start|get)\b[^.?!]{0,12}\brefund\b", re.I)
"""Asks for a refund to be made."""
WHERE_TO = re.compile(r"\bwhere\b.{0,20}\bi (?:have to |need to )?(?:drop|hand|take|bring|send|post)\b", re.I)


GOT = re.compile(
    r"\b(?:did|have|has) (?:you|u|they)(?: guys)? (?:get|got|receive|received)\b"
    r"(?! (?:my|the|our) (?:last |new )?(?:messages?|e?-?mails?|photos?|pictures?|pics?|letter|order|complaint)\b)",
    re.I,
)
IN_GENERAL = re.compile(
    r"\bhow (?:long|soon|fast|quickly) (?:do|does|would|will) (?:(?:a |an |the |your |any )?(?:refunds?|money back)\b"
    r"|(?:it|that|this) (?:usually )?take\b.{0,20}\b(?:refund|money)\b)",
    re.I,
)
"""How long such a thing takes, from somebody who may not have one."""


def in_general(heard: Heard, facts: Facts) -> Heard:
    """How long a refund takes, from somebody who waits for none, is written somewhere."""
    asks = heard.intent == STATUS and IN_GENERAL.search(heard.text) and not heard.triggers
    waits = any(order.refunds or order.returns for order in facts.orders)
    return meant_as("faq", heard) if asks and not waits and facts.answers else heard


def of_a_charge(heard: Heard, facts: Facts) -> Heard:
    """A charge by its words on the statement, by its very sum, or by that name: "refund yesterday's charge"."""
    if facts.account is None:
        return heard
    charges, text = facts.account.charges, heard.text
    if heard.intent in QUOTES and any(folded(one.description) in folded(text) for one in charges):
        return meant_as("billing_error", heard)
    named = {amount for e in heard.entities if e.type == "amount" for amount in _sums(e.text)}
    if heard.intent in QUOTES and "billing_error" in likely(heard) and named & {one.amount.amount for one in charges}:
        return meant_as("billing_error", heard)  # "84 pounds for tea??" of who was charged just that
    asks_anew = heard.intent == STATUS and not ASKS_AFTER.search(text)
    plain = heard.intent == "refund_request" and CHARGE_BACK.search(text)
    if not (half(heard) or asks_anew or plain) or heard.triggers or not charges:
        return heard
    sums = {f"{one.amount.amount:.2f}" for one in charges}
    asked = ASKS_WHAT.search(text) and sums & {found.replace(",", ".") for found in A_SUM.findall(text)}
    back = heard.intent in ABOUT_A_CHARGE and A_CHARGE.search(text) and WANTS_BACK.search(text)
    return meant_as("billing_error", heard) if asked or back else heard


def owed(heard: Heard, facts: Facts) -> Heard:
    """Asking when or where money comes, while a refund is on its way, is asking for its state."""
    may_be = heard.intent in MISTAKEN or (half(heard) and STATUS in likely(heard))
    if not may_be or not WHEN.search(heard.text) or not _moving(heard, facts):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "contest")
    return replace(meant_as(STATUS, heard), triggers=triggers)


def late(heard: Heard, facts: Facts) -> Heard:
    """ "It's late!!!" of nothing named, while no parcel is on its way and a refund is: the money is."""
    named = heard.entities or not ONLY_LATE.fullmatch(heard.text)
    if named or heard.intent not in LATE or any(order.status in ("open", "dispatched") for order in facts.orders):
        return heard
    return meant_as(STATUS, heard) if _moving(heard, facts) else heard


def _moving(heard: Heard, facts: Facts) -> bool:
    """Whether a refund is on its way, of the very sum if one was named."""
    moving = [r.amount.amount for o in facts.orders for r in o.refunds if r.state in ("asked", "sent", "failed")]
    named = [amount for e in heard.entities if e.type == "amount" for amount in _sums(e.text)]
    return bool(moving) and (not named or any(amount in moving for amount in named))


def _sums(text: str) -> list[Decimal]:
    try:
        return [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    except InvalidOperation:
        return []


def asked_for(heard: Heard, facts: Facts) -> Heard:
    """Half heard or asked to be made, and nobody has promised any money nor asks after it: then it is asked for now."""
    may_be = half(heard) or ASKS_NOW.search(heard.text)
    if heard.intent != STATUS or not may_be or ASKS_AFTER.search(heard.text):
        return heard
    promised = any(order.refunds or order.returns for order in facts.orders)
    new = facts.orders and not promised and ("refund_request" in likely(heard) or ASKS_NOW.search(heard.text))
    return meant_as("refund_request", heard) if new else heard


def missing(heard: Heard, _: Facts) -> Heard:
    """ "My refund never arrived" asks where it is: no new one is asked for."""
    asks = STATUS in likely(heard) and REFUND_MISSING.search(heard.text)
    return meant_as(STATUS, heard) if asks else heard


RETURN_STATUS = re.compile(r"\b(?:return|refund)s? status\b|\bstatus of (?:my|the) (?:return|refund)\b", re.I)


def handed_in(heard: Heard, facts: Facts) -> Heard:
    """ "I dropped the jacket off already", while its return is open: they wait for their money."""
    backs = [(o, b) for o in facts.orders for b in o.returns if b.state in ("open", "scanned")]
    if heard.intent == RETURNS and RETURN_STATUS.search(heard.text):
        return meant_as(STATUS, heard)
    if WHERE_TO.search(heard.text) and any(back.state == "open" for _, back in backs):
        return meant_as(STATUS, heard)
    asks = heard.intent == "case_followup" and GOT.search(heard.text)
    lines = ((order, line.item) for order, back in backs for line in back.lines)
    sent = {word for o, id in lines for i in o.items if i.id == id for word in words_of(i.title)}
    misheard = heard.intent in ("item_problem", RETURNS, "out_of_scope", "provide_info", "delivery_problem")
    misheard = misheard or (half(heard) and heard.intent == "case_followup")
    told = misheard and not heard.triggers and HANDED_IN.search(heard.text)
    if not (told or asks) or not words_of(heard.text) & sent:
        return heard
    return replace(meant_as(STATUS, heard), triggers=tuple(pair for pair in heard.triggers if pair[0] != "repeat"))
