"""Where is my money: amount, date, method, where it stands."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot import slots
from bot.content import Card, Choice, Reply
from bot.effects import Handoff
from bot.flow import Flow, Given, Outcome, View, slot
from bot.memory import Wake
from bot.shop import Order, Refund, Return
from bot.slots import way_back
from bot.slots.charges import sums_in
from bot.wording import Markup

SCAN_LOOK = "return_scan"
NONE_KNOWN = "no refund on record"
"""The wake that looks for a return's first scan."""
Found = tuple[tuple[Order, Refund], ...]


def refunds(view: View, number: str = "") -> Found:
    """The customer's refunds (of one order), those still on their way first, newest first."""
    found = [(o, r) for o in view.facts.orders for r in o.refunds if number in ("", o.number)]
    return tuple(sorted(found, key=lambda pair: (pair[1].state != "arrived", pair[1].asked), reverse=True))


def _pays(order: Order) -> bool:
    return bool(order.refunds or order.returns or slots.brought_back(order))


def brought_back(view: View, number: str = "") -> tuple[Reply, ...]:
    """What a carrier brings back to the shop: its money follows when it is there."""
    turned = (
        (o, slots.brought_back(o)) for o in view.facts.orders if number in ("", o.number) and o.status != "cancelled"
    )
    found = ((o, tuple(item for item in items if slots.left(item))) for o, items in turned)
    return tuple(
        Reply(
            view.words.say(
                "refund_status.comes_back",
                items=slots.names(items, view),
                number=o.number,
                amount=slots.stopped_worth(o, items),
                to=o.paid_with,
            )
        )
        for o, items in found
        if items
    )


def _meant(given: Given, view: View) -> str | None:
    order = slots.order_in(given, view, tuple(o for o in view.facts.orders if _pays(o)))
    return order.number if order else None


@dataclass(frozen=True)
class RefundStatus(Flow):
    """Which order's refund; all that are on their way when none is named."""

    name = "refund_status"

    order: str = slot(ask=lambda _: "", read=_meant, default=lambda _: "")

    def settle(self, view: View) -> Outcome:
        found, sent = refunds(view, self.order), returns_told(view, self.order)
        turned = brought_back(view, self.order)
        if turned and not sent and (self.order or not any(r.state != "arrived" for _, r in found)):
            return Outcome(turned, about=f"order {self.order}" if self.order else "", rule="it is brought back first")
        charged = () if sent or any(r.state != "arrived" for _, r in found) else _charges_back(view, self.order)
        if charged:
            return Outcome(tuple(charged), rule="a charge that was paid back")
        if not found and not sent and (ran_out := _ran_out(view, self.order)):
            return ran_out
        if not found and not sent:
            if _of_a_parcel(view):
                return Outcome(then="tracking", rule="no refund on record, and of no money a word")
            said = view.words.say("refund_status.none_for" if self.order else "refund_status.none", number=self.order)
            return Outcome((Reply(said),), offers_person=True, rule=NONE_KNOWN)
        moving = tuple(pair for pair in found if pair[1].state in ("asked", "sent", "failed"))[:2]
        moving = moving or (() if sent else found[:1])
        late = next((pair for pair in moving if overdue(pair[1], view)), None)
        replies = tuple(_tell_return(*one, view) for one in sent)
        replies += tuple(_tell(order, refund, view) for order, refund in moving)
        replies += turned
        if unseen := _unseen(view):
            replies = (Reply(view.words.say("refund_status.not_seen", amount=unseen)), *replies)
        card = way_back.of_a_new_card(Given(view.extras.get("words", "")), view)
        if card and any("credit" not in refund.to and refund.state != "failed" for _, refund in moving):
            replies += (Reply(card),)
        replies += _stay(moving, view)
        wakes = tuple(look for _, back in sent for look in _looks(back, view))
        lines = [f"return {back.tracking}, order {o.number}, {back.state}" for o, back in sent]
        lines += [f"{view.words.money(r.amount)}, order {o.number}, {r.state}" for o, r in moving]
        about = "; ".join(lines)
        if late is None:
            told = f"refund status → {about}"
            return Outcome(replies, wakes=wakes, tried=told, about=about, rule="refund status from the shop")
        return Outcome(replies, wakes=wakes, handoff=_escalated(*late, view), rule="refund overdue")


