"""A word of regret to somebody angry or let down, before the rest: once, and none where one is said already."""

import re
from collections.abc import Iterable

from bot.content import Reply
from bot.effects import Handoff
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import leads, tongue
from bot.turns.context import law

BY_RULE = {
    "anger": "sorry.anger",
    "legal": "sorry.anger",
    "repeat": "sorry.again",
    "bereaved": "sorry.loss",
    "urgent_late": "sorry.waiting",
}
"""What is said to whom a person is called for, by the reason why."""
BY_TROUBLE = {
    "delivery_late": "sorry.waiting",
    "refund_status": "sorry.waiting",
    "delivery_not_received": "lead.delivery_not_received",
    "delivery_problem": "lead.delivery_problem",
    "item_problem": "lead.item_problem",
    "technical_issue": "lead.technical_issue",
    "billing_error": "sorry.trouble",
}
"""The same to somebody in a hurry, however calm, by what has gone wrong."""
UNFIT = frozenset({"safety", "security", "incident", "call"})
"""Reasons that have words of their own for what comes first."""
IDLE = frozenset("greeting thanks goodbye affirm deny out_of_scope provide_info complaint".split())
"""What tells of no trouble with us, or is met with a sorry of its own."""


def for_case(scene: Scene, need: Handoff, told: Iterable[Reply] = ()) -> str:
    """The regret that a case is opened with; empty where none is due, or where it was said a line above."""
    key = "" if need.rule == "legal" and law.only_withdraws(scene.text) else BY_RULE.get(need.rule, "")
    if need.rule == "urgency":
        key = BY_TROUBLE.get(scene.intent, "")
        if key == "lead.item_problem":
            return "" if leads.say_sorry(told) else leads.of_an_item(scene, later=False)
    if not key and need.rule not in UNFIT and _frustrated(scene):
        key = "sorry.trouble"
    return scene.say(key) if key and not leads.say_sorry(told) else ""


def first(scene: Scene, turn: Turn) -> Turn:
    """An answer to somebody frustrated begins with it: not at each of their messages, and not of small talk."""
    if not _frustrated(scene):
        return turn
    lately = scene.memory.offered or any(leads.SORRY.search(line) for line in scene.memory.ours)
    if lately or scene.intent in IDLE or tongue.foreign(scene) or leads.say_sorry(turn.replies):
        return turn
    return leads.led_by(turn, scene.say("sorry.trouble"))


FEW = 2


def too_brief(scene: Scene) -> bool:
    """Whether nothing but the tone of a word or two sounds cross: "money" is no anger yet."""
    words = dict(scene.heard.triggers).get("frustration") if scene.heard else None
    return words == "" and len(scene.text.split()) <= FEW


def _frustrated(scene: Scene) -> bool:
    """Loud rather than glad: of marks alone ("Merry Christmas!") nobody knows."""
    heard = scene.heard
    if heard is None or heard.frustration < scene.policy.frustration_offers:
        return False
    if too_brief(scene):
        return False
    words = dict(heard.triggers).get("frustration", "")
    return not words or re.search(r"\w", words) is not None
