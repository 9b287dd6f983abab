"""The wish that is under way, spoken of again: given up in so many words, or said once more."""

import re

from bot import corrections
from bot.anew import replace
from bot.flow import Given
from bot.flows.fault import MISSING
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import Pick, naming, order_in, wishes_each, words_of
from bot.slots.agreeing import only_agrees, only_refuses
from bot.slots.answers import NO_CAMERA
from bot.slots.each import kept_each, reasons_in
from bot.slots.naming import NUMBERS
from bot.slots.recounting import ONLY_A_NUMBER, THE_ONE
from bot.turns import answered, detours, errands, leads, noting, questions, second_time
from bot.turns.context import wishes
from bot.turns.context.reading import bought

CANCELS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|oh|sorry|please|pls|just|actually)\W+)*(?:cancel|abort|exit|quit)"
    r"(?: (?:it|this|that))?(?: (?:please|pls))?\W*",
    re.I,
)
"""Says so of whatever is under way, unless that is a cancelling."""
CANCELLING = frozenset({"cancel", "subscription", "late"})


def taken_back(scene: Scene) -> Turn | None:
    """The very wish that is under way is given up: "I don't want to return it" is no reason to return it."""
    errand, rest = scene.memory.errand, _behind_it(scene)
    if errand and CANCELS.fullmatch(scene.text) and errand.flow not in CANCELLING:
        rest = ""
    if errand is None or rest is None:
        return _of_another(scene)
    turn = detours.in_its_place(scene, errand, rest) or _otherwise(scene, errand, rest) if rest else None
    if turn and turn.after.errand is None and not turn.handoff:
        return leads.led_by(turn, scene.say("errand.dropped"))  # what was asked is told, and nothing goes on
    if turn or WANTS.search(rest) or questions.asked(rest):
        return turn
    return errands.go_on(scene, Given("no", "deny")) if errand.slot == errands.CONFIRM else detours.given_up(scene)


def _otherwise(scene: Scene, errand: Errand, rest: str) -> Turn | None:
    """ "I don't want to return it, can I have a new one": that is the same errand, with another end."""
    said = detours.by_itself(scene, rest)
    same = detours.flow_of(said) == errand.flow or WANTS.search(rest)
    return errands.go_on(scene, replace(scene, heard=said).given) if same else None


def _behind_it(scene: Scene) -> str | None:
    """What is said after the wish that is under way was given up; None where it was not, or not all of it."""
    rest = _let_go(scene)
    return None if rest is None or _of_less(_named_in(scene, rest), _picked(scene)) else rest


def _let_go(scene: Scene) -> str | None:
    flow = scene.memory.errand.flow if scene.memory.errand else ""
    wish = next((wish for wish in wishes.WISHES if errands.ERRANDS[wish] == flow), "")
    return wishes.dropped(scene.text, wish) if wish else None


def _of_less(named: frozenset[str], picked: tuple[Pick, ...]) -> bool:
    """Whether some of what is under way stays so, or all of it: "I don't want to return the jumper"."""
    return bool(named) and (not picked or any(not named & words_of(pick.item.title) for pick in picked))


def _named_in(scene: Scene, rest: str) -> frozenset[str]:
    """What of theirs is named where a wish is given up."""
    return naming(scene.text.removesuffix(rest), bought(scene.facts))


def _picked(scene: Scene) -> tuple[Pick, ...]:
    errand = scene.memory.errand
    items = answered.known(scene, errand).get("items") if errand else None
    return tuple(items) if isinstance(items, tuple) and all(isinstance(one, Pick) for one in items) else ()


def _of_another(scene: Scene) -> Turn | None:
    """What is given up was never part of it: that is no no to what is."""
    rest, picked = _let_go(scene), _picked(scene)
    named = _named_in(scene, rest) if rest is not None else frozenset()
    if rest or not _of_none(named, picked):
        return None
    return errands.ask_again(scene, scene.say("errand.not_in_it")).because("what is given up was not part of it")


