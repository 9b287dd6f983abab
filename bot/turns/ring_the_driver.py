"""A driver is to be rung, or their number is asked for: we have none, and a colleague is told at once."""

from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people
from bot.turns.context import calling

ASKS = frozenset({"delivery_problem", "faq", "human_agent", "out_of_scope"})


def met(scene: Scene) -> Turn | None:
    """The number alone is a question; that he be rung is a wish that will not wait for the chat."""
    text = scene.text.replace("’", "'")
    if scene.triggered("safety", "security") or not (calling.of_others(text) or calling.is_astray(text)):
        return None
    if calling.HIS_NUMBER.search(text) and not calling.RINGS_HIM.search(text):
        if scene.intent not in ASKS or scene.given.entity("phone"):
            return None  # where it is, or a number of theirs for the driver: that is met as it is
        turn = Turn(scene.memory, (Reply(scene.say("call.none_of_theirs")),)).because("a driver's number")
        return people.offered(scene, turn, "a driver's number")
    need = people.by_rule(scene, "urgency", scene.say("why.ring_driver"), about="delivery_problem")
    told = (Reply(scene.say("call.not_the_driver"), notice=True),) if calling.of_others(text) else ()
    return people.call(scene, Turn(scene.memory, told).because("a driver is to be rung"), need)
