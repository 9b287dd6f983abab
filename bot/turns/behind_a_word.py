"""A yes, a no or thanks that nothing waits for, and more behind it: that is what the message is about."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.hearing import Band, Heard, hear
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.agreeing import QUESTION
from bot.turns import afterwards, answered, errands, nothing_newer, opening, questions
from bot.turns.context import in_context
from bot.turns.context.wishes import SETTLED, STILL

WORDS = frozenset({"affirm", "deny", "thanks"})
OPENS = re.compile(
    r"\W*(?:(?:well|oh|ok(?:ay)?|yes|yeah|yep|yup|no+|nope|nah|sure|fine|right|correct|exactly|not (?:that|this) one"
    r"|not the \w+(?: one)?|but|and)\b\W+)+",
    re.I,
)
"""The word of a yes or a no that more follows."""
BUT = re.compile(r"\b(?:but|except|only that|though)\b\W+", re.I)
"""Behind thanks, where what they are about begins."""
STOP = re.compile(r"[,.;!\n]+\s+")
PLAIN = re.compile(
    r"(?:(?:i|we|it|it'?s|its|that|that'?s|thats|this|is|was|are|am|i'?m|im|all|good|great|fine|ok(?:ay)?|right|perfect|cool"
    r"|correct|true|thanks?|you|u|thx|ty|cheers|please|pls|do|did|does|go|ahead|for|now|today|so|very|much|a|lot|nothing"
    r"|else|more|no|not|yes|yeah|need|needed|want|just|bye|again|the|your|help|helping|to|will|would|be|me|at|moment"
    r"|then|everything|have|nice|day|one|sounds|works|done|got|understood|don'?t|dont|think|worry|worries|problem|of"
    r"|course|and|really|any|anything|my|end|from|here|sir|madam|mate|love|wait|leave|i'?ll|ill|later|still|there)\b\W*)*",
    re.I,
)
"""More words, and nothing in them."""
WILL = re.compile(r"(?:noted\W+)?(?:i|we)(?:'?ll| will| can| shall)\b(?!.*\?)", re.I | re.S)
"""Tells what they will do themselves."""
FEW, MORE = 3, 4
"""So many words behind it say something; it takes more of them to go by, or right after words of ours."""
CLEAR, SURER = 0.65, 0.8
LIKELY = 0.15
TOPICS = frozenset(errands.ERRANDS) - {"phone_call"}
HEARD_FOR = TOPICS | {"security_fraud", "human_agent", "phone_call", "case_followup", "complaint"}


def read(scene: Scene) -> Scene:
    """As the rest of the words is heard by itself, if that is clear."""
    asks = _asks_behind(scene)
    if asks and _of_nothing_new(scene, asks):
        return scene
    rest = asks or _rest(scene)
    if not asks and len(rest.split()) < MORE:
        return scene
    heard = _heard(scene, rest)
    spoken = bool(scene.memory.ours) and not asks
    vague = heard.intent == "technical_issue"  # "it's still not working" may be the site, or any thing of theirs
    clear = heard.band is Band.ACT and heard.intents[0][1] >= (SURER if spoken or vague else CLEAR)
    return replace(scene, heard=heard) if clear and heard.intent in HEARD_FOR else scene


def asked_about(scene: Scene) -> Turn | None:
    """What it is about, where nobody knows: their first words answer something that we never asked."""
    wrong = NOT_WHAT.search(scene.text.replace("’", "'")) is not None
    asks = _asks_behind(scene)
    rest = asks or (scene.text if wrong or _holds_more(scene) else "" if scene.memory.ours else _rest(scene))
    if not rest or (scene.intent not in ("affirm", "deny") and not asks):
        return None
    if asks and (again := _of_a_refund(scene, asks)):
        return again
    if scene.memory.ours and HERE.search(rest) and (missing := nothing_newer.not_received(scene)):
        return missing
    likely = [intent for intent, chance in _heard(scene, rest).intents if intent in TOPICS and chance >= LIKELY]
    topics = (opening.topic(scene, intent) for intent in tuple(dict.fromkeys((*likely, *opening.MENU)))[:3])
    offers = (*topics, Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    said = _stranger(scene, rest) or scene.say("small.got_you_wrong" if wrong else "small.about_what")
    turn = Turn(scene.memory, (Reply(said, offers=offers),), outcome="clarified")
    return turn.because("a yes or a no to nothing, and more: asks what it is about")


WORD = re.compile(
    r"\W*(?:(?:well|oh|ok(?:ay)?|k|yes|yeah|yep|yup|no+|nope|sure|fine|right|thanks|thank you|thx|ty|cheers|sorry|great"
    r"|good|cool|perfect|i see|got it|alright|and|so|then|hm+)\b\W+)+",
    re.I,
)
LIKE_ONE = re.compile(r"\bif (?:it|they|that|you|i|he|she|the|my)\b|^\W*(?:what|how) about\b", re.I)
AND_THE = re.compile(r"\W*(?:but|and) (?!not\b)\S+(?: \S+){0,3}\?*\W*", re.I)
"""Asks without a question's words: "and if it isn't there", "but the grinder"."""


