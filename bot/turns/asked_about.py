"""Asked about the very thing that only needs their yes: what it comes to, when it comes, whether it is done."""

import re

from bot.knowledge import going_on
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import afterwards, answered, errands
from bot.turns.asked_words import NO_PROOF
from bot.wording import Markup

LEAD = r"\W*(?:(?:hell?o+|hey|hi|ok(?:ay)?|and|so|but|wait|hm+|well|sorry|then|cool|great|thanks|thank you)\W+)*"
_IT = r"(?:it|that|this|i|you|we|the|my|all|of|a|refund|money|total)"
_TAIL = (
    r"(?:\W+(?:back|be|get|all|in|total|then|for|from|it|that|this|me|now|please|pls|exactly|again|of|my|the|money))*"
    r"\W*"
)
HOW_MUCH = re.compile(
    rf"{LEAD}(?:how much(?: (?:money|exactly|more|less))?|what(?:'?s| is| was)? (?:the )?(?:total|sum|amount|price))"
    rf"(?: (?:is|was|were|are|do|does|will|would|can|could|did|{_IT}|get|be|refund|costs?|pay|receive"
    rf"|have|give|back))*{_TAIL}"
    rf"|{LEAD}(?:do|will|would|can) i (?:get|have|receive) (?:all|everything|the (?:full|whole)|it|my"
    rf"|the (?=money|refund)){_TAIL}",
    re.I,
)
WHEN = re.compile(
    rf"{LEAD}(?:when|how (?:long|soon|fast|quick(?:ly)?))"
    rf"(?: (?:is|are|do|does|will|would|can|could|{_IT}|get|be|take|takes|see|receive"
    rf"|them|have|am|pay|paid|refunded|expect|back|usually|till|until))*{_TAIL}"
    rf"|{LEAD}(?:i|we)(?: (?:will|would|then|only))* (?:get|see|receive|have) (?:it|my money|the money|my refund"
    rf"|the refund)(?: back)? (?:when|how soon){_TAIL}",
    re.I,
)
DONE = re.compile(
    rf"{LEAD}(?:did|is|has|was)"
    r"(?: (?:it|that|this|all|everything|been|already|now|the|my|refund|really|definitely|actually|truly|for sure|even"
    r"|(?:go|gone)(?= through)))*"
    r" (?:done|work|worked|through|happen|happened|sorted|cancelled|refunded|processed)"
    r"(?: (?:now|already|yet|all))*\W*"
    rf"|{LEAD}(?:did|have) (?:you|u)(?: (?:already|just|really))*"
    r" (?:do|done|make|made|send|sent|pay|paid|refund(?:ed)?|cancel(?:led)?|change[d]?)"
    r"(?: (?:it|that|this|the|my|refund|money|back|already|now|yet))*\W*",
    re.I,
)
BY_WHEN = re.compile(
    rf"{LEAD}(?:how (?:many days|much time|long) (?:do|will|would|have) i (?:have|get|got)?"
    r"(?: (?:left|to (?:send|return|hand|bring|post) (?:it|them|that)))*|(?:until|till|by) (?:when|what day)"
    r"|what(?:'?s| is) the (?:deadline|last day)|when (?:do|must|should) i"
    rf" (?:hand (?:it|them|that) in|send (?:it|them)|bring (?:it|them)|drop (?:it|them)(?: off)?)"
    r"|when (?:would|will|does|do|is) (?:it|that|this|i|they) (?:be|end|ends|stop|run out|stop paying|start|happen))"
    rf"{_TAIL}",
    re.I,
)
WHICH = re.compile(
    rf"{LEAD}when did i (?:cancel|stop|end|order|buy)(?: (?:it|that|this|them|the club))?(?: again)?\W*"
    rf"|{LEAD}(?:which (?:one|ones|of them|order|charge|address|item|thing)|what)"
    r"(?: (?:goes|comes|is|are|was|were|will|do|does|you|it|that|they|i|be|being|back|the|to|one|old|new|address|now"
    r"|so far|before|cancell?(?:ed|ing)?|refund(?:ed|ing)?|return(?:ed|ing)?|send(?:ing)?|get|going|keep|paid"
    r"|sent))+\W*",
    re.I,
)
FREE = re.compile(
    rf"{LEAD}(?:(?:is|are|will) (?:it|that|this|they|the (?:return|postage|label|shipping)) (?:be )?"
    r"(?:free|for free|without (?:cost|charge))(?: of charge)?"
    r"|(?:what )?(?:does|will|would) (?:it|that|this|(?:the|a|my) return|returning(?: it| them)?"
    r"|sending (?:it|them) back|(?:the )?(?:label|postage)) cost"
    r"(?: (?:me|anything|something|extra|more|money))*"
    r"|(?:do|will|must) (?:i|you) (?:have to |need to )?(?:pay|charge|refund|cover)"
    r"(?: (?:me|for|anything|something|extra|the|postage|shipping|delivery|label|return|it|that|this|too))*"
    r"|who pays(?: (?:for|the|it|that|postage|shipping|return|label))*"
    r"|how much (?:is|does) (?:the )?(?:postage|shipping|label|return)(?: cost)?"
    r"|(?:what(?:'?s| is| are)|how much(?:'?s| is)?)(?: (?:the|your|a))? (?:costs?|price|fees?|charges?)"
    r"(?: (?:of|for|to))* (?:the )?(?:sending|send|returning|returns?|postage|shipping|label)"
    r"(?: (?:it|them|that|back|postage|shipping|label))*"
    r"|am i liable for (?:the )?(?:return )?(?:postage|shipping)"
    r"|(?:what )?(?:does|will|would) sending (?:it|them|that) cost(?: me)?)"
    rf"(?: or (?:do|must) i pay.*)?{_TAIL}",
    re.I,
)
_THING = (
    r"(?!(?:money|refund|cash|points?|discount|card|box|packaging|label|orders?|account|voucher|credit|rest|others?)\b)"
    r"(?:\w+ )?\w+?"
)
MUST_SEND = re.compile(
    rf"{LEAD}(?:do|must|should|will) i (?:have to |need to |still )*(?:send|return|post|bring|give|ship)"
    r"(?: (?:it|that|this|them|the|my|old|one|thing|item|back|first|to|you|pieces|parts|bits|shards|broken|ones|both"
    rf"|two|those|these|anything|all|of|any))+{_TAIL}"
    rf"|{LEAD}what (?:happens|(?:do|should|must) i do) (?:to|with) (?:it|that|them|this"
    rf"|(?:the|my) {_THING}){_TAIL}"
    rf"|{LEAD}(?:(?:do|can|may|should) i|what (?:happens )?if i) keep (?:it|that|them|this|(?:the|my) {_THING}){_TAIL}",
    re.I,
)
SENDS = re.compile(
    r"\b(?:(?:do|must|should|shall|will|would) i|i (?:have|need) to|i must|where (?:do|can|should|must|shall) i)"
    r"(?: (?:have|need) to| still| even| now| just)* (?:send|return|post|ship|bring)\b"
    rf"{NO_PROOF}|\b(?:send|post|ship) (?:it|that|them) where\b",
    re.I,
)
"""Asks in any words whether, or where, it must be sent."""
_BACK = r"(?:it|them|that|this|the|my|parcel|box|package|return|thing|things|back|in|off|to|you|with|up|from|then)"
HOW_BACK = re.compile(
    rf"{LEAD}(?:how|where|what way)(?: (?:do|can|should|must|will|would|am|to|i|supposed|have|need))*"
    rf" (?:send|return|post|ship|pack|hand|bring|take|drop|leave|wrap)(?: {_BACK})*(?: (?:please|pls|exactly))?\W*"
    rf"|{LEAD}where to\W*|{LEAD}how does (?:it|that|this|the return) work\W*"
    r"|.{0,25}\b(?:need|have|got|own|without|no)(?: to have| to own| access to)?(?: an?| any| no)? printer\b.{0,15}"
    r"|.{0,12}\b(?:i|we)(?: (?:do|have|need|must|can(?:'?t|not)|could|to))* print"
    r" (?:it|that|the label|something|anything|a label|out)\b.{0,15}"
    rf"|{LEAD}(?:do|will|must) (?:i|you) (?:get|need|send(?: me)?|have)(?: to have)? (?:a|the) label{_TAIL}"
    rf"|{LEAD}(?:where|which|what)(?:'?s| is| are)? (?:the |my |a )?(?:nearest |next )?"
    r"(?:counter|drop[- ]?off|post office|shop)s?(?: (?:point|place|is it|then))*\W*",
    re.I,
)
"""Asks how and where it goes back, which the label itself will say."""
THEN = re.compile(
    rf"{LEAD}what(?:'?s| is| does| do| will| would)? (?:happens?|comes?|next|i do|we do|you do)"
    rf"(?: (?:happen|do|next|then|now|after(?: that| this)?|if i (?:say yes|do|press (?:it|that)|agree)"
    rf"|with it))*{_TAIL}",
    re.I,
)
"""Asks what a yes would lead to."""
DATED = frozenset({"send_back", "subscription", "new_address", "late", "courier"})
"""Flows whose question has its day in it."""
COSTS_NOTHING = frozenset({"refund", "charge", "cancel", "subscription", "send_back", "new_address", "not_received"})
PAYS = frozenset({"refund", "charge", "cancel"})
"""What they end in has a day of its own, told with it; elsewhere the day stands in the question, or is a carrier's."""
KEYS = ((HOW_MUCH, "errand.stands_here"), (WHEN, "errand.tells_when"), (DONE, "errand.not_done"))


