"""One thing more, or another one, for an order that is placed: nothing can be added to it from here."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

_ORDER = r"(?:(?:my|the|this|that|our|last|recent|current|existing|same|open) )*(?:order|parcel|package)"
ADDS = re.compile(
    r"\b(?:add|include|put|throw|squeeze|pop)(?: in)? (?P<what>[^.?!]{1,50}?) (?:on |in)?(?:to|in|into|onto|with)"
    rf" {_ORDER}\b",
    re.I,
)
ANOTHER = re.compile(
    r"\b(?:can|could|may|want to|wanna|like to|need to) (?:i |we |you )?(?:please |just |still )*add"
    r" (?P<what>(?:another|one more|an? (?:extra|second|third)|(?:two|three|\d) more)\b[^.?!]{0,40})",
    re.I,
)
NO_THING = re.compile(
    r"\b(?:notes?|instructions?|messages?|comments?|words?|name|address|number|phone|mobile|e-?mail|code|coupon|voucher"
    r"|discount|promo|company|vat|tax|flat|apartment|floor|door|post ?code|zip|details?|photos?|pictures?|return|refund"
    r"|refunded|money|credit|driver|courier|neighbou?r|wrapp\w+|card|invoice|insurance|tracking|express|it back|look"
    r"|info|information|update|help|signature|(?:end|stop)(?=\W*$))\b",
    re.I,
)
"""What is added to an order and is no thing of the shop's."""
WISHED = re.compile(
    r"\b(?:can|could|may|would|will|want|wanna|like|please|pls|possible|need|is it|how)\b|^\W*add\b", re.I
)


def wished(scene: Scene) -> Turn | None:
    """ "Can I add one more chair to my order": no address is asked for, and nothing is too late."""
    text = scene.text.replace("\u2019", "'")
    found = ADDS.search(text) or ANOTHER.search(text)
    if found is None or not WISHED.search(text) or NO_THING.search(found["what"]) or not scene.facts.orders:
        return None
    # What is named may be the new thing: the order that has not left is meant, else the newest.
    unsent = [order for order in scene.facts.orders if order.status in ("open", "dispatched")]
    numbered = next((order for n in re.findall(r"\d{3,}", text) if (order := scene.facts.order(n))), None)
    order = numbered or (unsent or list(scene.facts.orders))[0]
    said = Reply(scene.say("orders.no_adding", number=order.number))
    memory = replace(scene.memory, misses=0, about=order.number)
    return errands.with_way_out(scene, Turn(memory, (said,))).because("nothing is added to an order")
