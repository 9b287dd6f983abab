"""Money back for some items of one order."""

from dataclasses import dataclass

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff, PayBack
from bot.events import File
from bot.flow import Flow, Given, Outcome, View
from bot.shop import Item, Money, Order
from bot.slots import warranty, way_back
from bot.slots.missing import absent, claims, just_missed, lost, may_be_absent, missable
from bot.wording import Markup

WRONG = frozenset({slots.Reason.DAMAGED, slots.Reason.FAULTY, slots.Reason.WRONG})
"""Said of what has not come, it is another thing that they mean."""
LOST = "lost on its way: put right as what never came"


def may_come_back(order: Order, view: View) -> bool:
    """Orders one would ask about: arrived, with something left to pay back, still in the window; or lost."""
    return (bool(slots.here(order)) and slots.within(order, view)) or lost(order, view)


def parts(view: View) -> tuple[Item, ...]:
    """What goes back: the picked lines, each cut down to the number that was said."""
    picks: tuple[slots.Pick, ...] = view.known.get("items") or ()
    return tuple(pick.part(view.known.get("count") or 0) for pick in picks)


def _ask_confirm(view: View) -> str:
    order, items = view.known["order"], parts(view)
    kept = slots.staying(order, items, arrived=True)
    asked = view.words.say(
        "refund.confirm",
        amount=slots.worth(items, order),
        items=slots.names(items, view),
        to=slots.target(view.known["to"], order, view),
        keep=view.words.say("refund.keep", items=slots.names(kept, view)) if kept else Markup(),
        coming=Markup(slots.still_coming("refund.coming", view) + slots.less_the_wait(order, items, view)),
    )
    return way_back.led_by_card(asked, view)


def _options(view: View) -> tuple[Choice, ...]:
    amount = view.words.money(slots.worth(parts(view), view.known["order"]))
    other = () if view.known["to"] == "store credit" else (Choice(view.words.say("refund.as_credit"), "credit"),)
    yes = Choice(view.words.say("refund.yes", amount=Markup(amount)), "yes", "primary")
    change, stop = view.words.say("confirm.change"), view.words.say("confirm.stop")
    return (yes, *other, *way_back.colleague_first(view), Choice(change, "change"), Choice(stop, "stop"))


ABSENT = "absent"
"""Kept for the reason where there is nothing to send back: it is not there."""


def _is_absent(given: Given, view: View) -> str | None:
    if not may_be_absent(given.text):
        return None
    order: Order | None = view.known.get("order")
    return ABSENT if absent(given.text, order) and (order is None or missable(order, view)) else None


def _not_here(view: View) -> tuple[Choice, ...]:
    """The button for it, where a carrier says that it was brought."""
    order: Order | None = view.known.get("order")
    may = order is None or just_missed(order, view)  # said before the order was: it is kept until that is known
    return (Choice(view.words.say("tracking.not_here"), ABSENT),) if may else ()


def _told_anew(given: Given, view: View) -> slots.Reason | None:
    """Why, of one of several: the money is for all of them, and so is the one reason that it is paid under."""
    told = set(slots.reasons_told(given.text, view.known["items"] or ()).values())
    return slots.Reason(told.pop()) if len(told) == 1 else None


