"""Charges: which one is asked about, by its words, its sum, or as one of a pair."""

import re
from decimal import Decimal

from bot.anew import replace
from bot.charging import expected, suspicious, too_much
from bot.facts import Facts
from bot.flows.charge.told import TWICE
from bot.hearing import Heard
from bot.labels import folded
from bot.slots import naming
from bot.slots.charges import POSTAGE, sums_in
from bot.turns.context.money import ASKS_AFTER, SUM, SUM_FOR, amounts
from bot.turns.context.reading import PRODUCT, STATUS, at_fault, bought, half, likely, meant_as
from bot.turns.context.things import JUST_CAME, MISSED, NEVER_CAME

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
WHAT_SUM = re.compile(r"^\W*(?:(?:hi|hello|hey|so|and|ok(?:ay)?)\W+)*(?:what(?:'?s|\b)|why\b)", re.I)
THE_SUM = re.compile(
    rf"\b(?:the|this|that|other|another|second) {SUM}(?=\W*$|\s+(?:and|or|for|from|on|in|you|taken|charged?|charges"
    r"|payment|again)\b)",
    re.I,
)
A_SUM_ALONE = re.compile(
    r"\W*(?:why (?:the )?[$£€]?(?=\d)|(?=[$£€]?\d{1,5}(?:\.\d\d)? (?:twice|double|two times)))"
    r"[$£€]?(?P<sum>\d{1,5}(?:\.\d{2})?)(?: (?:twice|double|two times))?\W*",
    re.I,
)
"""Asks why it is, or says that it was taken twice."""
AMAZED = re.compile(
    r"\W*(?:(?:hi|hello|hey|what|wait|why|so)\W+)*[$£€]?(?P<sum>\d{1,5}(?:\.\d{2})?) ?(?:\?+!*|!+\?)(?!\w)", re.I
)
"""Begins with a sum that is wondered at: "84??? it was 48"."""


BARE_SUM = re.compile(r"(?<![\d.,])\d{1,6}(?:\.\d\d)?(?![\d.,])")
PRICE_SAID = re.compile(
    rf"\W*(?:(?:i|we) (?:(?:have|'?ve) )?(?:just )?(?:paid|spent|gave you) |that'?s |it (?:was"
    rf"|cost(?: me)?) )?{SUM}\W*",
    re.I,
)
"""What it cost, and nothing else."""


def paid_and_missed(heard: Heard, facts: Facts) -> Heard:
    """ "I paid 1249 and never got the machine": the sum is what it cost, and no charge is contested."""
    grave = any(rule not in ("frustration", "contest", "not_received") for rule, _ in heard.triggers)
    taken = heard.intent in ("billing_error", "refund_request") or (half(heard) and not at_fault(heard.text))
    if grave or not taken or not NEVER_CAME.search(heard.text):
        return heard
    came = [o for o in facts.orders if o.delivered and facts.now - o.delivered < JUST_CAME]
    cost = {sum_ for o in came for sum_ in (o.total.amount, *(item.paid.amount for item in o.items))}
    said = {Decimal(found) for found in BARE_SUM.findall(heard.text.replace(",", ""))}
    if not said & cost or TWICE.search(heard.text):
        return heard
    return replace(meant_as(MISSED, heard), triggers=tuple(t for t in heard.triggers if t[0] != "contest"))


STRANGE = re.compile(
    r"\b(?:strange|odd|weird|unknown|suspicious|unfamiliar|funny|mystery|mysterious|unexpected|random|wrong)"
    r" (?:\w+ )?(?:charge|payment|transaction|debit)s?\b",
    re.I,
)
"""A charge that nobody knows of; whether that is a theft, its own questions tell."""


OF_ONE = re.compile(
    r"\W*(?:(?:hi|hello|hey|so)\W+)*(?:it'?s|it is|this is|i have a question|question|i'?m writing|i write)?\W*"
    r"(?:about|regarding|for) (?:a|my|the|one|that) (?:payment|charge)\W*",
    re.I,
)
"""Says what it is about, of who has charges of theirs."""


def of_a_strange_one(heard: Heard, facts: Facts) -> Heard:
    """Half heard "I see a strange payment", of who has a charge that belongs to nothing: that one is looked at."""
    if facts.account and facts.account.charges and OF_ONE.fullmatch(heard.text):
        return meant_as("billing_error", heard)
    strange = half(heard) and not heard.triggers and STRANGE.search(heard.text)
    known = facts.account and suspicious(facts.account)
    return meant_as("billing_error", heard) if strange and known else heard


