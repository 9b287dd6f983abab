"""Questions to the account: what they ordered and paid; and those to somebody else's, which nobody is told."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flow import Given
from bot.flows import own_orders
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import here, items_in, names, order_in, outward
from bot.turns import errands, leads
from bot.wording import Markup

_NOBODY = (
    r"my|your|the|this|that|these|those|a|an|our|its|it|his|her|their|todays?|customers?|business|compan\w+|shops?"
    r"|stores?|yours|sellers?|couriers?|carriers?|drivers?|ups|dhls?|returns?|refunds?|orders?|sales|parcels?"
    r"|deliver\w+|what|whats|new|old|right|correct|next|last|which|best|contacts?|emails?|mails?|previous|status"
    r"|express|outstanding|various|past|address|others|all|items|details|tracking|numerous|recent|open|pending|late"
    r"|lost|plus|always|yes|pls|thanks"
)
OF_OTHERS = re.compile(
    r"\bwho(?:se order)? (?:has |have |is )?(?:(?:ordered|bought|placed|owns|paid for) )?(?:order )?(?:number )?"
    r"#?(?P<number>\d{3,8})\W*$"
    r"|(?:^\W*(?:and |so |ok |then )*|\b(?:what(?:'?s| is| are)|give me|tell me|show me|send me) )"
    rf"(?!(?:{_NOBODY})(?:'s)? )(?P<who>[^\W\d_]{{2,20}}(?:'s|s'|s)) (?:home |delivery |e-?mail |phone )?"
    r"(?:address|phone|number|e-?mail|orders?|account|card)\W*$",
    re.I,
)
"""Asks for what another person ordered, or where they live."""


CARRIER = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|hi|hello)\W+)*(?:(?:who|which|what)(?:'?s| is)? (?:the |my |your )?"
    r"(?:courier|carrier|delivery (?:company|service|firm)|shipping company)(?: is it)?"
    r"|who(?:'s| is)? (?:delivers|delivering|brings|bringing)"
    r"(?: (?:it|this|that|my [\w'-]+|(?:order )?#?\d{4}))?"
    r"|(?:which|what) (?:courier|carrier) (?:is|has|brings|delivers)"
    r" (?:it|this|my [\w'-]+|(?:order )?#?\d{4})(?: with)?)"
    r"(?: (?:anyway|then|btw|by the way|for (?:it|this)|please|pls))*\W*",
    re.I,
)
"""Asks who carries their parcel."""


ITS_NUMBER = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|hi|hello|hey|please|pls)\W+)*"
    r"(?:what(?:'?s| is| was| are)?|i (?:want|need|would like) to know|i need"
    r"|can (?:i|you) (?:have|get|give me|tell me)|tell me|give me|where(?:'?s| is| do i find)"
    r"|i (?:do(?:n'?t| not)|can(?:'?t|not)) (?:know|find))"
    r" (?:my|the|our) order (?:numbers?|nr|no|id)(?: (?:again|please|pls|then|for it|of it))*\W*",
    re.I,
)
"""Asks what number their order has."""


def _numbers(scene: Scene) -> Turn | None:
    """The numbers of what is to come, or of the last that came, or of the one that was talked of."""
    orders = scene.facts.orders
    if not orders or scene.memory.errand:
        return None
    lately = _lately(scene).get("order")
    coming = tuple(o for o in orders if o.status in ("open", "dispatched"))[:MOST] or orders[:1]
    meant = tuple(o for o in orders if o.number == lately) or coming
    lines = (str(scene.say("orders.number", item=o.title, number=o.number, day=o.placed)) for o in meant)
    memory = replace(scene.memory, misses=0, about=meant[0].number if len(meant) == 1 else "")
    return Turn(memory, (Reply(Markup("\n".join(lines))),)).because("asks for their order number")


MOST = 3
"""Orders whose numbers are told at once."""


def told(scene: Scene) -> Turn | None:
    """What the account says, or that it is nobody else's; nothing is begun."""
    found = OF_OTHERS.search(scene.text)
    if found and not _of_ours(found["who"], scene) and not scene.facts.order(found["number"] or ""):
        return Turn(scene.memory, (Reply(scene.say("orders.only_yours")),)).because("asks for somebody else's")
    if (ITS_NUMBER.fullmatch(scene.text)) and (numbers := _numbers(scene)):
        return numbers
    last = re.split(r"[.;!\n]+\s*", scene.text.strip(" .!?"))[-1]
    if CARRIER.fullmatch(last) and (carried := _carried(scene)):
        return carried
    if none := _no_other(scene):
        return none
    if not own_orders.asks(scene.text) and not _costs(scene):
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0))
    order = _lately(scene)
    if own_orders.may_be_for_sale(scene.text) and not order:
        return None
    extras = {"intent": "order_status", "words": scene.text[:500]}
    turn = errands.start(free, Errand("own_orders", order, extras=extras))
    if turn.after.errand is not None and scene.memory.errand is not None:
        return None  # who they are is asked already
    return turn if scene.memory.errand is None else replace(turn, after=replace(turn.after, errand=scene.memory.errand))


