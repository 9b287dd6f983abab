"""What a carrier found when it was asked to look for a parcel; begun by ourselves when its time is over."""

from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Reply
from bot.effects import Handoff
from bot.flow import Flow, Outcome, View, slot
from bot.shop import Order, Parcel


def _of(kept: str, view: View) -> Parcel | None:
    order: Order | None = view.known.get("order")
    return next((p for p in order.parcels if p.tracking == kept), None) if order else None


@dataclass(frozen=True)
class Traced(Flow):
    """Which parcel was looked for; both are known from the start."""

    name: ClassVar[str] = "traced"

    order: Order = slot(
        ask=lambda _: "", read=lambda _given, _view: None, take=lambda kept, view: view.facts.order(kept)
    )
    parcel: Parcel = slot(ask=lambda _: "", read=lambda _given, _view: None, take=_of)

    def settle(self, view: View) -> Outcome:
        """Lost: put right at once. Seen again: told. No answer: a person asks for it."""
        say, last = view.words.say, self.parcel.last
        if self.parcel.lost:
            lead = Reply(say("trace.lost", carrier=self.parcel.carrier))
            return Outcome((lead,), then="not_received", rule="the carrier could not find it")
        if last and self.parcel.traced and last.at > self.parcel.traced:
            said = say("trace.found", carrier=self.parcel.carrier, seen=slots.sentence(self.order, self.parcel, view))
            shown = Reply(said, slots.card(self.order, self.parcel, view), offers=slots.links(self.parcel, view))
            return Outcome((shown,), tried=f"trace, order {self.order.number} → found", rule="the carrier found it")
        why = say("why.no_answer", carrier=self.parcel.carrier)
        wants = f"an answer from {self.parcel.carrier}: {self.order.title}, order {self.order.number}"
        need = Handoff("no_answer", (why,), "delivery", wants=wants, order=self.order.number)
        return Outcome(handoff=need, rule="the carrier did not answer")
