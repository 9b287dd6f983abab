"""What is said before an answer or a question: sorry for this very thing, or that a number is none of theirs."""

import re
from collections.abc import Iterable

from bot.anew import replace
from bot.content import Reply
from bot.flows.courier import suggests
from bot.flows.not_received.rules import NOT_TO_COME
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import NOTHING_COMING, names_a_size
from bot.slots.each import tells_why

CARRIERS_CODE = re.compile(r"(?<![\w-])[A-Z]{2,3}\d{8,11}[A-Z]{2}(?![\w-])")
"""As carriers of most countries write the number of a parcel, whatever stands beside it."""


def on_with(scene: Scene, words: str) -> str:
    """The first words, with those of now: "money, it is cracked" tells why as well as what is wanted, "a 43" which."""
    tells = tells_why(scene.text) or names_a_size(scene.text)
    return words if scene.text in words or not tells else f"{words}. {scene.text}"[:500]


def not_yours(scene: Scene, turn: Turn) -> str:
    """A number that was named and is none of theirs is said so, unless it answers something else: a postcode may."""
    errand, account = turn.after.errand, scene.facts.account
    number = scene.given.entity("order_number").lstrip("#")
    if account is None or (errand and any(number in said for said in errand.answers.values() if number)):
        return ""
    if number:
        return scene.say("order.not_yours", number=number) if scene.facts.order(number) is None else ""
    tracking = scene.given.entity("tracking_number") or "".join(CARRIERS_CODE.findall(scene.text)[:1])
    theirs = {parcel.tracking for order in account.orders for parcel in order.parcels}
    theirs |= {back.tracking for order in account.orders for back in order.returns}
    return scene.say("tracking.not_yours", number=tracking) if tracking and tracking.upper() not in theirs else ""


SORRY = re.compile(r"\b(?:sorry|apologi[sz]e)\b", re.I)


def say_sorry(replies: Iterable[Reply]) -> bool:
    """Whether one of these says it already."""
    return any(SORRY.search(f"{reply.text} {reply.question.text if reply.question else ''}") for reply in replies)


def of(scene: Scene, intent: str, turn: Turn) -> str:
    """Sorry for this very thing, unless it is only on its way and in time, or the answer says it."""
    in_time = turn.replies and all(r.card and not r.card.state and not r.question for r in turn.replies)
    if intent == "delivery_not_received" and (in_time or NOT_MISSED.intersection(turn.decided)):
        return ""
    lead = scene.say(f"lead.{intent}") if f"lead.{intent}" in LEADS else ""
    if intent == "item_problem":
        lead = of_an_item(scene, later=turn.after.errand is not None and turn.after.errand.flow == "warranty")
    if intent == "delivery_problem" and suggests(scene.text):
        lead = scene.say("lead.suggestion")
    lead = "" if SORRY.search(lead) and say_sorry(turn.replies) else lead
    refund = turn.after.errand is not None and turn.after.errand.flow == "refund"
    part = scene.say("refund.part") if refund and PART.search(scene.text) else ""
    return " ".join(filter(None, (lead, part)))


_SPAN = r"(?:days?|weeks?|months?|years?|wash\w*|uses?|shaves?)"
LATER = re.compile(
    rf"\b(?:after|since|for) (?:about |only |just |like |a few |a couple of |\w+ )?{_SPAN}\b"
    r"|\b(?:months?|years?|weeks?) (?:ago|old|of)\b|\bdish ?washer\b|\bin the wash\b"
    r"|\b(?:i|we)(?:'?ve)? (?:used|wore|washed|dropped|knocked)\b|\b\d+ (?:times|uses|washes)\b",
    re.I,
)
"""It reached them well, and something came to pass since."""
CAME_SO = re.compile(
    r"\b(?:came(?! (?:undone|off|apart|loose|unstuck))|arrived?|delivered|reached|unpacked|(?:in|out of) the box)\b",
    re.I,
)
IS_IT_SO = re.compile(
    r"\bis (?:that|this|it) (?:normal|ok(?:ay)?|supposed|meant)\b|\b(?:is|are) (?:it|they) supposed\b"
    r"|\bshould (?:it|they) (?:be|do)\b",
    re.I,
)
"""Asks of a thing that may well be as it should."""
BROKEN = re.compile(r"\b(?:leak|crack|broke|shatter|smash)\w*\b", re.I)
"""Of what is so nobody asks whether it may be; "is that ok" is said of something else then."""
HOW_TO = re.compile(
    r"\bhow (?:do|can|should|to) (?:i |we |you )?(?:clean|wash|use|open|remove|descale|season|care)\b", re.I
)


def of_an_item(scene: Scene, *, later: bool) -> str:
    """Sorry for how it came, or only for what has become of it since; nothing to who only asks."""
    asks = IS_IT_SO.search(scene.text)
    if asks and not (asks.group().endswith(("ok", "okay")) and BROKEN.search(scene.text)):
        return scene.say("lead.item_asks")
    if HOW_TO.search(scene.text):
        return ""
    since = (later or LATER.search(scene.text)) and not CAME_SO.search(scene.text)
    return scene.say("lead.item_trouble" if since else "lead.item_problem")


NOT_MISSED = frozenset({NOTHING_COMING, NOT_TO_COME})
"""Rules by which nothing should be with them."""
PART = re.compile(
    r"\b(?:(?:refund|pay|give)(?: me)?(?: back)? (?:just |only )?(?:half|part|some)\b|partial(?:ly)?\b"
    r"|(?:refund|money|cash)(?: back)? for (?:just |only )?(?:half|part|some) of\b"
    r"|(?:half|part|some)(?: of)? (?:the |my )?(?:money|refund|price|sum|amount|back)\b|half off\b"
    r"|(?:some|any|a little|a bit(?: of)?|get|knock|take) (?:money|cash|something) off\b|\bmoney off\b"
    r"|(?:half|part)(?: of (?:it|that))? (?:is|would be|will be|would) (?:enough|fine|ok(?:ay)?|good|do)\b"
    r"|(?:a|some) discount\b|(?:how|what) about (?:[£$€¥] ?\d"
    r"|\d+(?:[.,]\d\d)? ?(?:[£$€¥%]|pounds?|quid|euros?|dollars?|bucks|usd|gbp|eur|percent))"
    r"|(?:just )?(?:give|pay|send) me (?:[£$€¥] ?\d+|\d+ ?(?:[£$€¥]|pounds?|quid|euros?|dollars?|bucks))\b"
    r".{0,20}\b(?:i(?:'?ll)? (?:will )?keep|keep (?:it|the))\b(?! of (?:them|those|these)\b))",
    re.I,
)
"""Wants a part of the money, and keeps the thing."""


LEADS = frozenset(
    f"lead.{i}"
    for i in ("delivery_not_received", "delivery_problem", "item_problem", "billing_error", "technical_issue")
)


def next_of(scene: Scene, turn: Turn, before: Turn) -> Turn:
    """The next thing under words of its own, without what was told word for word a moment ago."""
    told = {(reply.text, reply.card) for reply in before.replies if not reply.question}
    new = tuple(reply for reply in turn.replies if reply.question or (reply.text, reply.card) not in told)
    return led_by(replace(turn, replies=new), scene.say("errand.next"))


def led_by(turn: Turn, lead: str) -> Turn:
    """The same, behind some other words."""
    if not lead or not turn.replies:
        return turn
    return replace(turn, replies=(led(lead, turn.replies[0]), *turn.replies[1:]))


def led(lead: str, reply: Reply) -> Reply:
    if not lead:
        return reply
    return replace(reply, text=f"{lead}\n\n{reply.text}" if reply.text else lead)
