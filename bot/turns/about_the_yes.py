"""A question while a yes is waited for, in whatever words: answered from what stands there, and the yes still open."""

from collections.abc import Callable
from datetime import timedelta

from bot import corrections
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.shop import Money, Order
from bot.slots import day_in, order_in
from bot.slots.agreeing import OTHER_ONE
from bot.turns import answered, errands, questions
from bot.turns.asked_about import COSTS_NOTHING, PAYS, how_back
from bot.turns.asked_words import (
    ALL_OF_IT,
    ASKS,
    FIRST,
    GETS,
    GOODS_COME,
    HOW_LONG,
    IF_NOT,
    IF_NOT_SENT,
    MEANWHILE,
    MONEY,
    MUST_GO,
    POSTAGE_BACK,
    PRINTS,
    SAME_PRICE,
    TO_SEND,
    WHERE_TO,
    WHO_PAYS,
    WISHES,
)
from bot.wording import Markup

TELLS_AGAIN = (
    "errand.stands_here",
    "errand.stands_so",
    "errand.tells_when",
    "errand.when_scanned",
    "errand.nothing_else",
    "errand.how_back",
    "errand.fetched",
)
"""Words right before the question once more."""
ALONE = ("errand.stands_here", "errand.stands_so")
"""The question itself holds the answer, and no more is said where something else is."""


def _when(scene: Scene, errand: Errand) -> str:
    """The day of money, of goods that come for what goes back, or until when it may be sent."""
    text = scene.text
    asks, goods = HOW_LONG.search(text), GOODS_COME.search(text)
    if goods or (asks and not FIRST.search(text) and TO_SEND.search(text)):
        return _when_it_comes(scene, errand) if goods else ""
    if not FIRST.search(text) and not (asks and MONEY.search(text)):
        return ""
    if errand.flow == "warranty":
        return "errand.claim_time"
    if errand.flow == "cancel" and _by_carrier(scene, errand):
        return "errand.when_back"
    if errand.flow == "send_back":
        return "errand.leaves_when" if _gets_another(scene, errand) else "errand.when_scanned"
    return "errand.tells_when" if errand.flow in (*PAYS, "subscription", "late") else ""


def _when_it_comes(scene: Scene, errand: Errand) -> str:
    if _gets_another(scene, errand):
        return "errand.leaves_when"
    other = day_in(scene.given, scene.view({}, {}))  # "Saturday then, do they come Saturday" is another wish
    same = other is None or other == errand.answers.get("day")
    return "errand.day_in_tracking" if errand.flow == "new_address" and same else ""


def _until(scene: Scene, errand: Errand) -> str:
    if errand.flow != "send_back":
        return ""
    if IF_NOT_SENT.search(scene.text):
        return "errand.if_not_sent"
    if not (TO_SEND.search(scene.text) and HOW_LONG.search(scene.text)):
        return ""
    order: Order | None = answered.known(scene, errand).get("order")
    return (
        "errand.stands_here"
        if errand.slot == errands.CONFIRM
        else "errand.return_until" * bool(order and order.delivered)
    )


def _where_to(scene: Scene, errand: Errand) -> str:
    if not WHERE_TO.search(scene.text):
        return ""
    if errand.flow == "charge" or (errand.flow == "subscription" and not _begins(errand)):
        return "errand.same_way"
    moves = errand.flow in ("refund", "cancel", "late", "not_received", "send_back")
    return "errand.stands_here" if moves and not _gets_another(scene, errand) else ""


def _postage(scene: Scene, errand: Errand) -> str:
    if not POSTAGE_BACK.search(scene.text) or errand.flow not in ("cancel", "refund", "send_back"):
        return ""
    order = answered.known(scene, errand).get("order")
    if order is None:
        return ""
    if paid_for_postage(order).amount <= 0:
        return "errand.no_postage"
    whole = scene.words.money(order.refundable)
    return "errand.postage_in" if whole in errand.shown else "errand.postage_not_in"


def paid_for_postage(order: Order) -> Money:
    """What was paid beside the things themselves."""
    return Money(order.total.amount - sum(item.paid.amount for item in order.items), order.total.currency)


def _cost(scene: Scene, errand: Errand) -> str:
    text = scene.text
    if errand.flow == "send_back" and SAME_PRICE.search(text):
        return "errand.stands_so" if errand.slot == "instead" else "errand.stands_here"
    if not WHO_PAYS.search(text) or POSTAGE_BACK.search(text) or _begins(errand):
        return ""
    if errand.flow == "send_back":
        return _of_the_difference(scene, errand) or "errand.no_cost_return"
    return "errand.no_cost" if errand.flow in COSTS_NOTHING | {"late", "warranty"} else ""


def _of_the_difference(scene: Scene, errand: Errand) -> str:
    """What is paid where something dearer may come for it; empty where nothing dearer is there to choose."""
    if errand.slot == errands.CONFIRM:
        return "errand.stands_here" if "costs" in errand.shown else ""
    return "errand.dearer_too" if any("(+" in label for label in scene.memory.choices.values()) else ""


