"""Money: which charge is asked about, what is on its way back to them, and what is only now asked for."""

import re
from decimal import Decimal, InvalidOperation

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.slots import naming, words_of
from bot.slots.naming import names_in
from bot.slots.returns import HANDED_IN, I_GIVE
from bot.turns.context.reading import RETURNS, STATUS, at_fault, bought, half, likely, meant_as

WHEN = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+)?(?:when|where|how long|any news|what about)\b.*"
    r"\b(?:money|refund|\d|(?:on|in|to) (?:my|the) (?:card|account|bank))",
    re.I | re.S,
)
HOW_MUCH_BACK = re.compile(
    r"\bhow much (?:(?:do|will|did|would|should) (?:i|we) get (?:back\b|for (?:the|my)\b)"
    r"|(?:is|was|will) (?:my|the) refund\b)",
    re.I,
)
ON_CARD = re.compile(r"\b(?:on|in|to) (?:my|the) (?:card|account|bank)\b", re.I)
MISTAKEN = frozenset({"billing_error", "refund_request", "payment_promo", "order_status"})
"""What a question after a refund is taken for."""
SUM = r"[$£€]?(?P<sum>\d{1,5}(?:[.,]\d{2})?)(?:\s?(?:[$£€]|euros?|eur|dollars?|pounds?|quid|bucks))?"
MY_SUM = re.compile(
    rf"\bmy {SUM}(?=\W*$|\s+(?:arriv\w*|com(?:e|es|ing)|came|back|yet|gone|going|is|has|hasn'?t|not|from|for"
    r"|please|pls|here|still|now|you)\b)",
    re.I,
)
"""A sum of theirs, where no thing is counted: "my 3 parcels"."""
SUM_FOR = frozenset("order_status delivery_late deny provide_info out_of_scope faq product_question complaint".split())
"""What a bare sum is taken for."""
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
    rf"|(?:\b(?:never|not|still no)|{_NT})\b[^.?!]{{0,20}}\b(?:my|the|that) (?:[\w-]+ ){{0,3}}refund\b"
    r"|^\W*(?:(?:hi|hello|hey|so|but|and|still)\W+)*(?:the )?(?:refund|money)(?: (?:has|have|did|is|was))?"
    r"(?: never|n'?t| not| hasnt| didnt)(?: (?:ever|yet|been))* (?:arriv\w*|c[ao]me|received?|here|there|show\w*"
    r"|paid)\b"
    rf"|\bstill\b[^.?!]{{0,12}}\b(?:no|not|{_NT})\b[^.?!]{{0,12}}\bmy money\b",
    re.I,
)
ASKS_AFTER = re.compile(
    r"\b(?:where|when|how long|status|promised|still|yet|wait\w*|never|arriv\w*|not here|came|got|sent|overdue)\b",
    re.I,
)
"""Asks after money that somebody said would come."""
SENT_IT = re.compile(
    r"\bi(?:'?ve| have| just| already)* (?:sent|posted|shipped|dropped|handed|returned|took) (?:it"
    r"|them)\b",
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
    r"\b(?:where|how|does|do|would|will)\b.{0,20}\b(?:money|refunds?) (?:go|goes)\b|\b(?:money|refund) goes where\b"
    r"|\bhow (?:long|soon|fast|quickly) (?:do|does|would|will) (?:(?:a |an |the |your |any )?(?:refunds?|money back)\b"
    r"|(?:it|that|this) (?:usually )?take\b.{0,20}\b(?:refund|money)\b)",
    re.I,
)
"""How long such a thing takes, from somebody who may not have one."""


def in_general(heard: Heard, facts: Facts) -> Heard:
    """How long a refund takes, from somebody who waits for none, is written somewhere."""
    asks = heard.intent == STATUS and IN_GENERAL.search(heard.text) and not heard.triggers
    waits = any(order.refunds or order.returns for order in facts.orders)
    return meant_as("faq", heard) if asks and not waits and facts.answers else heard


def owed(heard: Heard, facts: Facts) -> Heard:
    """Asking when or where money comes, while a refund is on its way, is asking for its state."""
    asks = (heard.intent in MISTAKEN or (half(heard) and STATUS in likely(heard))) and WHEN.search(heard.text)
    how_much = heard.intent in MISTAKEN | {"faq", "product_question", RETURNS} and HOW_MUCH_BACK.search(heard.text)
    if not (asks or how_much) or not _moving(heard, facts):
        return heard
    triggers = tuple(pair for pair in heard.triggers if pair[0] != "contest")
    return replace(meant_as(STATUS, heard), triggers=triggers)


def of_a_refund(heard: Heard, facts: Facts) -> Heard:
    """ "Where's my 57", "haven't had my 119": a sum and nothing else, which is that of a refund of theirs."""
    loud = all(rule in ("frustration", "urgency") for rule, _ in heard.triggers)
    asked = half(heard) or heard.intent in SUM_FOR
    if not loud or not (asked or heard.intent in MISTAKEN):
        return heard
    sums = {r.amount.amount for o in facts.orders for r in o.refunds if asked or r.state != "arrived"}
    found = (Decimal(one["sum"].replace(",", ".")) for one in MY_SUM.finditer(heard.text))
    return meant_as(STATUS, heard) if any(one in sums for one in found) else heard


