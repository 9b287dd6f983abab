"""Everything else has a home: what the knowledge says, the two details staff will need, a case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import Flow, Given, Outcome, View, slot
from bot.wording import Markup


@dataclass(frozen=True, slots=True)
class Home:
    """Where an intent's cases belong, and the two details that belong to them.

    `first` and `second` name sentences of the wording; an order as a detail is taken
    from the order book where it can be.
    """

    department: str
    first: str
    second: str
    opens: bool = False
    """A person is called even if the knowledge has something to say."""


HOMES: dict[str, Home] = {
    "delivery_not_received": Home("delivery", "order", "looked_where", opens=True),
    "delivery_problem": Home("delivery", "order", "what_happened"),
    "change_delivery": Home("delivery", "order", "new_delivery"),
    "cancel_order": Home("general", "order", "cancel_what"),
    "return_exchange": Home("general", "order", "swap_what"),
    "item_problem": Home("general", "order", "what_is_wrong"),
    "billing_error": Home("billing", "which_charge", "what_is_wrong_with_it"),
    "payment_promo": Home("billing", "which_means", "what_it_says"),
    "membership": Home("billing", "which_subscription", "what_should_happen"),
    "account_access": Home("technical", "which_address", "what_it_says"),
    "product_question": Home("general", "which_product", "what_to_know"),
    "technical_issue": Home("technical", "which_device", "what_it_says"),
    "faq": Home("general", "what_about", "what_to_know"),
    "complaint": Home("general", "what_went_wrong", "what_would_help"),
    "case_followup": Home("general", "what_about", "what_was_promised"),
}


def home(view: View) -> Home:
    """The home of the intent that started this."""
    return HOMES.get(view.extras.get("intent", ""), HOMES["faq"])


def _offer_answer(view: View) -> str:
    """The written answer they were given, or just the question once it has been shown."""
    answer = next((a for a in view.facts.answers if a.id == view.extras.get("answer")), None)
    if answer is None:
        return view.words.say("knowledge.settled")
    return view.words.say("knowledge.answer", text=Markup(answer.text), source=Markup(answer.source))


def _has_answer(view: View) -> bool:
    return bool(view.extras.get("answer")) and not home(view).opens


def _detail(which: Callable[[View], str]) -> Callable[[View], str]:
    return lambda view: view.words.say(f"detail.{which(view)}")


def _read_first(given: Given, view: View) -> str | None:
    if home(view).first == "order":
        order = slots.order_in(given, view, view.facts.orders[: slots.SHOWN_ORDERS])
        return order.number if order else _own_words(given)
    return _own_words(given)


def _own_words(given: Given) -> str | None:
    return " ".join(given.text.split())[:500] if given.asked and len(given.text.strip()) > 1 else None


def _orders(view: View) -> tuple[Choice, ...]:
    if home(view).first != "order":
        return ()
    return tuple(Choice(slots.order_label(o, view), o.number) for o in view.facts.orders[: slots.SHOWN_ORDERS])


def _only_order(view: View) -> str | None:
    if home(view).first != "order":
        return None
    orders = view.facts.orders
    if view.extras.get("intent") == "delivery_not_received":
        orders = tuple(o for o in orders if o.delivered and view.facts.now - o.delivered < JUST_CAME)
    return orders[0].number if len(orders) == 1 else None


def _first_words(view: View) -> str | None:
    """What they wrote at the start tells the second detail already when it is long enough."""
    words = view.extras.get("words", "")
    return words if len(words.split()) >= LONG_ENOUGH else None


LONG_ENOUGH = 14
JUST_CAME = timedelta(days=7)
"""A parcel that is marked delivered and missed is one of these days."""


@dataclass(frozen=True)
class Elsewhere(Flow):
    """An errand that a colleague finishes: the answer we have, then the details they need."""

    name: ClassVar[str] = "elsewhere"
    private: ClassVar[bool] = False

    helped: str = slots.one_of(
        {
            "yes": r"yes|yep|yeah|thanks|thank you|great|perfect|it did|solved|sorted",
            "no": r"no\b|nope|not|still|didn'?t|doesn'?t|person|human",
        },
        ask=_offer_answer,
        label=lambda option, view: view.words.say(f"knowledge.{option}"),
        needed=_has_answer,
        only_when_asked=True,
    )
    first: str = slot(
        ask=_detail(lambda view: home(view).first),
        read=_read_first,
        choices=_orders,
        default=_only_order,
        needed=lambda view: view.known.get("helped") != "yes",
    )
    second: str = slot(
        ask=_detail(lambda view: home(view).second),
        read=lambda given, _: _own_words(given),
        default=_first_words,
        needed=lambda view: view.known.get("helped") != "yes",
    )

    def settle(self, view: View) -> Outcome:
        """Helped, or a case in the right department with both details."""
        if self.helped == "yes":
            return Outcome((Reply(view.words.say("knowledge.glad")),), rule="knowledge helped")
        return Outcome(handoff=self._case(view), rule="everything else has a home")

    def _case(self, view: View) -> Handoff:
        place = home(view)
        topic = view.extras.get("intent", "faq").replace("_", " ")
        details = (
            (view.words.say(f"label.{place.first}"), self.first),
            (view.words.say(f"label.{place.second}"), self.second),
        )
        order = self.first if view.facts.order(self.first) else ""
        because = (f'{topic} ("{view.extras.get("words", "")[:80]}")',)
        return Handoff(
            "home", because, place.department, wants=f"{topic}: {self.second[:120]}", details=details, order=order
        )
