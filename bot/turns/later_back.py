"""Whether what is still to come may be sent back then: a question about later, and no wish to stop it now."""

import re

from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import naming
from bot.slots.picking import named_in
from bot.turns import errands
from bot.turns.context.reading import bought

ASKS = re.compile(
    r"(?:\b(?:can|could|may|will|would|do|am) (?:i|we)\b|\bis it (?:possible|ok(?:ay)?|free)\b|\b(?:i|we) can\b|\?)",
    re.I,
)
BACK = re.compile(
    r"\b(?:returns?|returned|exchange|swap"
    r"|(?:send|give|bring|ship) (?:(?:it|them|that|this|one|some|one of (?:them|these)"
    r"|the \w+|my \w+) )?back"
    r"|get (?:a refund|my money back))\b",
    re.I,
)
THEN = re.compile(
    r"\b(?:when|once|after|as soon as|if)\b[^.?!]{0,20}?\b(?:comes?|came|arrives?|arrived|gets? here|is here|are here"
    r"|(?:is|are|it'?s|they'?re) (?:too|not)\b|too (?:small|big|large|tight|loose)"
    r"|(?:do|does|did)(?:n'?t| not) (?:fit|like|work|suit|want))\b",
    re.I,
)
COMES = re.compile(
    r"\b(?:when|once|after|as soon as|if)\b[^.?!]{0,20}?\b(?:comes?(?! to\b)|arrives?|gets? here|is here"
    r"|are here)\b",
    re.I,
)
NOW = re.compile(
    r"\b(?:now|today|before|instead|already|cancel\w*|stop\w*|came (?:broken|damaged|wrong)|refund me)\b", re.I
)


def asked(scene: Scene) -> Turn | None:
    """ "Can I return it when it comes": yes, and for how long; a question that is open is put once more."""
    said = _answer(scene)
    if not said:
        return None
    errand = scene.memory.errand
    if errand:
        return errands.ask_again(scene, said, errand.misses).because("whether it may go back later")
    return Turn(scene.memory, (Reply(said),), outcome="answered").because("whether it may go back later")


def _answer(scene: Scene) -> str:
    text = scene.text.replace("’", "'")
    later = COMES.search(text) or (ASKS.search(text) and THEN.search(text))
    if not later or not BACK.search(text) or NOW.search(text):
        return ""
    coming = tuple(o for o in scene.facts.orders if o.status in ("open", "dispatched"))
    items = named_in(text, tuple(item for order in coming for item in order.items))
    named = naming(text, bought(scene.facts))
    if not coming or (named and not items) or (not named and not COMES.search(text)):
        return ""
    if any(item.final for item in items):
        return ""  # what stays with them is told with the reason
    return scene.say("orders.may_return", days=scene.policy.return_days)
