"""What is finished and old goes; what anybody may still need stays."""

from typing import Any

import pytest

from adapters.slack.rows import BegunRow
from adapters.store.purge import STEP
from adapters.store.sqlite import SqliteStore
from adapters.web.rows import FeedRow
from bot.writes import (
    AuditRow,
    BindingRow,
    CodeRow,
    ConfirmationRow,
    ConversationRow,
    InboxRow,
    MessageRow,
    OutboxRow,
    TimerRow,
    Writes,
)
from handoff.rows import CaseRow, GoneFileRow, RatingRow
from tests.adapters.store.made import TEAM, case, conversation, inbox, message, post, timer

OLD, CUT, NEW = 10, 100, 1000


def feed(id: str, channel: str = "chat-bob", at: int = OLD, thread: str = "") -> FeedRow:
    return FeedRow(TEAM, channel, thread, id, "post", "{}", at)


async def ids(store: SqliteStore, kind: type[Any]) -> set[str]:
    return {row.id for row in await store.find(kind, {"team": TEAM})}


@pytest.mark.parametrize(("state", "stays"), [("done", False), ("new", True), ("dead", True)])
async def test_of_events_only_those_done_go(store: SqliteStore, state: str, stays: bool) -> None:
    await store.commit(Writes((inbox("old", state=state, at=OLD), inbox("fresh", state=state, at=NEW))))
    await store.purge(TEAM, CUT)
    assert await ids(store, InboxRow) == {"fresh"} | ({"old"} if stays else set())


@pytest.mark.parametrize(
    ("state", "stays"),
    [("sent", False), ("failed", False), ("dropped", False), ("queued", True), ("sending", True), ("unknown", True)],
)
async def test_of_deliveries_only_those_settled_go(store: SqliteStore, state: str, stays: bool) -> None:
    late = post("late", "web:demo:cas", state=state, at=OLD, settled=NEW)
    await store.commit(Writes((post("old", state=state, at=OLD), late)))
    await store.purge(TEAM, CUT)
    assert await ids(store, OutboxRow) == {"late"} | ({"old"} if stays else set())


@pytest.mark.parametrize(("state", "stays"), [("sent", False), ("queued", True), ("sending", True), ("unknown", True)])
async def test_how_far_a_post_has_come_on_slack_is_kept_until_all_of_it_is_there(
    store: SqliteStore, state: str, stays: bool
) -> None:
    begun = (BegunRow(TEAM, "old", "C1/1.2", OLD), BegunRow(TEAM, "gone", "", OLD), BegunRow(TEAM, "fresh", "", NEW))
    await store.commit(Writes((*begun, post("old", state=state, at=OLD))))
    await store.purge(TEAM, CUT)
    kept = {row.outbox for row in await store.find(BegunRow, {"team": TEAM})}
    assert kept == {"fresh"} | ({"old"} if stays else set())


@pytest.mark.parametrize(("state", "stays"), [("fired", False), ("off", False), ("set", True)])
async def test_of_timers_only_those_that_are_over_go(store: SqliteStore, state: str, stays: bool) -> None:
    await store.commit(Writes((timer("old", state=state, due=OLD), timer("fresh", state=state, due=NEW))))
    await store.purge(TEAM, CUT)
    assert await ids(store, TimerRow) == {"fresh"} | ({"old"} if stays else set())


@pytest.mark.parametrize("stage", ["waiting", "claimed", "snoozed", "waiting_on_customer", "closed"])
async def test_an_open_case_keeps_all_its_lines_and_a_closed_one_its_card(store: SqliteStore, stage: str) -> None:
    of_case: dict[str, Any] = {"conversation": "ann", "state": "sent"}
    await store.commit(
        Writes(
            (
                case(7, conversation="ann", stage=stage, card="card"),
                inbox("said", state="done", at=OLD, conversation="ann"),
                timer("nudge", state="off", due=OLD, conversation="ann"),
                post("card", **of_case, case=7),
                post("told", **of_case),
                post("threaded", **{**of_case, "conversation": "", "case": 7}),
                feed("card", "staff"),
                feed("told", "chat-ann"),
                feed("threaded", "staff", thread="case-7"),
                feed("passed", "staff", thread="case-8"),
            )
        )
    )
    await store.purge(TEAM, CUT)
    is_open = stage != "closed"
    assert await ids(store, InboxRow) == ({"said"} if is_open else set())
    assert await ids(store, TimerRow) == ({"nudge"} if is_open else set())
    shown = {"card", "told", "threaded"} if is_open else {"card"}
    assert await ids(store, OutboxRow) == await ids(store, FeedRow) == shown


