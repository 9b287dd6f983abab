"""When a person is opened, when one is offered, and what the bot does while one is there."""

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flows.home import HOMES, charge_label
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import consent

OPENS = ("safety", "human", "call", "security", "legal", "contest", "anger", "urgent_late", "urgency", "repeat")
"""Rules of hearing that call a person at once, gravest first; frustration alone only offers one."""
CONTESTS = frozenset(
    {"refund_request", "return_exchange", "complaint", "deny", "case_followup", "item_problem", "refund_status"}
)
"""After a no, these are not a new errand: they contest it."""
DEPARTMENTS = dict.fromkeys(("security",), "security") | {"contest": "billing", "dispute": "billing"}
BY_INTENT = {
    "order_status": "delivery",
    "delivery_late": "delivery",
    "refund_request": "billing",
    "refund_status": "billing",
    "security_fraud": "security",
} | {intent: home.department for intent, home in HOMES.items()}


def opening(scene: Scene) -> Handoff | None:
    """The case this message opens at once, whatever else it says."""
    if rule := next((r for r in OPENS if scene.triggered(r)), ""):
        return by_rule(scene, rule)
    if scene.memory.refused and (scene.intent in CONTESTS or (scene.heard and scene.heard.frustrated)):
        return by_rule(scene, "refused", scene.say("why.contests", reason=scene.memory.refused))
    if scene.heard and scene.heard.frustration >= scene.policy.frustration_opens:
        return by_rule(scene, "anger")
    if scene.heard and scene.heard.frustrated and scene.memory.offered:
        return by_rule(scene, "anger", scene.say("why.still_frustrated"))
    return None


def by_rule(scene: Scene, rule: str, why: str = "") -> Handoff:
    """A case for this message, in the department its intent belongs to."""
    reasons = scene.heard.reasons if scene.heard else ()
    department = DEPARTMENTS.get(rule) or department_of(scene)
    urgent = rule in ("safety", "security", "urgency", "urgent_late") or bool(scene.heard and scene.heard.urgent)
    number = scene.given.entity("phone") if rule == "call" else ""
    return Handoff(rule, tuple(filter(None, (why, *reasons))) or (rule,), department, urgent, callback=number)


def department_of(scene: Scene) -> str:
    """Whose work this is: by what was said, else by what is under way or was talked about last."""
    errand = scene.memory.errand
    said = "" if scene.intent in NO_WISH else scene.intent
    intents = (said, errand.extras.get("intent", "") if errand else "", scene.memory.topic)
    return next((BY_INTENT[i] for i in intents if i in BY_INTENT), "general")


def call(scene: Scene, turn: Turn, need: Handoff) -> Turn:
    """Open the case: everything known goes with it, and the customer hears how long it takes."""
    memory = replace(
        turn.after, errand=None, parked=(), challenge=None, refused="", offered=False, misses=0, offers={}, tried=()
    )
    need = replace(
        need,
        tried=need.tried or _tried(scene, turn),
        last_words=tuple(line.text for line in turn.after.lines if line.speaker == "customer")[-3:],
        wants=need.wants or _wants(scene),
        urgent=need.urgent or bool(scene.heard and scene.heard.urgent),
        order=need.order or _named_order(scene),
        details=need.details or _charges(scene),
    )
    turn = replace(turn, after=memory)
    platform = consent.needed(memory, scene.facts.desk, scene.event.place, need.department)
    return consent.ask(scene, turn, need, platform) if platform else _opened(scene, turn, need)


def leave_answered(scene: Scene) -> Turn | None:
    """A bare yes or no, while we wait to hear whether their words may be carried to our people."""
    if scene.memory.held is None or scene.intent not in ("affirm", "deny"):
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


def _opened(scene: Scene, turn: Turn, need: Handoff) -> Turn:
    reply = Reply(_said(scene, need), offers=(Choice(scene.say("offer.end"), "end"),))
    opened = replace(turn, handoff=need, replies=(*turn.replies, reply), outcome="handed off")
    return opened.because(f"opens a case: {need.rule}")


def _said(scene: Scene, need: Handoff) -> str:
    first = scene.say(f"handoff.{need.rule}") if need.rule in SAID else scene.say("handoff.person")
    return f"{first} {scene.say('handoff.wait', wait=scene.facts.desk.wait)}"


