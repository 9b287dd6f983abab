"""Erasing one person everywhere: asked for, confirmed, and done in one commit with a receipt.

What hangs in staff's threads leaves through the outbox, row by row; everything else goes in the
commit itself. What stays of a case is its number and its times, and of the erasure who did it, when,
and to whom by a salted digest: enough to answer "was this account erased?", and no way back.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import ValidationError

from bot.codec import dump, load
from bot.content import Card, Choice, Post, Reply, Revise, Shown, Withdraw
from bot.effects import Asked as AskedOfShop
from bot.effects import MailCode
from bot.events import Place
from bot.writes import (
    Change,
    ConversationRow,
    Erasure,
    OutboxRow,
    Scalar,
    SettingRow,
    Writes,
    micros,
    moment,
)
from handoff import exporting, wording
from handoff.attic import Kept
from handoff.brief import Brief
from handoff.case import Move, advance, is_open
from handoff.pen import key_of, place_of
from handoff.refusal import Refusal
from handoff.rows import CaseRow, GoneFileRow
from handoff.scene import Outcome, Scene, Where

ASKED = "privacy.asked."
SALT = "privacy.salt"
GOOD_FOR = timedelta(minutes=10)
NAME = "(erased)"
NOWHERE = Place("erased", "", "")
EVERY = 1_000_000
AGAIN = "Erase for ever"
DESK_VOICES = ("desk", "mirror")
OPEN_STATES = ("queued", "sending", "unknown")
OVER = "That was asked too long ago, or is done already. `erase` asks anew."
TELL_THEM = "I haven't written to them about it: tell them where they asked you."


@dataclass(frozen=True, slots=True)
class Wish:
    """An erasure that was asked for and not confirmed yet."""

    person: str
    reason: str
    at: int


async def asked(scene: Scene, person: str, reason: str) -> Outcome:
    """Say what would go, and wait for the second press."""
    kept = await exporting.kept_of(scene, person)
    token = key_of(scene.act.team, person)[:12]
    wish = Wish(person, reason, micros(scene.now))
    row = SettingRow(scene.act.team, ASKED + token, dump(wish), wish.at, scene.by.id)
    open_cases = [str(case["number"]) for case in kept.get("cases", ()) if case["stage"] != "closed"]
    first = f" Case #{', #'.join(open_cases)} is open and is closed by it." if open_cases else ""
    told = (
        f"This erases for ever what is kept of **{wording.safe(person)}**: {counted(kept)}, and the copies of their "
        f"words in staff's threads.{first} What stands in their own chat stays there. "
        f"Nothing brings it back. The button, or `erase_now {token}`, holds for {GOOD_FOR.seconds // 60} minutes."
    )
    return Outcome(Writes((row,)), Reply(told, offers=(_again(token),)))


def _again(token: str) -> Choice:
    return Choice(AGAIN, f"erase_now {token}", "danger")


def counted(kept: Kept) -> str:
    """What there is of somebody, in words."""
    nouns = {
        "messages": "transcript line",
        "cases": "case",
        "confirmations": "confirmation",
        "bindings": "proven account",
        "timers": "timer",
    }
    parts = [_count(len(kept.get(table, ())), noun) for table, noun in nouns.items() if kept.get(table)]
    parts += [_count(len(files), "file")] if (files := exporting.files_in(kept)) else []
    other = sum(len(rows) for table, rows in kept.items() if table not in nouns and table != "audit")
    return ", ".join((*parts, _count(other, "other row")))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


async def erased(scene: Scene, token: str) -> Outcome:
    """All of it, in one commit; the receipt says how much it was."""
    wish = _wish(scene, token)
    kept = await exporting.kept_of(scene, wish.person)
    plan = await _plan(scene, wish.person)
    if plan.under_way:
        raise Refusal(f"{plan.under_way} Erasing it now would lose it. Press again once it is over.", _again(token))
    salt = scene.settings.get(SALT) or secrets.token_hex(16)
    files = tuple(GoneFileRow(scene.act.team, file.ref, micros(scene.now)) for file in exporting.files_in(kept))
    copies = f"{len(plan.hanging)} {'copy' if len(plan.hanging) == 1 else 'copies'}"
    receipt = f"{counted(kept)}; {copies} in staff's threads"
    writes = Writes(
        (*_shells(scene, plan), *files, *_salt(scene, salt)),
        tuple(_blank(row) for row in plan.hanging),
        erasures=(Erasure(scene.act.team, wish.person, plan.version, (ASKED + token,)),),
    )
    why = _nameless(wish, kept)
    audit = scene.pen.audit(scene.by, "erase", f"erased:{digest(salt, wish.person)}", f"{receipt}. {why}")
    said = f"Erased: {receipt}. Copies in threads are being taken back now. {TELL_THEM}"
    return Outcome(writes + audit, Reply(said))


def _nameless(wish: Wish, kept: Kept) -> str:
    """The reason, without the account and the names it names, should somebody have written them into it."""
    named = {str(row["name"]) for table in ("conversations", "cases") for row in kept.get(table, ())}
    words = {wish.person, wish.person.rpartition(":")[2], *(word for name in named for word in name.split())}
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if len(word) > 1)
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", NAME, wish.reason, flags=re.IGNORECASE)


def digest(salt: str, person: str) -> str:
    """To whom it was done, for those who know whom to ask about."""
    return hashlib.sha256(f"{salt}\x1f{person}".encode()).hexdigest()[:24]


def _wish(scene: Scene, token: str) -> Wish:
    text = scene.settings.get(ASKED + token, "")
    if not text:
        raise Refusal(OVER)
    wish = load(Wish, text)
    if moment(wish.at) + GOOD_FOR < scene.now:
        raise Refusal(OVER)
    return wish


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands of somebody where staff see it, and what keeps it from being erased now."""

    version: int
    """Of their conversation, 0 if there is none."""
    cases: Sequence[CaseRow]
    hanging: Sequence[OutboxRow]
    """Posts that staff see."""
    under_way: str