@dataclass(frozen=True)
class Refund(Flow):
    """Everything we need to know before we pay anyone back."""

    name = "refund"
    told = ("order", "items", "count", "reason", "photo")
    moves = True

    order: Order = slots.which_order(may_come_back, lambda view: view.words.say("refund.which_order"))
    items: tuple[slots.Pick, ...] = slots.which_items(lambda view: view.words.say("refund.which_items"))
    count: int | None = slots.how_many(
        lambda view: view.words.say(
            "refund.how_many", item=next(p.item.name for p in view.known["items"] if not p.count)
        )
    )
    reason: slots.Reason = slots.one_of(
        slots.REASONS,
        ask=lambda view: view.words.say("refund.why", items=slots.names(parts(view), view)),
        label=lambda reason, view: view.words.say(f"reason.{reason}"),
        of="items",
        again=_told_anew,
        first=_is_absent,
        extra=_not_here,
    )
    photo: File | None = slots.photo(
        ask=lambda view: view.words.say("photo.ask", items=slots.names(parts(view), view)),
        needed=lambda view: view.policy.photo_for_damage and view.known["reason"] is slots.Reason.DAMAGED,
        of="items",
    )
    to: str = slots.where_to()
    card: str = way_back.card_said()
    confirm: str = slots.confirmed(_ask_confirm, _options, miss=slots.only_there, tells=way_back.of_a_new_card)

    @classmethod
    def in_short(cls, view: View) -> str:
        return wish(view)

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What the bot may not pay back itself, told as soon as it is known."""
        if "order" not in view.known:
            return (
                None
                if view.facts.orders
                else _refused(view, view.words.say("refund.no_order"), "refund → no order found", "no order")
            )
        if view.known.get("reason") == ABSENT:
            return Outcome(then="not_received", given={"order": view.known["order"].number}, rule="it is not there")
        return _order_forbids(view) or _away(view) or _value_forbids(view) or _photo_forbids(view) or _goods_first(view)

    def settle(self, view: View) -> Outcome:
        """Ask the shop, or go back to what they want otherwise."""
        match self.confirm:
            case "change":
                return Outcome(
                    again={"order": self.order.number} if len(self.order.items) > 1 else {}, rule="refund changed"
                )
            case "credit":
                kept = {name: said for name, said in view.answers.items() if name != "confirm"}
                return Outcome(again={**kept, "to": "store credit"}, rule="store credit chosen")
            case way_back.COLLEAGUE:
                return Outcome(handoff=way_back.to_a_person(view, wish(view), self.order.number), rule="a closed card")
            case "stop":
                return Outcome(
                    (Reply(view.words.say("refund.stopped")),), tried="refund → stopped by the customer", rule="stopped"
                )
        return self._asked(view)

    def _asked(self, view: View) -> Outcome:
        going = parts(view)
        amount = slots.worth(going, self.order)
        lines = tuple((i.id, i.quantity) for i in going)
        pay = PayBack(slots.customer_id(view), self.order.number, lines, amount, slots.TO[self.to], str(self.reason))
        said = view.words.say("refund.asked", amount=amount)
        tried = f"refund {view.words.money(amount)}, order {self.order.number} → asked the shop"
        return Outcome((Reply(said),), (pay,), tried=tried, rule="refund within policy")


def _order_forbids(view: View) -> Outcome | None:
    """An order that has not arrived, has been paid back, or is past the window."""
    order: Order = view.known["order"]
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("refund.pending")),), rule="a refund of this order is being made")
    if not slots.free(order) or order.refundable.amount <= 0:
        return Outcome(then="refund_status", rule="nothing left to pay back")
    if order.status == "cancelled":
        return Outcome(then="refund_status", rule="the order was cancelled")
    if comes := slots.another_comes(view):
        why = "another one is on its way"
        return _refused(view, comes, f"refund, order {order.number} → refused: {why}", why)
    if lost(order, view):
        return Outcome(then="not_received", given={"order": order.number}, rule=LOST)
    if not slots.here(order):
        if slots.still_to_come(order):
            return Outcome(then="cancel", rule="not here yet: it is stopped rather than paid back")
        said = view.words.say("refund.not_here_yet", item=order.title)
        return _refused(view, said, f"refund, order {order.number} → refused: not delivered yet", "not delivered yet")
    if warranty.claimed(order, view):
        return warranty.led(view, "a fault within the warranty")
    if not slots.within(order, view):
        age, window = slots.days_old(order, view), view.policy.return_days
        said = warranty.over(order, view) or view.words.say("refund.too_late", age=age, window=window)
        why = f"{age} days, window {window}"
        return _refused(view, said, f"refund, order {order.number} → refused: {why}", "outside the return window")
    return None


def _away(view: View) -> Outcome | None:
    """Of an order in several parcels only what has arrived; what has not is stopped, and its money comes of that."""
    if not (coming := slots.away(view)):
        return None
    if rest := slots.only_here(view):
        return Outcome(again=rest, rule="only what has arrived")
    if view.answers.get("reason") not in WRONG:
        return Outcome(then="cancel", rule="not here yet: it is stopped rather than paid back")
    number = view.known["order"].number
    said = view.words.say("refund.away", items=slots.names(coming, view))
    return _refused(view, said, f"refund, order {number} → refused: not delivered yet", "not delivered yet")


def _value_forbids(view: View) -> Outcome | None:
    """Money above the threshold, with what went back before, is moved by a person who hears all we know."""
    order, items = view.known["order"], parts(view)
    if not items or "count" not in view.known:
        return None
    if not view.policy.is_high(_gone_back(order) + slots.worth(items, order)):
        return None
    why = view.words.say("why.high_value", amount=slots.worth(items, order))
    return _person(view, "high_value", "billing", why)


def _photo_forbids(view: View) -> Outcome | None:
    """Damage without a picture is judged by a person."""
    if view.known.get("photo") != slots.NO_PHOTO:
        return None
    return _person(view, "no_photo", "general", view.words.say("why.no_photo"))


def _goods_first(view: View) -> Outcome | None:
    """From some sum on, and after some claims of not received, the goods are on their way back before the money is."""
    if "photo" not in view.known:
        return None
    order = view.known["order"]
    if view.policy.must_come_back(_gone_back(order) + slots.worth(parts(view), order)):  # in two steps as in one
        return Outcome(then="send_back", rule="goods of this value come back first")
    claimed = claims(view) >= view.policy.claims_before_person
    return Outcome(then="send_back", rule="after earlier claims the goods come back first") if claimed else None


def _gone_back(order: Order) -> Money:
    """What was paid back of it before."""
    return Money(order.total.amount - order.refundable.amount, order.total.currency)


def _refused(view: View, said: str, tried: str, why: str) -> Outcome:
    return Outcome(
        (Reply(said),), refused=why, tried=tried, about=wish(view), offers_person=True, rule=f"refund refused: {why}"
    )


def _person(view: View, rule: str, department: str, why: str) -> Outcome:
    return Outcome(handoff=Handoff(rule, (why,), department, wants=wish(view), order=_number(view)), rule=rule)


def wish(view: View) -> str:
    """One line for the card: what they want, of what, for how much."""
    order, items = view.known.get("order"), parts(view)
    if not order:
        return "money back"
    arrived = f", delivered {view.words.day(order.delivered)}" if order.delivered else ""
    what = ", ".join(i.title for i in items or order.items)
    amount = view.words.money(slots.worth(items or order.items, order))
    return f"money back: {what}, order {order.number}, {amount}{arrived}"


def _number(view: View) -> str:
    order = view.known.get("order")
    return order.number if order else ""