async def test_what_was_promised_proven_said_or_done_is_kept(store: SqliteStore) -> None:
    kept = (
        message(at=OLD),
        case(1, stage="closed"),
        BindingRow(TEAM, "web:ann", "ann", "code", "web:ann", OLD),
        ConfirmationRow(TEAM, "c-1", "ann", OLD, "Refund", "18.00"),
        AuditRow(TEAM, "a-1", OLD, "web:ada", "bind", "web:ann"),
    )
    await store.commit(Writes((*kept, CodeRow(TEAM, "code", "web:ann", "ann@example.com", OLD))))
    assert await store.purge(TEAM, CUT) == 1
    for row in kept:
        assert await store.find(type(row), {"team": TEAM}) == (row,)
    assert await store.find(MessageRow, {"team": TEAM}) == kept[:1]
    assert await ids(store, CodeRow) == set()


async def test_another_teams_rows_are_not_ours_to_remove(store: SqliteStore) -> None:
    await store.commit(Writes((inbox("theirs", team="other", state="done", at=OLD),)))
    assert await store.purge(TEAM, CUT) == 0


async def test_more_than_one_unit_can_hold_goes_all_the_same(store: SqliteStore) -> None:
    rows = [inbox(f"in-{n}", state="done", at=OLD if n % 2 else NEW) for n in range(3 * STEP)]
    await store.commit(Writes(tuple(rows)))
    assert await store.purge(TEAM, CUT) == 3 * STEP / 2
    assert await store.purge(TEAM, CUT) == 0


LATE, TALK_CUT = 500, 200
PHOTO, DRAWING = "a" * 64, "b" * 64


def rating(number: int, who: str, asked: int) -> RatingRow:
    return RatingRow(TEAM, number, 1, who, "general", "mina", "Mina", asked)


def files_of(ref: str) -> str:
    return f'[{{"ref":"{ref}","name":"x.png","media_type":"image/png","size":1}}]'


async def test_old_words_go_with_their_files_and_an_open_case_keeps_all_of_its_own(store: SqliteStore) -> None:
    bob: dict[str, Any] = {"conversation": "bob"}
    await store.commit(
        Writes(
            (
                message("old", at=OLD, files=files_of(PHOTO)),
                message("fresh", at=LATE),
                message("open", at=OLD, files=files_of(DRAWING), **bob),
                ConfirmationRow(TEAM, "old", "ann", OLD, "Refund", "18.00"),
                ConfirmationRow(TEAM, "fresh", "ann", LATE, "Refund", "18.00"),
                ConfirmationRow(TEAM, "open", "bob", OLD, "Refund", "18.00"),
                conversation(1, "ann", updated=OLD),
                conversation(1, "cas", updated=OLD),
                conversation(1, "bob", updated=OLD),
                timer("t", conversation="cas", due=NEW),
                *(rating(number, who, OLD) for number, who in ((1, "ann"), (2, "bob"))),
                rating(3, "ann", LATE),
                case(1, stage="closed", closed=OLD),
                case(2, **bob),
                case(3, stage="closed", closed=LATE),
                BindingRow(TEAM, "ann", "claire", "code", "ann", OLD),
                *(AuditRow(TEAM, f"a-{n}", OLD, "system", "open", f"case:{n}", "their words") for n in (1, 2)),
            )
        )
    )
    assert [row.number for row in await store.find(CaseRow, {"team": TEAM}, order=("number",))] == [1, 2, 3]
    await store.purge(TEAM, CUT, TALK_CUT)
    assert await ids(store, MessageRow) == await ids(store, ConfirmationRow) == {"fresh", "open"}
    assert await ids(store, ConversationRow) == {"bob", "cas"}, "who waits for something is remembered"
    assert [row.number for row in await store.find(CaseRow, {"team": TEAM}, order=("number",))] == [2, 3]
    assert [row.ref for row in await store.find(GoneFileRow, {"team": TEAM})] == [PHOTO]
    assert len(await store.find(BindingRow, {"team": TEAM})) == 1
    assert [row.number for row in await store.find(RatingRow, {"team": TEAM}, order=("number",))] == [2, 3]
    audit = {row.id: (row.verb, row.detail) for row in await store.find(AuditRow, {"team": TEAM})}
    assert audit == {"a-1": ("open", ""), "a-2": ("open", "their words")}


async def test_the_newest_case_stays_whatever_its_age_as_the_next_number_follows_from_it(store: SqliteStore) -> None:
    await store.commit(Writes((case(1, stage="closed", closed=OLD), case(2, stage="closed", closed=OLD))))
    await store.purge(TEAM, CUT, TALK_CUT)
    assert [row.number for row in await store.find(CaseRow, {"team": TEAM})] == [2]


async def test_without_a_limit_words_are_kept_for_ever(store: SqliteStore) -> None:
    await store.commit(Writes((message(at=OLD), case(1, stage="closed", closed=OLD), case(2))))
    await store.purge(TEAM, CUT)
    assert len(await store.find(MessageRow, {})) == 1 and len(await store.find(CaseRow, {})) == 2
