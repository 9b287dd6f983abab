"""Second thoughts about what was just done, or has just been asked for: it is not taken back by saying "all right"."""

import re
from collections.abc import Iterable

from bot import corrections
from bot.anew import replace
from bot.content import Reply
from bot.memory import Conversation, Line, Turn
from bot.scene import Scene
from bot.slots.goods import COLOURS
from bot.turns import errands, graces, regrets
from bot.turns.nudges import WHO

TAKES_BACK = re.compile(
    r"\b(?:undo|reverse (?:it|that)|take (?:it|that|this) back"
    r"|(?:do not|don'?t|did not|didn'?t|not)(?: really)?(?: want(?:ed)?| need| mean)?(?: to| the| a| my| it)?"
    r" (?:cancel\w*|refund\w*|return\w*|exchange\w*|chang\w*|sen[dt]\w*|pa(?:y|id))"
    r"|(?:turned|showed) up|found (?:it|them)|(?:it|they)(?:'?s| is| are| has| have)? (?:here|arrived|came) after all"
    r"|(?:i(?:'?ll| will| want to| would like to|'?d like to| wanna)?|actually|rather|better)"
    r" keep (?:it|them|this|that|the)"
    r"|(?:says?|said|meant|wants?)(?: (?:to|that|we|i|should|must))* keep(?: (?:it|them|that|this))?\W*$"
    r"|(?:i )?meant (?:the|my|to (?:cancel|refund|return|send))|wrong (?:one|order|item)|not th(?:at|is) one)\b",
    re.I,
)
"""Said of a thing that is done: it should not have been."""
_LEAD = (
    r"(?:(?:hell?o+|hey+|hi+|ok(?:ay)?|and|so|thanks|thank you|thx|ty|great|cool|but|well|um+|please|pls|sorry)\W+)*"
)
_WHOM = r"(?:they|he|she|(?:the|your) (?:courier|carrier|driver|shop|store|depot|colleagues?|team))"
_SAID = (
    rf"\W*{_LEAD}(?:did|have|has|do|does|what (?:did|do|does|have|has)) {_WHOM}(?: (?:already|just|really|even))*"
    r" (?:sa(?:y|id|ys)|agreed?|answer(?:ed)?|repl(?:y|ied)|accept(?:ed)?|confirm(?:ed)?)"
    r"(?: (?:yes|ok(?:ay)?|no|it|that|this|to (?:it|that|this)|or|not|anything|something|back|yet|now|already))*\W*"
)
SAID = re.compile(_SAID, re.I)
"""Asks what they said to it who were asked."""
WHEN = re.compile(
    rf"\W*{_LEAD}(?:when|how (?:long|soon))\b"
    r"(?: (?:will|do|does|can|would|should|is|it|that|this|i|we|be|the money|my money|get|see|have|receive|take|arrive"
    r"|come|there|here|back|on|in|my|account|card|bank|then|until|till|til|its|it'?s|usually))+\W*"
    rf"|\W*{_LEAD}(?:are you sure|is|was|did|has)(?: (?:it|that|this|it'?s|is|really|been|already|now|done|refunded|go"
    r"|cancelled|sent|paid|gone|through|work|worked|happen|happened|processed|confirmed|sorted|all|yet|ok(?:ay)?|the|my"
    r"|refund|money))+\W*"
    rf"|\W*{_LEAD}(?:did|have) (?:you|u|they|i|we)(?: guys)?(?: (?:already|just|really))*"
    r" (?:get|got|gotten|receive|received)(?: (?:it|that|this|my|the|money|refund|all|yet|now|already))*\W*"
    rf"|\W*{_LEAD}got (?:it|that|them)\W*\?\W*"
    rf"|\W*{_LEAD}(?:did|have) (?:you|u|they)(?: (?:already|just|really))*"
    r" (?:do|done|make|made|send|sent|pay|paid|refund(?:ed)?)"
    r"(?: (?:it|that|this|the|my|refund|money|back|already|now|yet))*\W*"
    rf"|{_SAID}"
    rf"|\W*{_LEAD}will (?:i|you|they|it) (?:be )?(?:charged?|billed?|pay)"
    r"(?: (?:me|again|more|any ?more|anything|for it))*\W*",
    re.I,
)
"""Asks whether it is done, or when that will be felt, and of nothing else."""
KEEP_BOTH = re.compile(r"\bkeep\b.{0,40}\b(?:money|refund(?:ed)?|cash|paid)\b", re.I)
"""Wants the thing and what it cost: "can I keep it and still get my money"."""
SENDS_NOTHING = re.compile(
    r"\b(?:do not|don'?t|not)(?: really)?(?: (?:want|need|have|going))?(?: to)? (?:send|return|sending|returning)\b"
    r"(?! (?:me|us)\b)",
    re.I,
)
"""Would not send the thing back, though its money came without that."""
RATHER = re.compile(
    r"\W*(?:(?:sorry|oh|hm+|but)\W+)*(?:no|wait|actually)\W+(?:(?:no|wait|actually|sorry|oh|hm+|but)\W+)*"
    r"(?:i(?:'d| would)? (?:want|like|prefer|need|rather (?:have|get))|can i (?:have|get)|give me|rather|better)"
    r" (?:(?:rather|to|have|get|the|my|a|just|only) )*"
    r"(?:(?P<money>money|refund|cash)|new one|other one|another one|replacement)"
    r"(?: (?:back|instead|rather|please|pls))*\W*",
    re.I,
)
"""Wants another end than the one that is done, and names nothing else."""
SWAPPED = re.compile(
    r"\W*(?:(?:sorry|oh|hm+|but|wait|no|actually|ok(?:ay)?|and)\W+)*"
    r"(?:(?:can|could) (?:i|you)|i(?:'d| would)?|we|please|pls|rather|just|like|want|prefer|to|an?|the)?"
    r"(?:(?: |^)(?:i|want|like|prefer|rather|to|have|get|an?|the|please|just))*"
    r" ?(?:exchange|swap|replace)(?: (?:it|them|that|this))?"
    r"(?: (?:instead|rather|after all|please|pls|then|for (?:another|a new|a different) one))*\W*",
    re.I,
)
"""Wants another one for what has just been given a label."""
OTHERWISE = re.compile(
    rf"\W*(?:(?:sorry|oh|hm+|but|ok(?:ay)?|wait|no|actually)\W+)*(?:(?:can|could) (?:i|you)|i(?:'d| would)?|make it"
    rf"|please|rather)"
    rf"(?: (?:have|get|want|like|prefer|rather|do|make it|take|it|the|in|a|send|change it|to|me))* (?:{COLOURS}"
    rf"|x?[sml]|\d{{2}})"
    r"(?: one| size)?(?: (?:instead|rather|after all|please|pls|not \w+))*\W*",
    re.I,
)
"""Another colour or size than the one that was just asked for."""
HOLD = re.compile(r"\b(?:wait|stop)\b", re.I)


