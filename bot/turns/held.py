"""What may still be told where an account is held: the rules of the house move nothing in it."""

import re

from bot.content import Reply
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.wording import Markup

_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|warrant(?:y|ies)|guarantees?|terms|conditions|return window)\b",
    re.I,
)
_ASKS = re.compile(
    r"\?|^\W*(?:(?:hi|hello|hey|and|so|ok(?:ay)?|please|pls)\W+)*(?:what|when|how|which|where|do|does|is|are|can|could)\b"
    r"|\b(?:know|wondering|ask(?:ing)?|tell me|explain|info\w*|curious|looking for|remind me)\b",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:i (?:want|need|'?d like|would like) (?:to (?!know\b|ask\b|see\b|understand\b|hear\b)|my|a|the)|refund me"
    r"|cancel|send it|claim|replace|not me|did ?n'?t|never)\b",
    re.I,
)


def told(scene: Scene, errand: Errand) -> Turn | None:
    """The written answer to a question about the rules, if that is all they ask; nothing is begun."""
    text = scene.text.replace("’", "'")
    if errand.ask or not scene.facts.answers or not (_RULES.search(text) and _ASKS.search(text)) or _WANTS.search(text):
        return None
    answer = scene.facts.answers[0]
    said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
    return Turn(scene.memory, (Reply(said),)).because(f"knowledge: {answer.title}")