def _of_none(named: frozenset[str], picked: tuple[Pick, ...]) -> bool:
    """Whether what is named is all of other things than those that are under way."""
    return bool(named and picked) and not any(named & words_of(pick.item.title) for pick in picked)


def asked_instead(scene: Scene) -> Scene | None:
    """ "I don't want to return it, when do you open": the wish is dropped, and there is a question to meet."""
    rest = _behind_it(scene)
    if not rest or WANTS.search(rest) or not questions.asked(rest):
        return None
    memory = replace(second_time.stopped(scene, scene.memory.errand), errand=None)
    return replace(scene, heard=detours.by_itself(scene, rest), memory=memory)


WANTS = re.compile(
    r"\b(?:want|need|prefer|rather|send|give|(?:have|get) an?|instead|only|just|except|all|if|refund|return|cancel)\b",
    re.I,
)
"""Behind a wish that is given up: another one, or a part of it that stays."""


WHY = re.compile(
    r"\W*(?:(?:but|and|hm+|ok(?:ay)?)\W+)*(?:why (?:do|are|would) (?:you|u) (?:ask\w*|need|want|have to)\b.{0,30}"
    r"|what (?:do (?:you|u) need|is) (?:it|that|this) for|why does (?:it|that) matter|is (?:that|this|it) necessary"
    r"|why is (?:that|this|it) (?:needed|important|necessary))\W*",
    re.I,
)
"""Asks why we ask."""


def asks_why(scene: Scene) -> Turn | None:
    """Who asks why we ask hears it, and the question once more: that is no miss."""
    errand = scene.memory.errand
    if errand is None or not WHY.fullmatch(scene.text):
        return None
    why = scene.say("call.why_number" if errand.flow == "call_back" else "errand.asked_why")
    return errands.ask_again(scene, why, errand.misses).because("they ask why we ask")


def said_again(scene: Scene) -> Turn | None:
    """The very wish that is under way, once more, and no answer in it: they are heard, and that is no miss."""
    errand = scene.memory.errand
    asks = questions.asked(scene.text) or ABOUT_IT.search(scene.text) or ENDS_IN.search(scene.text)
    bare = only_agrees(scene.text) or only_refuses(scene.text)  # a mere yes tells no more of what is wrong
    counts = ONLY_A_NUMBER.fullmatch(scene.text) or (errand and so_many_came(scene.text, errand))
    more = (scene.intent == "item_problem" or counts) and not (asks or bare)
    if errand and errand.flow == "fault" and (more or NO_CAMERA.search(scene.text)):
        return noting.noted(scene, errand)
    if errand and errand.slot == errands.CONFIRM and errand.flow in GOES_BACK and _why_again(scene):
        return errands.ask_again(scene, scene.say("errand.noted"), errand.misses).because("why it goes back, once more")
    if errand is None or not wished_again(scene):
        return None
    last = errand.slot == errands.CONFIRM and "yes" in scene.memory.choices
    lead = scene.say("errand.needs_yes" if last else "errand.on_it")
    if _just_said(scene, lead):
        return None
    return errands.ask_again(scene, lead, errand.misses).because("the wish that is under way is said again")


SO_MANY = re.compile(
    rf"\W*(?:(?:only|just|i|we|got|so)\W+)*(?:\d{{1,2}}|{'|'.join(NUMBERS)})(?: (?:came|arrived|were there"
    r"|are (?:missing|here|there)|were missing|missing|in the box|in it))+\W*",
    re.I,
)


def so_many_came(text: str, errand: Errand) -> bool:
    """ "4 came", of what was told to be missing from a box: the parcel is there."""
    return bool(SO_MANY.fullmatch(text) and MISSING.search(errand.extras.get("words", "")))


GOES_BACK = frozenset({"refund", "send_back"})


def _why_again(scene: Scene) -> bool:
    """Whether no more is said than why, of what goes back, or how many: "too big", "just the one"."""
    same = corrections.recounts(scene.text) and ONLY_A_NUMBER.fullmatch(THE_ONE.sub("one", scene.text))
    return bool(same) or (corrections.brief(scene.text) and bool(reasons_in(scene.text, _picked(scene))))