SLANG = re.compile(
    r"\b(?:wh?ere(?:'?s)?|when|got|still|no)\b.{0,12}\bmy (?:dough|dosh|moolah|bucks|quid|cash)\W*$", re.I
)


def in_slang(heard: Heard, facts: Facts) -> Heard:
    """ "Where's my dough", of who has a refund: no parcel is asked after."""
    taken = heard.intent in SUM_FOR or half(heard)
    asked = taken and not heard.triggers and SLANG.search(heard.text)
    return meant_as(STATUS, heard) if asked and any(order.refunds or order.returns for order in facts.orders) else heard


def late(heard: Heard, facts: Facts) -> Heard:
    """ "It's late!!!" of nothing named, while no parcel is on its way and a refund is: the money is."""
    named = heard.entities or not ONLY_LATE.fullmatch(heard.text)
    if named or heard.intent not in LATE or any(order.status in ("open", "dispatched") for order in facts.orders):
        return heard
    return meant_as(STATUS, heard) if _moving(heard, facts) else heard


def _moving(heard: Heard, facts: Facts) -> bool:
    """Whether a refund is on its way, of the very sum if one was named."""
    moving = [r.amount.amount for o in facts.orders for r in o.refunds if r.state in ("asked", "sent", "failed")]
    named = [amount for e in heard.entities if e.type == "amount" for amount in amounts(e.text)]
    if any(back.state in ("open", "scanned") and not back.paid for o in facts.orders for back in o.returns):
        moving = moving or [Decimal()] if ON_CARD.search(heard.text) else moving
    return bool(moving) and (not named or any(amount in moving for amount in named))


