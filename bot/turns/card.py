"""What a case's card says beside its rule: what is wanted, what was tried, which case came before."""

import re
from datetime import timedelta

from bot.effects import Handoff
from bot.flows.home import HOMES
from bot.hearing import Band, hear
from bot.knowledge.words import clauses
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import charge_label, charges

BY_INTENT = {
    "order_status": "delivery",
    "delivery_late": "delivery",
    "delivery_not_received": "delivery",
    "refund_request": "billing",
    "refund_status": "billing",
    "security_fraud": "security",
} | {intent: home.department for intent, home in HOMES.items()}
NO_WISH = frozenset(
    {
        "human_agent",
        "phone_call",
        "complaint",
        "case_followup",
        "affirm",
        "deny",
        "greeting",
        "",
        "thanks",
        "out_of_scope",
        "goodbye",
        "provide_info",
    }
)
"""Intents that do not say what it is about: what was said before does."""


NOT_SAID = "not said yet"
CLAUSES = 8
"""Parts of a message that are looked through for what it is about."""


def wants(scene: Scene) -> str:
    """One line for the card: the errand under way, else the last thing that was asked for."""
    errand, memory = scene.memory.errand, scene.memory
    if errand and errand.wish:
        return errand.wish
    if scene.intent not in NO_WISH and scene.heard:
        sure = scene.heard.band is Band.ACT
        return f"{scene.intent.replace('_', ' ')}: {scene.text[:120]}" if sure else scene.text[:120]
    if told := wish_in(scene.text, scene.policy.orders):
        return told
    if memory.topic and memory.about:
        if ": " in memory.about:  # says already what it is
            return memory.about
        return f"{memory.topic.replace('_', ' ')}: {memory.about}"
    left = (*memory.let_go, *memory.parked, *((errand,) if errand else ()))
    begun = next((e.wish or e.extras.get("words", "")[:120] for e in reversed(left)), "")
    before = (wish_in(text, scene.policy.orders) for text in reversed(memory.before))
    return begun or next(filter(None, before), NOT_SAID)


def wish_in(text: str, orders: re.Pattern[str] | None = None) -> str:
    """What these words ask for clearly, in one line, as a whole or beside a call for a person; empty if nothing."""
    for part in clauses(text)[:CLAUSES]:
        heard = hear(part, (), orders)
        if heard.band is Band.ACT and heard.intent in BY_INTENT.keys() - NO_WISH:
            return f"{heard.intent.replace('_', ' ')}: {part.strip()[:120]}"
    return ""


def tried(scene: Scene, turn: Turn) -> tuple[str, ...]:
    """What was settled before, and what was under way."""
    errand = scene.memory.errand
    under_way = (f"{errand.flow} → asked: {' '.join(errand.shown.split())[:120]}",) if errand and errand.shown else ()
    return (*turn.after.tried, *under_way)[-5:]


def charged(scene: Scene, need: Handoff) -> tuple[tuple[str, str], ...]:
    """For a dispute about money: what the shop knows of the last charges, where nothing else is told of one."""
    account, told = scene.facts.account, need.details and need.rule != "security"
    if account is None or told or scene.intent not in ("billing_error", "membership"):
        return ()
    view = scene.view({}, {})
    newest = charges(view)[:4]
    return ((scene.say("card.charges"), "; ".join(charge_label(c, view) for c in newest)),) if newest else ()


def left(scene: Scene, turn: Turn, wants: str) -> tuple[tuple[str, str], ...]:
    """What was put off for this and is not what they want anyway, now for the person too.

    The whole message stands among their last words: of it, only the part that asks for something is named here.
    """
    wishes = [errand.wish or errand.extras.get("words", "")[:120] for errand in turn.after.parked]
    named = [wish_in(wish, scene.policy.orders) if wish == scene.text[:120] else wish for wish in wishes]
    also = str(scene.say("label.also"))
    return tuple((also, wish) for wish in named if wish and not wants.endswith(wish.rpartition(": ")[2]))


def refused_order(scene: Scene, need: Handoff) -> str:
    """The order of the refusal that is contested, so that a lead can override it."""
    said = " ".join(scene.memory.tried[-1:]) if need.rule == "refused" else ""
    return next((o.number for o in scene.facts.orders if f"order {o.number} " in said), "")


def named_order(scene: Scene) -> str:
    number = scene.given.entity("order_number")
    return number if number and scene.facts.order(number) else ""


def once(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Each reason once: one that is said again with the words that fired it stands there with them."""
    kept = dict.fromkeys(reasons)
    return tuple(why for why in kept if not any(other.startswith(f"{why} (") for other in kept))


def shut_out(scene: Scene) -> tuple[tuple[str, str], ...]:
    """That they are not answered any more, though this calls a person."""
    return ((str(scene.say("label.blocked")), str(scene.say("label.is_blocked"))),) if scene.facts.blocked else ()


def earlier(scene: Scene) -> tuple[tuple[str, str], ...]:
    """The case of theirs that ended lately, which this one may go on with."""
    last = scene.facts.desk.last
    if last is None or scene.facts.now - last.closed > timedelta(days=scene.policy.follow_up_days):
        return ()
    before = scene.say("follow_up.before", number=last.number, day=last.closed, reason=last.reason or "-")
    return ((str(scene.say("label.earlier_case")), str(before)),)
