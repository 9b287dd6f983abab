"""What a stranger answers to the question for their address, besides an address: never met as a mistyped one."""

import re
from collections.abc import Callable

from bot import corrections
from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.near_ones import ANYBODY
from bot.turns import people, questions

TRIED = re.compile(r"@|\bat\b.*\bdot\b|\.(?:com|org|net|co|de|fr|uk|io|edu)\b", re.I)
"""Meant as an address, and not readable as one."""
WHY = re.compile(
    r"\bwhy\b(?: \w+){1,3} (?:need|want|ask\w*|require)\b(?! (?:me |us )?(?:to )?(?:wait|pay|cancel|return))"
    r"|\bwhy (?:the |my |an? )?(?:e-?mail|address|code)\b|^\W*(?:(?:but|and|ok(?:ay)?|hm+)\W+)*why(?: (?:that"
    r"|this|is that))?\W*$"
    r"|^\W*(?:and |but |so )?what(?:'s| is)? (?:it|that|this)? ?for\W*$"
    r"|\bwhat (?:do|will|would) (?:you|u) (?:need|use|do|want) (?:it|that) (?:for|with)\b"
    r"|\bis (?:it|that|this) (?:safe|secure|necessary|really needed)\b",
    re.I,
)
"""Why we ask for it."""
ONLY_WHY = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?|hm+|wait|sorry|yes|no)\W+)*why (?:do|would|should|must|are|is)"
    r" (?:you|u|i|we|it|that|this)(?: (?:even|really|actually|all|always|have to|need to|need|needed|want|ask|asking"
    r"|require|required|give|tell|know|to|you|u|me|us|for|my|the|an?|that|this|it|first|now|e-?mail|mail|address"
    r"|code|again))+\W*",
    re.I,
)
"""Asks that and no more: nothing written is meant, whatever was spoken of before."""
WHICH = re.compile(
    r"\b(?:which|what) (?:e-?mail|mail|address(?!.*\b(?:sent|send|deliver|ship)))\b"
    r"|\b(?:don'?t|do not|can'?t|cannot|not) (?:know|remember|recall|sure)\b"
    r"[^.?!]{0,20}\b(?:e-?mail|mail|address|which one|what one)\b"
    r"|\bforg[eo]t(?:ten)?\b[^.?!]{0,20}\b(?:e-?mail|address)\b"
    r"|\bi have (?:two|three|several|many|a few|\d) (?:\w+ )?(?:e-?mails|mails|addresses|accounts)\b",
    re.I,
)
"""Which of their addresses it is."""
GUEST = re.compile(
    r"\b(?:as|was) (?:a )?guest\b|\bguest (?:order|checkout|account)\b"
    r"|\b(?:don'?t|do not|never|didn'?t|did not|haven'?t|have not) (?:even |actually )?(?:have|had|got|make"
    r"|made|create|created"
    r"|open|opened|need|use) an? (?:\w+ )?account\b|\b(?:no|without an?) account\b"
    r"|\b(?:never|didn'?t|did not|not|haven'?t) (?:register\w*|sign(?:ed)? up)\b",
    re.I,
)
"""Has ordered without an account."""
ANOTHERS = re.compile(
    rf"\b(?:it'?s|its|it is|that'?s|is|was) (?:not (?:my|mine)\b|(?:from )?(?:my|a) (?:\w+ )?{ANYBODY}\b|hers\b"
    rf"|his\b|theirs\b)"
    rf"|\b(?:it|that) was (?:a )?(?:gift|present)\b|\b(?:my|a) (?:\w+ )?{ANYBODY} (?:has |had "
    rf"|just )?(?:ordered|bought|gave"
    r"|got|sent)\b|\b(?:someone|somebody) else (?:has |had )?(?:ordered|bought|gave|sent)\b"
    r"|\b(?:her|his) (?:e-?mail|address|order|account)\b|\bnot the one who\b",
    re.I,
)
"""It is somebody else's order."""
NO_ORDER = re.compile(
    r"\b(?:don'?t|do not|haven'?t|have not) (?:even |actually )?(?:have|got) (?:an? |any )?orders?"
    r"(?! (?:number|no|nr|id|confirmation|with me))\b"
    r"|\b(?:didn'?t|did not|never|haven'?t|have not|have never) (?:even |actually |yet )*(?:order|bought|buy"
    r"|purchase)(?:ed|d)?"
    r" (?:anything|something|from you|here|with you|yet|at all)\b"
    r"|\b(?:i have|i'?ve got|there is|there'?s) no orders?(?! (?:number|no|nr|id|confirmation))\b"
    r"|\bnot (?:even )?an? (?:\w+ )?customer\b|\b(?:just|only) (?:looking|browsing|asking)\b"
    r"|\bthinking (?:of|about) (?:buying|ordering)\b|\bbefore i (?:buy|order)\b",
    re.I,
)
"""Has bought nothing: there is no order to look for."""
OWN = re.compile(r"\bmy (?:\w+ )?(?:orders?|parcels?|packages?|delivery|refund|return)\b", re.I)
"""An order of theirs was spoken of: who is "just asking" asks after that."""
ENDS = re.compile(
    r"\W*(?:(?:oh|ok(?:ay)?|well|sorry|then|hm+|actually|it'?s|that'?s)\W+)*(?:no+|nope|nah|no thanks?|no thank you"
    r"|not (?:now|needed|necessary)|i'?d rather not|rather not|i won'?t|i don'?t want (?:to|that|it)|forget it"
    r"|never ?mind|leave it|doesn'?t matter)"
    r"(?:\W+(?:thanks?|thank you|sorry|it'?s (?:ok(?:ay)?|fine)|forget it|never ?mind|then|i'?m good"
    r"|i don'?t want (?:to|that)|i won'?t))*\W*",
    re.I,
)
REFUSES = re.compile(
    r"\b(?:won'?t|don'?t|do not|not going to|not gonna|will not|rather not|refuse to|not comfortable|not)\b[^.?!]{0,20}"
    r"\b(?:give|giving|tell|share|sharing|type|hand)\b",
    re.I,
)
THANKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|great|good|cool|perfect|fine|alright|nice|super|and|oh|got it|i see|that'?s all|all good|bye"
    r"|for now|very much|so much|a lot|thx|ty|cheers|thanks|thank you)\W*)+",
    re.I,
)
GRATEFUL = re.compile(r"\b(?:thx|ty|cheers|thanks|thank you|that'?s all|all good|bye)\b", re.I)


