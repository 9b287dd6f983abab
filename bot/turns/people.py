"""When a person is opened, when one is offered, and what the bot does while one is there."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flows.charge.told import TWICE
from bot.hearing import Band
from bot.knowledge import going_on
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import asked_or_wished, bereaved, card, consent, disowned, promising, questions, sorry, tongue
from bot.turns.contested import contests
from bot.turns.context.reading import ONLY_DAYS
from bot.turns.known import ERRANDS

OPENS = ("safety", "security", "human", "legal", "contest", "anger", "urgent_late", "urgency", "repeat")
"""Rules of hearing that call a person at once, gravest first; frustration alone only offers one."""
DEPARTMENTS = {"security": "security", "contest": "billing", "dispute": "billing"}
BESIDE_ANGER = 0.05
"""From this chance on a complaint is about that, too."""
LOOKED_AT_FIRST = frozenset({"billing_error", "membership"})
"""A charge that is contested is first compared with what it is for; a person comes when that does not settle it."""


def opening(scene: Scene) -> Handoff | None:
    """The case this message opens at once, whatever else it says."""
    if bereaved.is_told(scene) and not scene.triggered("safety", "security"):  # whoever else they ask for
        return by_rule(scene, "bereaved", scene.say("why.bereaved"))
    looked_at_first = scene.intent in LOOKED_AT_FIRST and not _for_what_never_came(scene)
    passed_over = {
        "contest": looked_at_first,
        "urgency": _names_a_day_only(scene),
        "anger": _only_exclaims(scene),
        "repeat": _has_asked_nobody(scene),
    }
    opens = [rule for rule in OPENS if not passed_over.get(rule)]
    if rule := next((r for r in opens if scene.triggered(r)), ""):
        return by_rule(scene, rule)
    if tongue.WANTS_A_PERSON.search(scene.text.replace("’", "'")) or SOMEONE.fullmatch(scene.text):
        return by_rule(scene, "human")
    if disowned.is_said(scene.text):
        why = scene.say("why.never_placed")
        return replace(by_rule(scene, "security", why), wants=disowned.wanted(scene))
    if contests(scene) and not _of_a_charge(scene):
        return by_rule(scene, "refused", scene.say("why.contests", reason=scene.memory.refused), scene.memory.topic)
    if scene.heard and scene.heard.frustration >= scene.policy.frustration_opens and not _may_be_settled(scene):
        return by_rule(scene, "anger")
    if scene.memory.offered and dict(scene.heard.triggers if scene.heard else ()).get(
        "frustration"
    ):  # in so many words
        return by_rule(scene, "anger", scene.say("why.still_frustrated"))
    return None


EXCLAIMS = re.compile(
    r"(?:^|[.?!,;])\W*(?:(?:oh|ah+|aw+|well|ok(?:ay)?)\W+)*damn\W+(?!(?:you|u|it|this|that|the|your|these|those)\b)\w",
    re.I,
)


def _only_exclaims(scene: Scene) -> bool:
    """ "It left already? Damn. What if I don't accept it": that is cross with nobody."""
    mild = scene.heard is not None and scene.heard.frustration < scene.policy.frustration_opens
    return mild and scene.triggered("anger").casefold() == "damn" and EXCLAIMS.search(scene.text) is not None


def _has_asked_nobody(scene: Scene) -> bool:
    """ "Help from a colleague", "what did you send", before any case of theirs: nobody has to ask again."""
    asked = scene.facts.desk.case or scene.facts.desk.last
    return not asked and bool(SOMEONE.fullmatch(scene.text) or questions.SENT.search(scene.text))


SOMEONE = re.compile(
    r"\W*(?:(?:actually|yes|no|wait|sorry|but|oh|ok(?:ay)?|well|hm+|please|pls|hi|hello|and|then|so)\W+)*"
    r"(?:(?:i|we)(?:'d)? (?:(?:do|really|still|actually|think i) )*(?:need|want|prefer) (?:some(?:one|body)"
    r"|a colleague)"
    r"|(?:(?:get |some )?help (?:from|of|by) )?(?:an? |the |your )?(?:real |live )?(?:person|human|agent|operator"
    r"|colleague|representative))"
    r"(?: (?:please|pls|now|after all|here|to (?:talk to|help(?: me)?|look at (?:it|this))|real|then))*\W*",
    re.I,
)
"""Wants somebody of us, whoever it is."""


def _of_a_charge(scene: Scene) -> bool:
    """A charge that is spoken of after a no to something else is looked at first."""
    return scene.intent in LOOKED_AT_FIRST and scene.memory.topic not in LOOKED_AT_FIRST


SMALL = frozenset({"greeting", "thanks", "goodbye", "affirm", "deny"})


def _names_a_day_only(scene: Scene) -> bool:
    """ "I go tomorrow", "see you tomorrow": a day, and no wish that it should be quick."""
    why = dict(scene.heard.triggers).get("urgency", "") if scene.heard else ""
    return scene.intent in SMALL and ONLY_DAYS.fullmatch(why) is not None


def _may_be_settled(scene: Scene) -> bool:
    """Loud rather than insulting (insults are a rule of their own), for the first time, and of something we look into
    at once: a person is offered beside it. Who is told that the second charge goes back waits for nobody."""
    ours = scene.heard is not None and scene.heard.band is Band.ACT and scene.facts.bound
    return ours and not scene.memory.offered and ERRANDS.get(scene.intent, "elsewhere") != "elsewhere"


def _for_what_never_came(scene: Scene) -> bool:
    """A charge for the parcel that is looked for is a dispute, and no charge to compare with another."""
    looked_for = scene.memory.errand is not None and scene.memory.errand.flow == "not_received"
    return looked_for and not questions.ANY.search(scene.text) and not TWICE.search(scene.text)


def by_rule(scene: Scene, rule: str, why: str = "", about: str = "") -> Handoff:
    """A case for this message, in the department of what it is about, if that is known, or of its intent."""
    reasons = scene.heard.reasons if scene.heard else ()
    department = DEPARTMENTS.get(rule) or department_of(scene, about)
    urgent = rule in ("safety", "security", "urgency", "urgent_late") or bool(scene.heard and scene.heard.urgent)
    number = scene.given.entity("phone") if scene.triggered("call") else ""
    return Handoff(rule, tuple(filter(None, (why, *reasons))) or (rule,), department, urgent, callback=number)


def department_of(scene: Scene, about: str = "") -> str:
    """Whose work this is: by what was said, else what is under way, what anger is about, what was talked about last."""
    errand = scene.memory.errand
    said = "" if scene.intent in card.NO_WISH or SOMEONE.fullmatch(scene.text) else scene.intent
    routed = card.BY_INTENT | dict(scene.policy.routes)
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
    need = _with_all_that_is_known(scene, turn, need)
    turn = replace(turn, after=memory)
    if scene.facts.desk.case is not None:
        return _opened(scene, turn, need, said)
    need = promising.placed(scene, need)
    platform = consent.needed(memory, scene.facts.desk, scene.event.place, need.department)
    if platform:
        return consent.ask(scene, turn.says(Reply(said, notice=True)) if said else turn, need, platform)
    return _opened(scene, turn, need, said)


def _with_all_that_is_known(scene: Scene, turn: Turn, need: Handoff) -> Handoff:
    """As the card shows it."""
    return replace(
        need,
        tried=need.tried or card.tried(scene, turn),
        because=card.once(need.because),
        last_words=tuple(line.text for line in turn.after.lines if line.speaker == "customer")[-3:],
        wants=need.wants or card.wants(scene),
        urgent=need.urgent or bool(scene.heard and scene.heard.urgent),
        order=need.order or card.named_order(scene) or card.refused_order(scene, need),
        details=(
            *card.shut_out(scene),
            *need.details,
            *card.earlier(scene),
            *card.charged(scene, need),
            *card.left(scene, turn, need.wants),
        ),
    )


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
    regret = "" if said and need.rule != "home" else sorry.for_case(scene, need, turn.replies)
    opened = replace(turn, handoff=need, replies=(*turn.replies, promising.said(scene, need, said, regret)))
    opened = replace(opened, outcome="handed off")
    return opened.because(f"opens a case: {need.rule}")


def offer(scene: Scene, turn: Turn) -> Turn:
    """An answer to somebody frustrated begins with a sorry, and under it a person is one press away."""
    frustrated = scene.heard and scene.heard.frustration >= scene.policy.frustration_offers
    calm = going_on.POLICY_BACK.search(scene.text) and not scene.triggered("anger")  # asked of the rules, no more
    if turn.handoff or not turn.replies or not frustrated or calm or sorry.too_brief(scene):
        return turn
    return offered(scene, sorry.first(scene, turn), "frustrated")


def offered(scene: Scene, turn: Turn, why: str) -> Turn:
    """The same turn, with the ways to a person under its last words."""
    last = turn.replies[-1]
    there = {o.value for o in last.offers}
    if turn.after.errand and turn.after.errand.flow == "call_back":
        there.add("call")  # that is what we ask about
    ways = tuple(c for c in ways_to_people(scene) if c.value not in there)
    replies = (*turn.replies[:-1], replace(last, offers=last.offers + ways))
    after = replace(turn.after, offered=True)
    return replace(turn, after=after, replies=replies).because(f"offers a person: {why}")


def ways_to_people(scene: Scene) -> tuple[Choice, ...]:
    return (Choice(scene.say("offer.human"), "human"), Choice(scene.say("offer.call"), "call"))


STILL = re.compile(
    r"^\W*(?:hello\W+)?(?:how (?:long|much longer)|why (?:do|must|should) i (?:have to )?wait"
    r"|what(?:'?s| is)? tak(?:es|ing) so long|(?:are you|anyone|anybody|is (?:any|some)(?:one|body)) there)\b",
    re.I,
)
"""Asks whether somebody comes, and when: not met with silence."""


FAREWELL = re.compile(
    r"\W*(?:(?:ok(?:ay)?|thanks?|thank you|thx|ty|cheers|great|good|fine|well|then|for now|so|much|a lot)\W+)*"
    r"(?:bye|good ?bye|bye bye|see (?:you|ya)|cu|cya|ciao|good night|have a (?:nice|good|great) (?:day|one|evening))"
    r"(?:\W+(?:then|now|for now|thanks?|thank you|all|guys|later|and))*\W*",
    re.I,
)


def while_waiting(scene: Scene, case: OpenCase, answer: Turn | None, *, stands: bool = False) -> Turn:
    """Someone is on the way: facts are still told, the wait is acknowledged once, nothing is begun.

    `stands`: what could be told stands above already.
    """
    if answer and answer.replies:
        return replace(answer, after=replace(answer.after, errand=scene.memory.errand)).because(
            "a fact, told while waiting"
        )
    clear = scene.heard is not None and scene.heard.band is Band.ACT
    if FAREWELL.fullmatch(scene.text):
        return Turn(scene.memory, (Reply(scene.say("small.goodbye")),)).because("small talk: goodbye")
    if clear and scene.intent in ("thanks", "goodbye") and not questions.asked(scene.text):
        return Turn(scene.memory, (Reply(scene.say(f"small.{scene.intent}")),)).because(f"small talk: {scene.intent}")
    waits = scene.intent in ("human_agent", "phone_call", "case_followup", "greeting") or STILL.search(scene.text)
    asks_again = bool(waits) or questions.of_the_case(scene.text) or bool(questions.NEWS.search(scene.text))
    asks_again = asks_again or (not scene.files and not re.search(r"\w", scene.text))
    what = "" if asks_again else asked_or_wished.kind(scene, stands=stands)
    if scene.memory.acknowledged == case.number and not asks_again and not what:
        return Turn(scene.memory, outcome="mirrored").because("passed on to the waiting case")
    words = promising.passed_on(scene, case, what) if what else promising.still_waiting(scene, case)
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
