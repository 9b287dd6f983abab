"""Nobody got back to me, or it is not settled after all: the case is found, and its people are called again."""

import re
from datetime import datetime, timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import naming, order_in
from bot.standing import ClosedCase, OpenCase
from bot.turns import people, promising, questions, shorthand
from bot.turns.context.reading import bought
from bot.writes import micros, moment

_LEAD = r"^\W*(?:(?:hi|hello|hey|sorry|but|well|actually|no+|nope|nah|um+|wait)\W+)*"
_IT = r"(?:it|this|that|things?|(?:my|the) (?:case|problem|issue|matter|thing|order|parcel|refund|money))"
_NOT = r"(?:(?:is|are|was|has|have|did)(?:n'?t| not)|not|never)"
NOT_SETTLED = re.compile(
    rf"{_LEAD}(?:{_IT}(?:'s|s| is| are| was| has)? )?(?:still )?{_NOT}"
    r"(?: (?:been|being|got|get|really|yet|even|properly|actually|fully|at all))*"
    r" (?:settled?|solved?|resolved?|sorted|fixed|dealt with)\b",
    re.I,
)
"""Says in so many words that what was closed is not settled."""
NOT_SO = re.compile(
    rf"{_LEAD}(?:{_IT}(?:'s| is)?(?: still)? ?(?:isn'?t|not)|its not)"
    r"(?: (?:true|so|right|here|there|ok(?:ay)?|working))*\W*(?:$|[,.;!\n])"
    r"|\bstill\b(?! (?:not )?(?:sure|certain|decid\w*|time|want|need|keep))[^.,;?!]{0,25}"
    r"(?:\b(?:not|no(?! idea)|nothing|never|without|waiting|missing|broken|leak\w*|wrong)\b"
    r"|\b(?:is|are|was|has|have|had|do|does|did|ca|wo|could|would)n'?t\b)"
    r"|\b(?:not|no|nothing|(?:is|has|have|do|does|did)(?:n'?t| not)) [^.,;?!]{0,15}\bstill\b"
    r"|^\W*(?:no+|nope|nah)\W+(?:i|we) (?:still )?(?:have(?:n'?t| not)|never|did(?:n'?t| not))"
    r" (?:got|get|had|have|received?|seen?)\b",
    re.I,
)
"""The same, where it can only be said of that: "no it isn't", "still nothing", "it still leaks"."""
FRESH = timedelta(minutes=2)
"""So old a case has no history yet that could be told of it."""
INVITED = frozenset({"solved", "explained", "no answer"})
"""Reasons to close a case that ask the customer to write here if it is not so."""


def after_open(scene: Scene, case: OpenCase) -> Turn | None:
    """Where their open case stands, and its people called; None if this is no such question, or they just were."""
    if not _asks(scene, case) or _recent(scene, moment(scene.memory.asked_again)) or _recent(scene, case.attended):
        return None
    fresh = scene.facts.now - case.opened < FRESH and not case.owner
    if fresh and not questions.of_the_case(scene.text):
        return None  # they tell more of it: that is passed on
    end = () if case.owner else (Choice(scene.say("offer.end"), "end"),)
    memory = replace(scene.memory, asked_again=micros(scene.facts.now), acknowledged=case.number)
    turn = Turn(memory, (Reply(_stands(scene, case), notice=True, offers=end),), again=True)
    return turn.because(f"asks after case #{case.number}: its people are called again")


def _stands(scene: Scene, case: OpenCase) -> str:
    """Since when, and with whom; a wait that is over already is promised to nobody again."""
    closed = None if case.owner else promising.closed_until(scene, case.department)
    late = promising.is_late(scene, case)
    key = "claimed" if case.owner else "shut" if closed else "late" if late else "waiting"
    return scene.say(
        f"follow_up.{key}",
        number=case.number,
        team=scene.say(f"team.{case.department}"),
        since=case.opened,
        time=scene.words.time(case.opened),
        owner=case.owner,
        wait=scene.facts.desk.wait_of(case.department),
        **({"day": closed, "at": scene.words.time(closed)} if closed else {}),
    )


def _asks(scene: Scene, case: OpenCase) -> bool:
    named = questions.OF_A_CASE.search(scene.text) is not None
    after = named or scene.intent == "case_followup" or bool(scene.triggered("repeat")) or of_its_news(scene, case)
    return after and not shorthand.ends(scene.text)


def of_its_news(scene: Scene, case: OpenCase) -> bool:
    """Whether they ask what has become of it, by any name; another thing of theirs is asked after apart."""
    text = scene.text.replace("’", "'")
    if not questions.NEWS.search(text):
        return False
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if named is not None and case.department != "security":
        return _was_told_of(scene, named) and not _has_moved(case, named)
    return not LOOKED_UP.get(case.department, GOODS).search(text)


