"""An order that somebody says they never placed: whoever did may be in their account."""

import re

from bot.scene import Scene
from bot.shop import Order

_ORDER = (
    r"(?:(?:this |that |the )?order (?:(?:no\.?|number) ?)?#?[\w-]*\d[\w-]*"
    r"|(?:this|that|the|these|those|my last|my latest)(?: \w+)? orders?)"
)
_NOT_MINE = re.compile(
    rf"\bi (?:did ?n[o']?t|did not|never|have ?n[o']?t|have not) (?:plac|ma[dk]|submit)\w* {_ORDER}"
    rf"|\b{_ORDER} (?:was|is)(?: not|n'?t) (?:placed|made|ordered) by me\b"
    r"|\b(?:there(?:'?s| is| are| was| were)|i (?:can )?see|i saw|(?:mail|confirmation|charged?) (?:for|of|about))"
    r" (?:an|some) orders?(?: for (?:\w+ ){1,4}?| )(?:that |which )?"
    r"i (?:never|did ?n'?t|did not|have ?n'?t) (?:place|made?|order)\w*"
    rf"|\b(?:some(?:one|body)(?: else)?|a stranger) (?:placed|made) {_ORDER}",
    re.I,
)
"""Says so of an order that is named, or that is seen or charged: goods that came may only be the wrong parcel."""
_GOES_ON = re.compile(
    r"\W*(?:$|[.,;!?\n]|\b(?:so|please|pls|and|but|help|at all|myself|cancel|who|why|what|it)\b)", re.I
)
"""What may follow: "by mistake" or "with express delivery" says that they did place it."""


def is_said(text: str) -> bool:
    return any(_GOES_ON.match(text, found.end()) for found in _NOT_MINE.finditer(text))


def order(scene: Scene) -> Order | None:
    """Which of theirs it is said of: by its number, or the only one there is."""
    if not is_said(scene.text):
        return None
    number = scene.given.entity("order_number").lstrip("#")
    orders = scene.facts.orders
    return scene.facts.order(number) if number else orders[0] if len(orders) == 1 else None


def wanted(scene: Scene) -> str:
    """One line for the card."""
    found = order(scene)
    return f"look at order {found.number} ({found.title}): not placed by them" if found else ""
