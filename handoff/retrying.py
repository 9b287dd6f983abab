"""What did not reach the customer, or perhaps did not: sent again, or left as it is."""

from dataclasses import replace
from typing import Any

from bot.codec import dump, load
from bot.content import Post, Reply, Shown
from bot.events import File
from bot.writes import Change, MessageRow, OutboxRow, Writes, micros
from handoff.answers import customer_line, fares
from handoff.copies import Keys
from handoff.kept import lines
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene, Where

_FRESH: dict[str, Any] = {"number": 0, "state": "queued", "lease": 0, "attempts": 0, "error": "", "settled": 0}


async def retry(scene: Scene, key: str) -> Outcome:
    """The post is made once more, as a new one at the end of its line; the old one is out of the way."""
    failed = await _undelivered(scene, key, ("failed", "unknown"))
    now = micros(scene.now)
    fresh = replace(failed, **_FRESH, id=key_of(scene.act.team, scene.act.key, "retry"), at=now, due=now)
    said = await line_of(scene, failed.id)
    if said:
        fresh = replace(fresh, payload=_as_it_reads_now(scene, said, failed))
    swapped = _swapped(scene, said, failed.id, fresh.id) if said else Writes()
    writes = Writes((fresh,), (_settled(failed, "dropped"),)) + swapped + scene.audit("retry", failed.id)
    return Outcome(writes, Reply("Trying again."))


async def arrived(scene: Scene, key: str) -> Outcome:
    """Somebody looked: it is there. What waits behind it goes on."""
    unsure = await _undelivered(scene, key, ("unknown",))
    said = await line_of(scene, unsure.id)
    shown = fares(scene, scene.case, said, "sent") if said else Writes()
    writes = Writes(changes=(_settled(unsure, "sent"),)) + shown + scene.audit("arrived", unsure.id)
    return Outcome(writes, Reply("Good: counted as sent."))


async def _undelivered(scene: Scene, key: str, states: tuple[str, ...]) -> OutboxRow:
    case = scene.case
    where: Where = {"team": case.team, "conversation": case.conversation, "state": states}
    where |= {"id": key} if key else {"case": case.number, "voice": ("staff", "notice", "bot")}
    found = await scene.store.find(OutboxRow, where, order=("at",), newest_first=True, limit=1)
    if not found:
        raise Refusal("There is nothing left to settle: it was tried again already, or it arrived.")
    return found[0]


def _settled(row: OutboxRow, state: str) -> Change:
    return Change(OutboxRow, {"id": row.id, "state": row.state}, {"state": state})


def _as_it_reads_now(scene: Scene, said: MessageRow, failed: OutboxRow) -> str:
    """It may have been edited since: a post that never was shown can't be revised."""
    if failed.kind != "post":
        return failed.payload
    at = load(Keys, said.copies).index(failed.id)
    line = customer_line(scene, scene.case, said.name)
    return dump(Post(line.part(said.text, at, load(tuple[File, ...], said.files))), Shown)


def _swapped(scene: Scene, row: MessageRow, old: str, new: str) -> Writes:
    keys = tuple(new if key == old else key for key in load(Keys, row.copies))
    row = replace(row, copies=dump(keys, Keys))
    return Writes((row,)) + fares(scene, scene.case, row, "queued")


async def line_of(scene: Scene, key: str) -> MessageRow | None:
    """The colleague's line that an outbox row shows to the customer."""
    return next((row for row in await lines(scene, "staff") if key in load(Keys, row.copies)), None)
