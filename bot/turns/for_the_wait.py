"""Money that is for no thing: what is given for a wait, the postage, and what follows if a late parcel is lost."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import Reply
from bot.flows.late.ways import Way, compensation, late_ones
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import moving, naming, order_in
from bot.slots.goods import GIVEN, less_the_wait
from bot.slots.naming import names_in
from bot.turns import errands
from bot.turns.context.charges import FOR_A_RETURN
from bot.turns.context.reading import at_fault, bought
from bot.wording import Markup

_COST = r"(?:costs?|fees?|charges?|money|price)"
_POSTAGE = rf"(?:(?:postage|shipping|p ?& ?p|freight)(?: {_COST})?|(?:delivery|courier|express|handling) {_COST})"
_THING = rf"(?!(?:because|cause|cos|since|as|so|slow|late|and|plus|with)\b)[\w']+(?= {_POSTAGE})"
POSTAGE_BACK = re.compile(
    rf"\b(?:refund\w*|money(?: back)?|reimburse\w*)(?: (?:of|for|me|my|the|all|on|back|just|only|{_THING}))* {_POSTAGE}"
    r"\b(?! (?:is|was|took|takes|has|address)\b)"
    rf"|(?<!return )(?<!free )\b{_POSTAGE}(?: (?:of )?[$£€]?\d[\d.,]*[$£€]?)? (?:money )?"
    r"(?:back|refund(?:ed)?|reimbursed)\b"
    rf"|\b(?:give|pay|send|want|get|have)(?: (?:me|my|the|back))* {_POSTAGE} (?:please|pls|refund)",
    re.I,
)
"""What was paid for the way here is wanted back, and no thing."""
NO_GOODS = frozenset(
    "refund_request return_exchange cancel_order complaint out_of_scope payment_promo delivery_late provide_info deny"
    " order_status refund_status".split()
)
"""What a wish for the postage alone is taken for."""
ONLY = re.compile(
    rf"\b(?:just|only)(?: (?:i|want|need|refund|give|get|have|me|back|money|for|the|my))* {_POSTAGE}", re.I
)
"""The postage in place of what is under way."""
NOT_THAT = re.compile(
    rf"\b(?:not|n'?t (?:want|need)|no need (?:for|of))(?: (?:want|need|to have|a|the|my|any|refund|money|for|of))*"
    rf" {_POSTAGE}",
    re.I,
)
"""The postage is turned down, and something else may be wanted."""
_COIN = r"(?:dollars?|pounds?|euros?|bucks|quid|usd|eur|gbp)"
THE_SUM = re.compile(rf"[$£€] ?(?P<sum>\d+)(?![.,]?\d)|\b(?P<said>\d+|five|four|ten) ?{_COIN}\b", re.I)
WORDS = {"four": 4, "five": 5, "ten": 10}
OF_A_CHARGE = re.compile(
    r"\b(?:charg\w*|took|taken|tak(?:e|ing)|debited|twice|billed|pric\w*|costs?|cheaper|off|statement|more|less)\b",
    re.I,
)
SEARCHED = re.compile(r"\b(?:(?:look|search)(?:ed)? for|find|trace|chase) (?:it|them)\b", re.I)
FEW = 14
"""Words that ask for no more than the sum."""
IF_LOST = re.compile(
    r"\bif (?:they|it|you|u|he|the (?:carrier|courier|parcel|package))\b(?:'s|'ve)?(?: (?:has|have|is|are|really|did|do"
    r"|was|been|got|just))* (?:lost|lose|loses|gone|missing|never (?:come|comes|arrives?|turns? up|shows? up))\b"
    r"|\bif (?:its|it's) (?:really )?(?:lost|gone)\b"
    r"|\bif (?:they|you|u|he) (?:can'?t|cannot|do(?:es)?n'?t|do not|never) find (?:it|them)\b",
    re.I,
)
"""Asks what comes of it, should it be lost."""
MOVES = frozenset({"refund", "send_back", "cancel"})


def met(scene: Scene) -> Turn | None:
    """What is said of any of them; None where the words are about a thing, or a charge."""
    if not scene.facts.bound or not scene.facts.shop_up or scene.memory.pending:
        return None
    text = scene.text.replace("\u2019", "'")
    return _postage(scene, text) or _the_sum(scene, text) or _if_lost(scene, text)


def _late(scene: Scene) -> list[Order]:
    """Orders with a parcel that is late, for which something may be given today."""
    view = scene.view({}, {})
    return [o for o in scene.facts.orders if late_ones(o, view) and compensation(o, view)]


def _postage(scene: Scene, text: str) -> Turn | None:
    errand, heard = scene.memory.errand, scene.heard
    beside = errand is None or (errand.flow in MOVES and ONLY.search(text))
    taken = heard is not None and (heard.intent in NO_GOODS or heard.band is not Band.ACT)
    if not (beside and taken) or not POSTAGE_BACK.search(text) or NOT_THAT.search(text):
        return None
    if FOR_A_RETURN.search(text) or at_fault(text):
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0))
    named, late = order_in(scene.given, scene.view({}, {}), scene.facts.orders), _late(scene)
    its = [order for order in late if named is None or order.number == named.number]
    if len(its) == 1:
        known = {"order": its[0].number, "way": str(Way.GOODWILL)}
        return errands.begin(free, "delivery_late", known).because("the postage, of what is late")
    turn = errands.with_way_out(scene, Turn(free.memory, (Reply(scene.say("late.no_postage")),)))
    return turn.because("the postage alone is a colleague's")


def _the_sum(scene: Scene, text: str) -> Turn | None:
    """ "And the 5 dollars", said of the very sum that is given for a wait: no charge of theirs is meant."""
    found = THE_SUM.search(text)
    if found is None or scene.memory.errand or len(text.split()) > FEW or OF_A_CHARGE.search(text):
        return None
    if scene.memory.topic != "delivery_late" and not SEARCHED.search(text):  # so many dollars may be of anything
        return None
    said = (found["sum"] or found["said"]).casefold()
    amount = WORDS.get(said) or int(said)
    view, orders = scene.view({}, {}), scene.facts.orders
    late = [o for o in _late(scene) if (sum_ := compensation(o, view)) and sum_.amount == amount]
    given = [o for o in orders if any(r.reason == GIVEN and r.amount.amount == amount for r in o.refunds)]
    if naming(text, bought(scene.facts) - names_in(*late, *given)):
        return None
    if given and not late:
        return errands.begin(scene, "refund_status", {"order": given[0].number}).because("what was given for a wait")
    way = Way.BOTH if SEARCHED.search(text) else Way.GOODWILL
    known = {"order": late[0].number, "way": str(way)} if len(late) == 1 else None
    return errands.begin(scene, "delivery_late", known).because("what is given for a wait") if known else None


def _if_lost(scene: Scene, text: str) -> Turn | None:
    """What follows if it is lost, of the one parcel that is late or looked for: nothing is begun for that."""
    errand, view = scene.memory.errand, scene.view({}, {})
    if not IF_LOST.search(text) or (errand and errand.flow != "late"):
        return None
    named = order_in(scene.given, view, scene.facts.orders)
    lately = [o for o in scene.facts.orders if late_ones(o, view) or any(p.traced for p in moving(o))]
    its = [order for order in lately if named is None or order.number == named.number]
    if len(its) != 1:
        return None
    said = f"{when_lost(scene)}{less_the_wait(its[0], its[0].items, view)}"
    if errand:
        return errands.ask_again(scene, said, errand.misses).because("asks what follows if it is lost")
    return Turn(replace(scene.memory, misses=0), (Reply(said),)).because("asks what follows if it is lost")


def when_lost(scene: Scene) -> Markup:
    """From when a parcel counts as lost, and what follows then."""
    policy = scene.policy
    key = "late.if_lost" if policy.missing_replace and policy.missing_refund else "late.if_lost_one"
    return scene.say(key, days=timedelta(days=policy.late_refund_days))
