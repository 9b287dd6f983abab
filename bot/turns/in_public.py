"""In public nothing private is said: general questions are answered, all else goes on in private."""

from dataclasses import replace

from bot.content import Reply
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import asides, smalltalk

SMALL = frozenset({"thanks", "goodbye"})


def answer(scene: Scene) -> Turn:
    """What may be said where others read along."""
    sure = scene.heard is not None and scene.heard.band is Band.ACT
    if sure and not scene.triggered("safety", "human", "call", "security"):
        if said := asides.from_the_shelf(scene):
            return asides.about_secrets(scene, said)
        if scene.intent in SMALL:
            return smalltalk.answer(scene)
    if scene.event.private is None:
        return Turn(scene.memory, (Reply(scene.say("public.nowhere")),)).because(
            "said in public, no private place known"
        )
    led = Turn(scene.memory, (Reply(scene.say("public.led")),)).because("said in public: goes on in private")
    return replace(led, goes_private=True)
