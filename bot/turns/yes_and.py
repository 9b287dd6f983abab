"""Beside a last yes: another wish, which comes right after, or words that put the yes off."""

import re

from bot import slots
from bot.anew import replace
from bot.content import Reply
from bot.flow import Given
from bot.memory import PARKED, Errand, Turn
from bot.scene import Scene
from bot.slots.agreeing import QUESTION, SIGHS
from bot.slots.clubs import NO_MORE, WISHES, Wish
from bot.slots.negation import said
from bot.turns import answered, detours, errands, same_place

YES_MORE = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ok(?:ay)?|sure)\b(?:\W+(?:yes|please|pls|do it|thanks|thank you"
    r"|refund (?:it|that|me)))*\W+"
    r"(?:and|also|plus|and also|and then)\b\W+(?P<more>\w.*)$",
    re.I | re.S,
)
SAME_AS_END = re.compile(NO_MORE + "$", re.I)
"""What the end of a club does by itself."""
ONLY_OK = re.compile(r"^\W*ok(?:ay)?\b(?!\W+(?:yes|please|pls|do it)\b)", re.I)
IF = re.compile(r"\W*(?:(?:then|what|only|so)\W+)*(?:if|unless|until|once|whether)\b", re.I)
ASKS_ANYWHERE = re.compile(r"\b(?:what|why|how|who|which|where)(?:'?s)?\b|\bwhen(?:'?s| is| will| does)?\b", re.I)
BUT = re.compile(r"\b(?:but|if|unless|except|only)\b(?! (?:you can|possible)\b)", re.I)
A_SUM = re.compile(r"(?:[$£€¥] ?)?(\d+(?:[.,]\d\d)?) ?(?:[$£€¥]|dollars?|bucks?|pounds?|quid|euros?|yen)(?!\w)", re.I)
"""Money that is named."""
PUTS_OFF = re.compile(
    r"\b(?:tomorrow|tonight|next (?:week|month|year|time)|later|not (?:today|now|yet)|another (?:day|time)"
    r"|in (?:a|an|one|two|ten|a few|\d+) (?:minutes?|hours?|days?|weeks?|months?)"
    r"|ask (?:my|the|him|her|them)"
    r"|(?:let me|i(?:'?ll| will| need to| have to| must)) (?:think|check|see|ask|sleep on)"
    r"|i (?:check|ask|see|sleep on|think (?:about|it over))(?! (?:so|that)\b))\b",
    re.I,
)
"""Says when, or whom first; none of that is now."""
VERBS = {"refund": "refund", "send_back": "return", "cancel": "cancel"}
"""How another thing is named for the same wish: "yes, and the bowl"."""
FEW = 5
"""Words in which a thing is only named."""


def more(scene: Scene) -> Turn | None:
    """ "Yes, and refund the stove": the yes counts, and the other wish comes right after."""
    errand, found = scene.memory.errand, YES_MORE.match(SIGHS.sub("", scene.text))
    if errand is None or errand.slot != errands.CONFIRM or found is None or not errands.may_begin(scene, errand.flow):
        return None
    if IF.match(found["more"]) or _asks_first(scene, errand, found["more"]):
        return None  # "ok and when will they come" asks, and agrees to nothing; nor does "yes and if it is lost"
    if same := same_place.beside_the_yes(scene, errand, found["more"]):
        return same
    if errand.flow == "subscription" and SAME_AS_END.match(found["more"]):
        turn = errands.go_on(scene, Given("yes", "affirm"))
        return turn.because("and no more charges: that is its end") if turn else None
    later = _of_another(scene, errand, found["more"]) or _for_its_club(scene, errand, found["more"])
    later = later or _another(scene, errand, found["more"])
    if later is None:
        return None
    memory = replace(scene.memory, parked=(*scene.memory.parked, later)[-PARKED:])
    turn = errands.go_on(replace(scene, memory=memory), Given("yes", "affirm"))
    return turn.because(f"and then: {later.extras['intent']}") if turn else None


def _asks_first(scene: Scene, errand: Errand, rest: str) -> bool:
    """Whether what follows a mere ok asks or objects, or what follows any yes asks after a sum that was not shown."""
    asks = QUESTION.search(rest) or ASKS_ANYWHERE.search(rest)
    strange = any(not re.search(rf"(?<!\d){re.escape(named)}(?!\d)", errand.shown) for named in A_SUM.findall(rest))
    return bool(asks and strange) or bool(ONLY_OK.match(scene.text) and (asks or strange or BUT.search(rest)))


def _another(scene: Scene, errand: Errand, rest: str) -> Errand | None:
    """The other wish, where it is clear."""
    heard = detours.by_itself(scene, rest)
    flow = detours.flow_of(heard)
    if not flow or flow == errand.flow:
        return None
    return Errand(flow, extras={"intent": heard.intent, "words": heard.text[:500]})


def _of_another(scene: Scene, errand: Errand, rest: str) -> Errand | None:
    """The same wish for a thing of another order; one of the same order joins what is under way."""
    verb, order = VERBS.get(errand.flow, ""), answered.known(scene, errand).get("order")
    given = replace(scene.given, text=rest, entities=())
    other = slots.order_in(given, scene.view({}, {}), scene.facts.orders)
    if not verb or other is None or other == order or len(rest.split()) > FEW:
        return None
    words = f"{verb} {rest}"
    return Errand(errand.flow, extras={"intent": errand.extras.get("intent", ""), "words": words[:500]})


def _for_its_club(scene: Scene, errand: Errand, rest: str) -> Errand | None:
    """ "Yes, and start it again", asked about the charge after its end: the club that was spoken of."""
    one = answered.known(scene, errand).get("subscription")
    if errand.flow != "subscription" or one is None or errand.answers.get("wish") != Wish.CHARGED:
        return None
    if not said(RESTARTS, rest):
        return None
    known = {"wish": str(Wish.RESUME), "subscription": one.id}
    return Errand(errand.flow, known, extras={"intent": errand.extras.get("intent", ""), "words": rest[:500]})


RESTARTS = re.compile(rf"\b(?:{WISHES[Wish.RESUME]}|start it (?:again|back|up))", re.I)


_FIRST = re.compile(
    r"\b(?:don'?t|do not|not|wait|hold (?:on|it)|hang on|nothing)\b[^.!?\n]{0,30}?\b(?:yet|first|now|until|before)\b"
    r"[^?\n]*\b(?:i(?:'d| would)? (?:like|want|need|have|must|wanna)|let me|i'?ll|i will|i should|must)(?: to| first)*"
    r" (?:know|ask|check|see|think|talk|speak|look|find out|make sure|be sure)\b[^?\n]*",
    re.I,
)
"""Would know something first, and only they can find it out."""


def not_yet(scene: Scene) -> Turn | None:
    """ "No, don't refund yet, I want to know first if my wife did it": it waits, and nothing else is asked after."""
    errand = scene.memory.errand
    if errand is None or not _FIRST.search(scene.text.replace("’", "'")):
        return None
    return errands.ask_again(scene, scene.say("errand.no_hurry"), errand.misses).because("they would know first")


THINKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|hm+|well|no|thanks|thx|maybe|then|so)\W+)*(?:i|we)(?:'?ll| will| need to| have to| want to"
    r"|'?d like to)? (?:think(?: (?:about|it|that|over|on))+|sleep on (?:it|that))"
    r"(?:\W+(?:first|then|again|thanks?|thank you|thx|ty|a bit|and let you know|for now))*\W*",
    re.I,
)


def thinks(scene: Scene) -> Turn | None:
    """ "I'll think about it": nobody asks them the same again; what is under way waits."""
    errand, text = scene.memory.errand, scene.text.replace("\u2019", "'")
    if errand is None or errand.slot == errands.CONFIRM or not THINKS.fullmatch(text):
        return None
    turn = Turn(scene.memory, (Reply(scene.say("errand.no_hurry")),))
    return turn.because("they think about it")


def puts_off(scene: Scene) -> Turn | None:
    """ "Yes, I'll ask my husband", "ok tomorrow": it waits for them, and nothing is done."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or QUESTION.search(scene.text):
        return None
    label = scene.memory.choices.get("yes", "")  # "Ask them" is the yes itself
    if not PUTS_OFF.search(re.sub(re.escape(label), " ", scene.text, flags=re.I) if label else scene.text):
        return None
    return errands.ask_again(scene, scene.say("errand.no_hurry"), errand.misses).because("they put it off")
