"""A thing is named that is in none of their orders, where another was shown for it: that it is not there is said so."""

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.unlisted import named_instead, unlisted
from bot.turns import errands, leads, not_listed, nothing_newer
from bot.wording import quoted


def told(scene: Scene) -> Turn | None:
    """ "None of these, the coffee machine": no list once more without a word, and a colleague to look."""
    errand = scene.memory.errand
    if errand is None or errand.slot not in ("order", "orders") or errand.flow not in not_listed.OF_ORDERS:
        return None
    thing = named_instead(scene.text, scene.facts)
    if not thing:
        return None
    not_there = scene.say("order.not_listed", thing=quoted(thing))
    if any(str(not_there) in line for line in scene.memory.ours[-2:]):
        free = replace(scene.memory, errand=None, misses=0)
        return nothing_newer.handed_on(scene, Turn(free, (Reply(not_there),))).because("none of theirs is meant")
    said = leads.led_by(errands.ask_again(scene, "", errand.misses), not_there)
    return not_listed.with_colleague(scene, said).because("none of what was shown is meant")


def named(scene: Scene) -> Turn | None:
    """ "No, a kettle, not the teapot", after we spoke of the teapot: there is none, and a colleague may look."""
    if scene.memory.errand or not scene.facts.bound or not scene.facts.shop_up:
        return None
    thing = named_instead(scene.text, scene.facts)
    return _not_there(scene, thing).because("another thing is meant, and none of theirs") if thing else None


def unclear(scene: Scene) -> Turn | None:
    """What nobody understands, of a thing that is none of theirs: that it is not there, and no list of topics."""
    thing = unlisted(scene.text, scene.facts) if scene.facts.bound and scene.facts.shop_up else ""
    return _not_there(scene, thing).because("not understood, of what is none of theirs") if thing else None


def _not_there(scene: Scene, thing: str) -> Turn:
    text = scene.say("order.not_listed", thing=quoted(thing))
    said = Turn(replace(scene.memory, misses=0), (Reply(text),))
    if any(str(text) in line for line in scene.memory.ours[-2:]):
        return nothing_newer.handed_on(scene, said)
    return not_listed.with_colleague(scene, said)
