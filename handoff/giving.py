"""Money that staff give: goodwill within a limit, with a second approver above it, and what a lead overrides.

It leaves through the outbox like any effect; the customer is told when the shop has
confirmed it, and so is the thread. An ask that waits for a second lead is a setting, so
that a restart loses nothing; whoever decides it also touches the case's row, so that of
two at once one is second.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.codec import dump, load
from bot.content import Choice, Reply
from bot.effects import Asked, Credit, PayBack, ShopEffect
from bot.events import Person, Place
from bot.policy import Policy
from bot.shop import Money
from bot.wording import Words
from bot.writes import OutboxRow, SettingRow, Writes, micros, new_key
from handoff import wording
from handoff.case import touched
from handoff.moves import leads
from handoff.payee import UNDER_WAY, currency, effects, may_pay, not_frozen, order_meant, payee, read, under_way
from handoff.pen import key_of
from handoff.refusal import NotAllowed, Refusal
from handoff.rows import CaseRow
from handoff.scene import Outcome, Scene
from handoff.wording import safe

ASKED = "asked."
"""Settings with this prefix are asks for a second approver, one for each case."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Goodwill above the asker's limit, until another lead decides."""

    id: str
    customer: str
    amount: Money
    reason: str
    by: str
    by_name: str
    decided: str = ""
    """What became of it, and by whom."""


async def goodwill(scene: Scene, typed: str, reason: str) -> Outcome:
    """Store credit; above what this role may give in one case, another lead decides."""
    case, account = await payee(scene)
    amount = read(typed, currency(account))
    before = await _given(scene, amount.currency)
    limit = scene.policy.goodwill_lead_limit if leads(scene.by.role) else scene.policy.goodwill_limit
    if Policy.covers(limit, before + amount):
        line = wording.gives(scene.by.name, _shown(scene, amount), reason)
        return _granted(scene, case, Credit(account.customer.id, amount, reason), line, "goodwill", reason)
    return _asked(
        scene, case, Ask(key_of(scene.act.key, "ask"), account.customer.id, amount, reason, scene.by.id, scene.by.name)
    )


async def approve(scene: Scene, id: str) -> Outcome:
    """A second lead agrees: it goes out on behalf of whoever asked."""
    case, ask = may_pay(scene, scene.case), _open_ask(scene, id)
    not_frozen(scene, ask.customer)
    line = wording.approved(scene.by.name, ask.by_name, _shown(scene, ask.amount))
    detail = f"goodwill asked by {ask.by}: {ask.reason}"
    gift = Credit(ask.customer, ask.amount, ask.reason)
    outcome = _granted(scene, case, gift, line, "approve", detail)
    return replace(outcome, writes=outcome.writes + _decided(scene, ask, "approved"))


def decline(scene: Scene, id: str) -> Outcome:
    """A second lead says no; nothing is given."""
    ask = _open_ask(scene, id)
    line = wording.declined(scene.by.name, ask.by_name, _shown(scene, ask.amount))
    said = scene.pen.thread(scene.case, Reply(line, mention=(ask.by,)), "declined")
    audit = scene.audit("decline", f"{_shown(scene, ask.amount)} goodwill asked by {ask.by}: {ask.reason}")
    writes = scene.becomes(touched(scene.case)) + said + audit + _decided(scene, ask, "declined")
    return Outcome(writes, _told(scene, line))


async def override(scene: Scene, typed: str, reason: str, number: str) -> Outcome:
    """A lead pays what the bot refused, at most what is left of the order."""
    case, account = await payee(scene)
    order = order_meant(account, number.lstrip("#") or case.order)
    amount = read(typed, order.total.currency)
    if amount > order.refundable:
        raise Refusal(f"At most {_shown(scene, order.refundable)} is left of order {order.number}.")
    if await under_way(scene, order.number):
        raise Refusal(f"Money of order {order.number} is on its way back already; wait for the shop's answer.")
    pay = PayBack(account.customer.id, order.number, (), amount, reason=reason)
    line = wording.overrides(scene.by.name, _shown(scene, amount), order.number, reason)
    return _granted(scene, case, pay, line, "override", f"order {order.number}: {reason}")