def of_what_was_done(scene: Scene) -> Turn | None:
    """Right after the shop's confirmation, or while its answer is waited for; a plain no only ends the talk."""
    done, pending = just_told(scene), scene.memory.pending
    lately = done or (bool(scene.memory.done) and only_said_since(scene.memory, (graces.THANKED, WHEN, WHO)))
    regret = (lately or pending) and regrets.regrets(scene)
    other = done and (_another_end(scene) or _in_another_way(scene))
    if not regret and (not (done or pending) or not (takes_back(scene.text) or other)):
        return _stands(scene) if lately and regrets.stopped_already(scene) else None
    return done_already(scene, _key(scene, done or lately)).because(
        "they want back what was done" if lately else "they want back what was asked for"
    )


def _stands(scene: Scene) -> Turn:
    turn = Turn(replace(scene.memory, misses=0), (Reply(scene.memory.done),))
    return turn.because("it is stopped, and nothing else is asked for")


def done_already(scene: Scene, key: str = "undo.done") -> Turn:
    """Too late to stop it: a colleague is offered."""
    return errands.with_way_out(scene, Turn(replace(scene.memory, misses=0), (Reply(scene.say(key)),)))


def _key(scene: Scene, done: bool) -> str:
    if done and scene.memory.paid and SENDS_NOTHING.search(scene.text.replace("’", "'")):
        return "undo.keeps_paid"
    if done and KEEP_BOTH.search(scene.text):
        sent_back = any(back.state == "open" for order in scene.facts.orders for back in order.returns)
        return "undo.keeps_paid" if scene.memory.paid else "undo.keep_both" if sent_back else "undo.done"
    return "undo.done" if done else "undo.asked"