def asked_about(scene: Scene) -> Turn | None:
    """The question once more, under what is true of it: no page, no other order and no miss."""
    errand = scene.memory.errand
    if errand and errand.slot == "instead" and HOW_MUCH.fullmatch(scene.text):
        so = scene.say("errand.stands_so")  # what each costs more stands on its button
        return errands.ask_again(scene, so, errand.misses).because("asks what one costs more")
    on_a_page = going_on.BOX.search(scene.text) or going_on.POLICY_BACK.search(scene.text)
    if errand and errand.flow in going_on.RETURNING and on_a_page and scene.facts.answers:
        page = scene.facts.answers[0]
        said = scene.say("knowledge.in_passing", text=Markup(page.text), source=Markup(page.source))
        return errands.ask_again(scene, said, errand.misses).because(f"knowledge: {page.title}")
    if errand and errand.flow == "send_back" and HOW_BACK.fullmatch(scene.text):
        return errands.ask_again(scene, scene.say(how_back(errand)), errand.misses).because("asks how it goes back")
    if errand and errand.slot == "reason" and errand.flow in going_on.RETURNING and _asks_whether_free(scene.text):
        return errands.ask_again(scene, scene.say("errand.free"), errand.misses).because("asks what sending it costs")
    if errand is None or errand.slot != errands.CONFIRM:
        return None
    key = _answering(scene, errand)
    fresh = (one for one in (key, "errand.needs_yes") if key and not _lately_said(scene, scene.say(one)))
    lead = next(fresh, "")
    if not lead and key == "errand.stays":
        lead = key  # no way back is begun by asking twice
    if not lead:
        return None  # told so twice, and they still ask: a person may know
    return errands.ask_again(scene, scene.say(lead), errand.misses).because("asks about what only needs their yes")


