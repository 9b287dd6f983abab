"""Whether a label was made."""

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff, OpenReturn
from bot.events import Result
from bot.memory import LOOK_AGAIN, Turn
from bot.scene import Scene
from bot.shop import Order, Return
from bot.turns import sending_back
from bot.turns.results.confirmed import settled
from bot.turns.results.failing import handed_over


def opened(scene: Scene, wanted: OpenReturn, result: Result) -> Turn:
    """The label with what to do; it is read from the shop, and looked for again if that can't be done just now."""
    if result.state != "done":
        said = scene.say("send_back.shop_refused" if result.state == "refused" else "send_back.shop_failed")
        need = Handoff("failing", (), wants=f"a return label, order {wanted.order}", order=wanted.order)
        return handed_over(scene, said, f"return, order {wanted.order}", result, need)
    memory = settled(scene.memory, f"return, order {wanted.order} → label made")
    scene, order = replace(scene, memory=memory), scene.facts.order(wanted.order)
    back = _newest(order, wanted) if order else None
    if order is None or back is None:
        later = Reply(scene.say("send_back.label_later"), notice=True)
        look = replace(LOOK_AGAIN, what=sending_back.LABEL, about=wanted.order)
        return Turn(memory, (later,), wakes=(look,)).because("the label can't be read yet")
    return sending_back.label_told(scene, order, back)


def _newest(order: Order, wanted: OpenReturn) -> Return | None:
    same = [back for back in order.returns if back.state == "open" and back.lines == wanted.lines]
    return same[-1] if same else None
