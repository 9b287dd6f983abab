"""A parcel was just sent on to somewhere, or is left there, and it shall be elsewhere: asked anew, after a yes."""

import re

from bot import corrections
from bot.content import Reply
from bot.flows.new_address import reading
from bot.flows.new_address.amending import amended
from bot.flows.new_address.instead import words_anew
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import order_in
from bot.slots.addresses import address_in
from bot.slots.agreeing import QUESTION
from bot.turns import errands, graces, undoing
from bot.turns.context.deliveries import FETCHES

AGREED = re.compile(r"ask the carrier of order (?P<order>\w+): (?P<wish>\w+)(?: (?P<words>.*))? → agreed")


def wished(scene: Scene) -> Turn | None:
    """ "Actually no, the neighbour at number 12", right after they have agreed to the shed."""
    memory = scene.memory
    last = AGREED.search("".join(memory.tried[-1:]))
    if (
        memory.errand
        or memory.pending
        or last is None
        or last["wish"] == "return"
        or memory.done not in memory.ours[-2:]
    ):
        return None
    words = words_anew(scene.text, last["words"] or "")
    if not words or not (corrections.marked(scene.text) or corrections.brief(scene.text)):
        return None
    known = {"order": last["order"], "change": "instructions", "words": words}
    return errands.begin(scene, "change_delivery", known).because("the carrier shall leave it elsewhere after all")


def kept_already(scene: Scene) -> Turn | None:
    """ "Can I pick it up myself", once the carrier keeps it for them: it is not asked of the carrier again."""
    kept = (AGREED.search(line) for line in scene.memory.tried)
    last = next((found for found in reversed([*kept]) if found), None)
    if scene.memory.errand or last is None or last["wish"] != "pickup" or not FETCHES.search(scene.text):
        return None
    order = scene.facts.order(last["order"])
    other = order_in(scene.given, scene.view({}, {}), scene.facts.orders) not in (None, order)
    if order is None or order.status != "dispatched" or other:
        return None
    said = scene.say("address.kept_already", item=order.title)
    return Turn(scene.memory, (Reply(said),)).because("a pick-up point is agreed already")


SENT_TO = re.compile(
    r"(?:change address of order (?P<shop>\w+):|ask the carrier of order (?P<order>\w+): redirect)"
    r" (?P<line>.+?)(?: \(before: (?P<old>.+)\))? → (?:done|agreed)"
)
AS_IT_WAS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|oh|no+|wait|sorry|hm+|well|actually|but|and|please|pls|can (?:you|we|i)|could (?:you|we|i)"
    r"|can (?:it|they|that)|could (?:it|they|that)|i think|i(?:'ve| have)? changed my mind|changed my mind"
    r"|just|then|so|rather|i(?:'d| would)? (?:want|like|prefer)|to|it should|let it|please)\b\W*)*"
    r"(?:(?:put|change|switch|set|turn)(?: (?:it|that|them|this|the address))? back|go back"
    r"|(?:(?:leave|keep|put|change|switch|send|bring|deliver|set|make|go|have|revert)\b)?"
    r"(?: ?(?:it|that|them|this|the (?:address|day|date|delivery)))?(?: ?\b(?:back|go back))?(?: ?\bto)?"
    r" ?\b(?:(?:as|how|where|what|the way) (?:it|that|they) (?:was|were)(?: (?:going|before))?|as before|same as before"
    r"|(?:the |my )?(?:old|original|previous|usual|first)(?: (?:one|address|place|day|date|time|house))?"
    r"|(?<=to )my (?:own|home)(?: (?:one|address|place|house))?"
    r"|(?:the )?(?:address|day|date) (?:from )?before|(?<=back )mine|(?<=back to )(?:mine|me)))"
    r"(?:\W+(?:please|pls|then|now|after all|instead|thanks|sorry|again|before))*\W*",
    re.I,
)
"""Not the new place or day but the one before."""


def put_back(scene: Scene) -> Turn | None:
    """ "Back to the old one", right after a delivery was changed: the old address, for its yes; else a colleague."""
    memory, text = scene.memory, scene.text.replace("’", "'")
    if memory.errand or memory.pending or not memory.done or not AS_IT_WAS.fullmatch(text):
        return None
    last, sent = "".join(memory.tried[-1:]), SENT_TO.search("".join(memory.tried[-1:]))
    changed = sent or ((agreed := AGREED.search(last)) and agreed["wish"] != "return")
    if not changed:
        return None
    if sent and sent["old"]:
        known = {"order": sent["shop"] or sent["order"], "change": "address", "address": sent["old"]}
        return errands.begin(scene, "change_delivery", known).because("the address before that one")
    if not undoing.only_said_since(memory, (graces.THANKED,)):
        return None
    return undoing.done_already(scene).because("they want a delivery as it was before")


FEW = 6
"""Words around an address that say no more than that this is it."""


def readdressed(scene: Scene) -> Turn | None:
    """ "No wait, 12 Park Street", right after another address was confirmed: it would go to the wrong place."""
    memory = scene.memory
    last = SENT_TO.search("".join(memory.tried[-1:]))
    if memory.errand or memory.pending or last is None or (scene.heard and scene.heard.triggers):
        return None
    line = _another_line(scene, last["line"])
    if not line:
        return None
    if line == last["line"]:
        return Turn(memory, (Reply(memory.done),)).because("the same address once more") if memory.done else None
    known = {"order": last["shop"] or last["order"], "change": "address", "address": line}
    return errands.begin(scene, "change_delivery", known).because("another address after all")


def _another_line(scene: Scene, before: str) -> str:
    """The address that is said now, or the one before with a part put right; empty if there is neither."""
    view = scene.view({}, {})
    country, others = reading.country(view), reading.besides(scene.given, view)
    just = scene.memory.done in scene.memory.ours[-2:]
    right = amended(before, scene.text, country) if just and corrections.marked(scene.text) else ""
    found = address_in(right or scene.text, country, others)
    if found is None or QUESTION.search(scene.text) or {"street", "number"} & set(found.missing):
        return ""
    around = len(scene.text.split()) - len(found.line.split())
    named = right or (reading.STREET.search(found.line) or found.complete)
    return found.line if named and around <= FEW else ""
