"""What comes after something was done for them: news of it, where its money goes, and that it was the wrong thing."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flows.not_received import turned_up
from bot.flows.refund_status import returns_told
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order, Refund
from bot.slots import items_in, moving, order_in, sent_back, way_back
from bot.turns import errands, graces, people, questions, undoing
from bot.turns.nudges import WHO

_LEAD = (
    r"\W*(?:(?:hell?o+|hey+|hi+|ok(?:ay)?|and|so|thanks|thank you|thx|great|cool|but|well|um+|please"
    r"|pls|yes|yeah|sorry|i see)\W+)*"
)
NEWS = re.compile(
    rf"{_LEAD}(?:(?:is there|are there|have you|have you got|do you have|got|what'?s|what is) )?"
    r"(?:any |the |an )?(?:latest )?(?:news|updates?|progress|status)"
    r"(?: (?:for me|on|about|of|with|it|that|this|yet|today|now|so far|please|pls))*\W*"
    rf"|{_LEAD}(?:how (?:is|does) (?:it|that|this) (?:going|stand|look)|how'?s (?:it|that) going"
    r"|where (?:are|do) we (?:stand|at)|what'?s happening(?: with (?:it|that))?)(?: (?:now|today))*\W*",
    re.I,
)
"""Asks after something without a name."""
_FORGOT = r"(?:\W+(?:i|can'?t|cant|don'?t|dont|do not|cannot|remember|know|recall|forgot|sorry))*"
WHERE_TO = re.compile(
    rf"{_LEAD}(?:(?:on|in|to) )?(?:which|what) (?:card|account|bank)"
    rf"(?: (?:is|does|do|will|would|did|it|that|the|my|money|refund|go|goes|going|get|be|paid|sent|to|on|back|this|was"
    rf"|again|exactly))*{_FORGOT}\W*"
    rf"|{_LEAD}where (?:does|do|will|would|did)(?: (?:it|that|the|my|money|refund|be|paid|sent))*"
    rf" (?:go|to|back)(?: (?:to|back|then|now|instead))*{_FORGOT}\W*",
    re.I,
)
"""Asks where money goes, and names nothing else."""
SMALL = re.compile(r"\W*(?:yes|yeah|yep|no|nope|merci|danke|gracias)\W*", re.I)
UNDO = re.compile(
    rf"{_LEAD}(?:(?:no|sorry|oh|wait|can you|could you|i want to|i need to|just|then)\W+)*"
    r"(?:(?:undo|reverse|revert|take back) (?:it|that|this|the (?:refund|return|payment)|my (?:refund|return))"
    r"|(?:can|could|may) (?:i|we|you|this|it|that)(?: still)?(?: be)? (?:undone?|reversed?|reverted?)"
    r"(?: (?:it|that|this))?)"
    r"(?: (?:back|please|pls|now|again|then))*\W*",
    re.I,
)
MEANT = re.compile(
    r"^\W*(?:(?:oh|sorry|wait|no+|oops|ups|ah+|hm+|shit|damn|ok|but|actually)\W+)*"
    r"(?:i (?:meant?|wanted)|it was|it should (?:be|have been))\b(?! (?:to|that|not|late|lost|broken))",
    re.I,
)
"""Another thing than the one that was picked."""
HOW_LATE = re.compile(
    rf"{_LEAD}(?:how (?:late|overdue) is (?:it|that|this)(?: now)?"
    r"|(?:when|how long)(?: (?:will|does) (?:it|that))?|the day after)\W*",
    re.I,
)
"""Asks on after something that was told of, and names nothing."""
_DAYS = r"(?:working|work|business|week|bank|calendar|normal|real|ordinary)"
WHICH_DAYS = re.compile(
    rf"{_LEAD}(?:(?:is|are|do you mean|does that mean) (?:it|that|this|those|these)? ?)?{_DAYS}[- ]?days?"
    rf"(?: or(?: just)?(?: {_DAYS})?(?:[- ]?(?:days?|ones?))?)?(?: (?:is|are) (?:it|that|those))?\W*",
    re.I,
)
"""Asks which days are meant."""
ON_ITS_WAY = re.compile(r"^(?:change address|ask the carrier) of order \w+")
ARRIVES = re.compile(r"\b(?:when|how)\b.*\b(?:come|arrive|here|there|get|have|receive)\b", re.I)


def of_a_refund(text: str) -> bool:
    """Whether it may be asked after the refund that was told of: "how late is it"."""
    return HOW_LATE.fullmatch(text) is not None or undoing.WHEN.fullmatch(text) is not None


def refund_again(scene: Scene) -> Turn | None:
    """The refund that was told of last, where they ask on: no parcel of theirs is meant."""
    memory = scene.memory
    if memory.topic != "refund_status" or memory.pending or not scene.facts.shop_up:
        return None
    number = next((o.number for o in scene.facts.orders if o.number in re.findall(r"\w+", memory.about)), "")
    free = replace(scene, memory=replace(memory, errand=None))
    turn = errands.begin(free, "refund_status", {"order": number} if number else None)
    if turn.handoff and scene.facts.desk.case:  # a person has been called for it already
        turn = replace(turn, handoff=None, replies=turn.replies[:-1], outcome="answered")
    return replace(turn, after=replace(turn.after, errand=memory.errand)) if turn.after.errand is None else None


def asked_on(scene: Scene) -> Turn | None:
    """ "When will it", after a refund was told of; "when does it come", after its way was changed."""
    if scene.memory.errand or scene.memory.pending:
        return None
    if not scene.memory.done and of_a_refund(scene.text):
        return refund_again(scene)
    order, last = order_of_last(scene), scene.memory.tried[-1:]
    way = any(ON_ITS_WAY.match(line) for line in last) and _nothing_since(scene)
    if order is None or not way or not undoing.WHEN.fullmatch(scene.text) or not ARRIVES.search(scene.text):
        return None
    return errands.begin(scene, "order_status", {"orders": order.number})


def _which_days(scene: Scene) -> Turn | None:
    """ "Working days or normal", right after a refund was spoken of: those that a bank counts."""
    if scene.memory.errand or scene.memory.topic != "refund_status" or not WHICH_DAYS.fullmatch(scene.text):
        return None
    return _said(scene, scene.say("afterwards.days", count=scene.policy.refund_bank_days), "which days are counted")


def told(scene: Scene) -> Turn | None:
    """ "Any news", "to which card": how the last thing that was done stands, and of nothing else."""
    if said := _of_a_new_card(scene) or _which_days(scene):
        return said
    asks_where = WHERE_TO.fullmatch(scene.text)
    if scene.memory.errand or scene.memory.pending or not (asks_where or NEWS.fullmatch(scene.text)):
        return None
    if not scene.memory.done or not _nothing_since(scene):
        return None
    order = order_of_last(scene)
    if order and money_moves(scene, order):
        return errands.begin(scene, "refund_status", {"order": order.number})
    if asks_where:
        return _means(scene, order)
    comes_back = any("return → agreed" in line for line in scene.memory.tried[-1:])
    if order and moving(order) and not comes_back:
        return errands.begin(scene, "order_status", {"orders": order.number})
    return _said(scene, scene.memory.done, "asks after what was done")


def _of_a_new_card(scene: Scene) -> Turn | None:
    """ "Did it go to the old card", right after it was paid back."""
    just = scene.memory.paid and scene.memory.done in scene.memory.ours[-3:] and not scene.memory.errand
    if not just or "credit" in scene.memory.done or len(scene.text.split()) > FEW:
        return None
    told = way_back.of_a_new_card(scene.given, scene.view({}, {}))
    return _said(scene, told, "asks after the card that the money goes to") if told else None


FEW = 14
"""Words that say no more than this."""


def money_moves(scene: Scene, order: Order) -> bool:
    """Whether there is money of it, or a return, to tell of."""
    waits = any(one.state != "arrived" for one in order.refunds)
    return waits or bool(returns_told(scene.view({}, {}), order.number))


def _means(scene: Scene, order: Order | None) -> Turn | None:
    """Where its money goes: back the way it was paid."""
    promised = undoing.MONEY_BACK.search(scene.memory.done)
    if not promised:
        return None
    said = scene.say("afterwards.to", means=order.paid_with) if order else scene.say("errand.same_way")
    return _said(scene, said, "asks where the money goes")


def _said(scene: Scene, text: str, why: str, offers: tuple[Choice, ...] = ()) -> Turn:
    return Turn(replace(scene.memory, misses=0), (Reply(text, offers=offers),)).because(why)


def _nothing_since(scene: Scene) -> bool:
    """Whether only courtesies and questions after it were said since it was done."""
    return undoing.only_said_since(scene.memory, (graces.THANKED, undoing.WHEN, WHO, NEWS, WHERE_TO, SMALL))


def order_of_last(scene: Scene) -> Order | None:
    """The order that something was done with last."""
    lines = [line for line in scene.memory.tried if "→" in line]
    numbers = re.findall(r"\border (\w+)", lines[-1]) if lines else []
    return next((order for order in scene.facts.orders if order.number in numbers), None)


def met(scene: Scene) -> Turn | None:
    """Second thoughts that say more than no: what was lost is there, it was the wrong thing, or all of it is undone."""
    return _found(scene) or _wrong_one(scene) or _undone(scene)


def _found(scene: Scene) -> Turn | None:
    """What was paid back because it never came is there: a person hears that, and nothing is taken back by us."""
    text = scene.text.replace("’", "'")
    paid = _one_of(scene, list(_paid_as_lost(scene)), text)
    says_so = PAID_FOR.search(text) is not None
    here = turned_up(MONEY_CAME.sub("", text)) or (says_so and HAVE_IT.search(text))
    if paid is None or not here or (questions.asked(text) and not says_so):
        return None
    order, refund = paid
    need = replace(
        people.by_rule(scene, "found", scene.say("why.found")),
        department="delivery",
        wants=f"{order.title}, order {order.number}: there after all; {scene.words.money(refund.amount)} paid back",
        order=order.number,
        urgent=False,
    )
    said = scene.say("afterwards.found", amount=refund.amount, item=order.title)
    return people.call(scene, Turn(replace(scene.memory, done="")), need, said)


def waits_with_a_person(scene: Scene) -> bool:
    """Whether we said of something paid back as lost that a colleague looks at it, now that it is there."""
    told = (scene.say("afterwards.found", amount=paid.amount, item=order.title) for order, paid in _paid_as_lost(scene))
    return any(str(said) in line for said in told for line in scene.memory.ours)


PAID_FOR = re.compile(r"\b(?:refund\w*|paid (?:me )?back|money back|(?:gave|sent) me (?:my|the) money)\b", re.I)
_HAVE_IT = r"(?:i|we)(?:'ve| have)?(?: just| now)* (?:have|got|found|received) (?:it|them)\b"
HAVE_IT = re.compile(rf"\bbut {_HAVE_IT}|\b{_HAVE_IT}(?: now)?,? but\b", re.I)
"""The thing, set against the money: without the "but" it may be the money that they have."""
MONEY_CAME = re.compile(
    r"\b(?:refund|money)\b(?: back)?(?: for (?:the|my) \w+)?(?: (?:has|have|just|finally|came|come|arrived|is here))*"
    rf"(?:\W+(?:and|so|yes|{_HAVE_IT}|it(?:'s| has)?(?: just)? (?:came|come|arrived|here)))*",
    re.I,
)
"""Money that is there; what is said beside it may be of the thing."""
Paid = tuple[Order, Refund]


def _one_of(scene: Scene, paid: list[Paid], text: str) -> Paid | None:
    """The one that is named, or was told of last where they say that it was paid; else one of these days."""
    named = order_in(scene.given, scene.view({}, {}), tuple(order for order, _ in paid))
    told = re.findall(r"\w+", scene.memory.about) if PAID_FOR.search(text) else []
    meant = [pair for pair in paid if pair[0] is named] or [pair for pair in paid if pair[0].number in told]
    since = scene.facts.now - timedelta(days=scene.policy.follow_up_days)
    return next(iter(meant or [pair for pair in paid if pair[1].asked >= since]), None)


def _paid_as_lost(scene: Scene) -> Iterator[Paid]:
    since = scene.facts.now - timedelta(days=scene.policy.claims_days)
    for order in scene.facts.orders:
        for refund in order.refunds:
            if refund.reason == "not_received" and refund.state != "failed" and refund.asked >= since:
                yield order, refund


def _wrong_one(scene: Scene) -> Turn | None:
    """ "Oh sorry, I meant the kettle", right after the toaster was paid back."""
    just = scene.memory.done and scene.memory.ours[-1:] == (scene.memory.done,)
    order = order_of_last(scene) if just and scene.memory.paid and MEANT.search(scene.text) else None
    if order is None or not order.refunds:
        return None
    paid = max(order.refunds, key=lambda refund: refund.asked).items
    other = [p.item for o in scene.facts.orders for p in items_in(scene.given, o.items) or () if p.item.id not in paid]
    if len(other) != 1:
        return None
    again = Choice(scene.say("afterwards.refund_it", item=other[0].name), f"refund:{order.number}")
    turn = _said(
        scene, scene.say("afterwards.meant", item=other[0].name), "it was the wrong thing", (*_ways(scene), again)
    )
    return replace(turn, outcome="offered")


def _undone(scene: Scene) -> Turn | None:
    """ "Undo it please", a line or two after what was done; a label that nobody uses undoes itself."""
    if not UNDO.fullmatch(scene.text) or scene.memory.done not in scene.memory.ours or not scene.memory.done:
        return None
    order, last = order_of_last(scene), scene.memory.tried[-1:]
    back = next((b for b in reversed(order.returns) if b.state == "open"), None) if order else None
    if order and back and any("label made" in line for line in last):
        items = sent_back(order, back, scene.view({}, {}))
        return _said(
            scene, scene.say("returning.keep", items=items, last_day=back.last_day), "a return that ends by itself"
        )
    return errands.with_way_out(scene, _said(scene, scene.say("undo.done"), "they want back what was done"))


def _ways(scene: Scene) -> tuple[Choice, ...]:
    return Choice(scene.say("offer.colleague"), "human", "primary"), Choice(scene.say("offer.leave"), "leave")
