"""The shop said no, or could not be reached for long: a person takes it from here."""

from bot.content import Reply
from bot.effects import Handoff
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people


def handed_over(scene: Scene, said: str, what: str, result: Result, need: Handoff) -> Turn:
    """The customer hears that it did not work, staff hear why: `what` was asked, in words for the card.

    `need` says whose work it is from here on, what is wanted and of which order.
    """
    why = f"{what} → {result.state}: {result.detail}"
    turn = Turn(scene.memory, remarks=(why,)).because(f"the shop {result.state}: {what}")
    if scene.facts.desk.case:
        return turn.says(Reply(said, notice=True))
    because = (f"the shop {result.state}: {result.detail}",)
    tried = (f"{what} → {result.state}",)
    need = Handoff("failing", because, need.department, wants=need.wants, tried=tried, order=need.order)
    return people.call(scene, turn, need, said)