AGO = re.compile(
    r"\W*(?:(?:like|about|maybe|around|since|it|was|started|some|just|only|over|i think|bought|got|i)\W+)*"
    r"(?:an?|one|two|three|four|five|six|\d{1,3}|a few|a couple of|some) (?:days?|weeks?|months?|years?) (?:ago|now"
    r"|old)\W*",
    re.I,
)
OF_OTHERS = re.compile(
    r"\bmy (?:friend|sister|brother|mum|mom|dad|neighbou?r|colleague|wife|husband|cousin)\w*\b[^.?!]{0,30}"
    r"\b(?:got|had|received|was given|could)\b",
    re.I,
)
"""What others were given says nothing of their own order."""


def told_more(scene: Scene) -> Turn | None:
    """More of a fault, where a colleague is on offer for it: how old it is, or that there is no photo, is no answer."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "warranty" or errand.slot != errands.CONFIRM or questions.asked(scene.text):
        return None
    more = NO_CAMERA.search(scene.text) or AGO.fullmatch(scene.text) or OF_OTHERS.search(scene.text)
    return noting.noted(scene, errand) if more else None


def of_each(scene: Scene) -> Turn | None:
    """ "For the cup I want money, for the kettle a new one", while they are asked of either: none of it is dropped."""
    errand, picked = scene.memory.errand, _picked(scene)
    told = wishes_each(scene.text, picked) if errand and errand.flow == "send_back" else {}
    if errand is None or not told or errand.slot in (errands.CONFIRM, "instead") or questions.asked(scene.text):
        return None
    before = dict(one.split("=") for one in errand.answers.get("instead", "").split(",") if "=" in one)
    known = {**errand.answers, "wish": "exchange", "instead": kept_each({**before, **told})}
    scene = replace(scene, memory=replace(scene.memory, errand=replace(errand, answers=known)))
    turn = errands.go_on(scene, scene.given) or errands.ask_again(scene, scene.say("errand.on_it"), errand.misses)
    return turn.because("each thing has a wish of its own")


def wished_again(scene: Scene) -> bool:
    """Whether these words only ask for what is under way."""
    errand = scene.memory.errand
    if errand is None or errand.flow not in errands.FLOWS:
        return False
    if questions.asked(scene.text) or ABOUT_IT.search(scene.text):
        return False
    if _of_none(naming(scene.text, bought(scene.facts)), _picked(scene)):
        return False  # of another thing: "refund the cups", where the kettle's refund waits for its yes
    if corrections.brief(scene.text) and not questions.WISH.search(scene.text) and _names_it(scene, errand):
        return True
    if errand.flow in GOES_BACK and errand.slot != errands.CONFIRM and MONEY.search(scene.text):
        return True
    same = any(errands.ERRANDS[wish] == errand.flow and word.search(scene.text) for wish, word in wishes.ASKED.items())
    flow = detours.flow_of(detours.by_itself(scene, scene.text))
    return same or flow == errand.flow or detours.is_its_money(scene, errand, flow)


MONEY = re.compile(
    r"\b(?:money|cash)(?: back)?\W*$|\b(?:give|pay|send)(?: me)?(?: it)? back (?:what i paid|it|the money|my money)\b",
    re.I,
)
"""How it shall end, where it is asked why it goes back: they are heard, and that is no miss."""


def _names_it(scene: Scene, errand: Errand) -> bool:
    """Whether no more is said than the order that it is about."""
    order = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    return order is not None and order == answered.known(scene, errand).get("order")


ENDS_IN = re.compile(r"\b(?:money|refund\w*|new|another|replac\w*|exchang\w*|\?)", re.I)
"""Says what would put it right, and no more of what is wrong."""
ABOUT_IT = re.compile(
    r"\b(?:where|when|what|which|how|why|status|track\w*|not|never|no|other|another|different)\b|n't\b", re.I
)
"""Asks after it, denies it or asks for another."""


def _just_said(scene: Scene, lead: str) -> bool:
    return any(text.startswith(lead) for text in scene.memory.ours[-1:])