def _what_it_holds(scene: Scene, errand: Errand) -> str:
    """All that they paid, or nothing but this one: the question itself says so."""
    text = scene.text
    if errand.flow in (*PAYS, "send_back") and OTHER_ONE.search(text) and not WISHES.search(text):
        return "errand.nothing_else"
    if errand.flow == "send_back" and PRINTS.search(text):
        return how_back(errand)
    return "errand.stands_here" if errand.flow in (*PAYS, "send_back") and ALL_OF_IT.search(text) else ""


def _meanwhile(scene: Scene, errand: Errand) -> str:
    return "errand.till_handed_in" if errand.flow == "send_back" and MEANWHILE.search(scene.text) else ""


def _must_go(scene: Scene, errand: Errand) -> str:
    if not MUST_GO.search(scene.text) or HOW_LONG.search(scene.text):
        return ""
    return {"send_back": "errand.must_go", "refund": "errand.must_not_go"}.get(errand.flow, "")


def _if_not(scene: Scene, errand: Errand) -> str:
    if not IF_NOT.search(scene.text):
        return ""
    if errand.flow == "warranty":
        return "warranty.decides"
    carrier = _by_carrier(scene, errand)
    return {"cancel": "errand.if_no_return", "new_address": "errand.if_no_change"}.get(errand.flow, "") * carrier


def _remedy(scene: Scene, errand: Errand) -> str:
    return "warranty.decides" if errand.flow == "warranty" and GETS.search(scene.text) else ""


def _by_carrier(scene: Scene, errand: Errand) -> bool:
    """Whether its carrier is asked, as it has left."""
    order = answered.known(scene, errand).get("order")
    return order is not None and order.status == "dispatched"


def _gets_another(scene: Scene, errand: Errand) -> bool:
    """Whether something comes for what goes back."""
    return errand.flow == "send_back" and str(answered.known(scene, errand).get("wish")) != "refund"


def _begins(errand: Errand) -> bool:
    """Whether the yes starts a club, which costs something."""
    return errand.flow == "subscription" and errand.answers.get("wish") == "resume"


TOPICS: tuple[Callable[[Scene, Errand], str], ...] = (
    _postage, _cost, _when, _until, _where_to, _meanwhile, _must_go, _if_not, _remedy,
    _what_it_holds,
)  # fmt: skip
ANYWHERE: tuple[Callable[[Scene, Errand], str], ...] = (_cost, _until)
"""What is known of a return before its last yes."""


def told(scene: Scene) -> Turn | None:
    """The question once more, under what is true of it; two are answered at most."""
    errand = scene.memory.errand
    if errand is None or not asks_beside(scene):
        return None
    last = errand.slot == errands.CONFIRM
    if not (last or errand.flow == "send_back") or _of_another(scene, errand):
        return None
    keys = list(dict.fromkeys(key for topic in (TOPICS if last else ANYWHERE) if (key := topic(scene, errand))))
    plain = [key for key in keys if key not in TELLS_AGAIN][:2]
    last_of = [key for key in keys if key in TELLS_AGAIN and (key not in ALONE or not plain)][:1]
    said = Markup(" ".join(_said(scene, errand, key) for key in (*plain, *last_of)))
    ours = scene.memory.ours[-2:]
    if not said or (len(ours) > 1 and all(text.startswith(said) for text in ours)):
        said = scene.say("errand.miss_question") if said else said  # told so twice, and they still ask
    if not said:
        return None
    return errands.ask_again(scene, said, errand.misses).because("asks about what needs their yes")


def _said(scene: Scene, errand: Errand, key: str) -> Markup:
    order = answered.known(scene, errand).get("order")
    values: dict[str, object] = {}
    if key.startswith("errand.postage"):
        values["amount"] = paid_for_postage(order) if order else None
    elif key == "errand.return_until" and order:
        values["day"] = order.delivered + timedelta(days=scene.policy.return_days)
    return scene.say(key, **values)


def asks_beside(scene: Scene) -> bool:
    """Whether a question is asked in these words, whatever is wished for beside it."""
    text = scene.text.replace("’", "'")
    said = (text, corrections.rest_of(text) or "")  # "wait, is that going to cost me"
    return any(ASKS.search(part) or questions.asked(part) for part in said)


def _of_another(scene: Scene, errand: Errand) -> bool:
    """Whether another order of theirs is named than the one under way."""
    other = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    return other is not None and other != answered.known(scene, errand).get("order", other)


def leads_away(scene: Scene) -> bool:
    """Whether these words are a question at a last yes from which nothing else may be begun: it names nothing else."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or not asks_beside(scene):
        return False
    rest = corrections.rest_of(scene.text) or scene.text
    return not WISHES.search(rest) and not _of_another(scene, errand)
