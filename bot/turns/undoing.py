"""Second thoughts about what was just done, or has just been asked for: it is not taken back by saying "all right"."""

import re

from bot import corrections
from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Conversation, Turn
from bot.scene import Scene

TAKES_BACK = re.compile(
    r"\b(?:undo|reverse (?:it|that)|take (?:it|that|this) back"
    r"|(?:do not|don'?t|did not|didn'?t|not)(?: really)?(?: want(?:ed)?| need| mean)?(?: to| the| a| my| it)?"
    r" (?:cancel\w*|refund\w*|return\w*|exchange\w*|chang\w*|sen[dt]\w*|pa(?:y|id))"
    r"|(?:turned|showed) up|found (?:it|them)|(?:it|they)(?:'?s| is| are| has| have)? (?:here|arrived|came) after all"
    r"|(?:i(?:'?ll| will| want to| would like to|'?d like to| wanna)?|actually|rather|better)"
    r" keep (?:it|them|this|that|the))\b",
    re.I,
)
"""Said of a thing that is done: it should not have been."""
WHEN = re.compile(
    r"\W*(?:(?:ok(?:ay)?|and|so|thanks|thank you|great|cool|but)\W+)*(?:when|how (?:long|soon))\b"
    r"(?: (?:will|do|does|can|would|should|is|it|that|this|i|we|be|the money|my money|get|see|have|receive|take|arrive"
    r"|come|there|here|back|on|in|my|account|card|then|until|till|usually))+\W*"
    r"|\W*(?:are you sure|is|was|did|has)(?: (?:it|that|this|it'?s|is|really|been|already|now|done|refunded|cancelled"
    r"|sent|paid|go|gone|through|work|the|my|refund|money))+\W*",
    re.I,
)
"""Asks when what is done will be felt, and of nothing else."""
RATHER = re.compile(
    r"\W*(?:(?:no|wait|actually|sorry|oh|hm+|but)\W+)+"
    r"(?:i(?:'d| would)? (?:want|like|prefer|need)|can i (?:have|get)|give me)"
    r" (?:(?:rather|to|have|get|the|my|a|just|only) )*(?:money|refund|cash|new one|other one|another one|replacement)"
    r"(?: (?:back|instead|rather|please|pls))*\W*",
    re.I,
)
"""Wants another end than the one that is done, and names nothing else."""
HOLD = re.compile(r"\b(?:wait|stop)\b", re.I)


def of_what_was_done(scene: Scene) -> Turn | None:
    """Right after the shop's confirmation, or while its answer is waited for; a plain no only ends the talk."""
    done, pending = _just_told(scene.memory), scene.memory.pending
    other = done and RATHER.fullmatch(scene.text)
    if not (done or pending) or not (takes_back(scene.text) or other):
        return None
    said = scene.say("undo.done" if done else "undo.asked")
    offers = (Choice(scene.say("offer.colleague"), "human", "primary"), Choice(scene.say("offer.leave"), "leave"))
    turn = Turn(replace(scene.memory, misses=0), (Reply(said, offers=offers),), outcome="offered")
    return turn.because("they want back what was done" if done else "they want back what was asked for")


def told_again(scene: Scene) -> Turn | None:
    """ "When will I see it", soon after the shop's confirmation: that said it, and is said again."""
    done = scene.memory.done
    ours = [line.text for line in scene.memory.lines if line.speaker == "bot"]
    if not done or done not in ours or not WHEN.fullmatch(scene.text):
        return None
    return Turn(replace(scene.memory, misses=0), (Reply(done),)).because("asks when, of what was just done")


def takes_back(text: str) -> bool:
    """ "No wait", "changed my mind", "don't cancel it", "it turned up after all"."""
    holds = corrections.refuses(text) and HOLD.search(text) is not None
    return holds or corrections.stops(text) or TAKES_BACK.search(text) is not None


def _just_told(memory: Conversation) -> bool:
    """Whether the last thing we said is that something is done."""
    ours = [line.text for line in memory.lines if line.speaker == "bot"]
    return bool(memory.done) and ours[-1:] == [memory.done]
