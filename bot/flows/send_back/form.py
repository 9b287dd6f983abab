"""The form: everything that stands on a label, and what comes for it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from bot import slots
from bot.content import Reply
from bot.effects import OpenReturn
from bot.events import File
from bot.flow import Flow, Outcome, View
from bot.flows.send_back.limits import away, lines_forbid, may_go_back, no_new_one, order_forbids, person
from bot.flows.send_back.lines import (
    WISHES,
    Wish,
    damaged,
    going,
    last_day,
    swapped,
    titles,
    to_pay,
    unasked,
    usual_wish,
    wanted,
)
from bot.flows.send_back.may_go import what_may, which_to_send
from bot.flows.send_back.saying import ask_confirm, label_of, options
from bot.shop import Order
from bot.slots import way_back

WAYS: dict[str, Literal["drop_off", "pick_up"]] = {"drop_off": "drop_off", "pick_up": "pick_up"}
PLACES = {
    "drop_off": r"drop\w*|counter|hand \w+ in|myself",
    "pick_up": r"pick\w*|collect\w*|fetch\w*|at (?:my|the) door",
}


@dataclass(frozen=True)
class SendBack(Flow):
    """Everything that stands on a label, and what comes for it."""

    name: ClassVar[str] = "send_back"
    told: ClassVar[tuple[str, ...]] = ("order", "items", "count", "reason", "photo")
    moves: ClassVar[bool] = True

    order: Order = slots.which_order(may_go_back, lambda view: view.words.say("send_back.which_order"))
    items: tuple[slots.Pick, ...] = slots.which_items(which_to_send, tells=what_may)
    count: slots.Each = slots.how_many_each(
        lambda view, item: view.words.say("refund.how_many", item=item.name),
        lambda view, count: view.words.say("refund.all_of_them", count=count),
    )
    reason: slots.Each = slots.reason_each(
        lambda view, items: view.words.say("refund.why", items=items),
        lambda view: view.words.say("send_back.differs"),
    )
    photo: File | None = slots.photo(
        ask=lambda view: view.words.say("photo.ask", items=slots.names(damaged(view), view)),
        needed=lambda view: view.policy.photo_for_damage and bool(damaged(view)),
    )
    wish: Wish = slots.one_of(WISHES, lambda _: "", lambda wish, _: str(wish), default=usual_wish)
    instead: slots.Each = slots.swap_each(
        swapped, lambda view, item: view.words.say("send_back.what_instead", item=item.name), label_of, unasked
    )
    to: str = slots.where_to()
    card: str = way_back.card_said()
    way: str = slots.one_of(
        PLACES,
        lambda view: view.words.say("send_back.which_way"),
        lambda way, view: view.words.say(f"send_back.{way}"),
        needed=lambda view: view.policy.return_pick_up,
    )
    confirm: str = slots.confirmed(ask_confirm, options, miss=slots.only_there, tells=way_back.of_a_new_card)

    @classmethod
    def in_short(cls, view: View) -> str:
        return wanted(view)

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """What cannot be sent back, told as soon as it is known."""
        if "order" not in view.known:
            return no_new_one(view)
        return order_forbids(view) or away(view) or lines_forbid(view)

    def settle(self, view: View) -> Outcome:
        """Ask for the label, or go back to what they want otherwise."""
        said = {name: kept for name, kept in view.answers.items() if name != "confirm"}
        match self.confirm:
            case "change":
                return Outcome(again=self._anew(view), rule="return changed")
            case "credit":
                return Outcome(again={**said, "to": "store credit"}, rule="store credit chosen")
            case "exchange":
                said = {name: kept for name, kept in said.items() if name != "instead"}
                return Outcome(again={**said, "wish": str(Wish.EXCHANGE)}, rule="an exchange is wished for")
            case way_back.COLLEAGUE:
                return Outcome(
                    handoff=way_back.to_a_person(view, wanted(view), self.order.number), rule="a closed card"
                )
            case "stop":
                said_no = Reply(view.words.say("send_back.stopped"))
                return Outcome((said_no,), tried="return → stopped by the customer", rule="stopped")
        if (more_money := to_pay(view)).amount > 0:
            why = view.words.say("why.dearer", amount=more_money)
            return person(view, "dearer", "billing", why)
        return self._asked(view)

    def _anew(self, view: View) -> dict[str, str]:
        """What still holds when they want it otherwise: all but the choice of something that is too dear."""
        told = {"order": self.order.number, "wish": str(self.wish), **view.answers}
        keeps = {"order", "wish"} if len(self.order.items) > 1 else {"wish"}
        if to_pay(view).amount > 0:
            keeps = set(told) - {"confirm", "instead"}
        return {name: said for name, said in told.items() if name in keeps} | {slots.ANEW: "yes"}

    def _asked(self, view: View) -> Outcome:
        way = WAYS[self.way or "drop_off"]
        back = OpenReturn(
            slots.customer_id(view), self.order.number, going(view), last_day(view), slots.TO[self.to], way
        )
        tried = f"return, order {self.order.number}: {titles(view)} → asked the shop"
        said = Reply(view.words.say("send_back.asked"))
        return Outcome((said,), (back,), tried=tried, rule="return within policy")