def of_a_charge(heard: Heard, facts: Facts) -> Heard:
    """A charge by its words on the statement, by its very sum, or by that name: "refund yesterday's charge"."""
    if facts.account is None:
        return heard
    charges, text = facts.account.charges, heard.text
    if heard.intent in QUOTES and any(folded(one.description) in folded(text) for one in charges):
        return meant_as("billing_error", heard)
    stray = [one for one in charges if not one.order and folded(one.description) in folded(text)]
    if heard.intent == "cancel_order" and stray and not any(one.subscription for one in stray):
        return meant_as("billing_error", heard)  # by its words on the statement, and no order
    named = {amount for e in heard.entities if e.type == "amount" for amount in amounts(e.text)}
    theirs = named & {one.amount.amount for one in charges}
    riddle = heard.intent in QUOTES and "billing_error" in likely(heard) and not at_fault(text)
    if riddle and theirs:
        return meant_as("billing_error", heard)  # "84 pounds for tea??" of who was charged just that
    asks_anew = heard.intent == STATUS and not ASKS_AFTER.search(text)
    plain = heard.intent == "refund_request" and CHARGE_BACK.search(text)
    if not (half(heard) or asks_anew or plain) or heard.triggers or not charges:
        return heard
    sums = {f"{one.amount.amount:.2f}" for one in charges}
    asked = ASKS_WHAT.search(text) and sums & {found.replace(",", ".") for found in A_SUM.findall(text)}
    back = heard.intent in ABOUT_A_CHARGE and A_CHARGE.search(text) and WANTS_BACK.search(text)
    return meant_as("billing_error", heard) if asked or back else heard


FULL = re.compile(r"\b(?:all|full|whole|entire|the|my|back)\b", re.I)


def of_its_sum(heard: Heard, facts: Facts) -> Heard:
    """ "Pay me the full 84 back", of who was charged just that for a club: that charge, and nothing they ordered."""
    if heard.intent != "refund_request" or facts.account is None or at_fault(heard.text) or not FULL.search(heard.text):
        return heard
    said = set(sums_in(heard.text))
    clubs = {one.amount.amount for one in facts.account.charges if one.subscription}
    cost = {sum_ for o in facts.orders for sum_ in (o.total.amount, *(item.paid.amount for item in o.items))}
    named = naming(heard.text, bought(facts)) or any(order.number in heard.text for order in facts.orders)
    return meant_as("billing_error", heard) if said & clubs and not said & cost and not named else heard


BESIDE_SUMS = frozenset(
    """
    a account all am amount and are back be been before but card cash charge charged club correct cost costs
    difference ever extra for from get give got had has have hello hey hi how i in instead is it its just last less
    me membership many money more my no not now of off ok on only out over owe overcharged paid pay payment please
    pls plz pound pounds dollar dollars euro euros quid bucks price rather refund return same shall should should've
    so subscription sum take taken than that that's the then this to too took u us used vs want wanted was way we
    were what what's when why will would wrong year yearly month monthly you your
    """.split()
)
"""What stands beside two sums of who compares them; a street or a thing is none of it."""
THE_DIFFERENCE = re.compile(
    r"\b(?:the|my|that|whole|full) (?:difference|extra|rest of the charge|overcharge)\b|\b(?:refund|pay) (?:me )?"
    r"(?:what|whatever) (?:was|is|you (?:took|charged)(?: me)?) too much\b",
    re.I,
)
MONEYED = ("refund_request", "billing_error", "payment_promo", "membership")
COMPARES = re.compile(r"\b(?:than|paid|owe|extra|back|too much|over|difference|refund)\b", re.I)


def of_what_was_too_much(heard: Heard, facts: Facts) -> Heard:
    """ "84 instead of 48", "refund the 36", of who was charged 36 too much: their charge, no address and no goods."""
    grave = any(rule not in ("frustration", "contest", "repeat") for rule, _ in heard.triggers)
    if facts.account is None or grave or at_fault(heard.text) or naming(heard.text, bought(facts)):
        return heard
    account, text = facts.account, heard.text.replace("’", "'")
    above = [
        (c.amount.amount, should.amount, much.amount)
        for c in account.charges
        if (should := expected(account, c)) and (much := too_much(account, c))
    ]
    cost = {sum_ for o in facts.orders for sum_ in (o.total.amount, *(item.paid.amount for item in o.items))}
    said = set(sums_in(text))
    plain = set(re.findall(r"[a-z']+", text.casefold())) <= BESIDE_SUMS | _words_of_plans(facts)
    for charged, price, over in above:
        both = {charged, price} <= said and (plain or heard.intent in MONEYED)
        alone = said == {over} and over not in cost and COMPARES.search(text)
        rest = not said and plain and THE_DIFFERENCE.search(text)
        asked = not ASKS_AFTER.search(text) and (plain or heard.intent in MONEYED)
        if both or ((alone or rest) and asked):
            return meant_as("billing_error", heard)
    return heard


def _words_of_plans(facts: Facts) -> frozenset[str]:
    plans = facts.account.subscriptions if facts.account else ()
    return frozenset(word for plan in plans for word in re.findall(r"[a-z']+", plan.title.casefold()))


