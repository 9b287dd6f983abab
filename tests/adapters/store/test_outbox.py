"""What is delivered, in which order, and what becomes of it."""

import asyncio
from pathlib import Path

import pytest

from adapters.store.sqlite import SqliteStore, open_store
from bot.codec import dump
from bot.effects import Asked, MailCode
from bot.events import Person, Place
from bot.writes import OutboxRow, Writes
from tests.adapters.store.made import conversation, inbox, message, post

LEASE = 10


async def claimed(store: SqliteStore, now: int = 100, limit: int = 100) -> list[OutboxRow]:
    return list(await store.claim(now, limit, LEASE))


async def ids(store: SqliteStore, now: int = 100, limit: int = 100) -> list[str]:
    return [row.id for row in await claimed(store, now, limit)]


async def row_of(store: SqliteStore, id: str) -> OutboxRow:
    (found,) = await store.find(OutboxRow, {"id": id})
    return found


async def test_only_the_first_of_each_place_is_claimed_and_only_once(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a"), post("b1", "b"))))
    assert sorted(await ids(store)) == ["a1", "b1"]
    assert await ids(store) == []
    assert (await row_of(store, "a1")).state == "sending"


async def test_a_row_that_is_not_due_holds_its_place(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a", due=200), post("a2", "a"))))
    assert await ids(store, 199) == []
    assert await ids(store, 200) == ["a1"]


async def test_places_of_two_teams_are_two_places(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a", team="other"))))
    assert sorted(await ids(store)) == ["a1", "a2"]


@pytest.mark.parametrize(
    ("state", "lets_pass"),
    [("sent", True), ("failed", True), ("dropped", True), ("unknown", False), ("queued", False)],
)
async def test_which_states_let_the_next_row_pass(store: SqliteStore, state: str, lets_pass: bool) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a"))))
    (first,) = await claimed(store)
    assert await store.settle(first, state, now=101, due=10_000 if state == "queued" else 0)
    assert await ids(store, 1000) == (["a2"] if lets_pass else [])


async def test_human_words_go_before_the_bots_and_among_equals_the_oldest_first(store: SqliteStore) -> None:
    voices = ["bot", "notice", "desk", "effect", "mirror", "staff"]
    await store.commit(Writes(tuple(post(v, v, voice=v, at=n) for n, v in enumerate(voices))))
    assert await ids(store, limit=3) == ["mirror", "staff", "bot"]
    assert await ids(store) == ["notice", "desk", "effect"]


async def test_human_words_do_not_overtake_in_their_own_place(store: SqliteStore) -> None:
    await store.commit(Writes((post("bot", "a"), post("staff", "a", voice="staff"))))
    assert await ids(store) == ["bot"]


async def test_an_ended_lease_comes_back_as_unknown_until_it_is_settled(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a"))))
    assert [(row.state, row.attempts) for row in await claimed(store, 100)] == [("sending", 1)]
    assert await claimed(store, 109) == []
    assert [(row.id, row.state, row.attempts) for row in await claimed(store, 110)] == [("a1", "unknown", 2)]
    assert [(row.id, row.state, row.attempts) for row in await claimed(store, 120)] == [("a1", "unknown", 3)]


async def test_an_unknown_row_is_offered_again_only_if_a_moment_was_given(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"),)))
    (first,) = await claimed(store)
    assert await store.settle(first, "unknown", now=101, due=200)
    assert await ids(store, 199) == []
    assert await store.next_due() == 200
    (again,) = await claimed(store, 200)
    assert again.state == "unknown"
    assert await store.settle(again, "unknown", now=201)
    assert await ids(store, 10**15) == []
    assert await store.next_due() is None


async def test_the_bots_words_are_dropped_if_a_person_has_the_word_at_the_claim(store: SqliteStore) -> None:
    voices = ["bot", "notice", "staff", "mirror", "desk", "effect"]
    await store.commit(Writes((conversation(1), *(post(v, v, voice=v) for v in voices))))
    await store.commit(Writes((conversation(2, silent=True),)))
    assert sorted(await ids(store)) == sorted(set(voices) - {"bot"})
    dropped = await row_of(store, "bot")
    assert (dropped.state, dropped.lease, dropped.attempts, dropped.settled) == ("dropped", 0, 0, 100)


async def test_behind_dropped_words_the_next_is_claimed_at_once(store: SqliteStore) -> None:
    rows = (post("b1", "a"), post("b2", "a"), post("s1", "a", voice="staff"))
    await store.commit(Writes((conversation(1, silent=True), *rows)))
    assert await ids(store, limit=1) == ["s1"]


async def test_words_of_other_conversations_and_teams_are_not_dropped(store: SqliteStore) -> None:
    silent = (conversation(1, silent=True), conversation(1, id="bob", team="other", silent=True))
    rows = (post("bob", "bob", conversation="bob"), post("else", "else", team="other"))
    await store.commit(Writes((*silent, *rows)))
    assert sorted(await ids(store)) == ["bob", "else"]


async def test_a_claim_and_a_silence_at_once_never_let_a_word_out_after_the_silence(store: SqliteStore) -> None:
    """Whichever comes first: a row is claimed only by a claim that no silence came before."""
    for n in range(60):
        who = f"c-{n}"
        await store.commit(Writes((conversation(1, who), post(f"p-{n}", who, conversation=who))))
        order: list[str] = []

        async def silence(who: str = who, order: list[str] = order) -> None:
            await store.commit(Writes((conversation(2, who, silent=True),)))
            order.append("silent")

        async def claim(order: list[str] = order) -> list[OutboxRow]:
            got = await claimed(store)
            order.append("claimed")
            return got

        got = (await asyncio.gather(*([silence(), claim()] if n % 2 else [claim(), silence()])))[0 if n % 2 == 0 else 1]
        state = (await row_of(store, f"p-{n}")).state
        assert state == ("sending" if got else "dropped")
        assert (order[0] == "silent") == (state == "dropped")


async def test_many_claims_at_once_share_the_rows_out(store: SqliteStore) -> None:
    await store.commit(Writes(tuple(post(f"p-{n}", f"place-{n}") for n in range(100))))
    shares = await asyncio.gather(*(ids(store, limit=7) for _ in range(30)))
    got = [id for share in shares for id in share]
    assert sorted(got) == sorted(f"p-{n}" for n in range(100))


async def test_each_place_is_delivered_in_order_while_rows_keep_coming(store: SqliteStore) -> None:
    delivered: list[OutboxRow] = []

    async def talk(place: str) -> None:
        for n in range(20):
            await store.commit(Writes((post(f"{place}-{n:02}-a", place), post(f"{place}-{n:02}-b", place))))

    async def deliver() -> None:
        while len(delivered) < 200:
            for row in await store.claim(100, 3, LEASE):
                delivered.append(row)
                assert await store.settle(row, "sent", now=101)

    await asyncio.gather(*(talk(place) for place in "abcde"), deliver(), deliver(), deliver())
    for place in "abcde":
        own = [row for row in delivered if row.place == place]
        assert [row.number for row in own] == list(range(1, 41))
        assert [row.id for row in own] == sorted(row.id for row in own)


async def test_what_was_settled_is_not_settled_again(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1"),)))
    (row,) = await claimed(store)
    also = Writes((inbox("fared:1"), message()))
    assert await store.settle(row, "sent", now=101, platform_id="99", also=also) is True
    assert await store.settle(row, "failed", now=102, error="no", also=Writes((message("m-2"),))) is False
    settled = await row_of(store, "a1")
    assert (settled.state, settled.platform_id, settled.error, settled.settled) == ("sent", "99", "", 101)
    assert [found.id for found in await store.waiting()] == ["fared:1"]
    assert [found.id for found in await store.find(type(message()), {})] == ["m-1"]


async def test_a_late_deliverer_may_report_success_but_not_start_a_retry(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("b1", "b"))))
    late = await claimed(store, 100)
    await claimed(store, 200)
    assert await store.settle(late[0], "queued", now=201, due=300) is False
    assert await store.settle(late[1], "sent", now=201, platform_id="99") is True


async def test_a_retry_keeps_its_number_and_comes_back_when_due(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a"))))
    (row,) = await claimed(store)
    assert await store.settle(row, "queued", now=101, due=150, error="429")
    assert await store.next_due() == 150
    assert await ids(store, 149) == []
    (again,) = await claimed(store, 150)
    assert (again.id, again.state, again.attempts, again.error) == ("a1", "sending", 2, "429")


async def test_a_settle_whose_unit_is_stale_writes_nothing(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1"), conversation(1))))
    (row,) = await claimed(store)
    assert await store.settle(row, "sent", now=101, also=Writes((conversation(1),))) is False
    assert (await row_of(store, "a1")).state == "sending"


async def test_an_event_that_a_settle_brings_twice_is_stored_once(store: SqliteStore) -> None:
    await store.intake(inbox("result:a1"))
    await store.commit(Writes((post("a1"),)))
    (row,) = await claimed(store)
    assert await store.settle(row, "sent", now=101, also=Writes((inbox("result:a1"),))) is True
    assert len(await store.waiting()) == 1


async def test_dead_letters_can_be_found_and_sent_again_before_what_came_after(store: SqliteStore) -> None:
    await store.commit(Writes((post("a1", "a"), post("a2", "a"))))
    (row,) = await claimed(store)
    await store.settle(row, "failed", now=101, error="DM closed")
    dead = await store.find(OutboxRow, {"state": "failed"})
    assert [(letter.id, letter.error) for letter in dead] == [("a1", "DM closed")]
    assert await store.requeue("a1") is True
    assert await store.requeue("a1") is False
    assert await ids(store) == ["a1"]


async def test_what_was_being_sent_when_we_stopped_is_asked_about_at_once(path: Path) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((post("a1"),)))
        await claimed(store, 100)
    async with open_store(path) as store:
        assert [(row.id, row.state) for row in await claimed(store, 101)] == [("a1", "unknown")]


async def test_what_was_being_read_back_when_we_stopped_is_read_back_at_once_what_was_held_is_not(
    path: Path,
) -> None:
    async with open_store(path) as store:
        await store.commit(Writes((post("a1", "a"), post("b1", "b"))))
        (held,) = [row for row in await claimed(store, 100) if row.id == "a1"]
        await store.settle(held, "unknown", now=101)
        assert [row.state for row in await claimed(store, 200)] == ["unknown"]
    async with open_store(path) as store:
        assert [row.id for row in await claimed(store, 201)] == ["b1"]


async def test_a_code_is_not_kept_once_it_was_sent(store: SqliteStore) -> None:
    asked = Asked(MailCode("ann@example.com", "424242", True), Place("web", "demo", "ann"), Person("ann", "Ann"))
    secret = post("e1", "effect:ann", kind="effect", voice="effect", payload=dump(asked))
    await store.commit(Writes((secret, post("p1"))))
    for row in await claimed(store):
        await store.settle(row, "sent", now=101)
    assert (await row_of(store, "e1")).payload == ""
    assert (await row_of(store, "p1")).payload == "{}"
