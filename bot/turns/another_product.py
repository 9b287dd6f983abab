"""While it is open which product they mean, they ask of another one: that question takes the place of the first."""

from bot.anew import replace
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import products
from bot.turns import errands, questions
from bot.turns.context.reading import PRODUCT


def asked_instead(scene: Scene) -> Turn | None:
    """ "Does the wok rust", where it was asked which of two teapots."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "product" or not errand.ask or scene.intent != PRODUCT:
        return None
    if not questions.asked_behind(scene.text) or not products.names_goods(scene.text):
        return None
    first = f"{errand.extras.get('words', '')} {' '.join(scene.memory.choices.values())}"
    if products.telling(first) & products.telling(scene.text):
        return None  # it may say which: "is it the teapot in the photo?"
    return errands.begin(replace(scene, memory=replace(scene.memory, errand=None)), PRODUCT).because("another product")
