"""More is told of what is under way: it goes with it to whoever looks, and the question stands."""

import re

from bot.anew import replace
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import errands


def noted(scene: Scene, errand: Errand) -> Turn:
    words = f"{errand.extras.get('words', '')}. {scene.text}"[:500]
    memory = replace(scene.memory, errand=replace(errand, extras={**errand.extras, "words": words}))
    again = errands.ask_again(replace(scene, memory=memory), scene.say("errand.noted"), errand.misses)
    return again.because("more of what is under way")


SENTENCE = re.compile(r"[^.!?\n]{9,}[.!\n]")
"""A sentence that tells something; what asks ends in another mark."""


def tells_and_asks(scene: Scene) -> Turn | None:
    """ "I have the card. How long does it take?", where a colleague needs their words: all of it is for them."""
    errand = scene.memory.errand
    if errand is None or errand.slot != "details" or not SENTENCE.match(scene.text.strip()):
        return None
    return errands.go_on(scene, scene.given)
