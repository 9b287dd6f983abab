"""Who is not answered any more: kept as a setting that the core reads, and told where a case of theirs is open."""

from bot.content import Reply
from bot.gathering import BLOCKED
from bot.writes import SettingRow, Writes, micros
from handoff.case import OPEN_STAGES
from handoff.people import customer_account, nearest
from handoff.refusal import Refusal
from handoff.routing import blocked, blocked_accounts
from handoff.rows import CaseRow
from handoff.scene import Outcome, Scene, Where
from handoff.wording import safe


async def shut_out(scene: Scene, person: str, reason: str) -> Outcome:
    """They are told so once; what they write goes on arriving in a case of theirs that is open."""
    person, case = await customer_account(scene, person), await _open_case(scene, person)
    line = (
        f"{safe(scene.by.name)} blocked this customer: {safe(reason, 300)}. They read once that the chat is closed for "
        "them, and the bot answers them no more. What they write still arrives here; what you send still reaches them."
    )
    told = scene.pen.thread(case, Reply(line), "blocked") if case else Writes()
    audit = scene.pen.audit(scene.by, "block", f"person:{person}", reason)
    still = f" Their case #{case.number} is still open." if case else ""
    return Outcome(
        _kept(scene, person, reason) + audit + told, Reply(f"{safe(person)} is not answered any more.{still}")
    )


async def let_in(scene: Scene, person: str) -> Outcome:
    """As before."""
    if not blocked(scene.settings, person):
        near = nearest(person, blocked_accounts(scene.settings))
        more = f" Blocked is: {', '.join(map(safe, near))}." if near else ""
        raise Refusal(f"{safe(person)} is not blocked.{more}")
    case = await _open_case(scene, person)
    line = f"{safe(scene.by.name)} unblocked this customer: the bot answers them again."
    told = scene.pen.thread(case, Reply(line), "unblocked") if case else Writes()
    audit = scene.pen.audit(scene.by, "unblock", f"person:{person}")
    return Outcome(_kept(scene, person, "") + audit + told, Reply(f"{safe(person)} is answered again."))


async def _open_case(scene: Scene, person: str) -> CaseRow | None:
    where: Where = {"team": scene.act.team, "conversation": person, "stage": OPEN_STAGES}
    return next(iter(await scene.store.find(CaseRow, where, limit=1)), None)


def _kept(scene: Scene, person: str, why: str) -> Writes:
    return Writes((SettingRow(scene.act.team, BLOCKED + person, why, micros(scene.now), scene.by.id),))
