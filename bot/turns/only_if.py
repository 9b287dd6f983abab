"""What is asked or wished for the case that something is not sent or does not come: that is no wish for now."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flows.late.ways import COMES_NOT
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import moving, order_in
from bot.turns import about_the_yes, asked_words, errands, for_the_wait, leads

WISHES = frozenset(
    {"refund_request", "refund_status", "cancel_order", "return_exchange", "delivery_late", "delivery_not_received"}
)
_IF_I = r"\b(?:if|when) (?:i|we|you|u)(?:'d| would| were to)? (?:\w+ )?(?:cancel|refund|return|send|give|bring|stop)\b"
POSTAGE_IF = re.compile(rf"{asked_words.POST}.*{_IF_I}|{_IF_I}.*{asked_words.POST}", re.I)
"""Asks what becomes of the postage if something goes back."""
MONEY_IF = re.compile(
    rf"{_IF_I}.*\b(?:where|which card|what card)\b.*\b(?:money|refund|it|card)\b"
    rf"|\bwhere\b.*\b(?:money|refund)\b.*{_IF_I}",
    re.I,
)
"""Asks where the money would go."""

FACTS = frozenset({"order_status", "faq"})
TOLD = frozenset({"order_status", "delivery_late"})
WHAT_THEN = re.compile(
    r"\bwhat (?:will |would )?(?:happens?|then|(?:do|can|should) i do|will you do)\b|\bwhat then\b", re.I
)
"""Asks what becomes of it then, and not where it is now."""


def begun(scene: Scene) -> Turn | None:
    """ "If it doesn't come by Wednesday I want my money back": it is told how it stands, and nothing is stopped."""
    text, wishes = scene.text.replace("’", "'"), scene.intent in WISHES
    asks = scene.intent in FACTS and scene.memory.topic in TOLD and WHAT_THEN.search(text)  # else a page tells more
    if scene.memory.errand or not (wishes or asks) or not COMES_NOT.search(text):
        return None
    coming = [order for order in scene.facts.orders if moving(order)]
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    order = named or _told_last(scene, coming) or (coming[0] if len(coming) == 1 else _only_late(scene, coming))
    if order is None or order not in coming or not errands.may_begin(scene, "late"):
        return None
    told = replace(scene, memory=replace(scene.memory, misses=0))
    if not wishes:
        turn = Turn(told.memory, (Reply(for_the_wait.when_lost(scene)),))
        return turn.because("asks what follows if it does not come")
    turn = errands.begin(told, "delivery_late", {"order": order.number})
    return leads.led_by(turn, scene.say("errand.comes_first")).because("a wish for the case that it does not come")


def _told_last(scene: Scene, coming: list[Order]) -> Order | None:
    """The one whose parcel they have just heard of."""
    told = re.findall(r"\w+", scene.memory.about)
    return next((order for order in coming if order.number in told), None)


def _only_late(scene: Scene, coming: list[Order]) -> Order | None:
    late = [order for order in coming if any(parcel.late_by(scene.facts.now) > timedelta() for parcel in order.parcels)]
    return late[0] if len(late) == 1 else None


def asked(scene: Scene) -> Turn | None:
    """What would become of the postage or the money, if something went back: it is told, and nothing is begun."""
    if scene.memory.errand or not scene.facts.bound:
        return None
    said, order = "", order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if POSTAGE_IF.search(scene.text) and not asked_words.WHO_PAYS.search(scene.text):
        said = scene.say("errand.postage_rule")
    elif order and MONEY_IF.search(scene.text):
        said = scene.say("afterwards.to", means=order.paid_with)
    return Turn(replace(scene.memory, misses=0), (Reply(said),)).because("only asks what would be") if said else None


def not_sent(scene: Scene) -> Turn | None:
    """ "What if I don't hand it in by then", after a label was made: it ends by itself."""
    is_open = any(back.state == "open" for order in scene.facts.orders for back in order.returns)
    if scene.memory.errand or not is_open or not asked_words.IF_NOT_SENT.search(scene.text.replace("’", "'")):
        return None
    offers = scene.memory.offers
    again = tuple(Choice(label, value) for value, label in offers.items()) if "human" in offers else ()
    told = Reply(scene.say("errand.if_not_sent"), offers=again)  # a colleague who was offered still is
    return Turn(replace(scene.memory, misses=0), (told,)).because("a label not used")


def who_pays(scene: Scene) -> Turn | None:
    """ "Who pays when I send it back": that first, and then the return."""
    asks = asked_words.WHO_PAYS.search(scene.text) and about_the_yes.asks_beside(scene)
    if scene.memory.errand or scene.intent != "return_exchange" or not asks or not scene.facts.bound:
        return None
    turn = errands.begin(replace(scene, memory=replace(scene.memory, misses=0)), scene.intent)
    now = turn.after.errand
    return leads.led_by(turn, scene.say("errand.no_cost_return")) if now and now.flow == "send_back" else None