async def _given(scene: Scene, of: str) -> Money:
    """The goodwill given in this case so far, but what the shop did not give."""
    asked = await effects(scene, ("sent", *UNDER_WAY), scene.case.number)
    gifts = [gift.effect.amount for gift in asked if isinstance(gift.effect, Credit)]
    return sum((gift for gift in gifts if gift.currency == of), Money(Decimal(), of))


def _granted(scene: Scene, case: CaseRow, effect: Credit | PayBack, line: str, verb: str, why: str) -> Outcome:
    """Asked of the shop, said in the thread, kept in the audit. The case is touched: two at once are told apart."""
    seen = {"last_staff": micros(scene.now)} if case.owner == scene.by.id else {}
    said = scene.pen.thread(case, Reply(line), verb)
    audit = scene.audit(verb, f"{_shown(scene, effect.amount)} to {effect.customer}, {why}")
    row = _effect(scene, case, effect)
    return Outcome(scene.becomes(touched(case, **seen)) + Writes((row,)) + said + audit, _told(scene, line))


def _effect(scene: Scene, case: CaseRow, effect: ShopEffect) -> OutboxRow:
    """On behalf of the case's customer: its result is their event, as if the bot had asked."""
    asked = Asked(effect, load(Place, case.place), Person(case.conversation, case.name))
    line, at, who = f"effect:{case.conversation}", micros(scene.now), case.conversation
    return OutboxRow(
        new_key(), case.team, line, case.place, who, "effect", "effect", dump(asked), at, at, case=case.number
    )


def _asked(scene: Scene, case: CaseRow, ask: Ask) -> Outcome:
    if (before := _ask_of(scene)) and not before.decided:
        raise Refusal(f"{safe(before.by_name)} has an ask for {_shown(scene, before.amount)} waiting here already.")
    line = wording.asks_second(scene.by.name, _shown(scene, ask.amount), ask.reason)
    ways = (
        Choice("Approve", f"pay approve #{case.number} {ask.id}", "primary"),
        Choice("Decline", f"pay decline #{case.number} {ask.id}"),
    )
    calls = tuple(filter(None, (scene.routing.leads(),)))
    said = scene.pen.thread(case, Reply(line, offers=ways, mention=calls), "asked")
    audit = scene.audit("goodwill asked", f"{_shown(scene, ask.amount)} to {ask.customer}: {ask.reason}")
    writes = scene.becomes(touched(case)) + _kept(scene, ask) + said + audit
    return Outcome(writes, _told(scene, line))


def _ask_of(scene: Scene) -> Ask | None:
    text = scene.settings.get(f"{ASKED}{scene.case.number}", "")
    return load(Ask, text) if text else None


def _open_ask(scene: Scene, id: str) -> Ask:
    """The ask that waits here, for anybody but whoever asked."""
    ask = _ask_of(scene)
    if ask is None or (id and ask.id != id):
        raise Refusal(f"Nothing waits for a second approver in case #{scene.case.number}.")
    if ask.decided:
        raise Refusal(f"It is decided: {safe(ask.decided)}.")
    if ask.by == scene.by.id:
        raise NotAllowed("It takes somebody else: whoever asked can't decide it.")
    return ask


def _decided(scene: Scene, ask: Ask, how: str) -> Writes:
    return _kept(scene, replace(ask, decided=f"{how} by {scene.by.name}"))


def _kept(scene: Scene, ask: Ask) -> Writes:
    name = f"{ASKED}{scene.case.number}"
    return Writes((SettingRow(scene.act.team, name, dump(ask), micros(scene.now), scene.by.id),))


def _shown(scene: Scene, amount: Money) -> str:
    return Words(scene.now).money(amount)


def _told(scene: Scene, line: str) -> Reply:
    return Reply() if scene.in_thread else Reply(line)
