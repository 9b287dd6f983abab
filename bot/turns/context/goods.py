"""Things that came and are wrong, do not fit, are no longer wanted or shall go back; and a fault that is none."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Heard
from bot.slots import Reason, here, naming, said, words_of
from bot.slots.apart import spared
from bot.slots.each import TELLS
from bot.slots.goods import COLOURS
from bot.slots.orders import not_meant
from bot.turns.context.reading import PRODUCT, RETURNS, at_fault, bought, half, likely, meant_as
from bot.turns.context.things import MISSED

SWAPS = re.compile(
    r"\b(?:too? (?:small|big|large|tight|loose|long|short|wide|narrow)|wrong (?:size|colou?r)|does(?:n'?t| not) fit"
    r"|(?:another|different|bigger|smaller|larger|other) (?:size|colou?r|one)|swap|exchange)\b"
    r"|\b(?:\d{2}|[sml]|xl) ?(?:-+>|=+>|→) ?(?:\d{2}|[sml]|xl)\b",
    re.I,
)
"""What one says of a thing that should be another one."""
OTHER_COLOUR = re.compile(rf"\bin (?:{COLOURS})\b.{{0,12}}\binstead\b|\binstead of (?:the )?(?:{COLOURS})\b", re.I)
ANOTHER = re.compile(r"\bsend (?:me )?(?:an?other|a new|a replacement)\b(?! (?:address|place))", re.I)
NO_SWAP = (PRODUCT, RETURNS, "item_problem", "provide_info", "faq", "complaint", "out_of_scope")
"""What a wish for another one is taken for."""


FEW = 10
"""Words in which no more is said than that."""


REFUND = re.compile(r"\b(?:refund\w*|money back)\b", re.I)


def faulty_and_refund(heard: Heard, facts: Facts) -> Heard:
    """ "The item leaks, requesting refund of $48": money back for that thing, and no charge to explain."""
    if heard.intent != "billing_error" or not at_fault(heard.text) or not REFUND.search(heard.text):
        return heard
    numbers = {order.number for order in facts.orders if order.status == "delivered"}
    theirs = any(number in heard.text for number in numbers) or naming(heard.text, bought(facts, "delivered"))
    return meant_as("refund_request", heard) if theirs else heard


DOES_NOT = re.compile(
    r"\b(?:never|not|n'?t) (?:got|get) (?:it|them|(?:the|my|this) \w+) to (?!me\b|us\b|my\b|our\b|the\b)\w+", re.I
)
"""It is there, and does not do what it is for."""


def never_does(heard: Heard, _: Facts) -> Heard:
    """ "Never got it to boil" has the words of a parcel that did not come."""
    taken = heard.intent == MISSED and all(rule == "not_received" for rule, _ in heard.triggers)
    return replace(meant_as("item_problem", heard), triggers=()) if taken and DOES_NOT.search(heard.text) else heard


STUCK = re.compile(r"\bstuck (?:in|at)\b|\b(?:has|have)(?:n'?t| not) moved\b|\bno movement\b|\bnot moving\b", re.I)


def stuck(heard: Heard, facts: Facts) -> Heard:
    """ "The headphones are stuck in Toledo": a parcel on its way, and no fault of the thing."""
    taken = heard.intent in ("item_problem", "technical_issue", "out_of_scope") or half(heard)
    if not taken or heard.triggers or not STUCK.search(heard.text):
        return heard
    return meant_as("delivery_late", heard) if naming(heard.text, bought(facts, "open", "dispatched")) else heard


OF_IT = re.compile(r"\W*(?:(?:hi|hello|hey|so|and|but|now|ugh|well)\W+)*(?:it|mine|they|this one|that one)\b", re.I)
DIGITAL = re.compile(
    r"\b(?:apps?|(?:web)?sites?|(?:web)?pages?|log\w*|sign\w*|accounts?|checkout|links?|videos?|stream\w*|download\w*"
    r"|codes?|updat\w*|firmware|wi-?fi|internet|browser|load\w*|crash\w*|freez\w*|buffer\w*|chat|mails?|emails?)\b",
    re.I,
)
"""What goes wrong on a screen, and with nothing that came in a box."""


def does_not_work(heard: Heard, facts: Facts) -> Heard:
    """ "The lights dont work" is no small talk, nor an answer to anything: a thing of theirs that came is at fault."""
    taken = heard.intent in ("deny", "affirm", "provide_info", "out_of_scope", "technical_issue") or half(heard)
    short = len(heard.text.split()) <= FEW
    if not (taken and short and at_fault(heard.text)) or heard.triggers:
        return heard
    of_it = OF_IT.match(heard.text) and {"item_problem", "technical_issue"} & set(likely(heard)[:1])
    if DIGITAL.search(heard.text) or not (naming(heard.text, bought(facts)) or (of_it and bought(facts, "delivered"))):
        return heard
    return meant_as("item_problem", heard)


NO_GOOD = re.compile(
    r"\b(?:is|are|was|were|'?s|what an?)(?: (?:so|just|absolutely|completely|totally|utterly|such|a|an|complete|total"
    r"|pretty"
    r"|really|all|useless piece of|piece of))* (?:useless|rubbish|crap|garbage|junk|trash|no good|terrible|awful"
    r"|horrible"
    r"|pathetic|joke|waste of money)\b",
    re.I,
)
"""What one says of a thing that does not do what it should."""


NEAR = 40
"""Characters before such words, in which the thing is named: "your service is terrible" is said of no kettle."""


def no_good(heard: Heard, facts: Facts) -> Heard:
    """ "This kettle is useless", of one that came: the thing is complained of, and it can be put right."""
    taken = heard.intent in ("complaint", "out_of_scope", PRODUCT) or half(heard)
    grave = any(rule != "frustration" for rule, _ in heard.triggers)
    found = NO_GOOD.search(heard.text)
    if not taken or grave or not found:
        return heard
    of_it = naming(heard.text[max(0, found.start() - NEAR) : found.start()], bought(facts, "delivered"))
    return meant_as("item_problem", heard) if of_it else heard


GOES_BACK = re.compile(
    r"\b(?:(?:should|must|can|need to|has to|have to|to) (?:all )?go back|goes back|going back)\b"
    r"|(?<!call me )(?<!call )(?<!money )(?<!get )\bback(?: please| pls| plz| thanks)*\W*$",
    re.I,
)


TO_RETURN = re.compile(
    r"\b(?:want|need|would like|'d like|like|have|wish) to (?:return|exchange|swap|send back) (?:it|them|this|that"
    r"|the|my)\b"
    r"|\b(?:want|need|would like|'d like|like|have|wish) to send (?:it|them|this|that) back\b",
    re.I,
)


GOING_BACK = re.compile(
    r"\b(?:i'?m|i am|we'?re|we are|i'?ll be|will be) (?:now |just |definitely )?(?:returning|sending)"
    r" (?:it|this|them|that|these|everything|the \w+|my \w+)(?P<back> (?:all )?back)?\b"
    r"|\b(?:i|we) (?:will|'?ll|want to|am going to|'?m going to) (?:return|send back) (?:it|this|them|that|these)\b",
    re.I,
)
"""Tells that it goes back, beside what else was wrong with its coming."""


def being_returned(heard: Heard, facts: Facts) -> Heard:
    """ "First a delay, then an open box. I'm returning this", where nothing is to come: what they want is said."""
    calm = all(rule in ("frustration", "contest") for rule, _ in heard.triggers)
    taken = heard.intent in ("delivery_late", "delivery_problem", "complaint", "order_status")
    found = GOING_BACK.search(heard.text.replace("’", "'")) if taken and calm else None
    if found is None or bought(facts, "open", "dispatched") or ("sending" in found.group() and not found["back"]):
        return heard
    return meant_as(RETURNS, heard) if bought(facts, "delivered") else heard


GIVES_BACK = re.compile(
    r"\b(?:give|giving|bring|bringing|hand|take) back (?:the |my |this |that |these |those )?"
    r"(?P<what>[\w-]+(?: [\w-]+){0,2})"
    r"|(?<!you )(?<!u )(?<!please )(?<!pls )\b(?:give|giving|bring|bringing)"
    r" (?P<it>(?:the|my|this|these|those) [\w-]+(?: [\w-]+)?) back\b",
    re.I,
)
"""It is they who give it back, and "give back the money" names no thing of theirs."""


def to_return(heard: Heard, facts: Facts) -> Heard:
    """ "My toaster is broken, I want to return it": what they want is said, and need not be asked."""
    wants = heard.intent == "item_problem" and not heard.triggers and TO_RETURN.search(heard.text)
    gives = heard.intent == "refund_request" and not heard.triggers and GIVES_BACK.search(heard.text)
    if gives and naming(gives["what"] or gives["it"], _came(facts)):
        return meant_as(RETURNS, heard)
    return meant_as(RETURNS, heard) if wants and naming(heard.text, _came(facts)) else heard


OF_STOCK = re.compile(
    r"\?|^\W*(?:when|is|are|will|what|where|how|did|has|have|do|does)\b|\b(?:be|been|coming|came|sent) back\b", re.I
)
"""A question, or of what comes back to the shelf."""


TAKE_BACK = re.compile(
    r"\b(?:take|have|collect|fetch|pick) (?:it|them|those|these) (?:all )?(?:back|up)"
    r"(?: (?:please|pls|plz|thanks))*\W*$",
    re.I,
)
"""A wish of its own behind a no: "I don't want the lights, take them back"."""


def goes_back(heard: Heard, facts: Facts) -> Heard:
    """ "Kettle and toaster back please": a return, where nothing is said to be wrong with them."""
    taken = heard.intent in ("item_problem", PRODUCT, "out_of_scope", "provide_info") or half(heard)
    goes = GOES_BACK.search(heard.text) and not OF_STOCK.search(heard.text)
    taken = taken or (heard.intent in ("deny", "cancel_order") and TAKE_BACK.search(heard.text) is not None)
    wrong = any(said(tell, heard.text) for why, tell in TELLS.items() if why is not Reason.UNWANTED)
    if not (taken and goes) or wrong:
        return heard
    return meant_as(RETURNS, heard) if naming(heard.text, _came(facts)) else heard


def _came(facts: Facts) -> frozenset[str]:
    """The words in the names of what has arrived, in whichever of its order's parcels."""
    return frozenset(word for o in facts.orders for line in here(o) for word in words_of(line.title))


