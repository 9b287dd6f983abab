"""A delivery that should be another one: an old address, a day on which nobody is in, a parcel that is fetched."""

import re

from bot.anew import replace
from bot.facts import Facts
from bot.flows.late.ways import FOR_THE_WAIT
from bot.flows.new_address import PART_IS_WRONG
from bot.flows.new_address.instead import words_anew
from bot.hearing import Heard
from bot.labels import folded
from bot.slots import moving, naming, said
from bot.slots.addresses import address_in, home_of, is_abroad
from bot.slots.at_the_door import told_to
from bot.slots.naming import names_in
from bot.turns.context.reading import DAYS, ONLY_DAYS, RETURNS, at_fault, bought, half, likely, meant_as
from bot.turns.context.things import LOOKS, MISSED

OLD_ADDRESS = re.compile(
    r"\b(?:my|our|the|an?) (?:(?:old|wrong|previous|former|outdated) (?:delivery |home |shipping )?address)\b", re.I
)
OF_A_PART = frozenset({"provide_info", "account_access", "item_problem", "delivery_problem", MISSED, "order_status"})
"""What a part of the address that was wrong is taken for."""


def old_address(heard: Heard, facts: Facts) -> Heard:
    """Half heard, or taken for their account while something is to come, but an old address stands on it: that is to be
    changed."""
    grave = any(rule not in ("not_received", "frustration") for rule, _ in heard.triggers)
    waits = not grave and bool(bought(facts, "open", "dispatched"))
    unclear = (waits and heard.intent in ("account_access", "deny")) or (
        half(heard) and "change_delivery" in likely(heard)
    )
    part = waits and heard.intent in OF_A_PART and PART_IS_WRONG.search(heard.text)
    old = unclear and OLD_ADDRESS.search(heard.text)
    if part:
        return replace(meant_as("change_delivery", heard), triggers=())
    return meant_as("change_delivery", heard) if old else heard


LIVES_ELSEWHERE = re.compile(
    r"\b(?:but|and) (?:i|we)(?:'?m| am|'?re| are)? (?:now )?liv(?:e|ing) (?:in|at) [^.?!]{2,40}\bnow\b"
    r"|\b(?:but|and) (?:i|we)(?:'?ve| have)? (?:since |just |already )?moved (?:to|house|away|out)\b"
    r"|\b(?:i|we) do(?:n'?t| not) live (?:there|at that address)(?: any ?more)?\b",
    re.I,
)
"""Says that what is to come goes to a place that they have left."""


def lives_elsewhere(heard: Heard, facts: Facts) -> Heard:
    """ "My parcel says Bristol but I live in Bath now", while something is to come: its address is to be changed."""
    text = heard.text.replace("’", "'")
    taken = heard.intent in (MISSED, *LOOKS, "provide_info", "out_of_scope", "delivery_problem") or half(heard)
    grave = any(rule not in ("not_received", "frustration") for rule, _ in heard.triggers)
    if not taken or grave or not LIVES_ELSEWHERE.search(text) or MISSES.search(LIVES_ELSEWHERE.sub(" ", text)):
        return heard
    return replace(meant_as("change_delivery", heard), triggers=()) if bought(facts, "open", "dispatched") else heard


MOVED = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|and|also|but|ok(?:ay)?)\W+)*(?:i|we)(?:'?ve| have)?(?: (?:just|recently|now|already))*"
    r" moved(?: (?:house|home|away|out))?(?: to [^\d.?!,]{2,30})?(?: (?:last|this) (?:week|month|year)| recently)?\W*",
    re.I,
)


def tells_of_a_move(text: str) -> bool:
    """Whether it is only told that they have moved, with no address: beside a question it is no wish of its own."""
    return MOVED.fullmatch(text.replace("’", "'")) is not None


def only_an_address(heard: Heard, facts: Facts) -> Heard:
    """A whole address and nothing else, while something is to come: that is where it shall go."""
    taken = heard.intent in MAY_REDIRECT or half(heard)
    found = address_in(heard.text, home_of(facts)) if taken and not heard.triggers else None
    whole = found is not None and found.complete and folded(found.line) == folded(heard.text)
    return meant_as("change_delivery", heard) if whole and bought(facts, "open", "dispatched") else heard


