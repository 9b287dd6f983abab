"""Asked on after a refund was told of: its card, a day that may pass, another end, and a bank that shows nothing."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Reply
from bot.flows.refund_status import refunds, stays_a_refund
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order, Refund
from bot.slots import order_in, way_back
from bot.turns import afterwards, errands

LONGEST = 22
"""Words of a question that only asks on."""
_OTHER = r"(?:new|other|another|different|current|second)"
ELSEWHERE = re.compile(
    r"\b(?:send|put|pay|refund|redirect|move|transfer|change|switch|give|get|have|go)\b[^.?!]{0,25}"
    rf"\b(?:to|on|onto|into) (?:a |an |the |my )?{_OTHER} (?:one|card|account|bank)\b"
    rf"|\b(?:use|take) (?:the |my |a |an )?{_OTHER} (?:card|account|bank)\b",
    re.I,
)
"""Wants it on another card than it was sent to."""
WHICH_CARD = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|so|but|hi|hey|well)\W+)*(?:(?:to|on|in|into) )?(?:which|what) (?:card|account|bank)\b",
    re.I,
)
_THERE = r"(?:there|here|come|comes|came|arriv\w*|show\w*|appear\w*|land\w*|received?|get|got|in my|paid|happen\w*)"
IF_NOT = re.compile(
    r"\bif\b[^.?!]{0,30}\b(?:not|nothing|never|no money|(?:does|is|do|has|have|wo|did)n'?t|late)\b"
    rf"[^.?!]{{0,20}}(?:\b{_THERE}\b|$)"
    r"|\bwhat if (?:it|that|thursday|the money)\b[^.?!]{0,15}\b(?:late|passes|comes and goes|fails)\b",
    re.I,
)
"""What becomes of it when the day passes."""
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today)"
FOR_SURE = re.compile(
    rf"\b(?:is|will|comes?|arrives?|be)\b[^.?!]{{0,25}}\b{_DAY}\b(?:[^.?!]{{0,10}}\bor (?:not|what|when)\b|\W*\?)"
    r"|\b(?:which|what) (?:date|day)\b|\b(?:date|how much) exactly\b|\bexact(?:ly)? (?:date|day|amount|sum)\b",
    re.I,
)
UNSEEN = re.compile(
    r"\b(?:bank|account|card|statement|app)\b[^.?!]{0,20}"
    r"\b(?:says? no|nothing|(?:knows?|shows?|sees?|has|have|got|find|finds) (?:no|nothing)|no sign|no such"
    r"|(?:does|do|did|ca|has|have)n'?t (?:show|see|know|find|have|got)\b)"
    r"|\b(?:nothing|not|no money|isn'?t|no sign|(?:do|did|ca)n'?t (?:see|find|have)(?: it| that| any\w*)?)\b"
    r"[^.?!]{0,20}"
    r"\b(?:on|in) (?:my|the) (?:bank|account|card|statement|app)\b",
    re.I,
)
"""Their bank shows nothing of it."""
OF_THE_SHOP = re.compile(r"\b(?:orders?|open)\b", re.I)
"""Asks of an order or of our hours, with the words for a day or an account."""
BESIDES = re.compile(r"\b(?:also|too|as well|another (?:order|thing)|else|other (?:order|thing))\b", re.I)
"""Speaks of something besides it."""
WHERE_IS_IT = re.compile(
    r"\bwh?ere(?:'?s| is| are)? (?:it|that|this|my money|the money)\b|\bstill (?:not|nothing|no money)\b"
    r"(?: (?:there|here|arrived|come|back|yet|in my \w+))*\W*$",
    re.I,
)
"""Asks after it by no name."""


def met(scene: Scene) -> Turn | None:
    """What is asked on of the refund that was told of last; None where it is about something else."""
    found = _told_of(scene)
    grave = scene.triggered("security", "safety") or scene.intent == "security_fraud"  # a stolen card is no new one
    if found is None or grave or len(scene.text.split()) > LONGEST:
        return None
    order, refund = found
    text = scene.text.replace("’", "'")
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if named is not None and named.number != order.number:
        return None
    if refund.state == "failed" or OF_THE_SHOP.search(text):
        return None  # a person has it, or is called for it; or it is of another matter
    return _of_its_card(scene, refund, text) or _of_its_day(scene, refund, text) or _of_its_end(scene, refund, text)


def _told_of(scene: Scene) -> tuple[Order, Refund] | None:
    """The one refund that was told of last, where nothing was begun since."""
    memory = scene.memory
    last = memory.about and memory.tried[-1:] == (f"refund status → {memory.about}",)
    if not last or memory.errand or memory.pending or not scene.facts.shop_up:
        return None
    number = next((o.number for o in scene.facts.orders if o.number in re.findall(r"\w+", memory.about)), "")
    found = refunds(scene.view({}, {}), number) if number else ()
    return found[0] if found else None


def _of_its_card(scene: Scene, refund: Refund, text: str) -> Turn | None:
    """ "That card is cancelled", "can you send it to the new one": where it went, and what the bank does."""
    if "credit" in refund.to:
        return None
    other = ELSEWHERE.search(text) or way_back.NEW_CARD.search(text) or way_back.CLOSED.search(text)
    if not other and not WHICH_CARD.search(text):
        return None
    went = scene.say("afterwards.sent_to", amount=refund.amount, to=refund.to)
    told = f"{went} {scene.say('back.new_card')}" if other else went
    return _said(scene, told, "asks after the card of a refund", ways=bool(other))


def _of_its_day(scene: Scene, refund: Refund, text: str) -> Turn | None:
    """What becomes of it when its day passes, while that is still to come."""
    unseen, sure = UNSEEN.search(text), FOR_SURE.search(text)
    if refund.state == "arrived" and (unseen or sure or WHERE_IS_IT.search(text)):
        arrived = refund.arrived or scene.facts.now
        said = scene.say("afterwards.by_record", amount=refund.amount, to=refund.to, arrived=arrived)
        return _said(scene, said, "asks on after a refund that arrived", ways=True)
    due = refund.expected or refund.asked + timedelta(days=scene.policy.refund_bank_days)
    if refund.state == "arrived" or due < scene.facts.now:
        return None
    by = scene.say("afterwards.by_due", amount=refund.amount, to=refund.to, due=due)
    passes = scene.say("afterwards.if_late", due=due)
    if unseen or sure:
        return _said(scene, f"{by} {passes}" if unseen else by, "asks on after a refund that is due")
    return _said(scene, passes, "asks what follows if its day passes") if IF_NOT.search(text) else None


def _of_its_end(scene: Scene, refund: Refund, text: str) -> Turn | None:
    """Where it stands, once more, or that it can't become something else here."""
    said = "" if BESIDES.search(text) else stays_a_refund(text, refund, scene.view({}, {}))
    if said:
        return _said(scene, said, "a refund on its way stays one", ways=True)
    nothing_comes = not any(order.status in ("open", "dispatched") for order in scene.facts.orders)
    if not (nothing_comes and WHERE_IS_IT.search(text)):
        return None
    return afterwards.refund_again(replace(scene, memory=replace(scene.memory, topic="refund_status")))


def _said(scene: Scene, text: str, why: str, *, ways: bool = False) -> Turn:
    turn = Turn(replace(scene.memory, misses=0), (Reply(text),))
    return (errands.with_way_out(scene, turn) if ways else turn).because(why)
