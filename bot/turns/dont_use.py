"""Asked of a thing that is broken whether one may use it: until a person has looked, that is a no."""

import re

from bot.memory import Turn
from bot.scene import Scene
from bot.slots import naming
from bot.turns import errands, leads
from bot.turns.context.reading import bought

_FAULTS = frozenset({"fault", "warranty"})
_GOES_BACK = frozenset({"refund", "send_back"})
_HURTS = re.compile(
    r"\b(?:leak\w*|drip\w*|wet|water|wobbl\w*|crack\w*|broke\w*|shatter\w*|glass|loose|hot|smell\w*|buzz\w*|flicker\w*"
    r"|hum(?:s|ming)|hiss\w*|plug\w*|cable|wire\w*|damag\w*|faulty|burn\w*|snapped|bent|sharp|rust\w*|mou?ld\w*)\b",
    re.I,
)
"""What is wrong with a thing, where using it may hurt."""
_MEANS = (
    r"(?! (?:\w+ ){0,2}?(?:in|for|on|with) (?:the |a |an |my |our |all )?(?:dishwasher|microwave|oven|freezer|induction"
    r"|gas|hob|kids?|children|bab(?:y|ies)|toddlers?|pets?|dogs?|cats?|delicate|wool|outdoors?|plants?)\b)"
)
"""What a thing is made for, of one that is whole."""
_WHAT = (
    r"(?:\W*$|[^.?!\n]{0,15}?\b(?:it\b|them\b|(?:this|that|these|those|the) (?:ones?|things?|others?)\b"
    r"|(?:this|that|these|those)(?=\W*$| ?[.,;?!]| (?:now|still|again|or|if|until|till|while|as|with|in|on)\b)"
    r"|(?:the|my|this|that|these|those) (?P<thing>\w+(?: \w+)?)))"
)
"""What may be used: "it", or something by its name, which then must be theirs."""
_ASKS = re.compile(
    r"\b(?:is|are|would|could) (?:it|this|that|they|these|the \w+|my \w+)(?: (?:\w+ )?kettle| lamp)?(?: be)?"
    r"(?: (?:still|even|really|now|then|actually))? (?:safe|dangerous|unsafe|harmful|risky|hazardous|a hazard)\b"
    rf"{_MEANS}"
    r"|(?:^|[,.;!?\n]\W*|\band |\bif |\bis )(?:safe|dangerous) to"
    r" (?:use|touch|plug|switch|turn|drink|keep|leave|boil)\b"
    r"|\b(?:can|may|could|should|shall) (?:i|we|one)(?: (?:still|even|just|safely|keep|carry on))*"
    r" (?:us(?:e|ing)|plug|unplug|switch|turn|touch|boil|run)\b"
    r"(?![^.?!\n]{0,40}\b(?:voucher|code|card|credit|points|coupon|label|address|account|box|return(?:s|ing)?|before"
    rf"|refund)\b){_WHAT}"
    r"|\bif (?:i|we) (?:can|may|should|could)(?: still| safely| keep)? us(?:e|ing) (?:it|this|that|them|the \w+)\b"
    r"|\b(?:do|must) i (?:have to |need to )?(?:unplug|stop using|turn (?:it )?off)\b",
    re.I,
)


def told(scene: Scene, turn: Turn) -> Turn:
    """The same turn behind that no; where these words answered nothing, the open question behind it."""
    text = scene.text.replace("’", "'")
    if not any(_of_theirs(scene, asks["thing"]) for asks in _ASKS.finditer(text)) or not _is_faulty(scene, turn):
        return turn
    lead = scene.say("safety.dont_use")
    before, now = scene.memory.errand, turn.after.errand
    if before and now and (before.flow, before.slot, before.shown) == (now.flow, now.slot, now.shown):
        turn = errands.ask_again(scene, lead, before.misses)
    else:
        turn = leads.led_by(turn, lead)
    return turn.because("asked whether a broken thing may be used")


def _of_theirs(scene: Scene, thing: str | None) -> bool:
    """Whether this can be what is broken: "it", or something that they bought, as far as that is known."""
    known = bought(scene.facts)
    return thing is None or not known or bool(naming(thing, known))


def _is_faulty(scene: Scene, turn: Turn) -> bool:
    """Whether something of theirs is told to be broken, here or in what is under way."""
    open_ones = [errand for errand in (scene.memory.errand, turn.after.errand) if errand]
    if any(errand.flow in _FAULTS for errand in open_ones) or scene.intent == "item_problem":
        return True
    words = " ".join((scene.text, *(errand.extras.get("words", "") for errand in open_ones)))
    return any(errand.flow in _GOES_BACK for errand in open_ones) and _HURTS.search(words) is not None
