"""In public nothing private is said: general questions are answered, all else goes on in private."""

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import asides, people, safety, smalltalk

SMALL = frozenset({"thanks", "goodbye"})


def answer(scene: Scene) -> Turn:
    """What may be said where others read along."""
    if words := scene.triggered("safety"):
        return _danger(scene, words)
    sure = scene.heard is not None and scene.heard.band is Band.ACT
    if sure and not scene.triggered("human", "call", "security"):
        if said := asides.from_the_catalogue(scene) or asides.from_the_shelf(scene):
            return asides.about_secrets(scene, said)
        if scene.intent in SMALL:
            return smalltalk.answer(scene)
    if scene.event.private is None:
        return Turn(scene.memory, (Reply(scene.say("public.nowhere")),)).because(
            "said in public, no private place known"
        )
    led = Turn(scene.memory, (Reply(scene.say("public.led")),)).because("said in public: goes on in private")
    return replace(led, goes_private=True)


def _danger(scene: Scene, words: str) -> Turn:
    """Safety words are said at once, wherever it is; the case follows in private, or from here."""
    said = safety.words_first(scene, words)
    if scene.event.private is not None:
        return replace(said, goes_private=True)
    if scene.facts.desk.case:
        return said
    return people.call(scene, said, people.opening(scene) or Handoff("safety", (words,), urgent=True))
