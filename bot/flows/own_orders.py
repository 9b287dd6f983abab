"""What somebody has ordered, and what they paid for it: read from their account, nothing is begun."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot import slots
from bot.content import Reply
from bot.flow import Flow, Given, Outcome, View, slot
from bot.shop import Order
from bot.text import escape
from bot.wording import Markup

_LEAD = (
    r"\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|and|but|wait|hm+|sorry|please|pls|oh|remind me|(?:can|could) you tell me)\W+)*"
)
_IT = r"(?:it|that|this|them|those|everything|my (?:last |latest |newest )?(?:order|purchase))"
_NO_THING = (
    r"(?:delivery|shipping|postage|express|refund|return|wrapp\w+|gift ?card|tax|duty|customs|discount|charge|payment"
    r"|fee|subscription|club|membership|renewal|plan)"
)
_OWN = rf"(?:the|my|those|these) (?!(?:\w+ )?{_NO_THING}\b)"
_NAMED = r"[\w' -]{2,40}?"
_TAIL = (
    r"(?:\W+(?:again|last time|in total|altogether|then|back then|exactly|please|pls|actually|originally|me"
    r"|for order #?\d+|order #?\d+))*\W*"
)
PAID = re.compile(
    rf"{_LEAD}(?:(?:what|how much) (?:did|have) i (?:pay|paid|spen[dt])(?: (?:you|u))?"
    rf"(?: (?:for|on) (?:{_IT}|{_OWN}(?P<paid>{_NAMED})))?"
    rf"|(?:what|how much) i (?:paid|spent)(?: (?:for|on) {_IT})?"
    rf"|(?:what|how much) did (?:{_IT}|{_OWN}(?P<cost>{_NAMED})) cost"
    rf"|how much (?:was|were) (?:{_IT}|{_OWN}(?P<was>{_NAMED}))"
    rf"|what (?:is|was) the (?:total|sum)(?: (?:of|for) (?:my|that|the) (?:last )?order)?){_TAIL}",
    re.I,
)
"""What they paid; "what do I pay for delivery" and "what did I pay that charge for" ask for something else."""
COSTS = re.compile(rf"{_LEAD}how much (?:is|are) (?:it|that|this|they|those|these){_TAIL}", re.I)
"""The same, where nothing in the shop was asked about before."""
ORDERED = re.compile(
    rf"{_LEAD}(?:(?:what|which (?:things?|items?|products?)) (?:(?:did|have) i|i(?:'ve| have)?)"
    r" (?:order|ordered|buy|bought|purchase|purchased|get)"
    r"(?: (?:from (?:you|u|here)|so far|recently|lately|before)){0,2}"
    r"|(?:show|list|see|give)(?: me)?(?: all)? my (?:last |latest |past |recent |previous )?(?:orders|order history)"
    r"|(?:what|whats)(?:'?s| is| are| was)? (?:all )?in"
    r" (?:it|(?:my|the|this|that) (?:last |latest )?(?:order|parcel|package))"
    rf"|(?:what are )?my (?:last |latest |past |recent )?(?:orders|order history)){_TAIL}",
    re.I,
)
IN_IT = re.compile(r"\bin (?:it|my|the|this|that)\b", re.I)
MOST = 3


def asks(words: str) -> bool:
    """Whether it is a question to their own account, in so many words."""
    return all(PAID.fullmatch(part) or ORDERED.fullmatch(part) for part in AND.split(words))


AND = re.compile(r"\s+and\s+(?=how much\b|what\b)", re.I)
"""Between what was ordered and what was paid for it: "what's in my order and how much did I pay"."""


def may_be_for_sale(words: str) -> bool:
    """ "How much was the tent" is about a thing of theirs, or about one that they have seen in the shop."""
    found = PAID.fullmatch(words)
    return bool(found and found["was"])


def _named(given: Given, view: View) -> Order | None:
    return slots.order_in(given, view, view.facts.orders)


def _line(order: Order, view: View) -> str:
    say = view.words.say
    day = order.delivered or order.placed
    standing = say(f"orders.{order.status}", day=day) if order.status == "delivered" else say(f"orders.{order.status}")
    line = say("orders.line", item=_items(order), number=order.number, day=order.placed, amount=order.total)
    return f"- {line}; {standing}"


def _items(order: Order) -> str:
    more = len(order.items) - 1
    return f"{order.title} + {more}" if more else order.title


@dataclass(frozen=True)
class OwnOrders(Flow):
    """The order that is meant; the newest where none is named."""

    name: ClassVar[str] = "own_orders"

    order: Order = slot(
        ask=lambda _: "",
        read=_named,
        keep=lambda order: order.number,
        take=lambda kept, view: view.facts.order(kept),
        default=lambda view: view.facts.orders[0] if view.facts.orders else None,
    )

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Without an order the last charge is told, if there is one; else just that."""
        if view.facts.orders:
            return None
        if charged := slots.charges(view)[:1]:
            said = view.words.say(
                "orders.charged", amount=charged[0].amount, day=charged[0].at, what=charged[0].description
            )
            return Outcome((Reply(said),), rule="no orders: the last charge")
        return Outcome((Reply(view.words.say("tracking.no_orders")),), offers_person=True, rule="no orders")

    def settle(self, view: View) -> Outcome:
        words, known = view.extras.get("words", ""), "order" in view.answers
        thing = next((name for name in (_groups(words)) if name), "")
        rest = tuple(order for order in view.facts.orders if order.number != self.order.number)[:MOST]
        if ORDERED.fullmatch(words) and not IN_IT.search(words):
            said = self._list("orders.latest", view.facts.orders[:MOST], view)
        elif thing and not known:
            said = self._list("orders.not_among", view.facts.orders[:MOST], view)
        elif known or not rest:
            said = self._sum(words, view)
        else:
            said = Markup(f"{self._sum(words, view)}\n\n{self._list('orders.before', rest, view)}")
        return Outcome((Reply(said),), about=f"{self.order.title}, order {self.order.number}", rule="their own orders")

    def _sum(self, words: str, view: View) -> Markup:
        """Of the very lines that were named, else of all of it."""
        picks = slots.items_in(Given(words), self.order.items) or ()
        number, day = self.order.number, self.order.placed
        if len(picks) != 1 or len(self.order.items) == 1:
            every = view.words.several(tuple(item.name for item in self.order.items))
            said = view.words.say("orders.paid", amount=self.order.total, items=every, number=number, day=day)
            return Markup(" ".join(filter(None, (said, slots.postage_told(self.order, view)))))
        item = picks[0].item
        return view.words.say("orders.paid", amount=item.paid, items=Markup(escape(item.name)), number=number, day=day)

    @staticmethod
    def _list(lead: str, orders: tuple[Order, ...], view: View) -> Markup:
        return Markup("\n".join((f"{view.words.say(lead)}\n", *(_line(order, view) for order in orders))))


def _groups(words: str) -> tuple[str | None, ...]:
    found = PAID.fullmatch(words)
    return (found["paid"], found["cost"], found["was"]) if found else ()