OF_MONEY = re.compile(
    r"\b(?:money|cash|refund\w*|paid|pay\w*|credit\w*|card|bank|account|statement|charge[ds]?|back|return(?:ed|s)?|sent|sum"
    r"|owe[ds]?|quid|bucks|dough|euros?|pounds?|dollars?|process\w*|pockets?|purse|wallet)\b|[$£€¥]|\d{2}[.,]\d\d\b",
    re.I,
)


def _of_a_parcel(view: View) -> bool:
    """Whether something of theirs is asked after in words that have nothing of money in them."""
    words = view.extras.get("words", "")
    return bool(words and view.facts.orders) and not OF_MONEY.search(CAME_BACK.sub("", words))


CAME_BACK = re.compile(
    r"\b(?:come|came|get|got|write|wrote|be|call|called)\b(?: \w+)? back\b|\bat \d{1,2}[.:]\d\d\b", re.I
)
"""Somebody who would be back, at a time of day."""


ENDS_OTHERWISE = re.compile(
    r"\b(?:cancel|stop|undo|reverse|call off|hold|withdraw)\b(?: (?:the|my|that|this))? refunds?\b"
    r"|\b(?:swap|exchange)\b|\binstead of (?:the |a |my )?(?:refund|money)\b"
    r"|\b(?:do not|don'?t|no longer) (?:want|need) (?:the |a |my )?(?:refund|money)\b"
    r"|\bsend\b[^.?!]{0,20}\bback to me\b|\bsend me\b[^.?!]{0,20}\bback\b(?! (?:my|the) money)"
    r"|\b(?:want|have|get) (?:my |the |it |them )\w*(?: ?back)? instead\b",
    re.I,
)
"""Wants the thing, or another one, in place of money that is on its way."""
MONEY = re.compile(r"\bsend me\b[^.?!]{0,20}\b(?:money|refund|cash|\d)", re.I)


def stays_a_refund(words: str, refund: Refund, view: View) -> str:
    """What is told to who wants something else in place of a refund under way; empty where nobody does."""
    wants = ENDS_OTHERWISE.search(words) and not MONEY.search(words)
    under_way = refund.state in ("asked", "sent")
    return view.words.say("afterwards.stays", amount=refund.amount) if wants and under_way else ""


def _stay(moving: Found, view: View) -> tuple[Reply, ...]:
    """The same, said in the very words that asked after it; of one refund, with a colleague beside it."""
    said = stays_a_refund(view.extras.get("words", ""), moving[0][1], view) if len(moving) == 1 else ""
    ask = Choice(view.words.say("offer.colleague"), "human")
    return (Reply(said, offers=(ask,)),) if said else ()


OF_A_SUM = re.compile(
    r"\brefund(?:ed)?\b[^.?!\d$£€]{0,12}(?P<of>[$£€] ?\d+(?:[.,]\d\d)?"
    r"|\d+(?:[.,]\d\d)? ?(?:[$£€]|euros?|pounds?|dollars?))"
    r"|(?P<the>[$£€] ?\d+(?:[.,]\d\d)?)(?: \w+)? refund\b",
    re.I,
)


def _unseen(view: View) -> str:
    """A sum that they say was refunded, where no money of theirs is of that sum."""
    found = OF_A_SUM.search(view.extras.get("words", ""))
    said = (found["of"] or found["the"]) if found else ""
    orders = view.facts.orders
    back = {r.amount.amount for o in orders for r in o.refunds} | {b.owed.amount for o in orders for b in o.returns}
    seen = not said or set(sums_in(re.sub(r"[^\d.,]", "", said))) & back
    return "" if seen else slots.named_sum(said, view)


def _charges_back(view: View, number: str) -> list[Reply]:
    """Charges that were paid back as such, in full or in part, of late; the shop does not say on which day."""
    known = view.facts.account.charges if view.facts.account else ()
    since = view.facts.now - timedelta(days=view.policy.refund_overdue_days + view.policy.refund_bank_days)
    newest = sorted((c for c in known if c.at >= since and number in ("", c.order)), key=lambda c: c.at, reverse=True)
    back = [(c, c.amount if c.refunded else c.returned) for c in newest]
    days = timedelta(days=view.policy.refund_bank_days)
    return [
        Reply(view.words.say("refund_status.charge", amount=amount, what=c.description, day=c.at, days=days))
        for c, amount in back
        if amount is not None
    ][:2]


def returns_told(view: View, number: str = "") -> tuple[tuple[Order, Return], ...]:
    """Returns that somebody waits for: not seen yet, seen and not paid, or exchanged a little while ago."""
    found = ((o, back) for o in view.facts.orders for back in o.returns if number in ("", o.number))
    return tuple((o, back) for o, back in found if _awaited(back, view))[:2]


