"""Whether the code was mailed."""

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff, MailCode
from bot.events import Result
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people


def after(scene: Scene, _: MailCode, result: Result) -> Turn:
    """A code that was mailed needs no word; one that was not keeps somebody from their orders."""
    if result.state == "done":
        return Turn(scene.memory, outcome="silent").because("the code was mailed")
    memory = replace(scene.memory, challenge=None, errand=None, parked=())
    turn = Turn(memory, (Reply(scene.say("identity.mail_failed"), notice=True),)).because(
        "the code could not be mailed"
    )
    if scene.facts.desk.case:
        return turn
    return people.call(replace(scene, memory=memory), turn, Handoff("unidentified", (scene.say("why.mail_failed"),)))
