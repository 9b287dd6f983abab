"""The price of what they bought has fallen since: the shop's page on that, and a colleague who can see to it."""

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands
from bot.turns.context import sold
from bot.wording import Markup


def met(scene: Scene) -> Turn | None:
    """The page, with a colleague beside it: no thing goes back for a difference, and none of it is for us to pay."""
    heard = scene.heard
    if heard is None or not scene.facts.bound or scene.memory.errand or not sold.price_fell(heard.text):
        return None
    page = next(iter(scene.facts.answers), None)
    lead = scene.say("knowledge.in_passing", text=Markup(page.text), source=Markup(page.source)) if page else ""
    said = "\n\n".join(filter(None, (lead, scene.say("orders.price_fell"))))
    turn = errands.with_way_out(scene, Turn(replace(scene.memory, misses=0), (Reply(Markup(said)),)))
    return turn.because("a price that fell is a colleague's")