def met(scene: Scene, ask_on: Callable[[Scene, str], Turn], give_up: Callable[[Scene], Turn]) -> Turn | None:
    """What these words are, if no address; `ask_on` puts the question once more behind other words."""
    text = scene.text.replace("\u2019", "'")
    if not re.search(r"\w", text) or TRIED.search(text):
        return None
    if ENDS.fullmatch(text) or corrections.waves_off(text):
        return _ended(scene)
    if scene.memory.errand is None or scene.memory.errand.slot != "email":
        return None
    if THANKS.fullmatch(text) and GRATEFUL.search(text):
        return Turn(scene.memory, (Reply(scene.say("identity.thanks")),)).because("thanks, beside the address")
    if NO_ORDER.search(text) and not any(OWN.search(said) for said in scene.memory.before):
        return _no_customer(scene)
    if key := next((key for key, said in SAID if said.search(text)), ""):
        said = scene.say(f"identity.{key}")
        if any(line.startswith(said) for line in scene.memory.ours[-1:]):
            return give_up(scene)  # that did not help them the first time
        return ask_on(scene, said).because(f"beside the address: {key}")
    return None


SAID = (("why", WHY), ("anothers", ANOTHERS), ("which", WHICH), ("guest", GUEST), ("refuses", REFUSES))
"""What is answered, and the address asked for again."""


def unanswered(scene: Scene) -> str:
    """The words before the question is put again, where they are no address and nothing above: what they were."""
    text = scene.text.replace("\u2019", "'")
    if not re.search(r"\w", text) or TRIED.search(text) or len(text.split()) == 1:
        return ""
    return "identity.question" if questions.asked(text) else "identity.told"


def kept(scene: Scene) -> Scene:
    """What they tell meanwhile belongs to what waits for it: which one it is, say."""
    if not scene.memory.parked:
        return scene
    *others, last = scene.memory.parked
    words = f"{last.extras.get('words', '')}. {scene.text}"[:MOST]
    told = replace(last, extras={**last.extras, "words": words})
    return replace(scene, memory=replace(scene.memory, parked=(*others, told)))


MOST = 500
"""Characters that are kept of what started an errand."""


def _ended(scene: Scene) -> Turn:
    """No is an answer: nothing is looked at, and nothing is asked on."""
    memory = replace(scene.memory, errand=None, parked=(), challenge=None)
    turn = Turn(memory, (Reply(scene.say("identity.left"), offers=people.ways_to_people(scene)[:1]),))
    return turn.because("they would rather not say who they are")


def _no_customer(scene: Scene) -> Turn:
    """Who has no order needs none: a colleague hears what they came for; of a mere question a page may tell."""
    memory = replace(scene.memory, errand=None, parked=(), challenge=None)
    scene = replace(scene, memory=memory)
    first = scene.memory.before[0] if scene.memory.before else scene.text
    if questions.asked(first):
        said = Reply(scene.say("identity.no_order"), offers=people.ways_to_people(scene)[:1])
        return Turn(memory, (said,)).because("they have no order, and ask in general")
    need = Handoff("human", (scene.say("why.no_customer"),), wants=first[:120])
    return people.call(scene, Turn(memory), need).because("they have no order: a colleague hears it")
