"""When an errand's question is not answered: dropped, left for another errand, or missed."""

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import calls, errands, identity, people


def given_up(scene: Scene) -> Turn:
    """The one under way is dropped, and what was left for it goes on; what waits for who they are goes with that."""
    errand, parked = scene.memory.errand, scene.memory.parked
    if errand and errand.flow == identity.NAME:
        parked = ()
    memory = replace(scene.memory, errand=None, parked=parked, challenge=None)
    dropped = Turn(memory, (Reply(scene.say("errand.dropped")),)).because("dropped by the customer")
    return errands.back_to_parked(scene, dropped)


def answered_in_haste(scene: Scene, need: Handoff) -> Turn | None:
    """ "End it today" answers the question; only hurry that answers nothing calls a person."""
    return errands.go_on(scene, scene.given) if need.rule == "urgency" else None


def another(scene: Scene) -> Turn | None:
    """A clear wish for something else: it is done first, then we come back."""
    errand = scene.memory.errand
    if scene.heard is None or scene.heard.band is not Band.ACT or errand is None:
        return None
    flow = errands.ERRANDS.get(scene.intent)
    if flow in (None, errand.flow, "elsewhere") or scene.intent == errand.extras.get("intent"):
        return None
    return errands.begin(errands.park(scene), scene.intent)


def expected(scene: Scene, need: Handoff) -> Turn | None:
    """ "Still nothing" is no complaint of an unanswered case where it answers our own question."""
    errand = scene.memory.errand
    if need.rule != "repeat" or errand is None or errand.flow == identity.NAME:
        return None
    return errands.go_on(scene, scene.given)


def miss(scene: Scene) -> Turn:
    """Not an answer: asked once more, differently; then a person."""
    errand = scene.memory.errand
    misses = (errand.misses if errand else 0) + 1
    if misses >= scene.policy.misunderstood_limit + 1:
        if errand and errand.flow == calls.NAME:
            return calls.in_writing(scene).because("no number could be made out")
        return people.call(scene, Turn(scene.memory), Handoff("unclear", (scene.say("why.unclear", times=misses),)))
    own = errands.miss_words(scene) if misses == 1 else ""
    lead = own or scene.say("errand.miss" if misses == 1 else "errand.miss_again")
    return errands.ask_again(scene, lead, misses).because("that was no answer to the question")