def _carried(scene: Scene) -> Turn | None:
    """Where the parcel is, with its carrier, of what was talked of or is on its way."""
    orders = scene.facts.orders
    moving = next((order.number for order in orders if order.parcels), "")
    number = _lately(scene).get("order") or moving
    if not number or not errands.may_begin(scene, "tracking"):
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0))
    turn = errands.begin(free, "order_status", {"orders": number})
    order = scene.facts.order(number)
    carriers = {parcel.carrier for parcel in outward(order)} if order else set()
    if len(carriers) == 1:
        turn = leads.led_by(turn, scene.say("courier.who", carrier=carriers.pop()))
    return replace(turn, after=replace(turn.after, errand=scene.memory.errand)) if turn.after.errand is None else None


OTHER = re.compile(
    r"\W*(?:(?:and|ok(?:ay)?|no|but|sorry|thanks|what about|how about|where(?:'s| is)|i mean|i meant|not that one)\W+)*"
    r"(?:the |my )?(?:other|second|2nd|third|next)(?: (?:one|order|parcel|package))?(?:\W+(?:please|pls|then|too))*\W*",
    re.I,
)
"""Asks after another order than the one that was shown."""


def _no_other(scene: Scene) -> Turn | None:
    """Right after they were told where their only order is, "the other one" is none that could be seen."""
    memory, orders = scene.memory, scene.facts.orders
    shown = memory.errand is None and errands.ERRANDS.get(memory.topic) in errands.FACTUAL
    alone = len(orders) == 1 and len(orders[0].parcels) <= 1
    if not (shown and alone) or not OTHER.fullmatch(scene.text):
        return None
    said = scene.say("order.no_other", number=orders[0].number, day=orders[0].placed)
    turn = Turn(memory, (Reply(said, offers=(Choice(scene.say("offer.colleague"), "human"),)),), outcome="answered")
    return turn.because("there is no other order")


UNTIL_WHEN = re.compile(
    r"\b(?:how (?:long|many days|much time)|(?:until|till?|by) when|what(?:'?s| is) the (?:deadline"
    r"|last day))\b[^.?!]{0,30}?"
    r"\b(?:return|send|bring|give|exchange|swap)\w*\b(?! (?:take|takes|get|be)\b)",
    re.I,
)


OF_MONEY = re.compile(r"\b(?:money|refund\w*|paid|pay|credit|cash|after i|once i)\b", re.I)


def until_when(scene: Scene) -> Turn | None:
    """How long a thing of theirs may still be sent back: its own day, and nothing is begun."""
    errand = scene.memory.errand
    asks = UNTIL_WHEN.search(scene.text) and not OF_MONEY.search(scene.text)
    if errand is not None or not asks or not scene.facts.bound:
        return None
    order = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if order is None or order.delivered is None or order.returns or order.refunds:
        return None
    back = tuple(item for item in here(order) if not item.final)
    named = tuple(pick.item for pick in items_in(scene.given, order.items) or ())
    if not back or any(item.final for item in named):
        return None  # what stays with them is told with the reason
    last = order.delivered + scene.policy.return_time
    items, days = names(back, scene.view({}, {})), scene.policy.return_days
    start = Choice(scene.say("knowledge.start"), "topic:return_exchange")
    key, offers = ("orders.until", (start,)) if last >= scene.facts.now else ("orders.no_longer", ())
    said = Reply(scene.say(key, items=items, day=last, days=days), offers=offers)
    return Turn(replace(scene.memory, misses=0, about=order.number), (said,)).because("how long it may be sent back")


def _costs(scene: Scene) -> bool:
    """ "How much is that" of something in their orders, where no page of the shop was looked at."""
    free = scene.memory.errand is None and not scene.facts.product_before and not scene.facts.products
    return free and bool(scene.facts.orders) and own_orders.COSTS.fullmatch(scene.text) is not None


def _of_ours(who: str | None, scene: Scene) -> bool:
    """Whether the name is the shop's or a carrier's, and nobody's."""
    name = (who or "").casefold().removesuffix("'s").removesuffix("s")
    carriers = " ".join(parcel.carrier for order in scene.facts.orders for parcel in order.parcels)
    return bool(name) and name in f"{scene.policy.shop_name} {scene.policy.bot_name} {carriers}".casefold()


def _lately(scene: Scene) -> dict[str, str]:
    """The order that these words name, or that was talked of just before."""
    view, orders = scene.view({}, {}), scene.facts.orders
    for words in (scene.text, scene.memory.about, *reversed(scene.memory.before[-3:])):
        if words and (order := order_in(Given(words), view, orders)):
            return {"order": order.number}
    return {}
