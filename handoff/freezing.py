"""Freezing a customer's money and goods while their account is at risk, and letting them move again."""

from bot.content import Reply
from bot.facts import FROZEN
from bot.shop import ShopUnavailable
from bot.writes import BindingRow, SettingRow, Writes, micros
from handoff import wording
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene


async def freeze(scene: Scene, reason: str) -> Outcome:
    """The case's customer: nothing of theirs moves until somebody lets it."""
    customer = await _customer(scene)
    if scene.settings.get(FROZEN + customer):
        raise Refusal(f"The account of {wording.safe(scene.case.name)} is frozen already.")
    line = f"{wording.safe(scene.by.name)} froze the account: {wording.safe(reason, 300)}. No money and no goods move."
    return _written(scene, customer, "freeze", reason, line, wording.ACCOUNT_FROZEN)


async def unfreeze(scene: Scene, reason: str) -> Outcome:
    """What we froze; the shop's own mark stays the shop's."""
    customer = await _customer(scene)
    if not scene.settings.get(FROZEN + customer):
        name = wording.safe(scene.case.name)
        marked = await _marked_by_shop(scene, customer)
        raise Refusal(wording.FROZEN_BY_SHOP if marked else f"The account of {name} is not frozen.")
    line = f"{wording.safe(scene.by.name)} unfroze the account: {wording.safe(reason, 300)}."
    return _written(scene, customer, "unfreeze", reason, line, wording.ACCOUNT_FREE)


def _written(scene: Scene, customer: str, verb: str, reason: str, line: str, told: str) -> Outcome:
    value = reason if verb == "freeze" else ""
    row = SettingRow(scene.act.team, FROZEN + customer, value, micros(scene.now), scene.by.id)
    said = scene.pen.thread(scene.case, Reply(line), verb) + scene.pen.customer(scene.case, told, f"{verb} to customer")
    audit = scene.pen.audit(scene.by, verb, f"customer:{customer}", reason)
    return Outcome(Writes((row,)) + said + audit, Reply() if scene.in_thread else Reply(line))


async def _customer(scene: Scene) -> str:
    where = {"team": scene.act.team, "person": scene.case.conversation}
    found = await scene.store.find(BindingRow, where, limit=1)
    if not found:
        raise Refusal(f"{wording.safe(scene.case.name)} has not proven which account is theirs; bind them first.")
    return found[0].customer


async def _marked_by_shop(scene: Scene, customer: str) -> bool:
    """Whether the shop's own books say so; a shop that does not answer says nothing."""
    try:
        known = await scene.shop.account(customer) if scene.shop else None
    except ShopUnavailable:
        return False
    return bool(known and known.customer.at_risk)
