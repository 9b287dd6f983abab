"""A return whose parcel no carrier has seen yet: they keep it after all, or have handed it in."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flows.refund_status import not_seen
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order, Return
from bot.slots import handed_in, inside, naming, sent_back, words_of
from bot.slots.near_ones import FAMILY
from bot.turns import errands
from bot.turns.context.reading import bought

_IT = r"(?:it|them|this|that|back|anything|(?:the|my) (?!return)\w+|\w+ back)"
WITHDRAWS = re.compile(
    r"\b(?:cancel\w*|stop\w*|undo|withdraw\w*|call off|abort)\b(?: \w+){0,3} returns?\b"
    r"|\breturns?\b(?: \w+){0,3} (?:cancel\w*|stop\w*|undo|withdraw\w*)\b"
    r"|(?<!could )(?<!can )(?<!able )(?<!to )\b(?:not|don'?t|won'?t|no longer|never)(?: (?:want|going|need|wish"
    r"|like))?(?: to)?"
    rf" (?:send|sending|return|returning|give|giving|ship)(?: {_IT}|\W*$|\s*[,.;!])"
    rf"|\b(?:i|we|i'?ll|i'?d|to|want|will|just|rather)(?: \w+)? keep(?:ing)?(?: {_IT}\b|(?P<named> \w+)|\W*$"
    r"|\s*[,.;!])",
    re.I,
)
"""What was to go back stays: "cancel return of jacket", "i not send it back"."""
OTHERWISE = re.compile(
    r"\b(?:refund\w*|money|exchang\w*|swap\w*|instead|label|new|another|different|other|broken|until|till|if|why|where"
    r"|when|did|who|order|club|subscription|yet|received?)\b"
    r"|\b(?:not|cannot|(?:ca|do|does|did|wo|could)n'?t)(?: \w+){0,3} keep",
    re.I,
)
"""Wants or asks something else besides."""
DAY = re.compile(
    r"\W*(?:(?:i|it|on|was|just|at|in|the|about|around|like|handed|gave|sent|did|yes|this|last|that)\W+)*(?:yesterday"
    r"|today|this morning|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+ (?:days?|hours?) ago"
    r"|(?:a|two|three|few) (?:days?|hours?) ago|last week)"
    r"(?:\W+(?:morning|evening|afternoon|night|at|in|the|post|office|counter|shop|already|i|think))*\W*",
    re.I,
)
"""When it was handed in, and nothing else."""


def lies_open(scene: Scene) -> list[tuple[Order, Return]]:
    """Their returns that no carrier has seen yet, each with its order."""
    return [(order, back) for order in scene.facts.orders for back in order.returns if back.state == "open"]


def withdrawn(scene: Scene) -> Turn | None:
    """ "Cancel the return, I like it": it runs out by itself, where nothing that is named is of another parcel."""
    text = scene.text.replace("’", "'")
    if scene.memory.pending or not WITHDRAWS.search(text) or OTHERWISE.search(text):
        return None
    found, named = WITHDRAWS.search(text), naming(text, bought(scene.facts))
    if found and found["named"] and not words_of(found["named"]) & named:
        return None  # "I keep getting mails about it"
    backs = [(o, b) for o, b in lies_open(scene) if named <= words_in(o, b)]
    if not backs or (len(backs) > 1 and not named):
        return None
    return kept(scene, *backs[-1])


def kept(scene: Scene, order: Order, back: Return) -> Turn:
    """It stays with them, and nothing need be done for that."""
    said = scene.say("returning.keep", items=sent_back(order, back, scene.view({}, {})), last_day=back.last_day)
    return Turn(scene.memory, (Reply(said),)).because("a return that nobody hands in ends by itself")


def words_in(order: Order, back: Return) -> frozenset[str]:
    """The words in the names of what is in the parcel."""
    return frozenset(word for item in inside(order, back) for word in words_of(item.title))


def handed_in_when(scene: Scene) -> Turn | None:
    """ "Yesterday", right after they were told that its first scan is not there yet."""
    view = scene.view({}, {})
    told = [b for o, b in lies_open(scene) if any(not_seen(o, b, view) in line for line in scene.memory.ours[-1:])]
    if not told or not DAY.fullmatch(scene.text):
        return None
    ask = Choice(scene.say("offer.colleague"), "human")
    said = Reply(scene.say("returning.looked_for", carrier=told[0].carrier), offers=(ask,))
    return Turn(scene.memory, (said,)).because("when it was handed in")


SENT = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|ok(?:ay)?|but|and|well)\W+)*(?:i|we)(?:'ve| have)?(?: already| just)?"
    r" (?:(?:sent|shipped|posted|mailed|brought)\b(?: \w+){1,4} back\b(?! (?:from|home))"
    r"|returned (?:it|them|everything|both|(?:the|my|our|this|that|these|those) \w+))\b"
    r"(?!.*\b(?:want|would|can|could)\b)",
    re.I,
)
"""Tells that something went back, and wishes for nothing."""


def sent_unseen(scene: Scene) -> Turn | None:
    """ "I sent the vases back last week", of who has no return that we could see: none is begun anew for it."""
    any_back = any(order.returns or order.refunds for order in scene.facts.orders)
    if any_back or not scene.facts.orders or not SENT.search(scene.text):
        return None
    turn = Turn(replace(scene.memory, misses=0), (Reply(scene.say("send_back.none_open")),))
    return errands.with_way_out(scene, turn).because("sent back, and not seen by us")


NO_LABEL = re.compile(
    r"\b(?:no|without (?:an?|any|the)?) ?label\b[^?]{0,30}\b(?:sent|posted|mailed|shipped)\b"
    r"|\b(?:i|we)(?:'ve| have)?(?: already| just)* (?:sent|posted|mailed|shipped) (?:it|them|both|one)\b[^?]{0,20}"
    r"\b(?:in the (?:post|mail)|by (?:post|mail)|back|already|without)\b",
    re.I,
)


def sent_without(scene: Scene) -> Turn | None:
    """ "No label, I just sent it in the post", while one is to be made: a colleague looks for it."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "send_back" or not NO_LABEL.search(scene.text.replace("\u2019", "'")):
        return None
    turn = Turn(replace(scene.memory, errand=None, misses=0), (Reply(scene.say("send_back.none_open")),))
    return errands.with_way_out(scene, turn).because("sent without a label of ours")


WE = re.compile(rf"\W*(?:(?:hi|hello|hey|but|and|so|ok(?:ay)?|well|yes|already)\W+)*(?:i|we|my {FAMILY})\b", re.I)


def we_gave(text: str) -> bool:
    """Whether they say that they handed something in; what is on its way to them may be another's to hand."""
    return handed_in(text) and WE.match(text) is not None
