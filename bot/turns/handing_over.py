"""A person or a call was asked for, beside whatever else the message says: none of it is lost on the way."""

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.knowledge import going_on
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.unlisted import unlisted
from bot.turns import asking_after, bereaved, calls, card, leads, no_call, people, security, several, sorry, waiting
from bot.wording import Markup

RULES = {"human_agent": "human", "case_followup": "repeat"}
"""The rule under which what is heard so calls a person."""


def called(scene: Scene, need: Handoff) -> Turn:
    """A person is called; a plain fact that was asked for is told first, the rest is on the card."""
    if need.rule == "security" or security.beside(scene):
        return security.report(scene, need if need.rule == "security" else people.by_rule(scene, "security"))
    if need.rule == "human" and scene.facts.frozen:
        return security.stopped(scene, need.wants or card.wants(scene))
    if need.rule == "repeat" and scene.intent == "case_followup":
        return asking_after.without_case(scene, need)
    others, wants = several.beside_a_person(scene)
    told = _with_the_address(scene, _after_the_facts(others, Turn(others.memory)))
    if need.rule == "repeat":
        return asking_after.without_case(others, replace(need, wants=need.wants or wants), told)
    return people.call(others, told, replace(need, wants=need.wants or wants))


def _with_the_address(scene: Scene, turn: Turn) -> Turn:
    """Who wants to complain in writing is told where that goes, besides."""
    if not scene.facts.answers or scene.intent != "human_agent" or not going_on.IN_WRITING.search(scene.text):
        return turn
    page = scene.facts.answers[0]
    said = scene.say("knowledge.in_passing", text=Markup(page.text), source=Markup(page.source))
    return replace(turn, replies=(Reply(said), *turn.replies)).because(f"knowledge: {page.title}")


def to_call(scene: Scene) -> Turn:
    """A call is arranged, with everything else left for it; who is in their account is stopped first."""
    if security.beside(scene):
        return security.report(scene, people.by_rule(scene, "security"))
    if told := calls.our_number(scene):
        return told
    others, wants = several.beside_a_person(scene, may_be_dropped=True)
    turn = _after_the_facts(scene, no_call.begun(scene, calls.begin(others, wants)))
    regret = scene.say("sorry.loss") if bereaved.is_told(scene) else calls.sorry(scene)
    return leads.led_by(turn, regret) if regret else sorry.first(scene, turn)


def _after_the_facts(scene: Scene, turn: Turn) -> Turn:
    """Plain facts that were asked for in the same breath are told first; a person is at hand for what we don't see."""
    asked = [replace(scene, heard=part) for part in several.facts(scene)] or [scene]
    elsewhere = unlisted(scene.text, scene.facts)
    told = [fact for one in asked if not elsewhere and (fact := waiting.fact(one))]
    tried = tuple(dict.fromkeys((*turn.after.tried, *(line for fact in told for line in fact.after.tried))))
    after = replace(turn.after, tried=tried[-5:])
    facts = (_without_way_out(reply) for fact in told for reply in fact.replies)
    return replace(turn, after=after, replies=(*facts, *turn.replies))


def _without_way_out(reply: Reply) -> Reply:
    """A person comes anyway: none is offered beside the fact."""
    return replace(reply, offers=tuple(one for one in reply.offers if one.value not in ("human", "leave")))