def amounts(text: str) -> list[Decimal]:
    try:
        return [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    except InvalidOperation:
        return []


_LEAD = (
    r"(?:(?:hi|hello|hey|ok(?:ay)?|please|pls|plz|kindly|so|and|but|no|yes|yeah|actually|then|just|now"
    r"|sir|madam)\W+)*"
)
WANTED = re.compile(
    rf"^\W*{_LEAD}(?:(?:full|instant|quick) )?refund\b"
    r"(?! (?:status|update|number|policy|policies|id|reference|terms|times?|process|e?mail|has|have|is|was|will|not"
    r"|of my return)\b)(?!\W*$)"
    rf"|^\W*{_LEAD}(?:(?:the|my) )?(?:money|cash)(?: back)?(?: (?:please|pls|now|then|instead))*\W*$"
    r"|\b(?:and|please|pls|plz|kindly|to|just) refund (?!status\b|policy\b)\w"
    r"|\b(?:give|send|pay)\b.{0,12}\b(?:money|cash)\b",
    re.I,
)
"""Money is asked for, in the shape of a wish."""
CLAIMED = re.compile(
    r"\b(?:wh?ere?(?:'?s)?|w?hen(?:'?s)?|how(?: long|'?s)|status|promised"
    r"|overdue|waiting|still|yet|never|news|update|processed|pending)\b"
    r"|\?|^\W*(?:did|has|have|is|was|will|does|do|any)\b",
    re.I,
)
"""Asks after money, or says that it should have come."""
OF_THE_MONEY = re.compile(
    r"\b(?:arriv\w*|receiv\w*|got|came|come|sent|days?|weeks?|months?|since|not here|missing|(?:my|the|that) refund"
    r"|no (?:money|refund))\b"
    rf"|{_NT}\b",
    re.I,
)
"""The same, in a clause that speaks of the money; elsewhere it is told of the goods."""
CLAUSES = re.compile(r"[.,;!\n]+|\band\b|\bbut\b", re.I)
MONEY_WORD = re.compile(r"\b(?:refund|money|cash|credit)\b", re.I)


def claims(text: str) -> bool:
    """Whether these words speak of a refund that somebody waits for, and do not only wish for one."""
    told = (part for part in CLAUSES.split(text) if MONEY_WORD.search(part))
    return bool(CLAIMED.search(text)) or any(OF_THE_MONEY.search(part) for part in told)


def asked_for(heard: Heard, facts: Facts) -> Heard:
    """A wish for money, where no refund of theirs can be meant: then it is asked for now, and none is denied."""
    if heard.intent != STATUS or _may_be_meant(heard, facts):
        return heard
    half_wish = (half(heard) and "refund_request" in likely(heard)) or ASKS_NOW.search(heard.text)
    if half_wish and facts.orders and not ASKS_AFTER.search(heard.text):
        return meant_as("refund_request", heard)
    new = WANTED.search(heard.text) and at_fault(heard.text) and not CLAIMED.search(heard.text)
    if (
        claims(heard.text) or _waited_for(heard)
    ) and not new:  # "refund the kettle, it doesn't work": what doesn't is the kettle
        return heard
    if WANTED.search(heard.text):
        return meant_as("refund_request", heard)
    return replace(heard, band=Band.CLARIFY) if facts.account else heard


WAITED = re.compile(
    r"\b\d+ ?(?:working |business )?(?:days?|weeks?|months?)\b|\bdays? \d+\b"
    r"|\b(?:a|few|many|several) (?:week|month)s?\b|\b(?:sent|brought|took|handed|posted|dropped)\b[^.?!]{0,30}"
    r"\b(?:back|off)\b"
    r"|\b(?:you|they|he|courier|driver|boy) (?:\w+ )?(?:collected|picked|took)\b"
    r"|\b(?:returned|collected|picked up|signed for|booked in|promised)\b"
    r"|\b(?:different|another|new) date\b",
    re.I,
)
"""Tells since when, or after what, they wait."""
SURE = 0.9


def _waited_for(heard: Heard) -> bool:
    """A refund that is clearly asked after, in words that tell of the wait for it and name no money."""
    return heard.intents[0][1] >= SURE and bool(WAITED.search(heard.text))


def _may_be_meant(heard: Heard, facts: Facts) -> bool:
    """Whether a refund or a return of theirs may be what they speak of: of the very thing, if one is named."""
    named = naming(heard.text, bought(facts))
    about = [o for o in facts.orders if not named or named & names_in(o)]
    moving = any(r.state != "arrived" for o in about for r in o.refunds) or any(o.returns for o in about)
    back = facts.account is not None and any(c.refunded or c.returned for c in facts.account.charges)
    return moving or (back and not named) or (not WANTED.search(heard.text) and any(o.refunds for o in about))


OTHER_CARD = re.compile(
    r"\b(?:to|on|onto|into)(?: to)? (?:an?other|other|a new|a different|(?:my|the) (?:other|new))"
    r" (?:card|account|bank)\b|\bcard\b[^.?!]{0,20}\b(?:closed|cancelled|expired|blocked|lost|stopped)\b",
    re.I,
)


def bounced(heard: Heard, facts: Facts) -> Heard:
    """ "Can you refund it to another card", while money of theirs came back or is on its way: no second refund."""
    waits = any(refund.state != "arrived" for order in facts.orders for refund in order.refunds)
    taken = heard.intent in ("refund_request", "payment_promo", "change_delivery", "faq") or half(heard)
    return meant_as(STATUS, heard) if waits and taken and OTHER_CARD.search(heard.text) else heard


PROMISED = re.compile(
    r"\bpromised\b[^.?!]{0,30}\b(?:money|refund)\b|\b(?:money|refund)\b[^.?!]{0,30}\bpromised\b"
    r"|\bsaid (?:i(?:'d| would)|you(?:'d| would)) (?:get|send|pay)\b[^.?!]{0,20}\b(?:money|refund)\b",
    re.I,
)


NOTHING_BACK = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|and|but|well|still|i|we|have|i'?ve|got|had|there(?:'?s| is))\W+)*"
    r"(?:nothing|no (?:money|cash|refund|sign of (?:it|my money|the money))|not a (?:penny|cent))"
    r"(?: back| here| there| arrived| come| showing){0,2}"
    r"(?: (?:on|in|to|into) (?:my|the) (?:card|account|bank(?: account)?|statement))?"
    r"(?: (?:yet|so far|still|today|to date|as yet))*\W*",
    re.I,
)
"""The whole message of who waits for money of theirs: "still nothing on my card"."""
_OF_MONEY = re.compile(r"\b(?:money|cash|refund|penny|cent|back|card|account|bank|statement)\b", re.I)


def missing(heard: Heard, facts: Facts) -> Heard:
    """ "My refund never arrived" asks where it is, and so does one that was promised: no new one is asked for."""
    asks = STATUS in likely(heard) and REFUND_MISSING.search(heard.text)
    waits = any(refund.state != "arrived" for order in facts.orders for refund in order.refunds)
    promised = waits and heard.intent in MISTAKEN and PROMISED.search(heard.text)
    nothing = waits and NOTHING_BACK.fullmatch(heard.text) and _OF_MONEY.search(heard.text)
    if nothing and all(rule in ("repeat", "refund_overdue") for rule, _ in heard.triggers):
        return replace(meant_as(STATUS, heard), triggers=())  # "still" is no second time, nor overdue by itself
    return meant_as(STATUS, heard) if asks or promised else heard


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
    told = (
        (misheard or half(heard)) and not heard.triggers and (HANDED_IN.search(heard.text) or I_GIVE.search(heard.text))
    )
    it = told and len(backs) == 1 and (SENT_IT.search(heard.text) or I_GIVE.search(heard.text))
    if not (told or asks) or not (it or words_of(heard.text) & sent):
        return heard
    return replace(meant_as(STATUS, heard), triggers=tuple(pair for pair in heard.triggers if pair[0] != "repeat"))
