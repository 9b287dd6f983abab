"""Parcels, and the things in them: what never came, what is waited for, what came and is not right."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard, hear
from bot.slots import naming, outward, said
from bot.slots.naming import bare, names_in
from bot.turns.context.reading import PRODUCT, RETURNS, at_fault, bought, half, likely, meant_as

MISSED = "delivery_not_received"
SHORT = re.compile(
    r"\b(?:missing|short|only (?:got|one|two|three|four|five|\d+|half)|incomplete|forgot to (?:pack|put)|left out)\b",
    re.I,
)
BOXED = re.compile(
    r"\b(?:in|inside|from) (?:the|my) (?:box|package|pack|set|parcel)\b|\bone (?:is |of .{2,30} )?missing\b", re.I
)
NOTHING_CAME = re.compile(
    r"\W*(?:(?:but|and|so|there(?:'?s)?|still)\W+)*nothing (?:(?:has|have|had|ever|at all|yet) )*"
    r"(?:arrived?|come|came|here|there|turned up|got here)(?: (?:yet|here|at all|so far))?\W*",
    re.I,
)
"""The whole message, and no more than half heard."""
NEVER_CAME = re.compile(
    r"\b(?:never (?:arrived|came|turned up|showed up|received|got)"
    r"|(?:did|has|have)(?:n'?t| not) (?:arrived?|come|received?|got)"
    r"|(?:is|was) not (?:come|coming|arriv\w+)(?! (?:on|off|out|up|through|from|apart|clean|back|loose|together)\b)"
    r"|not (?:arrived|received|here)|not come(?! (?:on|off|out|up|with|in|through|apart|clean|loose|together)\b)"
    r"|nothing (?:came|arrived|here)|stolen|stole my|someone took)\b"
    r"|\b(?:is|are|has|have) (?:gone|vanished|disappeared)\W*$",
    re.I,
)
_THING = r"[^\W_]+(?:[-'][^\W_]+)*"
_SAYS = (
    r"(?:is|was|are|were|isn'?t|wasn'?t|aren'?t|did|didn'?t|does|doesn'?t|has|hasn'?t|had|have|never|and|i|it|which|that"
    r"|came|arrived|looks?|works?|leaks?|broke|of)\b"
)
ALL_BUT = re.compile(
    r"\b(?:everything|all(?: of it)?|the (?:rest|others?))\b[^.?!]{0,20}"
    r"\b(?:c[ao]me|arrived|here|delivered|turned up)\b"
    r"[^.?!]{0,12}?\b(?:except|but|apart from|besides)(?: for)?(?: not)? (?:the|my) "
    rf"(?P<what>{_THING}(?: (?!{_SAYS}){_THING}){{0,2}})(?P<tail>\W*$|\s*[,.;!].*"
    r"|\s+(?:(?:is|was|are|were) (?:missing|not (?:there|here|in it|in the box))|did(?:n'?t| not)|has(?:n'?t| not)"
    r"|never) ?(?:come|arrived?|turn(?:ed)? up|came|yet|\W)*$)",
    re.I | re.S,
)
"""A thing that is named and nothing is said of it, or that it did not come; "but the box was empty" is another tale."""
NOT_COME = re.compile(r"\b(?:not|n'?t|never) (?:come|came|arrived?)\W*$", re.I)
NO_THING = re.compile(r"\b(?:refund|money|courier|driver|box|package|packaging|invoice|receipt|return|label)\b", re.I)
FAULTS = ("item_problem", "technical_issue")
"""What is wrong with a thing is no missing parcel, though it "is not coming on"."""
MAY_BE_MISSED = frozenset({"refund_request", RETURNS, "delivery_late"})
JUST_CAME = timedelta(days=7)
"""What is marked delivered and missed came within these days."""

NOT_MY_PLACE = re.compile(
    r"\b(?:not|is(?:n'?t| not)|was(?:n'?t| not)) (?:at |on |in )?(?:my|our) (?:front |back )?"
    r"(?:porch|door(?:step|mat)?|house|home|building|hall(?:way)?|garden|driveway|gate|lobby)\b"
    r"(?! (?:key|number|colou?r))",
    re.I,
)
IS_NOT_HERE = re.compile(
    r"\b(?:is|are|it'?s|they'?re)(?:n'?t| not) here\b|\b(?:isnt|arent) here\b|^\W*not here\b", re.I
)
LOOKS = ("order_status", "delivery_late")
BESIDE = (PRODUCT, "faq", "out_of_scope", "provide_info")
"""What a question after a thing of theirs is taken for."""
ASKS = re.compile(r"^\W*(?:w?h?en|wh?ere?s?|were|any news|status|is|has)\b|\?", re.I)
COMES = re.compile(
    r"\b(?:when|where|what (?:day|time)|how long)\b.*"
    r"\b(?:come|comes|coming|arriv\w*|deliver\w*|here|get here|turn up)\b",
    re.I,
)
WHERE = re.compile(r"\bwhere(?: (?:is|are) (?:it|they))?\W*$", re.I)
""" "Mugs and headphones where"."""
MINE_COMES = re.compile(
    r"\b(?:when|what (?:day|time))\b (?:is|does|do|will|are|would) my (?:\w+ ){1,2}"
    r"(?:(?:finally|actually|even) )?(?:come|coming|arriv\w*|be (?:here|delivered)|get here|turn up)\b",
    re.I,
)

IN_TIME = re.compile(
    r"\b(?:will|would|does|do|is|are|can|should)\b[^.?!]{0,60}\b(?:be (?:here|there)|come|coming|arrive|get here"
    r"|get there|reach me|turn up|make it)\b[^.?!]{0,25}\b(?:before|by|until|in time|on time|today|tomorrow"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
"""Whether it comes before a day that matters to them."""
ANOTHER_WAY = re.compile(
    r"\b(?:chang\w*|redirect\w*|send it|deliver (?:it )?(?:to|on|later|earlier|after)|hold|keep it|another|different"
    r"|instead|address|neighbou?rs?|postpone|later|leave it|pick ?up|collect)\b",
    re.I,
)
"""Asks for the delivery to be made otherwise."""


def asks_if_in_time(text: str) -> bool:
    """Whether these words ask only whether it comes before they are away, and nothing to be changed."""
    return IN_TIME.search(text) is not None and not ANOTHER_WAY.search(text)


BY_THEN = re.compile(
    r"\b(?:can|could|will|would) (?:you|u|ya|they|it|this) (?:please |pls )?(?:be )?(?:deliver(?:ed)?|bring|get)"
    r"(?: (?:it|them|this|that|mine|my (?:order|parcel|package|stuff|things?)|here|to me))*"
    r" (?:before|by|in time for)\b(?! (?:bike|van|car|drone|hand|ups|fedex|dhl|post|mail|courier|air|boat)\b)",
    re.I,
)
"""Asks whether it comes by a day, and names nothing: what is on its way to them is meant."""

MUST_BE_HOME = re.compile(
    r"\b(?:have|need|needs|must|has)(?: i| someone)?(?: to)? (?:be (?:at )?(?:home|in|there)|sign)\b", re.I
)
"""Asks what has to be so when it comes, and not when that is."""


NOT_ORDERED = re.compile(
    r"\W*(?:(?:hi|hello|hey|but)\W+)*(?:i )?(?:did(?: not|n'?t)|never|have(?: not|n'?t)) (?:even |ever )?order(?:ed)?"
    r" (?:(?:this|that|these|those|any)(?: (?!(?:size|colou?r|one)\b)\w+){0,2}|it|any of (?:this|it|that))\W*",
    re.I,
)


UNORDERED_CAME = re.compile(
    r"\b(?:got|received|sent(?: me| us)?|delivered) (?:an|some) orders? (?:that )?i (?:never|did ?n[o']?t|did not)\b",
    re.I,
)
"""Goods came that they did not order, and nobody need have been in their account for that."""


def part_missing(heard: Heard, _: Facts) -> Heard:
    """Part of a box that came is missing: something is wrong with it, and no parcel is looked for."""
    part = heard.intent == MISSED and said(SHORT, heard.text) and BOXED.search(heard.text)
    return meant_as("item_problem", heard) if part else heard


_OF_IT = r"(?: of (?:it|(?:my|the|this) order))?"
SOME_MISSING = re.compile(
    rf"\b(?:something|some(?: (?:things?|items?|stuff)|{_OF_IT})|(?:a )?part{_OF_IT}|half{_OF_IT}|one (?:thing|item)"
    r"|not (?:everything|all(?: of it)?)|(?:the|my) (?:rest|others?))\b[^.?!,]{0,20}"
    r"\b(?:missing|incomplete|came|arrived|here|turned up)\b"
    r"|\bmissing (?:something|some (?:things?|items?)|the rest|part of)\b",
    re.I,
)
"""Not all of it is there, and no thing is named."""


def rest_awaited(heard: Heard, facts: Facts) -> Heard:
    """ "Something is missing", of an order of which some has come: the rest is on its way, and nothing is broken."""
    taken = heard.intent in (MISSED, "item_problem", "order_status", "delivery_late", "deny") or half(heard)
    if (
        not taken
        or heard.triggers
        or not SOME_MISSING.search(heard.text)
        or BOXED.search(heard.text)
        or at_fault(heard.text)
    ):
        return heard
    halved = any({bool(p.delivered) for p in outward(order)} == {True, False} for order in facts.orders)
    return meant_as(MISSED, heard) if halved and not naming(heard.text, bought(facts)) else heard


def all_but(heard: Heard, _: Facts) -> Heard:
    """ "Everything came except the chair": it is the chair that they speak of."""
    missing = missed_of_all(heard.text)
    if not missing:
        return heard
    what, tail = missing
    meant = hear(f"my {what} has not arrived")
    text = f"{meant.text}. {tail}" if tail else meant.text  # what else they want of it is not lost
    return replace(heard, text=text, intents=meant.intents, band=meant.band)


def missed_of_all(text: str) -> tuple[str, str] | None:
    """The one thing that did not come with the others, and what is said after it; None if that is not what is told."""
    found = ALL_BUT.search(text.replace("’", "'"))
    if found is None or NO_THING.search(found["what"]):
        return None
    tail = found["tail"]
    return found["what"], tail.strip(" ,.;!?\n") if re.match(r"\s*[,.;!]", tail) else ""


def never_came(heard: Heard, facts: Facts) -> Heard:
    """Money or another one for what never came, or half-heard words of it: looked for first, if one thing fits."""
    unsure = heard.intent in (MISSED, "delivery_late") and heard.band is Band.CLARIFY
    if unsure and heard.intent == MISSED and NOTHING_CAME.fullmatch(heard.text):
        return meant_as(MISSED, heard)
    told_so = heard.intent not in FAULTS or NOT_COME.search(heard.text)
    unclear = half(heard) and told_so and MISSED in dict(heard.intents)
    may_be = heard.intent in MAY_BE_MISSED or unclear
    just = any(o.delivered and facts.now - o.delivered < JUST_CAME for o in facts.orders)
    late = any(p.late_by(facts.now) for o in facts.orders for p in o.parcels if not p.is_return)
    told = (unsure and heard.intent == MISSED) or ((unsure or may_be) and NEVER_CAME.search(heard.text))
    if not told or not just or late:
        return heard
    # The sum beside it is what the thing cost: no charge is contested by who has not got it.
    return replace(meant_as(MISSED, heard), triggers=tuple(t for t in heard.triggers if t[0] != "contest"))


ONLY_MISSING = re.compile(
    r"\W*(?:(?:hi|hello|hey|help|so|and|but|still|sorry|please|pls)\W+)*(?P<what>(?:(?:my|the|our) )?[\w' -]{2,40}?)"
    r" (?:(?:is|are|was|were|has|have|went|all|still|gone) )*(?:missing|gone|lost|vanished|disappeared|not there)\W*",
    re.I,
)
_KINDS = frozenset(
    "coffee espresso new big small glass electric red black blue white green last other expensive".split()
)
"""Says what kind of thing it is, and names no other: a coffee machine is an espresso machine."""
_PARTED = frozenset("one two three some half from in".split())
_NO_THING = frozenset("my the our all of both a an whole parcel package order box delivery".split())


def _only_missing(text: str, names: frozenset[str]) -> bool:
    """Whether a thing is said to be missing and nothing else: no part of it is named."""
    found = ONLY_MISSING.fullmatch(text)
    words = [word for word in bare(found["what"]) if word not in _NO_THING] if found else []
    if not words or set(words) & _PARTED:
        return False
    return naming(words[-1], names) != frozenset() and all(naming(word, names) or word in _KINDS for word in words)


def marked(heard: Heard, facts: Facts) -> Heard:
    """What came these days, as its carrier says, and "isn't here", or was left at no place of theirs."""
    came = [o for o in facts.orders if o.delivered and facts.now - o.delivered < JUST_CAME]
    text = heard.text.replace("’", "'")
    missing = heard.intent in ("item_problem", RETURNS) or half(heard)
    if missing and came and not heard.triggers and _only_missing(text, names_in(*came)):
        return meant_as(MISSED, heard)
    if not came or (heard.intent in (MISSED, *FAULTS, RETURNS) and not half(heard)):
        return heard
    elsewhere = heard.intent in ("deny", "delivery_problem", *BESIDE) and NOT_MY_PLACE.search(text)
    named = naming(text, names_in(*came)) - bought(facts, "open", "dispatched")
    missed = named and IS_NOT_HERE.search(text) and (half(heard) or heard.intent in (*LOOKS, *BESIDE))
    return meant_as(MISSED, heard) if elsewhere or missed else heard


STILL_NONE = re.compile(
    r"\W*(?:(?:hi|hello|hey|so|and|but|well|i|we|i'?m|we'?re|am|are)\W+)*still"
    r" (?:no(?: sign of)?|nothing (?:on|of)|waiting (?:for|on)|without|don'?t have|haven'?t (?:got|had|seen))"
    r"(?: (?:my|the|a|any|our))?(?! (?:refund|money|reply|answer|call|email|label))(?: [\w'-]+){1,3}\W*",
    re.I,
)
"""The whole message, beside the name of a thing: "still no puzzle"."""


def not_here(heard: Heard, facts: Facts) -> Heard:
    """Half heard or taken for a fault, but a thing on its way is said not to be there: when it comes is asked."""
    unclear = half(heard) or heard.intent == "item_problem"
    none = unclear and not heard.triggers and STILL_NONE.fullmatch(heard.text.replace("’", "'"))
    if none and naming(heard.text, bought(facts, "open", "dispatched")):
        return meant_as("delivery_late", heard)
    if not unclear or not {MISSED, *LOOKS} & set(likely(heard)) or not NEVER_CAME.search(heard.text):
        return heard
    return meant_as("delivery_late", heard) if naming(heard.text, bought(facts, "open", "dispatched")) else heard


def awaited(heard: Heard, facts: Facts) -> Heard:
    """A parcel's number and nothing else, or a question after a thing of theirs: it is looked for."""
    by_then = BY_THEN.search(heard.text) and not ANOTHER_WAY.search(heard.text)
    in_time = asks_if_in_time(heard.text) or by_then
    at_home = heard.intent == "faq" and MUST_BE_HOME.search(heard.text)
    if at_home or (heard.intent not in BESIDE and not (in_time and heard.intent == "change_delivery")):
        return heard
    if by_then and bought(facts, "open", "dispatched"):
        return meant_as("order_status", heard)
    comes = (COMES.search(heard.text) or in_time) and naming(heard.text, bought(facts, "open", "dispatched"))
    if comes and heard.intent != "provide_info":  # no question of the catalogue to somebody who waits for one
        return meant_as("order_status", heard)
    looks = heard.intent in ("provide_info", "out_of_scope") and any(name in LOOKS for name in likely(heard))
    if not looks or heard.triggers:
        return heard
    tracked = any(p.tracking in heard.text for o in facts.orders for p in o.parcels if not p.is_return)
    asks = (
        heard.intent == "out_of_scope"
        and (ASKS.search(heard.text) or WHERE.search(heard.text))
        and naming(heard.text, bought(facts))
    )
    mine = MINE_COMES.search(heard.text) and bought(facts, "open", "dispatched")  # a rucksack is a backpack to some
    return meant_as("order_status", heard) if tracked or asks or mine else heard


def not_ordered(heard: Heard, facts: Facts) -> Heard:
    """ "I didn't order this" is no plain no: a charge is for nothing of theirs, somebody else ordered it, or it is the
    wrong thing that came."""
    at_risk = facts.account is not None and facts.account.customer.at_risk
    if UNORDERED_CAME.search(heard.text) and not at_risk:
        return meant_as("item_problem", heard)
    if not NOT_ORDERED.fullmatch(heard.text):
        return heard
    if facts.account is not None and any(not (one.order or one.subscription) for one in facts.account.charges):
        return meant_as("billing_error", heard)
    came = any(order.status == "delivered" for order in facts.orders)
    return meant_as("item_problem" if came and not at_risk else "security_fraud", heard)