def _was_told_of(scene: Scene, order: Order) -> bool:
    """Whether the case is of this order, as far as our own last words tell."""
    return order.number == scene.memory.about or any(order.title in line for line in scene.memory.ours)


def _has_moved(case: OpenCase, order: Order) -> bool:
    """Whether there is better news of it than that nobody has looked."""
    return any(parcel.delivered and parcel.delivered > case.opened for parcel in order.parcels)


GOODS = re.compile(r"\b(?:parcel|package|order|delivery|shipment|tracking|refund)s?\b", re.I)
"""What is looked up, unless the case is just of that."""
LOOKED_UP = {
    "delivery": re.compile(r"\brefund\b", re.I),
    "billing": re.compile(r"\b(?:parcel|package|delivery|shipment|tracking)s?\b", re.I),
    "security": re.compile(r"\btracking\b", re.I),
}
"""The same by the department that has the case."""


def _recent(scene: Scene, when: datetime | None) -> bool:
    """Whether people were called, or were here, so lately that calling them would only be noise."""
    return when is not None and scene.facts.now - when < timedelta(minutes=scene.policy.follow_up_minutes)


def not_settled(scene: Scene) -> Turn | None:
    """What was closed is not settled, and they were told to write here then: a person has it again."""
    last = scene.facts.desk.last
    if last is None or scene.memory.errand or not _lately(scene, last):
        return None
    text = scene.text.replace("’", "'")
    if not NOT_SETTLED.search(text) and not (_first_since(scene, last) and NOT_SO.search(text)):
        return None
    return without_case(scene, people.by_rule(scene, "repeat", scene.say("why.not_settled")))


def _first_since(scene: Scene, last: ClosedCase) -> bool:
    """Whether they answer the words it was closed with: nothing else was talked about, nor a thing named later."""
    since = scene.memory.topic and scene.memory.topic_at > micros(last.closed)
    if last.reason not in INVITED or since or scene.memory.done or questions.asked(scene.text):
        return False
    answers = scene.facts.now - last.closed <= timedelta(hours=scene.policy.question_hours)
    return answers or not naming(scene.text, bought(scene.facts))


def of_none_open(scene: Scene) -> Turn | None:
    """ "Status of my case", of who has none open: how the last one ended, or that there is none."""
    wonders = questions.SENT.search(scene.text.replace("’", "'")) and not scene.facts.desk.last
    if scene.facts.desk.case or not (questions.OF_A_CASE.search(scene.text) or wonders):
        return None
    last = scene.facts.desk.last
    memory = replace(scene.memory, misses=0)
    if last is None or not _lately(scene, last):
        ways = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
        return Turn(memory, (Reply(scene.say("follow_up.none"), offers=ways),)).because("they have no case")
    said = scene.say("follow_up.closed", number=last.number, day=last.closed)
    ways = (Choice(scene.say("offer.colleague"), "human"), Choice(scene.say("offer.leave"), "leave"))
    turn = Turn(memory, (Reply(said, offers=ways),), outcome="offered")
    return turn.because(f"asks after case #{last.number}, which is closed")


GIVEN_BACK = "handed back to the bot"
"""Why a case ended that its owner left to us."""
SO = re.compile(
    r"\W*(?:(?:ok(?:ay)?|and|so|well|hello|hi|hm+|but)\W+)*(?:so|and|well|(?:now )?what(?: now| then)?|then what)"
    r" *\?[\W]*",
    re.I,
)
"""Waits for us to go on."""


def of_one_given_back(scene: Scene) -> Turn | None:
    """ "So?", right after a colleague left it to us again: what they agreed we don't know, and they can be asked."""
    last = scene.facts.desk.last
    asks = SO.fullmatch(scene.text) or questions.OF_THE_CASE.fullmatch(scene.text)
    if last is None or last.reason != GIVEN_BACK or not asks or scene.memory.errand or not _lately(scene, last):
        return None
    if scene.memory.topic and scene.memory.topic_at > micros(last.closed):
        return None  # something else was talked about since
    ways = (Choice(scene.say("offer.colleague"), "human", "primary"), Choice(scene.say("offer.menu"), "menu"))
    said = Reply(scene.say("follow_up.given_back", number=last.number), offers=ways)
    return Turn(scene.memory, (said,), outcome="offered").because("asks on, after a colleague left it to us")


def _lately(scene: Scene, last: ClosedCase) -> bool:
    return scene.facts.now - last.closed <= timedelta(days=scene.policy.follow_up_days)


def without_case(scene: Scene, need: Handoff, told: Turn | None = None) -> Turn:
    """No case is open: there is one now, urgent, and with the people of the one before."""
    last = scene.facts.desk.last
    need, turn = replace(need, urgent=True), told or Turn(scene.memory)
    if last is None or not _lately(scene, last):
        return people.call(scene, turn, need)
    department = need.department if need.department != "general" else last.department
    return people.call(scene, turn, replace(need, department=department))