OPTIONS = re.compile(
    r"\W*(?:(?:so|and|but|ok(?:ay)?|well|hm+|sorry)\W+)*(?:tell me |remind me )?"
    r"(?:what(?:'?s| are| were| r| is)?(?: (?:are|were|is))?|which are)"
    r" (?:my|the|our|these|those|all the) (?:options?|choices?)(?: (?:again|i have|then|here|now|please|pls))*\W*"
    r"|\W*(?:what|which) (?:options?|choices?) (?:do i have|are there|have i got)(?: (?:again|then|here|now))*\W*",
    re.I,
)
"""Asks what can be chosen."""


def shown_again(scene: Scene) -> Turn | None:
    """ "What are my options", where some stand open: those, and no page that speaks of others."""
    errand = scene.memory.errand
    if errand is None or not scene.memory.choices or not OPTIONS.fullmatch(scene.text.replace("’", "'")):
        return None
    return errands.ask_again(scene, scene.say("errand.options"), errand.misses).because("asks what can be chosen")


def _asks_whether_free(text: str) -> bool:
    """Whether that is asked, be it behind another sentence: "I don't want it. What's the cost of sending"."""
    return any(FREE.fullmatch(part) for part in (text, *re.split(r"[.?!;,]+\s*|\band\b", text)) if part.strip())


def _answering(scene: Scene, errand: Errand) -> str:
    """The words that answer a question about what is shown; empty where it is none, or has no answer here."""
    text, dear = scene.text, "costs" in errand.shown
    if errand.flow in ("refund", "send_back") and (MUST_SEND.fullmatch(text) or SENDS.search(text)):
        return "errand.goes_back" if errand.flow == "send_back" else "errand.stays"
    if _asks_whether_free(text):
        if _begins_paying(errand):
            return "errand.stands_here"
        free = "errand.free" if errand.flow in COSTS_NOTHING else ""
        return "errand.stands_here" if dear else free
    if errand.flow in PAYS | {"send_back"} and afterwards.WHERE_TO.fullmatch(text):
        return "errand.stands_here"
    if THEN.fullmatch(text):
        return "errand.tells_when" if errand.flow in PAYS else "errand.stands_here"
    if (BY_WHEN.fullmatch(text) and errand.flow in DATED) or WHICH.fullmatch(text):
        return "errand.stands_here"
    key = next((key for pattern, key in KEYS if pattern.fullmatch(text)), "")
    if errand.flow == "subscription" and _pays_for_club(scene, errand) and key == "errand.not_done":
        return "errand.stands_so" if "cancel" in text.casefold() else key
    return _when(scene, errand) if key == "errand.tells_when" else key


def _when(scene: Scene, errand: Errand) -> str:
    """What is said to "when": a day that is still to be told, what it waits for, or the day that stands there."""
    if errand.flow == "subscription":
        return "errand.tells_when" if _pays_for_club(scene, errand) else "errand.stands_here"
    if errand.flow == "send_back":
        return "errand.when_scanned"
    return "errand.tells_when" if errand.flow in PAYS else ""


def _pays_for_club(scene: Scene, errand: Errand) -> bool:
    """Whether the yes pays back what was charged after a club's end."""
    return bool(answered.known(scene, errand).get("wish") == "charged")


def how_back(errand: Errand) -> str:
    return "errand.fetched" if errand.answers.get("way") == "pick_up" else "errand.how_back"


def _begins_paying(errand: Errand) -> bool:
    """Whether the yes starts something that is charged for: a club taken up again."""
    return errand.flow == "subscription" and errand.answers.get("wish") != "cancel"


def _lately_said(scene: Scene, lead: str) -> bool:
    return any(text.startswith(lead) for text in scene.memory.ours[-2:])
