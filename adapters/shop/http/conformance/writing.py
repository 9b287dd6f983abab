"""Rules that move the smallest sum there is, once: only asked about a customer who is a test."""

import asyncio
import secrets
from dataclasses import replace

from adapters.shop.http.conformance.probe import Finding, Probe, Rule, heard, said
from adapters.shop.http.deeds import asked
from adapters.shop.http.lies import Unusable
from adapters.shop.http.line import Answer
from adapters.shop.http.reading import done_of
from bot.effects import PayBack
from bot.shop import Account, Money, ShopUnavailable, smallest

REASON = "baton doctor"


def a_key() -> str:
    return f"doctor-{secrets.token_hex(8)}"


async def without_key(probe: Probe) -> Finding:
    effect = _smallest(probe, "baton-doctor-none", "USD")
    answer = await probe.deed(effect, asked(effect), "")
    return said("no key", answer, 400, "not_understood", "Refuse a deed without an Idempotency-Key.")


async def refused(probe: Probe) -> Finding:
    """A no is a no, with a reason that staff can read."""
    effect = _smallest(probe, "baton-doctor-none", "USD")
    answer = await probe.deed(effect, asked(effect), a_key())
    found = said("refusal", answer, 422, "refused", "Refuse what you will not do, for good, and say why in detail.")
    if found.ok and isinstance(answer, Answer) and not answer.problem.detail:
        return replace(found, ok=False, found="422 refused, without a detail")
    return found


async def once(probe: Probe) -> Finding:
    """Two at once under one key and a third later: one payment, and the same answer to all."""
    name, mend = "once", "Keep each key with its answer in the transaction that pays; the same key gets that answer."
    try:
        before = await probe.account()
        if (effect := _payable(probe, before)) is None:
            mend = "Give the test customer an order with money left to pay back."
            return Finding(name, ok=True, found="nothing to pay back", mend=mend, warning=True)
        key, body = a_key(), asked(effect)
        answers = [*await asyncio.gather(*(probe.deed(effect, body, key) for _ in range(2)))]
        answers.append(await probe.deed(effect, body, key))
        after = await probe.account()
    except ShopUnavailable as no:
        return Finding(name, ok=False, found=str(no), mend=mend)
    if wrong := _not_one(key, answers) or _not_paid(effect, key, before, after):
        return Finding(name, ok=False, found=wrong, mend=mend)
    other = await probe.deed(effect, asked(replace(effect, reason="another wish")), key)
    found = said(name, other, 409, "key_reused", "Refuse a key that has done something else.")
    return (
        replace(found, found="asked three times, paid once; another wish under the key is refused")
        if found.ok
        else found
    )


def _not_one(key: str, answers: list[Answer | str]) -> str:
    """What is wrong with the answers; two at once may end in one of them being asked to come back."""
    last, details = answers[-1], set()
    for answer in answers:
        if isinstance(answer, str) or answer.status != 200:
            if answer is not last and heard(answer).endswith(" try_later"):
                continue
            return f"the same key was answered {heard(answer)}"
        try:
            details.add(done_of(key, answer.json()).detail)
        except (Unusable, ShopUnavailable) as wrong:
            return str(wrong)
    return "" if len(details) == 1 else "the same key got two answers"


def _not_paid(effect: PayBack, key: str, before: Account, after: Account) -> str:
    then, now = (next(o for o in one.orders if o.number == effect.order) for one in (before, after))
    refunds = [refund for refund in now.refunds if refund.key == key]
    if len(refunds) != 1:
        return f"the account shows {len(refunds)} refunds under the key"
    gone = then.refundable.amount - now.refundable.amount
    return "" if gone == effect.amount.amount else f"{gone} went back, not {effect.amount.amount}"


def _payable(probe: Probe, account: Account) -> PayBack | None:
    """The smallest part of an order that has something left, without any item."""
    for order in account.orders:
        if order.refundable.amount >= smallest(order.total.currency):
            return _smallest(probe, order.number, order.total.currency)
    return None


def _smallest(probe: Probe, order: str, currency: str) -> PayBack:
    return PayBack(probe.customer, order, (), Money(smallest(currency), currency), reason=REASON)


DEEDS: tuple[Rule, ...] = (without_key, refused, once)