_THING = (
    r"(?:(?!(?:refunds?|money|labels?|returns?|back|invoices?|receipts?|replacements?|new|again|another|person|somebody"
    r"|someone|catalogues?|for|to|at)\b)[\w#'-]+ ){0,6}"
)
_SENDS = rf"(?:send|ship|deliver|bring|redirect|forward|post|mail) {_THING}(?:to|at)\b"
SENDS_TO = re.compile(
    rf"(?<!did )(?<!didn't )(?<!you )(?<!they )(?<!i )(?<!we )\b{_SENDS}"
    rf"|\b(?:can|could|would|will) (?:you|u|they) (?:please |pls )?{_SENDS}"
    rf"|\b(?:want|need|like|have|get) {_THING}(?:(?:to be|be) )?"
    r"(?:sent|shipped|delivered|brought|redirected|forwarded|to go|to come) (?:to|at)\b"
    rf"|\b(?:want|need) {_THING}(?:to|at)\b(?= \d)"
    r"|\b(?:i|we)(?:'?ve| have)?(?: just| recently| now)* (?:moved|relocated)\b|\b(?:my|our) new address\b",
    re.I,
)
"""Says where what is to come shall be brought, or where they live now."""
MAY_REDIRECT = frozenset({*LOOKS, "delivery_late", "out_of_scope", "provide_info", "faq", "deny", "affirm"})


def to_an_address(heard: Heard, facts: Facts) -> Heard:
    """ "Ship order 8133 to 4 Elm Close, Derby": with the whole address in it no look at the tracking is wanted."""
    taken = heard.intent in MAY_REDIRECT or half(heard)
    waits = facts.account is not None and any(o.status in ("open", "dispatched") for o in facts.orders)
    if not (taken and waits) or heard.triggers or not SENDS_TO.search(heard.text.replace("’", "'")):
        return heard
    numbers = tuple(o.number for o in facts.orders if o.number in heard.text)
    found = address_in(heard.text, home_of(facts), numbers)
    whole = found is not None and (found.complete or is_abroad(found, home_of(facts)))
    return meant_as("change_delivery", heard) if whole else heard


_NOT_HOME = (
    r"(?:an? (?:different|new|other)|another|my (?:new|other|work)|the other|some other) (?:address|place|house|flat)"
    r"|(?:my|our) (?:\w+ )?(?:office|work(?:place)?|job|mum|mom|dad|parents?|sister|brother|neighbou?r)\b"
)
WANTS_ELSEWHERE = re.compile(
    rf"\b(?:want|need|like|have|get|can|could|would) {_THING}(?:(?:to be|be) )?"
    rf"(?:sent|shipped|delivered|brought|to go|to come) (?:to (?:{_NOT_HOME})|somewhere else)",
    re.I,
)
MISSES = re.compile(
    r"\b(?:not|never|nothing|missing|lost|where|wrong|instead of me|stolen|arrived|came|here)\b|n't\b", re.I
)
"""Says that something is not there."""


def wanted_elsewhere(heard: Heard, _: Facts) -> Heard:
    """ "I need the machine delivered to another address" is no word of anything that is missing."""
    taken = heard.intent == MISSED and all(rule == "not_received" for rule, _ in heard.triggers)
    text = heard.text.replace("’", "'")
    if not taken or not WANTS_ELSEWHERE.search(text) or MISSES.search(text):
        return heard
    return replace(meant_as("change_delivery", heard), triggers=())


OF_US = re.compile(r"\b(?:me|us|you)\b", re.I)
"""In what sounded like a call that is wished for: ours, and no ringing at the door."""
MAY_TELL = frozenset({"delivery_problem", "complaint", "out_of_scope", "phone_call", "greeting", "faq", *LOOKS})


def for_the_courier(heard: Heard, facts: Facts) -> Heard:
    """ "Can he ring the back doorbell please", of who waits for a parcel: a word to its courier, and no complaint."""
    taken = heard.intent in (*MAY_TELL, "provide_info") or half(heard)
    only_rings = all(rule == "call" and not OF_US.search(words) for rule, words in heard.triggers)
    may_be = "change_delivery" in likely(heard) and (half(heard) or heard.intent == "provide_info")
    told = told_to(heard.text) or (may_be and words_anew(heard.text))
    if not (taken and only_rings and told) or not bought(facts, "dispatched"):
        return heard
    return replace(meant_as("change_delivery", heard), triggers=())


NOT_TOO_LATE = re.compile(
    r"\b(?:if|in case|hope|hopefully|unless|provided)\b(?: (?:it|that|this|i|we|'?s|is|am|are|was))*(?:'s)?"
    r"(?: (?:not|isn'?t|still not))? (?:yet )?too late\b",
    re.I,
)


def not_too_late(heard: Heard, _: Facts) -> Heard:
    """ "If it's not too late, …": a courtesy before a wish, and no parcel is late."""
    said_so = heard.intent == "delivery_late" and NOT_TOO_LATE.search(heard.text.replace("’", "'"))
    rest = said_so and len(heard.text.split()) - len(said_so.group().split()) <= FEW_MORE
    return meant_as("provide_info", heard) if rest else heard


FEW_MORE = 2
"""Words beside it; more say what is wished."""