PAID_POSTAGE = re.compile(
    rf"\b(?:paid|pay|paying|charged|bought|chose|selected|picked|clicked|billed)(?: (?:me|for|the|extra|wrong|twice))*"
    rf" {POSTAGE}\b(?! address)",
    re.I,
)
BACK = re.compile(
    r"\b(?:by (?:mistake|accident)|mistakenly|accidentally|meant|difference|instead of)\b"
    r"|\b(?:refund|give|send)\b[^.?!]{0,20}\b(?:difference|postage|shipping|express)\b",
    re.I,
)
FOR_A_RETURN = re.compile(
    r"\b(?:to|for|of|if i|when i) (?:a |the |my )?(?:return\w*|send\w*)\b|\breturn (?:shipping|postage|label|cost)s?\b"
    r"|\b(?:why should|should|must|do|will|would|have to|need to) (?:i |we )?(?:have to |need to )?pay\b",
    re.I,
)
"""What the way back costs is written somewhere."""
ONLY_DIFFERENCE = re.compile(
    r"\b(?:refund|return|give|pay|send)(?: (?:me|us|back))* the [$£€]?\d+(?:[.,]\d\d)? ?[$£€]? ?difference\b", re.I
)


def of_postage(heard: Heard, facts: Facts) -> Heard:
    """ "Paid for express by mistake, return the difference": what was paid for the way here, and no goods or delay."""
    grave = any(rule not in ("frustration", "contest", "repeat") for rule, _ in heard.triggers)
    taken = heard.intent in (*SUM_FOR, "refund_request", "payment_promo", "return_exchange") or half(heard)
    late = any(p.late_by(facts.now) for o in facts.orders for p in o.parcels if not p.is_return)
    if grave or not taken or late or at_fault(heard.text) or FOR_A_RETURN.search(heard.text):
        return heard
    paid = PAID_POSTAGE.search(heard.text) and BACK.search(heard.text)
    return meant_as("billing_error", heard) if paid or ONLY_DIFFERENCE.search(heard.text) else heard


DEAR = re.compile(r"\b(?:robbery|rip-?off|expensive|pricey|dear|steep|insane|crazy|outrageous|a lot|too much)\b", re.I)
PAID = re.compile(
    r"\b(?:charg(?:e|ed|es|ing)|took|taken|paid|debited|billed|statement|bank|account|twice|overcharg\w*)\b", re.I
)


def of_none(heard: Heard, facts: Facts) -> Heard:
    """ "18 for a 6 dollar thing, thats robbery", of who has paid for nothing yet: what they think of a price."""
    grave = any(rule not in ("frustration", "contest") for rule, _ in heard.triggers)
    if heard.intent != "billing_error" or grave or facts.account is None or facts.account.charges:
        return heard
    if not DEAR.search(heard.text) or PAID.search(heard.text):
        return heard
    return replace(meant_as("complaint", heard), triggers=tuple(t for t in heard.triggers if t[0] != "contest"))


BY_FIGURES = re.compile(
    r"\W*(?:(?:it'?s|its|the|that|about|yes|no|for|of|i mean) )*(?P<sum>\d{2,4})"
    r"(?: (?:one|charge|payment|euros?|dollars?|pounds?|bucks|quid))?\W*",
    re.I,
)


def of_its_figures(heard: Heard, facts: Facts) -> Heard:
    """ "The 19", of who has a charge of 19.90 that looks wrong: that one."""
    found = BY_FIGURES.fullmatch(heard.text)
    if found is None or facts.account is None or heard.triggers:
        return heard
    its = [one for one in suspicious(facts.account) if int(one.amount.amount) == int(found["sum"])]
    return meant_as("billing_error", heard) if len(its) == 1 else heard


HELD = re.compile(r"\b(?:pending|reserv\w*|authori[sz]ation|(?:on )?hold|held)\b", re.I)


def of_a_hold(heard: Heard, facts: Facts) -> Heard:
    """ "Why is 26 on hold", of who has just that reserved on their card."""
    taken = half(heard) or heard.intent in (*SUM_FOR, "payment_promo", "order_status")
    if facts.account is None or not taken or not HELD.search(heard.text):
        return heard
    held = {one.amount.amount for one in facts.account.charges if one.pending}
    return meant_as("billing_error", heard) if held & set(sums_in(heard.text)) else heard


def of_sums(heard: Heard, facts: Facts) -> Heard:
    """ "What is the 26 and the other 26": bare sums, each of them charged."""
    if facts.account is None or heard.triggers or not (half(heard) or heard.intent in SUM_FOR):
        return heard
    charged = {one.amount.amount for one in facts.account.charges}
    asked = [Decimal(one["sum"].replace(",", ".")) for one in THE_SUM.finditer(heard.text)]
    what = WHAT_SUM.match(heard.text) and asked and all(one in charged for one in asked)
    alone = A_SUM_ALONE.fullmatch(heard.text) or AMAZED.match(heard.text)
    return meant_as("billing_error", heard) if what or (alone and Decimal(alone["sum"]) in charged) else heard
