"""What a turn teaches us about the knowledge: a question it has no answer to, an answer that helped or did not."""

from bot.anew import replace
from bot.events import Said
from bot.flows.home import HOMES, Elsewhere
from bot.memory import Errand, Noted, Turn
from bot.scene import Scene

KNOWABLE = frozenset(intent for intent, home in HOMES.items() if not home.acts)
"""Intents to which an answer may be the end: that there was none is worth knowing."""


def note(scene: Scene, turn: Turn) -> Turn:
    """The turn, with what is to be counted of it."""
    noted = _judged(scene.memory.errand, turn) or _missing(scene, turn)
    return replace(turn, noted=(*turn.noted, noted)) if noted else turn


def _judged(before: Errand | None, turn: Turn) -> Noted | None:
    """Whether the answer that was shown before was enough, as far as they said."""
    if before is None or before.flow != Elsewhere.name or "helped" in before.answers:
        return None
    intent, answer = before.extras.get("intent", ""), before.extras.get("answer", "")
    if not answer or intent not in KNOWABLE:
        return None
    after, text = turn.after.errand, before.extras.get("words", "")
    if "knowledge helped" in turn.decided:
        return Noted("helped", text, intent, answer)
    if after and after.flow == before.flow and after.answers.get("helped") == "no":
        return Noted("not_helped", text, intent, answer)
    return None


def _missing(scene: Scene, turn: Turn) -> Noted | None:
    """A question in words that began an errand for want of an answer."""
    begun, said = turn.after.errand, isinstance(scene.event.body, Said)
    if not said or begun is None or begun.flow != Elsewhere.name or begun.extras.get("answer"):
        return None
    fresh = scene.memory.errand is None or scene.memory.errand.extras != begun.extras
    intent = begun.extras.get("intent", "")
    return Noted("unanswered", scene.text, intent) if fresh and intent in KNOWABLE else None