def told_again(scene: Scene) -> Turn | None:
    """ "Did it work", "when will I see it", soon after the shop was asked or has confirmed it: that is said again."""
    done, errand = scene.memory.done, scene.memory.errand
    if not WHEN.fullmatch(scene.text):
        return None
    if errand and errand.slot == errands.CONFIRM and SAID.fullmatch(scene.text):
        lead = done if done and done in scene.memory.ours[-2:] else scene.say("errand.needs_yes")
        return errands.ask_again(scene, lead, errand.misses).because("nobody was asked for it yet")
    if errand and errand.flow == "elsewhere" and done and scene.memory.ours[-1:] == (done,):
        scene = replace(scene, memory=replace(scene.memory, errand=None))  # what came since is asked after, and no page
    elif errand:
        return None
    if scene.memory.pending:
        turn = Turn(replace(scene.memory, misses=0), (Reply(scene.say("undo.pending")),))
        return turn.because("asks after what the shop was asked for")
    if not done or not only_said_since(scene.memory, (graces.THANKED, WHEN, WHO)) or not _tells(scene, done):
        return None
    return Turn(replace(scene.memory, misses=0), (Reply(done),)).because("asks when, of what was just done")


def _tells(scene: Scene, done: str) -> bool:
    """Whether what was said of it has the answer: of money that was not paid back it has none."""
    if CHARGED.search(scene.text):
        return "charged" in done
    return scene.memory.paid or not MONEY.search(scene.text) or MONEY_BACK.search(done) is not None


CHARGED = re.compile(r"\b(?:charged?|billed?|pay)\b", re.I)
MONEY_BACK = re.compile(r"\b(?:money goes back|goes to|going back|on its way to)\b", re.I)
"""Of what was done, that money comes of it."""
MONEY = re.compile(r"\b(?:refund\w*|money|paid)\b", re.I)


def takes_back(text: str) -> bool:
    """ "No wait", "changed my mind", "don't cancel it", "it turned up after all"."""
    holds = corrections.refuses(text) and HOLD.search(text) is not None
    return holds or corrections.stops(text) or TAKES_BACK.search(text) is not None


def just_told(scene: Scene) -> bool:
    """Whether the last thing we said is that something is done, or that it is too late to stop it."""
    done, ours = scene.memory.done, scene.memory.ours
    too_late = ours[-1:] == (scene.say("undo.done"),) and done in ours[-3:]
    return bool(done) and (ours[-1:] == (done,) or too_late)


def only_said_since(memory: Conversation, small: Iterable[re.Pattern[str]]) -> bool:
    """Whether the customer has said nothing but such small things since what was done was told."""
    since = said_since(memory)
    return since is not None and all(any(one.fullmatch(text) for one in small) for text in since)


def said_since(memory: Conversation) -> list[str] | None:
    """What the customer has said since then, before these words; None where that is too long ago to be kept."""
    lines = list(memory.lines)[:-1]  # without what they have just said
    at = next((at for at in reversed(range(len(lines))) if lines[at] == Line("bot", memory.done)), None)
    return None if at is None else [line.text for line in lines[at:] if line.speaker == "customer"]


def _in_another_way(scene: Scene) -> bool:
    """Right after a label: the thing is under way as it was chosen."""
    swaps = any(
        back.state == "open" and any(line.instead for line in back.lines)
        for order in scene.facts.orders
        for back in order.returns
    )
    goes_back = any(back.state == "open" for order in scene.facts.orders for back in order.returns)
    return (swaps and OTHERWISE.fullmatch(scene.text) is not None) or (
        goes_back and SWAPPED.fullmatch(scene.text) is not None
    )


def _another_end(scene: Scene) -> bool:
    """ "No wait, I want my money": of money that is on its way already that asks for nothing else."""
    wanted = RATHER.fullmatch(scene.text)
    return wanted is not None and not (wanted["money"] and scene.memory.paid)
