"""Whom staff give money to, of which order, how much: read, checked, or refused with the reason."""

import re
from decimal import Decimal

from pydantic import ValidationError

from bot.codec import load
from bot.effects import Asked
from bot.facts import FROZEN
from bot.shop import Account, Money, Order, ShopUnavailable, smallest
from bot.writes import BindingRow, OutboxRow
from handoff.case import is_open
from handoff.linking import require_ours
from handoff.moves import steers
from handoff.refusal import NotUnderstood, Refusal
from handoff.rows import CaseRow
from handoff.scene import Scene, Where
from handoff.wording import safe

UNDER_WAY = ("queued", "sending", "unknown")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
SUM = re.compile(r"([$€£¥]?)\s?(\d{1,7})(?:[.,](\d{1,2}))?\s?([A-Za-z]{3})?")


async def payee(scene: Scene) -> tuple[CaseRow, Account]:
    """The case, if it is the actor's to decide about, and its customer's account as it stands."""
    case = may_pay(scene, steers(scene))
    where: Where = {"team": scene.act.team, "person": case.conversation}
    bound = await scene.store.find(BindingRow, where, limit=1)
    if not bound:
        raise Refusal(f"{safe(case.name)} has not proven which account is theirs; bind them first.")
    not_frozen(scene, bound[0].customer)
    try:
        account = await scene.shop.account(bound[0].customer) if scene.shop else None
    except ShopUnavailable:
        raise Refusal("The shop can't be reached, so nothing was given. Please try again.") from None
    if account is None:
        raise Refusal(f"The shop has no customer {safe(bound[0].customer)}.")
    return case, account


def may_pay(scene: Scene, case: CaseRow) -> CaseRow:
    """The case; raises Refusal in a place that installed itself, and once nobody looks at the case any more.

    Whoever installs us is the admin of their own place, may prove an account of the shop
    there as its customer, and would then give themselves the shop's money.
    """
    require_ours(scene)
    if not is_open(case):
        raise Refusal(f"Case #{case.number} is closed; reopen it first.")
    return case


def not_frozen(scene: Scene, customer: str) -> None:
    """Raises Refusal while the account may be in wrong hands."""
    if scene.settings.get(FROZEN + customer):
        raise Refusal("The account is frozen: no money moves until a lead unfreezes it.")


def order_meant(account: Account, number: str) -> Order:
    """The order that is named, or the only one with money left; raises NotUnderstood."""
    left = [order for order in account.orders if order.refundable.amount > 0]
    named = next((order for order in account.orders if order.number == number), None)
    if number and named is None:
        raise NotUnderstood(f"This customer has no order {number[:40]!r}.")
    if named is None and len(left) != 1:
        raise NotUnderstood("Which order? The case names none: say it like order=7731 before the reason.")
    return named or left[0]


def currency(account: Account) -> str:
    """What this customer pays in, by the newest order or charge."""
    paid = [(o.placed, o.total) for o in account.orders] + [(c.at, c.amount) for c in account.charges]
    return max(paid, key=lambda pair: pair[0])[1].currency if paid else "USD"


def read(typed: str, currency: str) -> Money:
    """ "20", "20.00" or "€20" in the customer's currency; raises NotUnderstood."""
    found = SUM.fullmatch(typed.strip())
    if found is None:
        raise NotUnderstood(f"amount takes a sum like 20 or 20.00, not {typed[:40]!r}.")
    sign, whole, cents, code = found.groups()
    said = (code or SIGNS.get(sign, currency)).upper()
    amount = Decimal(f"{whole}.{cents or '0'}").quantize(smallest(currency))
    if said != currency:
        raise NotUnderstood(f"This customer pays in {currency}, not in {said}.")
    if amount <= 0 or (cents and smallest(currency) == 1):
        raise NotUnderstood(f"{typed[:40]} {currency} is no sum that can be paid.")
    return Money(amount, currency)


async def under_way(scene: Scene, order: str) -> bool:
    """Whether the shop has been asked for something of this order and has not answered."""
    asked = await effects(scene, UNDER_WAY)
    return any(one.effect.subject == order for one in asked)


async def effects(scene: Scene, states: tuple[str, ...], case: int = 0) -> list[Asked]:
    """What the shop was asked for on behalf of this customer."""
    where: Where = {"team": scene.act.team, "conversation": scene.case.conversation, "kind": "effect", "state": states}
    rows = await scene.store.find(OutboxRow, where | ({"case": case} if case else {}))
    found = []
    for row in rows:
        try:
            found.append(load(Asked, row.payload))
        except ValidationError:  # one that an older version wrote
            continue
    return found
