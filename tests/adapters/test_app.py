"""The composition root: what is built works, goes on after a stop, and says why it can't start."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.app import App, CannotStart, build
from adapters.settings import Settings, read_settings
from adapters.store.errors import DoesNotOpen
from adapters.upkeep import teams, tidy, upkeep
from adapters.web.crew import STAFF, thread
from bot.codec import dump
from bot.events import File, Inbound, Person, Place, Said
from bot.writes import BindingRow, InboxRow, MessageRow, OutboxRow, SettingRow, StoreUnavailable, Writes, micros
from handoff.routing import routing_of
from handoff.rows import CaseRow

HANNAH = Person("terminal:hannah", "Hannah")
CHAT = Place("terminal", "local", HANNAH.id)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(env_file=None, data_dir=tmp_path / "data")


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[App]:
    async with build(settings) as app:
        yield app
        await app.delivery.drained()


def said(app: App, key: str, text: str) -> Inbound:
    return Inbound(key, app.team, CHAT, HANNAH, app.clock.now(), Said(text, key))


async def test_a_message_is_answered_to_a_bound_customer(settings: Settings) -> None:
    async with working(settings) as app:
        await app.service.receive(said(app, "key-1", "where is my parcel?"))
        await app.delivery.drained()
        (row,) = await app.store.find(OutboxRow, {"conversation": HANNAH.id})
    assert row.state == "sent"
    assert "automated assistant" in row.payload


async def test_what_a_stop_left_in_the_inbox_is_answered_at_the_next_start(settings: Settings) -> None:
    async with working(settings) as app:
        event = said(app, "key-1", "hello")
        row = InboxRow(event.key, app.team, "customer", HANNAH.id, dump(event), micros(event.at))
        await app.store.intake(row)
    async with working(settings) as app:
        await app.delivery.drained()
        assert [r.state for r in await app.store.find(OutboxRow, {"conversation": HANNAH.id})] == ["sent"]


async def test_a_promise_that_cannot_be_read_any_more_goes_to_a_person(settings: Settings) -> None:
    async with working(settings) as app:
        await app.service.receive(said(app, "key-1", "hello"))
        await app.delivery.drained()
        now = micros(app.clock.now())
        place = f"effect:{HANNAH.id}"
        row = OutboxRow("e-1", app.team, place, "", HANNAH.id, "effect", "effect", "{}", now, now)
        await app.store.commit(Writes((row,)))
        await app.delivery.drained()
        assert len(await app.store.find(CaseRow, {"conversation": HANNAH.id})) == 1


async def test_a_moved_clock_survives_and_never_goes_back(settings: Settings) -> None:
    async with working(settings) as app:
        app.advance(timedelta(hours=30))
        before = app.clock.now()
    async with working(settings) as app:
        assert app.clock.now() >= before


async def test_a_second_start_changes_nothing_an_admin_has_set(settings: Settings) -> None:
    async with working(settings) as app:
        mine = SettingRow(app.team, "shop_name", "My own", 1, "web:ada")
        unbound = BindingRow(app.team, "web:ben", "hannah", "admin", "web:ada", 1)
        await app.store.commit(Writes((mine, unbound)))
    async with working(settings) as app:
        assert await app.store.find(SettingRow, {"name": "shop_name"}) == (mine,)
        assert await app.store.find(BindingRow, {"person": "web:ben"}) == (unbound,)


async def test_every_sample_customer_is_known_in_the_playground_and_the_terminal(settings: Settings) -> None:
    async with working(settings) as app:
        bound = {row.person for row in await app.store.find(BindingRow, {"team": app.team})}
        everybody = {customer.id for customer in app.sample.owner.customers()}
    assert bound == {f"{channel}:{id}" for channel in ("web", "terminal") for id in everybody}


async def test_the_desk_knows_the_playgrounds_own_people_and_place(settings: Settings) -> None:
    async with working(settings) as app:
        routing = routing_of((await app.store.load(app.team, "")).settings)
    assert routing.staff_place == thread(0)
    assert {(mate.id, mate.name, mate.role) for mate in routing.mates.values()} == {
        (one.id, one.name, one.role) for one in STAFF.values()
    }


async def test_a_start_removes_what_the_team_no_longer_wants_to_keep(settings: Settings) -> None:
    async with working(settings) as app:
        old = micros(app.clock.now() - timedelta(days=40))
        await app.store.commit(Writes((InboxRow("old", app.team, "customer", HANNAH.id, "{}", old, "done"),)))
    async with working(settings) as app:
        assert await teams(app.store, app.team) == (app.team,)
        assert await tidy(app.store, app.clock, app.team) == 0
        assert await app.store.find(InboxRow, {"id": "old"})
        await app.store.commit(Writes((SettingRow(app.team, "keep_days", "30", 1, "web:ada"),)))
    async with working(settings) as app:
        while await app.store.find(InboxRow, {"id": "old"}):
            await app.store.pending()


async def test_a_start_removes_old_words_and_their_files(settings: Settings) -> None:
    async with working(settings) as app:
        file = await app.files.keep("strap.png", b"\x89PNG\r\n\x1a\n strap")
        old, files = micros(app.clock.now() - timedelta(days=40)), dump((file,), tuple[File, ...])
        line = MessageRow(app.team, "old", HANNAH.id, old, "customer", "Hannah", "my strap tore", files)
        await app.store.commit(Writes((line, SettingRow(app.team, "keep_talk_days", "30", 1, "web:ada"))))
    async with working(settings) as app:
        while app.files.path(file.ref).exists():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.01)
        assert await app.store.find(MessageRow, {"id": "old"}) == ()


async def test_two_at_once_on_one_folder_are_refused(settings: Settings) -> None:
    async with working(settings):
        with pytest.raises(StoreUnavailable, match="already runs"):
            async with working(settings):
                pass


async def test_answers_that_cannot_be_read_keep_it_from_starting(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="BATON_KNOWLEDGE_DIR"):
        async with working(settings.model_copy(update={"knowledge_dir": tmp_path / "nowhere"})):
            pass


async def test_what_the_caller_raises_comes_out_as_it_was(settings: Settings) -> None:
    with pytest.raises(KeyError):
        async with working(settings):
            raise KeyError("mine")


async def test_figures_tell_of_turns_and_deliveries(settings: Settings) -> None:
    async with working(settings) as app:
        await app.service.receive(said(app, "key-1", "hello"))
        await app.delivery.drained()
        figures = app.metrics.render().decode()
    assert 'baton_delivered_total{kind="post",state="sent"} 1.0' in figures
    assert "baton_turn_seconds_count" in figures


async def test_half_a_file_from_a_crash_is_gone_after_the_next_start(settings: Settings) -> None:
    part = settings.files_dir / "ab" / f"{'ab' * 32}.0a1b2c3d.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half a photo")
    os.utime(part, (0, 0))
    async with build(settings) as app, asyncio.timeout(20):
        tidying = asyncio.create_task(upkeep(app.store, app.clock, app.team, app.attic))
        while part.exists():  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.01)
        tidying.cancel()


class Spoilt:
    """An attic in which one row was meddled with."""

    async def clear(self) -> int:
        raise DoesNotOpen(b"gone_files.ref|", "it was changed")


async def test_a_row_that_does_not_open_keeps_the_daily_work_for_tomorrow(settings: Settings) -> None:
    """What the daily task raises ends delivery and answering with it."""
    async with build(settings) as app:
        with capture_logs() as lines, pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await upkeep(app.store, app.clock, app.team, Spoilt())
        assert "does not open" in lines[-1]["error"]