def _ran_out(view: View, number: str) -> Outcome | None:
    """A label that no parcel came of, where there is nothing else to tell."""
    found = ((o, back) for o in view.facts.orders for back in o.returns if number in ("", o.number))
    void = [
        view.words.say("returning.closed", items=slots.sent_back(o, back, view))
        for o, back in found
        if back.state == "void"
    ]
    return Outcome((Reply(void[-1]),), rule="the return ran out") if void else None


def _awaited(back: Return, view: View) -> bool:
    lately = view.facts.now < back.last_day + view.policy.return_watch
    return back.state == "open" or (lately and back.state != "void" and (not back.paid or not back.owed.amount))


def _looks(back: Return, view: View) -> tuple[Wake, ...]:
    """Nobody may have asked us to watch a return that was opened elsewhere: from now on somebody does."""
    if back.state != "open" and back.paid:
        return ()
    soon = view.policy.return_look if back.state == "open" else timedelta()
    return (Wake(SCAN_LOOK, soon, back.tracking),)


def _tell_return(order: Order, back: Return, view: View) -> Reply:
    """Where it stands, what comes next; the label once more while it can be used."""
    say, items = view.words.say, slots.sent_back(order, back, view)
    if back.state == "open" and slots.handed_in(view.extras.get("words", "")):
        return Reply(not_seen(order, back, view))
    if back.state == "open":
        text = f"{slots.waits(order, back, view)} {slots.at_first_scan(order, back, view)}"
        files = (back.label,) if back.label else ()
        return Reply(text, card=slots.return_card(order, back, view), files=files)
    said = [say("returning.seen", carrier=back.carrier, items=items)]
    if not back.paid and not view.facts.frozen:
        said.append(say("returning.paying", amount=back.owed, to=slots.target(back.to, order, view)))
    if any(line.instead for line in back.lines):
        said.append(say("returning.swapping"))
    return Reply(" ".join(said), offers=slots.track(order, back, view))


def not_seen(order: Order, back: Return, view: View) -> Markup:
    """What is told to who has handed it in: its first scan is not there yet."""
    said = view.words.say("returning.not_seen", carrier=back.carrier, items=slots.sent_back(order, back, view))
    return Markup(f"{said} {slots.at_first_scan(order, back, view)}")


def overdue(refund: Refund, view: View) -> bool:
    """A promise that was not kept: asked for too long ago, or well past the day it was due."""
    if refund.state in ("arrived", "failed"):
        return refund.state == "failed"
    limit = timedelta(days=view.policy.refund_overdue_days)
    return view.facts.now - refund.asked > limit or bool(
        refund.expected and refund.expected < view.facts.now - timedelta(days=1)
    )


def _tell(order: Order, refund: Refund, view: View) -> Reply:
    late = overdue(refund, view) and refund.state != "failed"
    key = "refund_status.overdue" if late else f"refund_status.{refund.state}"
    days = timedelta(days=view.policy.refund_bank_days)
    said = view.words.say(
        key,
        amount=refund.amount,
        to=refund.to,
        item=_paid_for(order, refund, view),
        asked=refund.asked,
        due=refund.expected or refund.asked + days,
        arrived=refund.arrived or view.facts.now,
    )
    facts = (
        (view.words.say("card.order"), order.number),
        (view.words.say("card.amount"), view.words.money(refund.amount)),
        (view.words.say("card.to"), refund.to),
        (view.words.say("card.asked"), view.words.day(refund.asked)),
    )
    return Reply(said, card=Card(view.words.say("refund_status.title"), facts, "late" if overdue(refund, view) else ""))


def _paid_for(order: Order, refund: Refund, view: View) -> str:
    """The things it was paid for, as far as the shop says; else what the order is called by."""
    names = tuple(item.name for item in order.items if item.id in refund.items)
    return view.words.several(names) if 0 < len(names) < len(order.items) else order.title


def _escalated(order: Order, refund: Refund, view: View) -> Handoff:
    """An overdue refund goes past the first tier: only the payments side can find it."""
    amount, asked = view.words.money(refund.amount), view.words.day(refund.asked)
    wants = f"refund that was promised: {order.title}, order {order.number}, {amount}, asked {asked}"
    why = f"refund {'came back' if refund.state == 'failed' else 'overdue'} (asked {asked})"
    return Handoff("refund_overdue", (why,), "billing", tier=2, wants=wants, order=order.number)
