"""One of two things is let go in so many words, and the other is what counts: "forget the cushions. the lamp"."""

import re

from bot.anew import replace
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import naming, words_of
from bot.turns import answered, beginning, detours, errands, leads
from bot.turns.context.reading import bought

_FORGET = re.compile(
    r"\W*(?:(?:no|ok(?:ay)?|oh|wait|hm+|actually|sorry|please|pls|just|well|right)\W+)*"
    r"(?:forget|never ?mind|skip|ignore|scrap)(?: about)? (?:the|my|that) (?P<thing>[\w-]+(?: (?!and\b|but\b)[\w-]+)?)"
    r"(?:\s*[.,;!?\n-]+\s*|\s+(?=(?:and|but|just|what about|how about)\b))"
    r"(?:(?:and|but|just|only|it'?s|i mean|i meant|what about|how about|about)\W+)*(?P<rest>\w.*)",
    re.I | re.S,
)


def met(scene: Scene) -> Turn | None:
    """The rest of it, read by itself; what is under way is dropped where it was that."""
    found, errand = _FORGET.fullmatch(scene.text.replace("’", "'")), scene.memory.errand
    if found is None:
        return None
    said = replace(scene, heard=detours.by_itself(scene, found["rest"]))
    if errand is None:
        return beginning.begun(said)
    if _is_of(scene, errand, found["thing"]):
        turn = beginning.begun(replace(said, memory=replace(said.memory, errand=None)))
        return leads.led_by(turn, scene.say("errand.dropped")).because(f"{errand.flow} is let go")
    only_named = words_of(found["rest"]) <= bought(scene.facts)
    return errands.ask_again(scene, scene.say("errand.only_this"), errand.misses) if only_named else None


def _is_of(scene: Scene, errand: Errand, thing: str) -> bool:
    """Whether what is let go is what is under way: its order has it, or its words do."""
    order = answered.known(scene, errand).get("order")
    titles = frozenset().union(*(words_of(item.title) for item in getattr(order, "items", ())))
    if naming(thing, bought(scene.facts)):
        return bool(naming(thing, titles))
    return bool(words_of(thing) & words_of(errand.extras.get("words", "")))
