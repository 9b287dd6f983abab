"""An errand that they said no to and come back to soon: what they told of it is still so, and is not asked again."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot import corrections
from bot.absorbing import absorb
from bot.anew import replace
from bot.content import Reply
from bot.flow import Outcome, slots
from bot.memory import Conversation, Errand, Turn
from bot.scene import Scene
from bot.slots import order_in
from bot.slots.recounting import ONLY_A_NUMBER
from bot.turns import answered
from bot.turns.context import wishes
from bot.turns.known import CONFIRM, FLOWS, GOES_BACK
from bot.writes import micros, moment

OTHER = re.compile(r"\b(?:other|another|different|else|something|anything|some|a (?:few|thing))\b", re.I)
"""Means something that it was not about."""


AFTER_ALL = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|wait|oh|sorry|hm+|well|on second thoughts?)\W+)*"
    r"(?:(?:actually|wait|no)\W+yes|yes\W+(?:actually|after all|do it|go ahead)|do it after all"
    r"|go ahead(?: after all)?)\b"
    r"(?:\W+(?:please|pls|then|do it|go ahead))*\W*",
    re.I,
)


def stopped(scene: Scene, errand: Errand | None) -> Conversation:
    """With what was told of an errand that is given up, as far as a no to it leaves that as it is."""
    if errand is None or errand.flow not in FLOWS:
        return scene.memory
    flow = FLOWS[errand.flow]
    open_still = replace(errand, answers={name: said for name, said in errand.answers.items() if name != CONFIRM})
    known = answered.known(scene, open_still)
    kept = ((name, this) for name, this in slots(flow) if name in flow.told and known.get(name) is not None)
    told = {name: this.keep(known[name]) for name, this in kept}
    again = Errand(errand.flow, told, extras=errand.extras, asked=micros(scene.facts.now))
    return replace(scene.memory, stopped=again)


def known(scene: Scene, errand: Errand) -> Errand:
    """A new errand, with what was told of one that was stopped, up to where these words say otherwise."""
    old, flow = _lately(scene), FLOWS[errand.flow]
    if old is None or OTHER.search(scene.text) or not flow.told:
        return errand
    if old.flow != errand.flow and not {old.flow, errand.flow} <= GOES_BACK:
        return errand
    view = scene.view(errand.answers, errand.extras)
    said = absorb(flow, errand.answers, scene.given, view)
    names = tuple(name for name, _ in slots(flow) if name in flow.told)
    return replace(errand, answers={**_still_so(names, old.answers, said), **errand.answers})


ONLY_PUT_RIGHT = frozenset({"new_address"})
"""What is missing to it is nothing that is said of anything else."""


def answered_now(scene: Scene) -> str:
    """The intent of the one that was stopped, where these words name what its no had left open; else empty."""
    old = _lately(scene)
    if old is None or not FLOWS[old.flow].told:
        return ""
    flow = FLOWS[old.flow]
    said = absorb(flow, old.answers, scene.given, scene.view(old.answers, old.extras))
    right = old.flow in ONLY_PUT_RIGHT or corrections.marked(scene.text) or corrections.brief(scene.text)
    new = right and any(this.names and name in said and name not in old.answers for name, this in slots(flow))
    return old.extras.get("intent", "") if new or _another_order(scene, old) else ""


INSTEAD = re.compile(r"\b(?:instead|rather)(?: (?:please|pls|then))?\W*$|^\W*(?:no\W+)?(?:i mean[t]?|rather)\b", re.I)


def _another_order(scene: Scene, old: Errand) -> bool:
    """ "The older one instead": the same wish for another order, and nothing else."""
    if old.flow not in ORDERS or not INSTEAD.search(scene.text) or len(scene.text.split()) > FEW:
        return False
    order = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    return order is not None and order.number != old.answers.get("order")


ORDERS = frozenset({"cancel", "refund", "send_back"})
FEW = 7


def wanted_after_all(scene: Scene) -> str:
    """The same, where they come round: "ok, actually yes, refund it", said to the words of its end."""
    old = _lately(scene)
    intent = old.extras.get("intent", "") if old else ""
    word = wishes.ASKED.get(intent)
    said = AFTER_ALL.fullmatch(scene.text) or (word and word.search(scene.text))
    return intent if said and scene.intent == "affirm" else ""


COUNTED = frozenset({"refund", "send_back"})


def counted_anew(scene: Scene) -> Errand | None:
    """The one that was stopped, where another number of the very thing is named: "no wait", "only two"."""
    old = _lately(scene)
    counts = corrections.recounts(scene.text) and ONLY_A_NUMBER.fullmatch(scene.text)
    one = old is not None and "," not in old.answers.get("items", ",")
    known = old is not None and old.flow in COUNTED and {"intent", "words"} <= old.extras.keys()
    return old if known and counts and one else None


def money_after_all(scene: Scene) -> str:
    """The intent of a charge that was left with a no, where its money is asked for now: "no, I mean yes, refund it"."""
    old = _lately(scene)
    asks = BACK_AFTER_ALL.fullmatch(scene.text)
    return old.extras.get("intent", "") if old and old.flow == "charge" and asks else ""


BACK_AFTER_ALL = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|wait|oh|sorry|hm+|well|actually|i mean|i meant|yes|please|pls|then|do|just)\b\W*)*"
    r"(?:refund|pay|give|send)(?: (?:it|that|this|me|the|my|money|back))*(?:\W+(?:please|pls|then|after all|now))*\W*",
    re.I,
)
"""Takes back a no to money, and names nothing else."""


KEEPS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|yes|oh|sorry|well|please|pls|then|thanks|good|just)\W+)*(?:i(?:'?d| would|'?ll| will)? )?"
    r"(?:(?:want to|like to|rather|prefer to|will) )?(?:keep|leave) (?:it|them|this|that)(?: (?:on|running|all|both))?"
    r"(?:\W+(?:please|pls|then|thanks|as it is|as they are|for now|running|going))*\W*",
    re.I,
)
"""Wants it to stay, and names nothing."""


def keeps(scene: Scene) -> Turn | None:
    """ "I want to keep it", right after a no to what would have ended it: it stays, and nothing else is to be ended."""
    if scene.memory.errand is not None or _lately(scene) is None or not KEEPS.fullmatch(scene.text):
        return None
    turn = Turn(scene.memory, (Reply(scene.say("cancel.kept_as_it_is")),), outcome="answered")
    return turn.because("it stays as it is")


def _lately(scene: Scene) -> Errand | None:
    """The one that was stopped, while it is not too long ago."""
    old = scene.memory.stopped
    known = old is not None and old.flow in FLOWS
    if old is None or not known or scene.facts.now - moment(old.asked) > timedelta(hours=scene.policy.question_hours):
        return None
    return old


def _still_so(names: tuple[str, ...], told: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """The answers from the first on, until one is another: of another order, or another thing, nothing was told."""
    still: dict[str, str] = {}
    for name in names:
        if name in said and name in told and not corrections.same(said[name], told[name]):
            break
        if name in told:
            still[name] = told[name]
    return still


def ended(memory: Conversation, errand: Errand, outcome: Outcome) -> Conversation:
    """Once one like it has ended otherwise, or something is done, nothing is kept of it."""
    same = memory.stopped is not None and memory.stopped.flow == errand.flow
    return replace(memory, stopped=None) if same or outcome.effects else memory