NO_LONGER = re.compile(
    r"\b(?:(?:not|no longer) (?:needed|wanted)|(?:do|does)(?:n'?t| not) (?:need|want) (?:\w+ ){1,3}any ?more"
    r"|no longer (?:need|want)|no more need)\b(?! (?:until|till|before|by|yet|on|this|for (?:a|another|some))\b)"
    r"|\b(?:the|my) (?:\w+ ){1,3}i (?:do not|don'?t) (?:need|want)(?=\W*$|\s*[,.;!\n])"
    r"|^\W*(?:(?:hi|hello|hey|sorry|actually|but)\W+)*i (?:really )?(?:do not|don'?t) (?:need|want) (?:the|my|this"
    r"|that|these)"
    r" \w+(?: \w+)?\W*$",
    re.I,
)
"""Said of a thing for good, and not of a time."""


def no_longer_wanted(heard: Heard, facts: Facts) -> Heard:
    """ "The chairs are not needed any more": that stops what has not come and sends back what has."""
    taken = heard.intent in (PRODUCT, "out_of_scope", "provide_info", "faq", "deny") or half(heard)
    if not taken or not NO_LONGER.search(heard.text) or heard.triggers:
        return heard
    one_stays = not_meant(spared(heard.text)[1], tuple(o for o in facts.orders if o.status in ("open", "dispatched")))
    if one_stays or naming(heard.text, bought(facts, "open", "dispatched")):
        return meant_as("cancel_order", heard)
    return meant_as(RETURNS, heard) if naming(heard.text, bought(facts, "delivered")) else heard


def swaps(heard: Heard, facts: Facts) -> Heard:
    """Half understood or a mere fact, but what they have does not fit: they want another one, and ask no price."""
    coloured = heard.intent in NO_SWAP and OTHER_COLOUR.search(heard.text) and not at_fault(heard.text)
    if coloured and not heard.triggers and naming(heard.text, bought(facts, "delivered")):
        return meant_as(RETURNS, heard)
    if not half(heard) and heard.intent != "provide_info":
        return heard
    new = RETURNS in likely(heard) and ANOTHER.search(heard.text)
    unfit = heard.intent in NO_SWAP and SWAPS.search(heard.text) and words_of(heard.text) & bought(facts)
    return meant_as(RETURNS, heard) if new or unfit else heard
