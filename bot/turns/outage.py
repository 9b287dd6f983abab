"""While the shop does not answer."""

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.memory import LOOK_AGAIN, Errand, Turn
from bot.scene import Scene
from bot.turns import incidents, people


def unreachable(scene: Scene, errand: Errand) -> Turn:
    """The shop does not answer: say so, look again by ourselves; the second time a person is called."""
    if many := incidents.known(scene) or incidents.begun(scene):
        return many
    looked = scene.memory.looked + 1
    memory = replace(scene.memory, errand=errand, looked=looked)
    if looked > 1:
        why = scene.say("why.failing")
        turn = Turn(replace(memory, errand=None, looked=0))
        wants = errand.extras.get("words", "")[:120]
        called = people.call(replace(scene, memory=turn.after), turn, Handoff("failing", (why,), wants=wants))
        return incidents.noted(scene, called)
    offers = (Choice(scene.say("offer.wait"), "wait"), Choice(scene.say("offer.human"), "human"))
    reply = Reply(scene.say("shop.down"), offers=offers)
    turn = Turn(memory, (reply,), wakes=(LOOK_AGAIN,), outcome="offered").because("the shop cannot be reached")
    return incidents.noted(scene, turn)
