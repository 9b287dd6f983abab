"""A right of withdrawal that can be made use of right here: its last yes is asked for, with a person beside it."""

from bot.anew import replace
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.clubs import Wish
from bot.turns import errands, leads, people
from bot.turns.context import law

GRAVE = ("safety", "security", "human", "legal", "call", "anger")
"""With these a person is called for, whatever could be done here."""
WISHES = ("membership", "cancel_order", "return_exchange")


def declared(scene: Scene) -> Turn | None:
    """ "I use my right of withdrawal for the coffee club": its end, which no waiting for a person may make too late."""
    if not law.declares(scene.text) or scene.triggered(*GRAVE) or scene.intent not in WISHES:
        return None
    known = {"wish": str(Wish.CANCEL)} if scene.intent == "membership" else None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0, refused=""))
    turn = errands.begin(free, scene.intent, known)
    if turn.handoff or not turn.replies:
        return turn
    if turn.after.errand and turn.after.errand.slot == errands.CONFIRM:
        turn = leads.led_by(turn, scene.say("lead.withdrawal"))
    return people.offered(scene, turn, "a right of withdrawal")
