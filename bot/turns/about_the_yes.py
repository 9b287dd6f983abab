"""A question while a yes is waited for, in whatever words: answered from what stands there, and the yes still open."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot import corrections
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.shop import Money, Order
from bot.slots import order_in
from bot.slots.agreeing import QUESTION
from bot.turns import answered, errands, questions
from bot.turns.asked_about import COSTS_NOTHING, PAYS
from bot.wording import Markup

_I = r"(?:i|we|it|they|this|the|my|there)"
ASKS = re.compile(
    rf"{QUESTION.pattern}"
    r"|(?:^|[,.;!]|\b(?:and|so|but|ok(?:ay)?|wait|then|hm+|well|actually|just|yes|no|sorry|oh|please|pls)\b)\W*"
    r"(?:(?:by|to|until|till|on|for|from|at) )?(?:what|whats|which|how|who|whos|where|when|why)\b"
    r"|\b(?:you|u) did(?:n'?t| not) answer\b"
    r"|\bdoes\b(?! not\b)"
    rf"|\b(?:will|would|can|could|must|should|is|are|am|has) {_I}\b|\bdo (?:i|we|they|you|u|the|my)\b"
    r"|\bwhat'?s? if\b|\bif (?:they|it|you|i) (?:say|says|can'?t|don'?t|doesn'?t)\b",
    re.I,
)
"""A question anywhere in it, also without its mark."""
WISHES = re.compile(
    r"\b(?:can|could|may|will|would) (?:i|we|you|u|they)\b(?! (?:get|be|have|see|tell|say|keep)\b)"
    r"|\bi(?: want|'d| would| need| prefer|'?ll)\b|\binstead\b|\brather\b",
    re.I,
)
"""Asks for something to be done."""
_POST = r"(?:postage|shipping|delivery (?:fees?|costs?|charges?)|post(?:al)? (?:costs?|fees?)|p ?& ?p)"
_HOW_LONG = re.compile(
    r"\b(?:when|how (?:long|soon|fast|quick(?:ly)?)|how many (?:working )?days|(?:by |on |at )?what (?:date|day)"
    r"|until (?:what|when))\b",
    re.I,
)
_FIRST = re.compile(
    r"\b(?:refund|money|cash|paid)\b[^.?!]{0,20}\b(?:before|after|first|straight ?away|right away|immediately"
    r"|instantly|today|tomorrow|tonight)\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:money|refund(?:ed)?|payment|cash|back|paid|card|bank|account|quid|pounds?|euros?|dollars?|bucks|need|take|takes|get)\b"
    r"|[£$€¥]",
    re.I,
)
_GOODS_COME = re.compile(
    r"\b(?:will|can|could|would|does|do|is) (?:it|that|this|they|the (?!money|refund|cash)\w+(?: \w+)?)"
    r" (?:still |then |even |all )*(?:be here|be there|come|coming|arrive|arriving|get (?:here|there)|reach me"
    r"|make it|be delivered|be in time)\b|\bwhen\b[^.?!]{0,25}\b(?:arrive|get (?:here|there)|delivered|new one)\b",
    re.I,
)
_TO_SEND = re.compile(
    r"\b(?:have to|must|should|need to|do i)\b[^.?!]{0,15}\b(?:send|hand|post|return|bring|ship|decide)\b"
    r"|\b(?:until|till|by) (?:when|what day)\b|\bhow long (?:have|do) i (?:have|got|to)\b|\b(?:deadline|last day)\b"
    r"|\bto decide\b|\buntil when\b",
    re.I,
)
_IF_NOT_SENT = re.compile(
    r"\bif i (?:don'?t|do not|can'?t|cannot|forget|never|miss)\b[^.?!]{0,20}"
    r"\b(?:hand|send|post|return|bring|ship|make it|go|it|that|to)\b",
    re.I,
)
_WHERE_TO = re.compile(
    r"\b(?:which|what|wich) (?:payment (?:method|card)|(?:credit |debit |bank )?(?:card|account)|bank)\b"
    r"|\b(?:to|on|onto|in|into) (?:the|my|that|the same)(?: \w+)? (?:card|account)\b|\bsame card\b"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but|hm+|well)\W+)*to where\W*$"
    r"|\bwhere (?:does|do|will|would|is|are) (?:it|that|the money|my money|the refund|my refund)"
    r" (?:go|going|land|be (?:paid|sent)|end up)\b",
    re.I,
)
_POSTAGE_BACK = re.compile(
    rf"\b{_POST}\b[^.?!]{{0,30}}\b(?:back|refund\w*|as well|too|included|in (?:it|that|there))\b"
    rf"|\b(?:get|refund\w*|give|include[sd]?|happens? (?:to|with)|what about|\d+(?:[.,]\d+)?\W{{0,2}}(?:quid|pounds?"
    rf"|euros?|dollars?|bucks)?)\b[^.?!]{{0,15}}\b{_POST}\b",
    re.I,
)
_WHO_PAYS = re.compile(
    r"\bwho(?:'?s| is| has to| must)? (?:pay|pays|paying|covers?|bears)\b|\bliable\b"
    r"|\b(?:do|will|would|must|am) i\b[^.?!]{0,20}\b(?:pay|charged|cover)\b|\bfree\b|\bfor nothing\b"
    r"|\bcosts? (?:me|us|anything|something)\b|\bgo(?:ing to|nna) cost\b"
    rf"|\bhow much\b[^.?!]{{0,15}}\b(?:sending|label|return(?:ing)?|post|{_POST})\b",
    re.I,
)
_SAME_PRICE = re.compile(
    r"\bcosts? (?:the same|more|less|extra)\b|\b(?:what'?s?|how much)\b[^.?!]{0,12}\bprice\b|\bsame price\b"
    r"|\bprice\b[^.?!]{0,15}\bsame\b",
    re.I,
)
_MEANWHILE = re.compile(
    r"\bkeep (?:on )?using\b|\buse (?:it|them|this|that|the old one)\b|\b(?:till|until) the (?:new|other) (?:one|\w+)\b"
    r"|\bmean(?:while|time)\b|\ball (?:that|the) time\b|\b(?:won'?t|will not) have (?:a|an|any|my|the)\b",
    re.I,
)
_MUST_GO = re.compile(
    r"\b(?:do|must|should|will|would) i (?:(?:really|have to|need to|still|actually|first|even) )*"
    r"(?:post|send|return|ship|give|go to the post)\b"
    r"|\b(?:do|does|must|will|should) (?:it|that|they|this|the \w+) (?:(?:really|have to|need to|still) )*"
    r"(?:go|come|be sent|be posted) back\b|\bi have to (?:go|walk|drive) to the post\b",
    re.I,
)
_IF_NOT = re.compile(
    r"\bif (?:they|the \w+|he|she|you|u|it|there|none|that)(?:'?s| is| are)? ?(?:say|says|refuse[sd]?|can'?t|cannot"
    r"|don'?t|won'?t|doesn'?t|do not|fails?|none|no\b|not|sold out|gone|out)\b|\bif not\b",
    re.I,
)
_GETS = re.compile(
    r"\b(?:will|do|would|can) i (?:then |still )?(?:get|have|receive)\b|\bwhat (?:do|will) i get\b", re.I
)
TELLS_AGAIN = ("errand.stands_here", "errand.stands_so", "errand.tells_when", "errand.when_scanned")
"""Words right before the question once more."""
ALONE = ("errand.stands_here", "errand.stands_so")
"""The question itself holds the answer, and no more is said where something else is."""


def _when(scene: Scene, errand: Errand) -> str:
    """The day of money, of goods that come for what goes back, or until when it may be sent."""
    text = scene.text
    asks, goods = _HOW_LONG.search(text), _GOODS_COME.search(text)
    if goods or (asks and not _FIRST.search(text) and _TO_SEND.search(text)):
        return _when_it_comes(scene, errand) if goods else ""
    if not _FIRST.search(text) and not (asks and _MONEY.search(text)):
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
    return "errand.day_in_tracking" if errand.flow == "new_address" else ""


def _until(scene: Scene, errand: Errand) -> str:
    if errand.flow != "send_back":
        return ""
    if _IF_NOT_SENT.search(scene.text):
        return "errand.if_not_sent"
    if not (_TO_SEND.search(scene.text) and _HOW_LONG.search(scene.text)):
        return ""
    order: Order | None = answered.known(scene, errand).get("order")
    return (
        "errand.stands_here"
        if errand.slot == errands.CONFIRM
        else "errand.return_until" * bool(order and order.delivered)
    )


def _where_to(scene: Scene, errand: Errand) -> str:
    if not _WHERE_TO.search(scene.text):
        return ""
    if errand.flow == "charge" or (errand.flow == "subscription" and not _begins(errand)):
        return "errand.same_way"
    moves = errand.flow in ("refund", "cancel", "late", "not_received", "send_back")
    return "errand.stands_here" if moves and not _gets_another(scene, errand) else ""


def _postage(scene: Scene, errand: Errand) -> str:
    if not _POSTAGE_BACK.search(scene.text) or errand.flow not in ("cancel", "refund", "send_back"):
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
    if errand.flow == "send_back" and _SAME_PRICE.search(text):
        return "errand.stands_so" if errand.slot == "instead" else "errand.stands_here"
    if not _WHO_PAYS.search(text) or _POSTAGE_BACK.search(text) or _begins(errand):
        return ""
    if errand.flow == "send_back":
        return "errand.no_cost_return"
    return "errand.no_cost" if errand.flow in COSTS_NOTHING | {"late", "warranty"} else ""


def _meanwhile(scene: Scene, errand: Errand) -> str:
    return "errand.till_handed_in" if errand.flow == "send_back" and _MEANWHILE.search(scene.text) else ""


def _must_go(scene: Scene, errand: Errand) -> str:
    if not _MUST_GO.search(scene.text) or _HOW_LONG.search(scene.text):
        return ""
    return {"send_back": "errand.must_go", "refund": "errand.must_not_go"}.get(errand.flow, "")


def _if_not(scene: Scene, errand: Errand) -> str:
    if not _IF_NOT.search(scene.text):
        return ""
    if errand.flow == "warranty":
        return "warranty.decides"
    carrier = _by_carrier(scene, errand)
    return {"cancel": "errand.if_no_return", "new_address": "errand.if_no_change"}.get(errand.flow, "") * carrier


def _remedy(scene: Scene, errand: Errand) -> str:
    return "warranty.decides" if errand.flow == "warranty" and _GETS.search(scene.text) else ""


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
    """Whether a question is asked in these words, and nothing is wished for in them."""
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
