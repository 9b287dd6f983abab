"""An address for orders to come is none of an order that is on its way: it stands in their account."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.addresses import address_in, home_of
from bot.turns import errands

TO_COME = re.compile(
    r"\b(?:for|in|with|on) (?:the |my |all |any )?(?:future|further|next|later|coming)"
    r"(?: (?:orders?|purchases?|deliver\w+|parcels?|ones?|times?))?\W*$"
    r"|\b(?:future|next|later) (?:orders|purchases|deliveries|parcels)\b",
    re.I,
)
IN_ACCOUNT = re.compile(r"\b(?:in|on|of) my (?:account|profile)\b|\bmy (?:account|profile) address\b", re.I)


def met(scene: Scene) -> Turn | None:
    """ "I mean in my account, for next orders", where the address of an order was asked for or was too late."""
    errand = scene.memory.errand
    of_it = errand.flow == "new_address" and errand.slot != errands.CONFIRM if errand else False
    just = errand is None and scene.memory.topic == "change_delivery"
    if not (of_it or just) or not _is_for_later(scene):
        return None
    turn = Turn(replace(scene.memory, errand=None, misses=0), (Reply(scene.say("address.for_later")),))
    return errands.with_way_out(scene, turn).because("an address for orders to come")


def _is_for_later(scene: Scene) -> bool:
    """Whether an address shall be kept for orders to come: of one that is given, "not that in my account" says less."""
    if TO_COME.search(scene.text):
        return True
    return bool(IN_ACCOUNT.search(scene.text)) and address_in(scene.text, home_of(scene.facts)) is None
