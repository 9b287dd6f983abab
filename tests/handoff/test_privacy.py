"""One person's everything: given out without secrets, erased on the second press, and who did what."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.attic import AT_ONCE, Attic
from adapters.store.files import FileStore
from adapters.store.keys import keyring, make_key
from adapters.store.sqlite import SqliteStore
from bot.codec import dump, load
from bot.content import Post, Reply, Revise, Shown, Withdraw
from bot.effects import Asked, PayBack
from bot.events import File, Person, Place, Said
from bot.intake import Intake
from bot.memory import Challenge, Conversation
from bot.shop import Money
from bot.writes import (
    AuditRow,
    Change,
    ConversationRow,
    MessageRow,
    OutboxRow,
    SettingRow,
    TimerRow,
    Writes,
    micros,
)
from handoff.acts import Command
from handoff.desk import Desk
from handoff.routing import LEAD_ROLE, STAFF_PLACE, STAFF_ROLE
from handoff.rows import CaseRow, GoneFileRow
from tests.handoff.conftest import ADA, JONAS, MINA, STAFF, TEAM, FakeClock, Room, no_customer

WHO = "web:r"


@pytest.fixture
async def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", 1_000_000)


@pytest.fixture
async def room(store: SqliteStore, files: FileStore) -> AsyncIterator[Room]:
    """A room whose desk reaches what is kept."""
    clock = FakeClock()
    desk = Desk(store, clock, attic=Attic(store, files, clock))
    intake = Intake(store, {"desk": desk.answer, "customer": no_customer})
    desk.connect(intake)
    values = {STAFF_PLACE: dump(STAFF), STAFF_ROLE: "support", LEAD_ROLE: "leads"}
    await store.commit(Writes(tuple(SettingRow(TEAM, name, value, 0, "test") for name, value in values.items())))
    yield Room(store, clock, desk, intake)
    await intake.close()


async def delivered(room: Room) -> None:
    """All that is queued was shown, each under its own id."""
    while rows := await room.store.claim(micros(room.clock.at), 50, 60_000_000):
        for row in rows:
            assert await room.store.settle(row, "sent", now=micros(room.clock.at), platform_id=row.id)


async def pressed(room: Room, asked: Reply) -> Reply:
    [button] = asked.offers
    verb, token = button.value.split()
    return await room.do(ADA, verb, 0, asked=token)


async def exported(room: Room, files: FileStore) -> dict[str, object]:
    answer = await room.do(ADA, "export", 0, person=WHO)
    told: dict[str, object] = json.loads(await files.read(answer.files[0].ref))
    return told


async def test_an_export_holds_their_words_and_files_and_no_secret(room: Room, files: FileStore) -> None:
    photo = await files.keep("strap.png", b"\x89PNG\r\n\x1a\n strap")
    await room.hears(Said("it leaks", "m1", (photo,)))
    challenge = Challenge("r@example.com", "DIGEST-OF-CODE", "SALT-OF-CODE", "claire", 1)
    state = Change(ConversationRow, {"team": TEAM, "id": WHO}, {"state": dump(Conversation(challenge=challenge))})
    await room.store.commit(Writes(changes=(state,)))
    text = json.dumps(told := await exported(room, files))
    assert "it leaks" in text and "kettle, order 7731" in text, "the words and the brief"
    assert "r@example.com" in text and "DIGEST-OF-CODE" not in text and "SALT-OF-CODE" not in text
    [attached] = told["attachments"]  # type: ignore[misc]  # read from JSON
    assert (attached["name"], base64.b64decode(attached["base64"])) == ("strap.png", b"\x89PNG\r\n\x1a\n strap")
    assert ("web:ada", "export") in await room.audited()


async def test_an_export_goes_on_without_a_file_that_does_not_open_and_names_it(
    store: SqliteStore, tmp_path: Path
) -> None:
    clock, sealed = FakeClock(), FileStore(tmp_path / "files", 1_000_000, keyring(make_key()))
    desk = Desk(store, clock, attic=Attic(store, sealed, clock))
    room = Room(store, clock, desk, Intake(store, {"desk": desk.answer, "customer": no_customer}))
    desk.connect(room.intake)
    spoilt, whole = await sealed.keep("strap.png", b"the strap"), await sealed.keep("buckle.png", b"the buckle")
    await room.hears(Said("it leaks", "m1", (spoilt, whole)))
    sealed.path(spoilt.ref).write_bytes(b"rotten")
    answer = await room.do(ADA, "export", 0, person=WHO)
    assert answer.notice and "does not open: strap.png." in answer.text
    told = json.loads(await sealed.read(answer.files[0].ref))
    assert {one["name"]: one.get("does_not_open", False) for one in told["attachments"]} == {
        "strap.png": True,
        "buckle.png": False,
    }
    assert "it leaks" in json.dumps(told)
    await room.intake.close()


async def test_an_export_goes_to_the_admin_alone_and_leaves_our_disk_after_a_day(room: Room, files: FileStore) -> None:
    await room.opens()
    alone = Place("web", "demo", "chat-web:ada")
    act = replace(room.act(ADA, Command("export", 0, {"person": WHO}), 0), private=alone)
    answer = await room.desk.receive(act)
    assert not answer.files and "to you alone" in answer.text
    [post] = [row for row in await room.outbox("desk", "post") if row.place == str(alone)]
    file = load(Shown, post.payload).reply.files[0]
    assert (await files.read(file.ref)).startswith(b"{")
    attic = Attic(room.store, files, room.clock)
    room.clock.at += timedelta(hours=23)
    assert await attic.clear() == 0
    room.clock.at += timedelta(hours=2)
    assert await attic.clear() == 1
    with pytest.raises(FileNotFoundError):
        await files.read(file.ref)
    assert await room.store.find(GoneFileRow, {}) == ()


async def test_of_a_stranger_there_is_nothing_and_only_an_admin_may_ask(room: Room) -> None:
    for verb in ("export", "erase"):
        assert "Nothing is kept" in (await room.do(ADA, verb, 0, person="web:nobody", reason="asked")).text
        assert "needs the role admin" in (await room.do(JONAS, verb, 0, person=WHO, reason="asked")).text


async def test_nothing_goes_before_the_second_press_and_everything_after_it(room: Room, files: FileStore) -> None:
    photo = await files.keep("strap.png", b"\x89PNG\r\n\x1a\n strap")
    await room.hears(Said("it leaks", "m1", (photo,)))
    await room.do(MINA, "claim")
    await room.types(MINA, "Hello there", message="m2")
    await delivered(room)
    asked = await room.do(ADA, "erase", 0, person=WHO, reason="R. Alvarez asked by mail")
    assert "Case #1 is open and is closed by it" in asked.text and "1 file" in asked.text
    assert await room.lines("customer"), "nothing has gone yet"
    told = await pressed(room, asked)
    assert "Erased: 3 transcript lines, 1 case" in told.text, told.text
    assert await room.store.kept_of(TEAM, WHO) == {}
    assert await room.store.find(MessageRow, {}) == await room.store.find(TimerRow, {}) == ()
    case = await room.case()
    assert (case.stage, case.name, case.conversation, case.reason) == ("closed", "(erased)", "", "erased")
    assert "Alvarez" not in dump(case) and "kettle" not in dump(case)
    with pytest.raises(FileNotFoundError):
        await files.read(photo.ref)
    [line] = await room.store.find(AuditRow, {"verb": "erase"})
    assert line.actor == "web:ada" and WHO not in dump(line) and "Alvarez" not in dump(line), line
    assert "(erased) asked by mail" in line.detail


async def test_copies_in_threads_are_taken_back_and_the_card_tells_nothing_any_more(room: Room) -> None:
    await room.opens("third time i ask")
    await delivered(room)
    hung = {row.id: row for row in await room.outbox(kind="post") if row.voice in ("desk", "mirror")}
    card = (await room.case()).card
    await pressed(room, await room.do(ADA, "erase", 0, person=WHO, reason="asked"))
    queued = [load(Shown, row.payload) for row in await room.store.find(OutboxRow, {"state": "queued"})]
    assert {one.of for one in queued if isinstance(one, Withdraw)} == hung.keys() - {card}
    [drawn] = [one for one in queued if isinstance(one, Revise)]
    assert drawn.of == card and drawn.reply.card and "erased" in drawn.reply.card.title
    for row in await room.store.find(OutboxRow, {"id": tuple(hung)}):
        shown = load(Shown, row.payload)
        assert isinstance(shown, Post) and shown.reply == Reply() and row.platform_id, "enough to find it by"


async def test_money_on_its_way_is_waited_for_and_not_lost(room: Room) -> None:
    await room.opens()
    effect = Asked(PayBack("claire", "7731", (), Money(Decimal("48.00"), "EUR")), STAFF, Person(WHO, "R"))
    pays = OutboxRow("pay", TEAM, f"effect:{WHO}", "", WHO, "effect", "effect", dump(effect), 1, 1)
    await room.store.commit(Writes((pays,)))
    asked = await room.do(ADA, "erase", 0, person=WHO, reason="asked")
    told = await pressed(room, asked)
    assert told.notice and "on its way to the shop" in told.text
    assert await room.store.find(OutboxRow, {"id": "pay"}) and await room.lines("customer")
    done = Change(OutboxRow, {"id": "pay"}, {"state": "sent"})
    await room.store.commit(Writes(changes=(done,)))
    assert "Erased" in (await pressed(room, told)).text


async def test_a_button_that_is_old_or_used_up_erases_nobody(room: Room) -> None:
    await room.opens()
    asked = await room.do(ADA, "erase", 0, person=WHO, reason="asked")
    room.clock.at += timedelta(minutes=11)
    assert "too long ago" in (await pressed(room, asked)).text and await room.lines("customer")
    asked = await room.do(ADA, "erase", 0, person=WHO, reason="asked")
    await pressed(room, asked)
    await room.opens("me again")
    assert "done already" in (await pressed(room, asked)).text
    assert [row.text for row in await room.lines("customer")] == ["me again"], "they came anew and are no part of it"
    assert (await room.case(2)).stage == "waiting", "numbers go on"


async def test_an_erased_case_is_not_opened_again_and_takes_notes_all_the_same(room: Room) -> None:
    await room.opens()
    await delivered(room)
    await pressed(room, await room.do(ADA, "erase", 0, person=WHO, reason="asked"))
    assert "was erased" in (await room.do(MINA, "reopen")).text
    await room.types(MINA, "who was this?")
    assert [(row.text, row.conversation) for row in await room.lines("note")] == [("who was this?", "")]
    await room.do(MINA, "transcript")
    assert "(erased)" in (await room.do(MINA, "find", 0, text="1")).text


async def test_a_file_that_somebody_else_sent_too_stays(room: Room, files: FileStore) -> None:
    photo = await files.keep("strap.png", b"\x89PNG\r\n\x1a\n same")
    for who in (WHO, "web:other"):
        await room.hears(Said("look", room.key(), (photo,)), who)
    await delivered(room)
    await pressed(room, await room.do(ADA, "erase", 0, person=WHO, reason="asked"))
    assert await files.read(photo.ref)
    await room.store.commit(Writes((GoneFileRow(TEAM, photo.ref, 1, anyway=True),)))
    assert await Attic(room.store, files, room.clock, {photo.ref}).clear() == 0, "what is the shop's own is nobody's"
    assert await files.read(photo.ref)


async def test_a_file_that_somebody_sends_again_while_it_is_removed_is_theirs(room: Room, files: FileStore) -> None:
    same = b"\x89PNG\r\n\x1a\n same"
    await room.hears(Said("look", room.key(), (await files.keep("strap.png", same),)))
    await delivered(room)
    asked = await room.do(ADA, "erase", 0, person=WHO, reason="asked")
    again = await files.keep("mine.png", same)
    await pressed(room, asked)
    await room.hears(Said("look", room.key(), (again,)), "web:other")
    assert await files.read(again.ref) == same, "it lay here already, and their event was not written down yet"
    assert await Attic(room.store, files, room.clock).clear() == 0


async def test_a_file_goes_when_the_last_thing_that_speaks_of_it_is_gone(room: Room, files: FileStore) -> None:
    photo = await files.keep("strap.png", b"\x89PNG\r\n\x1a\n strap")
    said = MessageRow(TEAM, "m", WHO, 1, "customer", WHO, "look", files=dump((photo,), tuple[File, ...]))
    await room.store.commit(Writes((said, GoneFileRow(TEAM, photo.ref, 1))))
    attic = Attic(room.store, files, room.clock)
    assert await attic.clear() == 0 and await files.read(photo.ref)
    await room.store.commit(Writes(changes=(Change(MessageRow, {"id": "m"}, {"files": "[]"}),)))
    assert await attic.clear() == 1, "it was not forgotten meanwhile"


async def test_a_colleague_who_was_a_customer_keeps_what_they_did_in_the_audit(room: Room) -> None:
    await room.hears(Said("do you ship cellos?", room.key()), ADA.id)
    await room.hears(Said("I will find you", room.key()), "web:eve")
    await room.do(ADA, "block", 0, person="web:eve", reason="threats")
    await delivered(room)
    await pressed(room, await room.do(ADA, "erase", 0, person=ADA.id, reason="asked"))
    [line] = await room.store.find(AuditRow, {"verb": "block"})
    assert (line.actor, line.detail) == (ADA.id, "threats")
    assert await room.store.find(MessageRow, {"conversation": ADA.id}) == ()


async def test_a_customers_own_file_is_in_the_export_whatever_its_name(room: Room, files: FileStore) -> None:
    await room.hears(Said("look", room.key(), (await files.keep("export-list.txt", b"two mugs"),)))
    attached = (await exported(room, files))["attachments"]
    assert [one["name"] for one in attached] == ["export-list.txt"]  # type: ignore[attr-defined]  # read from JSON


async def test_many_files_that_wait_keep_none_that_is_due(room: Room, files: FileStore) -> None:
    later = micros(room.clock.at + timedelta(days=1))
    waiting = tuple(GoneFileRow(TEAM, f"{n:064x}", later) for n in range(AT_ONCE + 1))
    await room.store.commit(Writes((*waiting, GoneFileRow(TEAM, "f" * 64, 1))))
    assert await Attic(room.store, files, room.clock).clear() == 1


async def test_the_audit_is_read_by_account_case_colleague_and_days(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.do(JONAS, "block", 0, person=WHO, reason="**threats** @everyone")
    read = {
        about: (await room.do(ADA, "audit", 0, **given)).text
        for about, given in {
            "all": {},
            "person": {"person": WHO},
            "case": {"of_case": "1"},
            "typed": {"person": "#1"},
            "mate": {"mate": "mina"},
        }.items()
    }
    assert "claim" in read["all"] and "block" in read["all"]
    assert "block" in read["person"] and "claim" not in read["person"]
    assert "**threats**" not in read["person"] and "threats" in read["person"], "what people write is escaped"
    assert read["case"] == read["typed"] and "claim" in read["case"] and "block" not in read["case"]
    assert "claim" in read["mate"] and "open" not in read["mate"]
    room.clock.at += timedelta(days=3)
    assert "Nothing" in (await room.do(ADA, "audit", 0, days="2")).text
    assert "1 to 3650" in (await room.do(ADA, "audit", 0, days="0")).text
    await delivered(room)
    await pressed(room, await room.do(ADA, "erase", 0, person=WHO, reason="asked"))
    assert "erase" in (await room.do(ADA, "audit", 0, person=WHO)).text, "whoever knows the account finds it"
    assert len(await room.store.find(CaseRow, {})) == 1
