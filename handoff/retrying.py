"""What did not arrive, or perhaps did not: sent again, or left as it is."""

from dataclasses import replace
from typing import Any

from bot.codec import dump, load
from bot.content import Post, Reply, Shown
from bot.events import File
from bot.writes import Change, MessageRow, OutboxRow, Writes, micros
from handoff import brief
from handoff.answers import ECHO, customer_line, fares
from handoff.case import touched
from handoff.copies import Keys, Line
from handoff.kept import lines
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.relay import thread_line
from handoff.scene import Outcome, Scene, Where

_FRESH: dict[str, Any] = {
    "number": 0,
    "state": "queued",
    "lease": 0,
    "attempts": 0,
    "error": "",
    "settled": 0,
    "bundle": "",
}
VOICES = ("staff", "notice", "bot", "mirror", "desk")
WORDS = ("post", "revise", "withdraw")
MESSAGES = (*WORDS, "mark")
"""Never an effect: under a new key it would be done twice."""


async def retry(scene: Scene, key: str) -> Outcome:
    """The post is made once more, as a new one at the end of its line; the old one is out of the way."""
    failed = await _undelivered(scene, key, ("failed", "unknown"))
    now, fresh_key = micros(scene.now), key_of(scene.act.team, scene.act.key, "retry")
    said = await line_of(scene, failed.id, "customer" if failed.voice == "mirror" else "staff")
    payload = _as_it_reads_now(scene, said, failed)
    fresh = replace(failed, **_FRESH, id=fresh_key, at=now, due=now, payload=payload)
    writes = Writes((fresh,), (_settled(failed, "dropped"),)) + scene.audit("retry", failed.id)
    return Outcome(writes + await _stands_for(scene, said, failed, fresh_key), Reply("Trying again."))


async def arrived(scene: Scene, key: str) -> Outcome:
    """Somebody looked: it is there. What waits behind it goes on."""
    unsure = await _undelivered(scene, key, ("unknown",))
    said = await line_of(scene, unsure.id)
    shown = fares(scene, scene.case, said, "sent") if said else Writes()
    writes = Writes(changes=(_settled(unsure, "sent"),)) + shown + scene.audit("arrived", unsure.id)
    return Outcome(writes, Reply("Good: counted as sent."))


async def _undelivered(scene: Scene, key: str, states: tuple[str, ...]) -> OutboxRow:
    case = scene.case
    where: Where = {"team": case.team, "conversation": case.conversation, "state": states, "voice": VOICES}
    where |= {"id": key, "kind": MESSAGES} if key else {"case": case.number, "kind": WORDS}
    found = await scene.store.find(OutboxRow, where, order=("at",), newest_first=True, limit=1)
    if not found:
        raise Refusal("There is nothing left to settle: it was tried again already, or it arrived.")
    return found[0]


def _settled(row: OutboxRow, state: str) -> Change:
    return Change(OutboxRow, {"id": row.id, "state": row.state}, {"state": state})


def _as_it_reads_now(scene: Scene, said: MessageRow | None, failed: OutboxRow) -> str:
    """It may have been edited since: a post that never was shown can't be revised."""
    match load(Shown, failed.payload):
        case Post(reply=reply) if failed.id == scene.case.card:
            return dump(Post(brief.card(scene.case, reply.mention), scene.case.number), Shown)
        case Post(reply=reply) if said and (line := _line(scene, said)):
            at = load(Keys, said.copies).index(failed.id)
            part = line.part(said.text, at, load(tuple[File, ...], said.files))
            return dump(Post(replace(part, text=reply.text)), Shown)
        case _:
            return failed.payload


def _line(scene: Scene, said: MessageRow) -> Line | None:
    if said.speaker == "customer":
        return thread_line(scene.pen, scene.case)
    return customer_line(scene, scene.case, said)


async def _stands_for(scene: Scene, said: MessageRow | None, failed: OutboxRow, new: str) -> Writes:
    """Whatever pointed at the old post points at the new one, so that later changes reach it."""
    if failed.id == scene.case.card:
        return scene.becomes(touched(scene.case, card=new))
    if said:
        return _swapped(scene, said, failed.id, new)
    if failed.voice == "desk" and failed.kind == "post":
        echoed = [row for row in await lines(scene, "staff") if row.source == ECHO + failed.id]
        return Writes(tuple(replace(row, source=ECHO + new) for row in echoed))
    return Writes()


def _swapped(scene: Scene, row: MessageRow, old: str, new: str) -> Writes:
    keys = tuple(new if key == old else key for key in load(Keys, row.copies))
    row = replace(row, copies=dump(keys, Keys))
    return Writes((row,)) + (fares(scene, scene.case, row, "queued") if row.speaker == "staff" else Writes())


async def line_of(scene: Scene, key: str, speaker: str = "staff") -> MessageRow | None:
    """The colleague's (or the customer's) line that an outbox row shows to the other side."""
    return next((row for row in await lines(scene, speaker) if key in load(Keys, row.copies)), None)
