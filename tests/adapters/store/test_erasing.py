"""What is kept of one account is read and removed whole, wherever a table may hold it, or not at all."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.rows import DmRow, SeenRow
from adapters.slack.rows import DmRow as SlackDmRow
from adapters.slack.rows import MemberRow
from adapters.store.erasing import KEPT, THEIRS
from adapters.store.sqlite import SqliteStore, open_store
from adapters.web.rows import FeedRow
from bot.incidents import ReportRow
from bot.writes import (
    AuditRow,
    BindingRow,
    CodeRow,
    Committed,
    ConfirmationRow,
    ConsentRow,
    Erasure,
    InboxRow,
    OutboxRow,
    Row,
    SettingRow,
    Writes,
)
from bot.written import QuestionRow
from handoff.rows import CaseRow, RatingRow
from tests.adapters.store.made import TEAM, case, conversation, inbox, message, post, timer

ANN, NEAR = "discord:12", "discord:123"
"""An account, and one whose id begins with hers."""
PERSONAL = {"conversation", "person", "user", "place", "name", "address", "payload", "value", "text", "actor"}
"""Columns in which somebody may stand."""
EXPECTED = {
    "answers": "kept",
    "audit": "blanked",
    "bindings": "erased",
    "cases": "a shell stays",
    "codes": "erased",
    "confirmations": "erased",
    "consents": "erased",
    "conversations": "erased",
    "discord_dms": "erased",
    "discord_guilds": "kept",
    "discord_threads": "kept",
    "discord_values": "kept",
    "inbox": "blanked",
    "messages": "erased",
    "outbox": "erased",
    "places": "erased",
    "questions": "erased",
    "ratings": "erased",
    "reports": "erased",
    "settings": "erased",
    "slack_dms": "erased",
    "slack_members": "erased",
    "slack_threads": "kept",
    "slack_values": "kept",
    "slack_workspaces": "kept",
    "timers": "erased",
    "web_feed": "erased",
}
"""Every table with such a column, drawn again: a new one has to be thought about."""


def test_every_table_that_may_hold_somebody_is_erased_or_kept_for_a_reason(migrated: Path) -> None:
    with closing(sqlite3.connect(migrated)) as db:
        tables = [
            name
            for (name,) in db.execute("select name from sqlite_master where type='table' and name<>'sqlite_sequence'")
        ]
        columns = {table: {row[1] for row in db.execute(f"pragma table_info({table})")} for table in tables}
    personal = {table for table in tables if columns[table] & PERSONAL}
    assert personal == EXPECTED.keys()
    assert {table for table, how in EXPECTED.items() if how != "kept"} == THEIRS.keys()
    assert {table for table, how in EXPECTED.items() if how == "kept"} <= KEPT.keys()
    assert not THEIRS.keys() & KEPT.keys()
    assert KEPT.keys() <= {*tables}, "nothing is named that is not there"


def rows_of(who: str, number: int) -> tuple[Row, ...]:
    """A row in every table that can hold this person."""
    of: dict[str, Any] = {"conversation": who}
    user = who.removeprefix("discord:")
    return (
        inbox(f"said-{number}", **of),
        inbox(f"timer:look_again:{who}", **of),
        replace(inbox(f"bind-{number}"), lane="desk", conversation="", payload=f'{{"person":"{who}"}}', state="done"),
        conversation(1, who),
        message(f"m-{number}", **of),
        timer(f"t-{number}", **of),
        BindingRow(TEAM, who, "claire", "code", who, 1),
        ConsentRow(TEAM, who, "slack", 1),
        CodeRow(TEAM, f"code-{number}", who, f"{user}@example.com", 1),
        ConfirmationRow(TEAM, f"c-{number}", who, 1, "Refund", "18.00"),
        ReportRow(TEAM, "site", who, "{}", 1),
        QuestionRow(TEAM, f"q-{number}", who, 1, "unanswered", "do you ship cellos?", "product"),
        RatingRow(TEAM, number, 1, who, "general", "mina", "Mina", 1, 2, 1, "too slow", 1),
        SettingRow(TEAM, f"blocked.{who}", "threats", 1, "ada"),
        SettingRow(TEAM, f"asked.{number}", '{"customer":"claire"}', 1, "mina"),
        AuditRow(TEAM, f"a-{number}", 1, "ada", "block", f"person:{who}", "threats"),
        AuditRow(TEAM, f"b-{number}", 1, "system", "open", f"case:{number}", "because"),
        case(number, **of, stage="closed", card=f"card-{number}"),
        post(f"p-{number}", f"discord:@me:dm:{user}", **of, state="sent"),
        FeedRow(TEAM, f"chat-{who}", "", f"f-{number}", "post", "{}", 1),
        FeedRow(TEAM, "staff", f"case-{number}", f"g-{number}", "post", "{}", 1),
        FeedRow(TEAM, "staff", "", f"card-{number}", "post", "{}", 1),
        FeedRow(TEAM, "staff", "", f"redrawn-{number}", "revise", f'{{"case":{number}}}', 1),
        FeedRow(TEAM, "staff", "", f"p-{number}", "revise", "{}", 1),
        DmRow(TEAM, user, f"9{user}"),
        SeenRow(TEAM, f"9{user}", "77", 1),
    )


def shell(number: int) -> CaseRow:
    return case(number, 2, conversation="", name="(erased)", stage="closed")


ERASE = Writes((shell(1),), erasures=(Erasure(TEAM, ANN, 1, ("privacy.asked.x",)),))


@pytest.fixture
async def two(store: SqliteStore) -> SqliteStore:
    asked = SettingRow(TEAM, "privacy.asked.x", ANN, 1, "ada")
    assert await store.commit(Writes((*rows_of(ANN, 1), *rows_of(NEAR, 2), asked))) is Committed.DONE
    return store


async def test_of_two_whose_ids_begin_alike_one_is_erased_everywhere_and_the_other_stays_whole(
    two: SqliteStore,
) -> None:
    before = await two.kept_of(TEAM, NEAR)
    assert before.keys() == THEIRS.keys() - {"slack_members", "slack_dms"}
    assert len((await two.kept_of(TEAM, ANN))["inbox"]) == 3
    assert await two.commit(ERASE) is Committed.DONE
    assert await two.kept_of(TEAM, ANN) == {}
    assert await two.kept_of(TEAM, NEAR) == before
    assert len(await two.find(FeedRow, {"team": TEAM})) == 5
    with closing(sqlite3.connect(two.path)) as db:
        dump = "\n".join(db.iterdump())
    assert f"'{ANN}'" not in dump and f'"{ANN}"' not in dump and f":{ANN}'" not in dump
    assert await two.find(SettingRow, {"name": ("privacy.asked.x", "asked.1")}) == ()


async def test_what_stays_is_who_of_the_staff_did_what_the_keys_of_events_and_how_far_was_read(
    two: SqliteStore,
) -> None:
    await two.commit(ERASE)
    audit = {(row.id, row.actor, row.subject, row.detail) for row in await two.find(AuditRow, {"id": ("a-1", "b-1")})}
    assert audit == {("a-1", "ada", "erased", ""), ("b-1", "system", "case:1", "")}
    events = {row.id: row for row in await two.find(InboxRow, {"id": ("said-1", "bind-1")})}
    assert {(row.state, row.payload, row.conversation) for row in events.values()} == {("done", "", "")}
    assert events.keys() == {"said-1", "bind-1"}
    assert not await two.intake(inbox("said-1")), "told again by the platform, it does nothing"
    assert len(await two.find(SeenRow, {"channel": "912"})) == 1


async def test_people_of_a_workspace_are_erased_with_their_name_and_address(store: SqliteStore) -> None:
    rows = tuple(
        row
        for user in ("U1", "U12")
        for row in (MemberRow(TEAM, "T1", user, "Ann", "T1", "ann@example.com"), SlackDmRow(TEAM, "T1", user, "D1"))
    )
    await store.commit(Writes(rows))
    await store.commit(Writes(erasures=(Erasure(TEAM, "slack:T1:U1", 0),)))
    for kind in (MemberRow, SlackDmRow):
        assert [row.user for row in await store.find(kind, {"team": TEAM})] == ["U12"]


async def test_what_was_remembered_of_them_is_forgotten(two: SqliteStore) -> None:
    for _ in range(2):
        assert (await two.load(TEAM, ANN)).binding is not None
    await two.commit(ERASE)
    loaded = await two.load(TEAM, ANN)
    assert (loaded.conversation, loaded.binding) == (None, None)
    assert f"blocked.{ANN}" not in loaded.settings and f"blocked.{NEAR}" in loaded.settings
    assert await two.find(DmRow, {"team": TEAM, "user": "12"}) == ()


@pytest.mark.parametrize("reason", ["their conversation went on", "something is being sent"])
async def test_it_is_decided_again_when_something_happened_meanwhile(two: SqliteStore, reason: str) -> None:
    if reason == "something is being sent":
        await two.commit(Writes((post("now", conversation=ANN, state="sending"),)))
    else:
        await two.commit(Writes((conversation(2, ANN),)))
    before = await two.kept_of(TEAM, ANN)
    assert await two.commit(ERASE) is Committed.STALE
    assert await two.kept_of(TEAM, ANN) == before


async def test_a_unit_that_fails_erases_nothing_and_one_that_was_answered_survives_a_restart(
    path: Path, two: SqliteStore
) -> None:
    before = await two.kept_of(TEAM, ANN)
    taken = AuditRow(TEAM, "a-2", 1, "ada", "erase", "erased:x")
    assert await two.commit(ERASE + Writes((taken,))) is Committed.STALE
    assert await two.kept_of(TEAM, ANN) == before
    assert await two.commit(ERASE) is Committed.DONE
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select count(*) from messages where conversation=?", (ANN,)).fetchone() == (0,)


async def test_another_teams_rows_of_the_same_account_stay(store: SqliteStore) -> None:
    await store.commit(Writes((replace(message(conversation=ANN), team="other"),)))
    await store.commit(Writes(erasures=(Erasure(TEAM, ANN, 0),)))
    assert (await store.kept_of("other", ANN)).keys() == {"messages"}


async def test_a_place_counts_on_where_others_are_written_to_as_well(store: SqliteStore) -> None:
    await store.commit(Writes((post("hers", "web:demo:lobby", conversation=ANN), post("his", "web:demo:lobby"))))
    await store.commit(Writes(erasures=(Erasure(TEAM, ANN, 0),)))
    await store.commit(Writes((post("next", "web:demo:lobby"),)))
    assert [row.number for row in await store.find(OutboxRow, {"team": TEAM}, order=("number",))] == [2, 3]


async def test_files_in_use_are_told_from_those_that_nobody_needs(store: SqliteStore) -> None:
    kept, gone = "a" * 64, "b" * 64
    await store.commit(Writes((message(files=f'[{{"ref":"{kept}"}}]'),)))
    assert await store.in_use((kept, gone)) == {kept}


async def test_the_store_opens_again_on_what_was_erased(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes(rows_of(ANN, 1)))
        await store.commit(ERASE)
    async with open_store(path) as store:
        assert await store.kept_of(TEAM, ANN) == {}
