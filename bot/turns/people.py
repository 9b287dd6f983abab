"""When a person is opened, when one is offered, and what the bot does while one is there."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flows.home import HOMES
from bot.hearing import Band, hear
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import charge_label, charges
from bot.standing import OpenCase
from bot.turns import consent, disowned, promising, questions, tongue

OPENS = ("safety", "security", "human", "legal", "contest", "anger", "urgent_late", "urgency", "repeat")
"""Rules of hearing that call a person at once, gravest first; frustration alone only offers one."""
CONTESTS = frozenset(
    {"refund_request", "return_exchange", "complaint", "deny", "case_followup", "item_problem", "refund_status"}
)
"""After a no, these are not a new errand: they contest it."""
DEPARTMENTS = {"security": "security", "contest": "billing", "dispute": "billing"}
BY_INTENT = {
    "order_status": "delivery",
    "delivery_late": "delivery",
    "delivery_not_received": "delivery",
    "refund_request": "billing",
    "refund_status": "billing",
    "security_fraud": "security",
} | {intent: home.department for intent, home in HOMES.items()}


BESIDE_ANGER = 0.05
"""From this chance on a complaint is about that, too."""
LOOKED_AT_FIRST = frozenset({"billing_error", "membership"})
"""A charge that is contested is first compared with what it is for; a person comes when that does not settle it."""


def opening(scene: Scene) -> Handoff | None:
    """The case this message opens at once, whatever else it says."""
    looked_at_first = scene.intent in LOOKED_AT_FIRST and not _for_what_never_came(scene)
    opens = [rule for rule in OPENS if rule != "contest" or not looked_at_first]
    if rule := next((r for r in opens if scene.triggered(r)), ""):
        return by_rule(scene, rule)
    if tongue.WANTS_A_PERSON.search(scene.text.replace("’", "'")):
        return by_rule(scene, "human")
    if disowned.is_said(scene.text):
        why = scene.say("why.never_placed")
        return replace(by_rule(scene, "security", why), wants=disowned.wanted(scene))
    if scene.memory.refused and (scene.intent in CONTESTS or (scene.heard and scene.heard.frustrated)):
        return by_rule(scene, "refused", scene.say("why.contests", reason=scene.memory.refused))
    if scene.heard and scene.heard.frustration >= scene.policy.frustration_opens:
        return by_rule(scene, "anger")
    if scene.memory.offered and dict(scene.heard.triggers if scene.heard else ()).get(
        "frustration"
    ):  # in so many words
        return by_rule(scene, "anger", scene.say("why.still_frustrated"))
    return None


def _for_what_never_came(scene: Scene) -> bool:
    """A charge for the parcel that is looked for is a dispute, and no charge to compare with another."""
    looked_for = scene.memory.errand is not None and scene.memory.errand.flow == "not_received"
    return looked_for and not questions.ANY.search(scene.text) and not TWICE.search(scene.text)


TWICE = re.compile(r"\b(?:twice|two times|double)\b", re.I)


def by_rule(scene: Scene, rule: str, why: str = "") -> Handoff:
    """A case for this message, in the department its intent belongs to."""
    reasons = scene.heard.reasons if scene.heard else ()
    department = DEPARTMENTS.get(rule) or department_of(scene)
    urgent = rule in ("safety", "security", "urgency", "urgent_late") or bool(scene.heard and scene.heard.urgent)
    number = scene.given.entity("phone") if scene.triggered("call") else ""
    return Handoff(rule, tuple(filter(None, (why, *reasons))) or (rule,), department, urgent, callback=number)


def department_of(scene: Scene, about: str = "") -> str:
    """Whose work this is: by what was said, else what is under way, what anger is about, what was talked about last."""
    errand = scene.memory.errand
    said = "" if scene.intent in NO_WISH else scene.intent
    routed = BY_INTENT | dict(scene.policy.routes)
    under_way = errand.extras.get("intent", "") if errand else ""
    intents = (about, said, under_way, *_blamed(scene), scene.memory.topic)
    return next((routed[i] for i in intents if i in routed), "general")


def _blamed(scene: Scene) -> list[str]:
    """What an angry message is about besides: "useless idiots, where is my parcel"."""
    others = scene.heard.intents[1:] if scene.heard and scene.intent == "complaint" else ()
    return [intent for intent, chance in others if chance >= BESIDE_ANGER]


def call(scene: Scene, turn: Turn, need: Handoff, said: str = "") -> Turn:
    """Open the case: everything known goes with it, and the customer hears how long it takes.

    `said` is what happened, in place of the words that a case of this rule is opened under.
    """
    memory = replace(
        turn.after,
        errand=None,
        parked=(),
        challenge=None,
        refused="",
        offered=False,
        misses=0,
        looked=0,
        offers={},
        tried=(),
    )
    need = replace(
        need,
        tried=need.tried or _tried(scene, turn),
        last_words=tuple(line.text for line in turn.after.lines if line.speaker == "customer")[-3:],
        wants=need.wants or wants(scene),
        urgent=need.urgent or bool(scene.heard and scene.heard.urgent),
        order=need.order or _named_order(scene) or _refused_order(scene, need),
        details=need.details + _charges(scene, need) + _left(scene, turn, need.wants),
    )
    turn = replace(turn, after=memory)
    if scene.facts.desk.case is not None:
        return _opened(scene, turn, need, said)
    need = promising.placed(scene, need)
    platform = consent.needed(memory, scene.facts.desk, scene.event.place, need.department)
    if platform:
        return consent.ask(scene, turn.says(Reply(said, notice=True)) if said else turn, need, platform)
    return _opened(scene, turn, need, said)


def leave_answered(scene: Scene) -> Turn | None:
    """A bare yes or no to whether their words may be carried to our people, if we have asked nothing since."""
    if scene.memory.held is None or scene.memory.errand or scene.intent not in ("affirm", "deny"):
        return None
    return agreed(scene) if scene.intent == "affirm" else consent.refused(scene)


def agreed(scene: Scene) -> Turn | None:
    """The customer lets their words be carried: the case that waited for it is opened."""
    need = scene.memory.held
    if need is None or scene.facts.desk.case:
        return None
    platform = consent.needed(scene.memory, scene.facts.desk, scene.event.place, need.department)
    shares = tuple(dict.fromkeys((*scene.memory.shares, platform))) if platform else scene.memory.shares
    turn = Turn(replace(scene.memory, held=None, shares=shares), shares=platform)
    return _opened(scene, turn.because(f"may be carried to {platform}"), need)


def _opened(scene: Scene, turn: Turn, need: Handoff, said: str = "") -> Turn:
    opened = replace(turn, handoff=need, replies=(*turn.replies, promising.said(scene, need, said)))
    opened = replace(opened, outcome="handed off")
    return opened.because(f"opens a case: {need.rule}")


NO_WISH = frozenset(
    {
        "human_agent",
        "phone_call",
        "complaint",
        "case_followup",
        "affirm",
        "deny",
        "greeting",
        "",
        "thanks",
        "out_of_scope",
        "goodbye",
        "provide_info",
    }
)
"""Intents that do not say what it is about: what was said before does."""


NOT_SAID = "not said yet"


def wants(scene: Scene) -> str:
    """One line for the card: the errand under way, else the last thing that was asked for."""
    errand, memory = scene.memory.errand, scene.memory
    if errand and errand.wish:
        return errand.wish
    if scene.intent not in NO_WISH and scene.heard:
        sure = scene.heard.band is Band.ACT
        return f"{scene.intent.replace('_', ' ')}: {scene.text[:120]}" if sure else scene.text[:120]
    if memory.topic and memory.about:
        if ": " in memory.about:  # says already what it is
            return memory.about
        return f"{memory.topic.replace('_', ' ')}: {memory.about}"
    left = (*memory.let_go, *memory.parked, *((errand,) if errand else ()))
    begun = next((e.wish or e.extras.get("words", "")[:120] for e in reversed(left)), "")
    return begun or _said_before(scene) or NOT_SAID


def _said_before(scene: Scene) -> str:
    """The newest of their earlier lines that asked for something clearly."""
    for text in reversed(scene.memory.before):
        heard = hear(text, (), scene.policy.orders)
        if heard.band is Band.ACT and heard.intent in BY_INTENT:
            return f"{heard.intent.replace('_', ' ')}: {text[:120]}"
    return ""


def _tried(scene: Scene, turn: Turn) -> tuple[str, ...]:
    """What was settled before, and what was under way."""
    errand = scene.memory.errand
    under_way = (f"{errand.flow} → asked: {' '.join(errand.shown.split())[:120]}",) if errand and errand.shown else ()
    return (*turn.after.tried, *under_way)[-5:]


def _charges(scene: Scene, need: Handoff) -> tuple[tuple[str, str], ...]:
    """For a dispute about money: what the shop knows of the last charges, where nothing else is told of one."""
    account, told = scene.facts.account, need.details and need.rule != "security"
    if account is None or told or scene.intent not in ("billing_error", "membership"):
        return ()
    view = scene.view({}, {})
    newest = charges(view)[:4]
    return ((scene.say("card.charges"), "; ".join(charge_label(c, view) for c in newest)),) if newest else ()


def _left(scene: Scene, turn: Turn, wants: str) -> tuple[tuple[str, str], ...]:
    """What was put off for this and is not what they want anyway, now for the person too."""
    wishes = [errand.wish or errand.extras.get("words", "")[:120] for errand in turn.after.parked]
    return tuple((str(scene.say("label.also")), wish) for wish in wishes if wish and not wants.endswith(wish))


def _refused_order(scene: Scene, need: Handoff) -> str:
    """The order of the refusal that is contested, so that a lead can override it."""
    said = " ".join(scene.memory.tried[-1:]) if need.rule == "refused" else ""
    return next((o.number for o in scene.facts.orders if f"order {o.number} " in said), "")


def _named_order(scene: Scene) -> str:
    number = scene.given.entity("order_number")
    return number if number and scene.facts.order(number) else ""


def offer(scene: Scene, turn: Turn) -> Turn:
    """Under an answer to somebody frustrated: a person is one press away."""
    frustrated = scene.heard and scene.heard.frustration >= scene.policy.frustration_offers
    if turn.handoff or not turn.replies or not frustrated:
        return turn
    return offered(scene, turn, "frustrated")


def offered(scene: Scene, turn: Turn, why: str) -> Turn:
    """The same turn, with the ways to a person under its last words."""
    last = turn.replies[-1]
    ways = tuple(c for c in ways_to_people(scene) if c.value not in {o.value for o in last.offers})
    replies = (*turn.replies[:-1], replace(last, offers=last.offers + ways))
    after = replace(turn.after, offered=True)
    return replace(turn, after=after, replies=replies).because(f"offers a person: {why}")


def ways_to_people(scene: Scene) -> tuple[Choice, ...]:
    return (Choice(scene.say("offer.human"), "human"), Choice(scene.say("offer.call"), "call"))


STILL = re.compile(
    r"^\W*(?:hello\W+)?(?:how (?:long|much longer)|(?:are you|anyone|anybody|is (?:any|some)(?:one|body)) there)\b",
    re.I,
)
"""Asks whether somebody comes, and when: not met with silence."""


def while_waiting(scene: Scene, case: OpenCase, answer: Turn | None) -> Turn:
    """Someone is on the way: facts are still told, the wait is acknowledged once, nothing is begun."""
    if answer and answer.replies:
        return replace(answer, after=replace(answer.after, errand=scene.memory.errand)).because(
            "a fact, told while waiting"
        )
    if scene.intent == "thanks" and scene.heard and scene.heard.band is Band.ACT:
        return Turn(scene.memory, (Reply(scene.say("small.thanks")),)).because("small talk: thanks")
    asks_again = scene.intent in ("human_agent", "phone_call", "case_followup", "greeting") or STILL.search(scene.text)
    asks_again = asks_again or questions.OF_THE_CASE.fullmatch(scene.text)
    if scene.memory.acknowledged == case.number and not asks_again:
        return Turn(scene.memory, outcome="mirrored").because("passed on to the waiting case")
    words = promising.still_waiting(scene, case)
    reply = Reply(words, offers=(tongue.end(scene),))
    return Turn(replace(scene.memory, acknowledged=case.number), (reply,)).because("acknowledged with the honest wait")


def noted(scene: Scene) -> Turn:
    """Somebody who waits would rather leave it in writing: said back, and told to the thread."""
    return Turn(scene.memory, (Reply(scene.say("waiting.leave")),)).because("while waiting: leave_message")


def moves(scene: Scene, department: str) -> Turn:
    """While it waits, the customer chooses between a closed department and general."""
    if not promising.may_move(scene, department):
        return Turn(scene.memory, outcome="mirrored").because(f"{department} sits where nobody agreed to carry words")
    turn = Turn(scene.memory, (promising.moved(scene, department),))
    return replace(turn, moves=department).because(f"the customer chooses {department}")
