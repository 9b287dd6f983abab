"""Thanks, goodbye, a lone yes or number, and what is not for this desk."""

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.events import Said
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, opening, people

SMALL = frozenset({"thanks", "goodbye", "affirm", "deny", "provide_info", "out_of_scope", "complaint"})


def answer(scene: Scene) -> Turn:
    """A short, gracious word; never a form."""
    if scene.intent == "provide_info":
        return _given_something(scene)
    if scene.intent == "complaint":
        offers = people.ways_to_people(scene)
        memory = replace(scene.memory, offered=True)
        return replace(
            Turn(memory, (Reply(scene.say("small.complaint"), offers=offers),)).because(
                "a complaint: a person is offered"
            ),
            outcome="offered",
        )
    key = {"affirm": "small.affirm", "deny": "small.deny"}.get(scene.intent, f"small.{scene.intent}")
    offers = (
        ()
        if scene.intent in ("thanks", "goodbye")
        else (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    )
    return Turn(scene.memory, (Reply(scene.say(key), offers=offers),)).because(f"small talk: {scene.intent}")


def nothing_said(scene: Scene) -> Turn:
    """A picture without a word, files that could not be taken, or an empty message."""
    if isinstance(scene.event.body, Said) and scene.event.body.refused:
        return replace(Turn(scene.memory).because("only files that could not be taken"), outcome="clarified")
    key = "small.empty"
    if scene.files:
        key = "small.picture" if any(file.is_image for file in scene.files) else "small.file"
    offers = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    return replace(Turn(scene.memory, (Reply(scene.say(key), offers=offers),)).because("no words"), outcome="clarified")


def _given_something(scene: Scene) -> Turn:
    """A number that nobody asked for: if it is one of their orders, say what we can do with it."""
    order = scene.facts.order(scene.given.entity("order_number").lstrip("#"))
    if order is None:
        return not_understood(scene)
    offers = tuple(
        Choice(scene.say(f"order.{verb}"), f"{verb}:{order.number}") for verb in ("track", "refund", "fault")
    )
    said = scene.say("order.what_about", item=order.title, number=order.number)
    return replace(Turn(scene.memory, (Reply(said, offers=offers),)).because("an order was named"), outcome="clarified")


def not_understood(scene: Scene) -> Turn:
    """Ask once, offering the likeliest; then a person is called."""
    misses = scene.memory.misses + 1
    if misses >= scene.policy.misunderstood_limit:
        memory = replace(scene.memory, misses=0)
        return people.call(scene, Turn(memory), Handoff("unclear", (scene.say("why.unclear", times=misses),)))
    memory = replace(scene.memory, misses=misses)
    guesses = [i for i, _ in (scene.heard.intents if scene.heard else ()) if i in CLEAR][:3] or list(opening.MENU[:3])
    topics = (opening.topic(scene, i) for i in guesses)
    offers = (*topics, Choice(scene.say("offer.more_help"), "human"))
    turn = Turn(memory, (Reply(_unclear(scene), offers=offers),)).because("not sure: asks which")
    return replace(turn, outcome="clarified")


LANGUAGES = frozenset("es fr de pt it hi".split())


def _unclear(scene: Scene) -> str:
    """That it was not understood; to somebody who writes another language, in theirs."""
    language = scene.heard.language if scene.heard else ""
    return scene.say(f"language.{language}") if language in LANGUAGES else scene.say("small.unclear")


CLEAR = frozenset(errands.ERRANDS) | {"security_fraud"}
"""Intents that can be offered as a topic."""