def _of_nothing_new(scene: Scene, asks: str) -> bool:
    """Whether it asks on after the refund that was told of, or after a thing that is none of theirs."""
    of_refund = scene.memory.topic == "refund_status" and OF_IT.search(asks)
    return bool(of_refund or _stranger(scene, asks))


def _stranger(scene: Scene, rest: str) -> str:
    return answered.stranger(scene, BUT.split(rest)[-1])


def _of_a_refund(scene: Scene, asks: str) -> Turn | None:
    """How it stands, asked right after a refund was told of."""
    return afterwards.refund_again(scene) if OF_IT.search(asks) else None


OF_IT = re.compile(r"\b(?:it|that|they|then|the (?:refund|money))\b|\bisn'?t\b", re.I)


def _asks_behind(scene: Scene) -> str:
    """What is asked behind a yes, a no, thanks or a sorry right after words of ours; empty if nothing is."""
    begins = WORD.match(scene.text)
    if scene.intent not in WORDS or begins is None or not scene.memory.ours:
        return ""
    rest = scene.text[begins.end() :].strip()
    few = len(rest.split()) < 2 or PLAIN.fullmatch(rest) is not None
    if few or WILL.match(rest) or (SETTLED.search(rest) and not STILL.search(rest)):
        return ""
    if not QUESTION.search(rest):
        parts = [part.end() for part in STOP.finditer(rest)]
        rest = next((rest[at:] for at in parts if questions.asked(rest[at:])), rest)
    asks = QUESTION.search(rest) or questions.asked(rest)
    return rest if asks or ((LIKE_ONE.search(rest) or AND_THE.fullmatch(rest)) and not CONTENT.search(rest)) else ""


NOT_WHAT = re.compile(
    r"\b(?:not|isn't|isnt|wasn't|wasnt) (?:at all )?what i(?:'m| am| was| have|'ve)? "
    r"(?:ask\w*|mean\w*|sa(?:id|y)|want\w*|need\w*|told|wr[io]t\w*|talking about)\b"
    r"|\b(?:did|do|does)(?:n't|nt| not) (?:(?:even|really) )?answer (?:me|my question|the question|what i)\b"
    r"|\bnot (?:my|an answer to my|the) question\b",
    re.I,
)
"""Our answer was to something else."""
TELLS = re.compile(
    r"n['’]t\b|\b(?:cant|cannot|wont|dont|didnt|doesnt|isnt|havent|hasnt|wasnt|arent|never|nobody|neither|unless|if"
    r"|still|either|afford|not (?:there|here|in)|the (?:old|other) one)\b",
    re.I,
)
"""Tells something, and does not only say yes or no."""
HERE = re.compile(r"\b(?:got|get|had|have|seen|received?|arrived?|c[oa]me|here|delivered)\b", re.I)
"""Of what was told to be delivered."""
CONTENT = re.compile(
    r"\b(?:fine|good|thanks?|thank you|thx|ty|cheers|bye|worr(?:y|ies)|else|later|ok(?:ay)?|sorted|problem|mind|need\w*"
    r"|more|anything|now|already|wait|keep|leave|see|tomorrow|think|know|necessary"
    r"|questions?|brows\w+|looking|testing|check\w+)\b|\bi(?:['’]?ll| will)\b",
    re.I,
)
"""Lets it be, however many words that takes."""


def _holds_more(scene: Scene) -> bool:
    """Whether more is told than a yes or a no, right after words of ours."""
    text = scene.text
    long = len(text.split()) > MORE and not PLAIN.fullmatch(text)
    return bool(scene.memory.ours) and long and bool(TELLS.search(text)) and not CONTENT.search(text)


def _heard(scene: Scene, rest: str) -> Heard:
    return in_context(hear(rest, (), scene.policy.orders), scene.facts)


def _rest(scene: Scene) -> str:
    """What is said behind the word; empty if that says nothing."""
    if scene.intent not in WORDS or scene.heard is None or scene.heard.band is not Band.ACT:
        return ""
    if scene.intent == "thanks":
        begins = BUT.search(scene.text) or (STOP.search(scene.text) if STILL.search(scene.text) else None)
    else:
        begins = OPENS.match(scene.text)
    rest = scene.text[begins.end() :].strip() if begins else ""
    if WILL.match(rest) or (SETTLED.search(rest) and not STILL.search(rest)):
        return ""  # "thanks but it has come now"
    least = MORE if scene.memory.ours else FEW
    return rest if len(rest.split()) >= least and not PLAIN.fullmatch(rest) else ""
