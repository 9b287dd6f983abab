"""Whether the telephone system placed a call; whoever it was for hears from their own telephone."""

from bot.effects import PlaceCall
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene


def placed(scene: Scene, _: PlaceCall, result: Result) -> Turn:
    """A call that was placed needs no word; one that was not is dialled by hand, so staff are told."""
    if result.state == "done":
        return Turn(scene.memory, outcome="silent").because("the call was placed, or is dialled by hand")
    why = scene.say("call.failed", reason=result.detail)
    return Turn(scene.memory, remarks=(why,), outcome="silent").because(f"the call was not placed: {result.detail}")