async def _plan(scene: Scene, person: str) -> Plan:
    where: Where = {"team": scene.act.team, "conversation": person}
    talk = await scene.store.find(ConversationRow, {"team": scene.act.team, "id": person}, limit=1)
    cases = await scene.store.find(CaseRow, where, order=("number",), limit=EVERY)
    rows = await scene.store.find(OutboxRow, where, order=("number",), limit=EVERY)
    threads = [place for case in cases if (place := place_of(case.thread))]
    rooms = {str(place) for thread in threads for place in (thread, replace(thread, thread=""))}
    hanging = [row for row in rows if row.kind == "post" and row.platform_id and _at_desk(row, rooms)]
    return Plan(talk[0].version if talk else 0, cases, hanging, _under_way(rows))


def _at_desk(row: OutboxRow, rooms: set[str]) -> bool:
    return row.voice in DESK_VOICES or row.place in rooms


def _under_way(rows: Iterable[OutboxRow]) -> str:
    """Money and goods on their way are not forgotten; what is being sent this moment has to arrive first."""
    open_rows = [row for row in rows if row.state in OPEN_STATES]
    if any(row.kind == "effect" and not _is_mail(row) for row in open_rows):
        return "Something of theirs is on its way to the shop (money, goods or an order)."
    if any(row.state == "sending" or (row.state == "unknown" and row.lease) for row in open_rows):
        return "Words of theirs are being delivered this moment."
    return ""


def _is_mail(row: OutboxRow) -> bool:
    try:
        return isinstance(load(AskedOfShop, row.payload).effect, MailCode)
    except ValidationError:
        return False


def _blank(row: OutboxRow) -> Change:
    """Nothing is left of a post but which message shows it, so that it can be taken back."""
    to: dict[str, Scalar] = {"payload": dump(Post(Reply(), _card_of(row)), Shown), "conversation": "", "error": ""}
    return Change(OutboxRow, {"id": row.id}, to)


def _card_of(row: OutboxRow) -> int:
    try:
        shown = load(Shown, row.payload)
    except ValidationError:  # its workspace removed us, and what was said there was forgotten
        return 0
    return shown.case if isinstance(shown, Post) else 0


def _shells(scene: Scene, plan: Plan) -> Iterable[CaseRow | OutboxRow]:
    """What stays of each case, its card without anybody on it, and its posts on their way out."""
    shells = {case.number: _shell(scene, case) for case in plan.cases}
    cards = {case.card: case for case in plan.cases if case.card}
    yield from shells.values()
    for row in plan.hanging:
        about = shells.get(row.case) or _nobodys(scene, row)
        place = load(Place, row.to)
        if row.id in cards:
            card = Card(f"#{row.case} · erased", (("Erased", "with all that was kept of this person"),), "closed")
            yield scene.pen.show(about, place, Revise(row.id, Reply(card=card)), "desk", f"erased {row.id}")
        else:
            yield scene.pen.show(about, place, Withdraw(row.id), "desk", f"erased {row.id}")


def _shell(scene: Scene, case: CaseRow) -> CaseRow:
    after = advance(case, Move.CLOSE, scene.now, reason="erased") if is_open(case) else case
    return replace(
        after,
        version=case.version + 1,
        conversation="",
        name=NAME,
        place=dump(NOWHERE),
        brief=dump(Brief(NAME, why=("erased",))),
        order="",
        callback="",
        call="",
        call_secret="",
        told_owner_rule="",
    )


def _nobodys(scene: Scene, row: OutboxRow) -> CaseRow:
    """For posts of no case, like an export that was sent to an admin."""
    return CaseRow(
        scene.act.team, row.case, 1, "", NAME, dump(NOWHERE), "", "closed", "", 1, False, "", dump(Brief(NAME)), 0
    )


def _salt(scene: Scene, salt: str) -> Iterable[SettingRow]:
    if salt != scene.settings.get(SALT):
        yield SettingRow(scene.act.team, SALT, salt, micros(scene.now), scene.by.id)
