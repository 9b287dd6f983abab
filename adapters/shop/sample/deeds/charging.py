"""Paying a charge back, or the part of it that was too much; and credit, which belongs to no charge."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from adapters.shop.sample.deeds.deed import Deed, Rule, not_held
from adapters.shop.sample.plan import PlannedAccount, Returned
from adapters.shop.sample.rules import shown, uncommitted
from bot.charging import kept
from bot.effects import Credit, PayBackCharge
from bot.shop import Account, Charge, Money, ShopRefused, smallest

_PROMISED_WITHIN = timedelta(days=5)


def _charge(account: Account, name: str) -> Charge:
    found = next((charge for charge in account.charges if charge.id == name), None)
    if found is None:
        raise ShopRefused(f"{account.customer.id} has no charge {name}.")
    return found


def _agree_to_return(wanted: PayBackCharge, account: Account, now: datetime) -> str:
    not_held(account)
    charge = _charge(account, wanted.charge)
    if charge.pending:
        raise ShopRefused(f"Charge {charge.id} is only a reservation: there is nothing to pay back.")
    _payable(wanted.amount)
    left = _left(charge, account)
    if wanted.amount.currency != left.currency or wanted.amount > left:
        raise ShopRefused(f"{shown(wanted.amount)} is more than is left of charge {charge.id}: {shown(left)}.")
    return f"{shown(wanted.amount)} of {charge.description}, there by {now + _PROMISED_WITHIN:%Y-%m-%d}"


def _left(charge: Charge, account: Account) -> Money:
    """What of it has not gone back, by itself or with the order it is for."""
    order = next((one for one in account.orders if one.number == charge.order), None)
    if order is None:
        return kept(charge)
    return Money(max(min(kept(charge).amount, uncommitted(account, order)), Decimal()), charge.amount.currency)


def _payable(amount: Money) -> None:
    if not amount.amount.is_finite() or amount.amount <= 0 or amount.amount % smallest(amount.currency):
        raise ShopRefused(f"{shown(amount)} is no sum that can be paid.")


def _return(plan: PlannedAccount, wanted: PayBackCharge, deed: Deed) -> PlannedAccount:
    return replace(plan, returned=(*plan.returned, Returned(wanted.charge, wanted.amount, deed.at)))


def _agree_to_credit(wanted: Credit, account: Account, now: datetime) -> str:
    not_held(account)
    _payable(wanted.amount)
    return f"{shown(wanted.amount)} store credit for {account.customer.id}, there at once on {now:%Y-%m-%d}"


def _credit(plan: PlannedAccount, _wanted: Credit, _deed: Deed) -> PlannedAccount:
    return plan


RETURN = Rule(_agree_to_return, _return, lambda wanted, _: wanted.amount)
CREDIT = Rule(_agree_to_credit, _credit, lambda wanted, _: wanted.amount)
"""Credit changes nothing that was bought; the register itself is its account."""
