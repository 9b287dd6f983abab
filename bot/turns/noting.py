"""More is told of what is under way: it goes with it to whoever looks, and the question stands."""

from bot.anew import replace
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import errands


def noted(scene: Scene, errand: Errand) -> Turn:
    words = f"{errand.extras.get('words', '')}. {scene.text}"[:500]
    memory = replace(scene.memory, errand=replace(errand, extras={**errand.extras, "words": words}))
    again = errands.ask_again(replace(scene, memory=memory), scene.say("errand.noted"), errand.misses)
    return again.because("more of what is under way")