SAID = frozenset(
    {
        "safety",
        "security",
        "refund_overdue",
        "high_value",
        "no_photo",
        "refused",
        "failing",
        "unclear",
        "unidentified",
        "home",
        "call",
        "repeat",
        "incident",
        "missing_high",
        "missing_claims",
        "missing_old",
        "no_answer",
    }
)


NO_WISH = frozenset(
    {"human_agent", "phone_call", "complaint", "case_followup", "affirm", "deny", "greeting", "", "thanks"}
)
"""Intents that do not say what it is about: what was said before does."""


def _wants(scene: Scene) -> str:
    """One line for the card: the errand under way, else the last thing that was asked for."""
    errand, said = scene.memory.errand, [line.text for line in scene.memory.lines if line.speaker == "customer"]
    if errand and errand.wish:
        return errand.wish
    if scene.intent not in NO_WISH:
        return f"{scene.intent.replace('_', ' ')}: {scene.text[:120]}"
    earlier = said[:-1] if scene.text else said
    about = scene.memory.about or (earlier[-1][:120] if earlier else "")
    return f"{scene.memory.topic.replace('_', ' ')}: {about}" if scene.memory.topic and about else "not said yet"


def _tried(scene: Scene, turn: Turn) -> tuple[str, ...]:
    """What was settled before, and what was under way."""
    errand = scene.memory.errand
    under_way = (f"{errand.flow} → asked: {' '.join(errand.shown.split())[:120]}",) if errand and errand.shown else ()
    return (*turn.after.tried, *under_way)[-5:]


def _charges(scene: Scene) -> tuple[tuple[str, str], ...]:
    """For a dispute about money: what the shop knows of the last charges."""
    account = scene.facts.account
    if account is None or scene.intent not in ("billing_error", "membership"):
        return ()
    newest = sorted(account.charges, key=lambda c: c.at, reverse=True)[:4]
    view = scene.view({}, {})
    return ((scene.say("card.charges"), "; ".join(charge_label(c, view) for c in newest)),) if newest else ()


def _named_order(scene: Scene) -> str:
    number = scene.given.entity("order_number")
    return number if number and scene.facts.order(number) else ""


def offer(scene: Scene, turn: Turn) -> Turn:
    """Under an answer to somebody frustrated: a person is one press away."""
    frustrated = scene.heard and scene.heard.frustration >= scene.policy.frustration_offers
    if turn.handoff or not turn.replies or not frustrated:
        return turn
    last = turn.replies[-1]
    ways = tuple(c for c in ways_to_people(scene) if c.value not in {o.value for o in last.offers})
    replies = (*turn.replies[:-1], replace(last, offers=last.offers + ways))
    after = replace(turn.after, offered=True)
    return replace(turn, after=after, replies=replies).because("offers a person: frustrated")


def ways_to_people(scene: Scene) -> tuple[Choice, ...]:
    return (Choice(scene.say("offer.human"), "human"), Choice(scene.say("offer.call"), "call"))


def while_waiting(scene: Scene, case: OpenCase, answer: Turn | None) -> Turn:
    """Someone is on the way: facts are still told, the wait is acknowledged once, nothing is begun."""
    if answer and answer.replies:
        return replace(answer, after=replace(answer.after, errand=scene.memory.errand)).because(
            "a fact, told while waiting"
        )
    asks_again = scene.intent in ("human_agent", "phone_call", "case_followup")
    if scene.memory.acknowledged == case.number and not asks_again:
        return Turn(scene.memory, outcome="mirrored").because("passed on to the waiting case")
    reply = Reply(
        scene.say("waiting.passed_on", wait=scene.facts.desk.wait), offers=(Choice(scene.say("offer.end"), "end"),)
    )
    return Turn(replace(scene.memory, acknowledged=case.number), (reply,)).because("acknowledged with the honest wait")


def noted(scene: Scene, wish: str) -> Turn:
    """Somebody who waits would rather be called, or leave it in writing: said back, and told to the thread."""
    key = "waiting.call" if wish == "call" else "waiting.leave"
    return Turn(scene.memory, (Reply(scene.say(key)),)).because(f"while waiting: {wish}")