FETCHES = re.compile(
    r"\b(?:i(?:'?ll| will|'?d (?:rather|like to)| can| could| want to)|(?:can|could|may) i|let me) (?:just |rather "
    r"|also |then )*"
    r"(?:pick (?:it|them|my \w+|the \w+) up|go (?:and )?get (?:it|them) (?:myself|from the)"
    r"|pick up (?:it|them|my \w+|the \w+)|(?:collect|fetch) (?:it|them|my \w+"
    r"|the \w+))\b",
    re.I,
)


def fetched(heard: Heard, facts: Facts) -> Heard:
    """ "I'll pick it up" of who waits for a parcel: it is to be kept for them, and nothing of theirs goes back."""
    taken = heard.intent in (RETURNS, "affirm", "provide_info", *LOOKS) or half(heard)
    if not taken or heard.triggers or not FETCHES.search(heard.text.replace("’", "'")):
        return heard
    came = naming(heard.text, bought(facts, "delivered"))
    return meant_as("change_delivery", heard) if bought(facts, "dispatched") and not came else heard


_WE = r"\b(?:i|we)(?:'?m| am|'?re| are|'?ll| will)?"
NOT_HOME = re.compile(
    rf"(?:{_WE}(?: not| wont| won'?t)(?: going to)?(?: be)?(?: at)? (?:home|in|there|here|around)"
    rf"|\b(?:nobody|no-?one)(?:'s| is|'ll be| will be)?(?: at)? (?:home|in|there|here)"
    rf"|{_WE}(?: going to)?(?: be)? (?:away|out|at work|on holiday|on vacation))\b[^.?!]{{0,12}}\b{DAYS}\b"
    r"|\b(?:i|we) (?:wo|ca)n'?t be (?:at home|home|in|there|around)\b",
    re.I,
)
AT_HOME = re.compile(
    r"\b(?:i'?m|i am|i will be|i'?ll be|we are|we'?re|we will be|we'?ll be) (?:at home|home|in|there|here|around)\b",
    re.I,
)


def not_home(heard: Heard, facts: Facts) -> Heard:
    """ "I won't be home tomorrow" of who waits for a parcel: another day or place, and nothing that is urgent."""
    text = heard.text.replace("’", "'")
    if AT_HOME.search(text) or not NOT_HOME.search(text) or not bought(facts, "dispatched"):
        return heard
    taken = heard.intent in (
        "delivery_problem",
        "provide_info",
        "deny",
        "faq",
        "out_of_scope",
        "change_delivery",
        *LOOKS,
    )
    if not (taken or half(heard)):
        return heard
    calm = tuple((rule, why) for rule, why in heard.triggers if not (rule == "urgency" and ONLY_DAYS.fullmatch(why)))
    return replace(meant_as("change_delivery", heard), triggers=calm)


SEARCH_WANTED = re.compile(
    r"\W*(?:(?:and|also|but|so|ok(?:ay)?|then|please|pls|just|now|can|could|would|will|you|u|still|i want you to)\W+)*"
    r"(?:(?:look for|search for|trace|chase(?: up)?) (?:it|them|(?:my|the) (?:parcel|package))|find (?:it|them))"
    r"(?:\W+(?:too|also|as well|then|now|please|pls|thanks|for me))*\W*",
    re.I,
)
"""Wants what is late looked for, and says no more."""


def to_be_looked_for(heard: Heard, facts: Facts) -> Heard:
    """ "Also look for it", half heard or taken for an app's trouble, of who waits for what is late."""
    taken = (half(heard) or heard.intent == "technical_issue") and not heard.triggers
    late = any(p.late_by(facts.now) for o in facts.orders for p in moving(o))
    return meant_as("delivery_late", heard) if taken and late and SEARCH_WANTED.fullmatch(heard.text) else heard


FOR_WHICH = frozenset(
    "refund_request faq out_of_scope payment_promo complaint greeting product_question order_status delivery_late"
    " delivery_problem refund_status billing_error case_followup human_agent provide_info change_delivery".split()
)
"""What a wish for something for the wait is taken for."""


def for_the_wait(heard: Heard, facts: Facts) -> Heard:
    """ "Can I get something for the wait", of who waits for what is late: that is answered, and no goods go back."""
    text = heard.text.replace("’", "'")
    calm = tuple(pair for pair in heard.triggers if pair != ("human", ""))  # wants something, and no word is of whom
    grave = any(rule not in ("frustration", "contest", "repeat") for rule, _ in calm)
    if grave or heard.intent not in FOR_WHICH or not said(FOR_THE_WAIT, text) or at_fault(text):
        return heard
    late = [o for o in facts.orders if any(p.late_by(facts.now) for p in moving(o))]
    other = naming(text, bought(facts)) - names_in(*late)
    return replace(meant_as("delivery_late", heard), triggers=calm) if late and not other else heard
