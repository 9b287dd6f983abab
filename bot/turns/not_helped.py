"""Words after "did that settle it", where they are neither yes nor no: what staff will need, or something new."""

from bot.absorbing import absorb
from bot.anew import replace
from bot.flows.home import home
from bot.labels import folded
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import asides, asked_on, beginning, detours, errands


def beside(scene: Scene) -> Turn:
    """Neither yes nor no to "did that settle it": something new, or what staff will need to know."""
    errand, scene = scene.memory.errand, detours.behind_a_yes(scene)
    if errand and asked_on.tells_more(scene, errand):
        return told(scene, errand)
    if errand is None or asides.is_new(scene, errand):
        return beginning.begun(replace(scene, memory=replace(scene.memory, errand=None)))
    return asked_on.beside_a_page(scene, errand) or told(scene, errand)


def told(scene: Scene, errand: Errand) -> Turn:
    """The answer was not enough: these words are the first of what staff will need."""
    answers = {**errand.answers, "helped": "no"}
    place = home(scene.view(answers, errand.extras))
    if place.first in ("what_about", "which_product"):
        answers["first"] = scene.text[:500]  # asked on, and nothing is written on it: no person is called yet
    elif folded(scene.text) == folded(errand.extras.get("words", "")):
        pass  # the same once more tells nothing besides
    elif len(scene.text.split()) > 1 or scene.given.entity("email"):
        answers["first" if scene.given.entity("email") == scene.text.strip() else "second"] = scene.text[:500]
    view = scene.view(answers, errand.extras)
    kept = absorb(errands.FLOWS[errand.flow], answers, scene.given, view)
    return errands.proceed(scene, replace(errand, answers=kept)).because("the answer was not enough")
