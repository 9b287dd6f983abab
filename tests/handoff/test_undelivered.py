"""What did not arrive: said where it is read, and sent again once, whichever way it was going."""

from dataclasses import replace

from bot.codec import dump, load
from bot.content import Mark, Post, Reply, Revise, Shown
from bot.events import Edited, Place, Said
from bot.writes import InboxRow, OutboxRow, Writes, micros
from handoff.acts import SYSTEM, Act, Fared
from handoff.commands import pressed
from tests.handoff.conftest import JONAS, MINA, STAFF, TEAM, Room

THREAD = str(replace(STAFF, thread="case-1"))


async def settle(room: Room, voice: str, kind: str = "post", state: str = "failed", error: str = "no thread") -> None:
    """Everything queued arrives but what has this voice and kind, of which the desk is told as delivery tells it."""
    while rows := await room.store.claim(micros(room.clock.at), 50, 60_000_000):
        for row in rows:
            bad = row.voice == voice and row.kind == kind
            assert await room.store.settle(row, state if bad else "sent", now=micros(room.clock.at), error=error * bad)
            if bad:
                await told(room, row, Fared(row.id, state, error))  # type: ignore[arg-type]  # one of three literals
        await room.intake.idle()


async def told(room: Room, row: OutboxRow, news: Fared) -> None:
    key, now = f"fared:{row.id}:{news.state}", room.clock.now()
    act = Act(key, TEAM, load(Place, row.to), SYSTEM, now, news)
    await room.intake.take(InboxRow(key, TEAM, "desk", row.conversation, dump(act), micros(now)))


async def in_channel(room: Room) -> list[Reply]:
    """Lines of the staff channel itself, without cards."""
    posts = [load(Shown, row.payload) for row in await room.outbox("desk", "post") if row.place == str(STAFF)]
    return [post.reply for post in posts if isinstance(post, Post) and post.reply.card is None]


async def states(room: Room, voice: str, kind: str = "post") -> list[str]:
    return [row.state for row in await room.outbox(voice, kind)]


async def presses(room: Room, value: str) -> Reply:
    """A button in the staff channel, where no case is at hand."""
    return await room.desk.receive(room.act(MINA, pressed(value), 0))


async def test_an_effect_is_never_tried_again_under_a_new_key(room: Room) -> None:
    await room.opens()
    for state in ("failed", "unknown"):
        row = OutboxRow(f"money-{state}", TEAM, "effect:web:r", "", "web:r", "effect", "effect", "{}", 0, 0)
        await room.store.commit(Writes((row,)))
        (mine,) = [row for row in await room.store.claim(micros(room.clock.at), 50, 1) if row.kind == "effect"]
        await room.store.settle(mine, state, now=0)
        for verb in ("retry", "arrived"):
            assert "nothing left to settle" in (await room.do(MINA, verb, message=mine.id)).text
    assert [(row.id, row.state) for row in await room.outbox("effect")] == [
        ("money-failed", "failed"),
        ("money-unknown", "unknown"),
    ]


async def test_a_customers_words_that_fail_are_told_in_the_channel_and_sent_again(room: Room) -> None:
    await room.opens()
    await room.deliver()
    await room.hears(Said("are you there?", "c1"))
    await settle(room, "mirror")
    (line,) = await in_channel(room)
    assert line.text == "The customer's words did not reach staff in case #1: no thread."
    (again,) = line.offers
    assert (again.label, again.value.split(" ")[:2]) == ("Retry", ["retry", "#1"])
    assert (await presses(room, again.value)).text == "Trying again."
    assert await states(room, "mirror") == ["sent", "dropped", "queued"]
    assert await room.shown("desk", "mark") == [], "a customer's message has no ticks of ours"
    assert "nothing left to settle" in (await presses(room, again.value)).text
    await room.hears(Edited("c1", "hello?"))
    (revise,) = await room.shown("mirror", "revise")
    assert isinstance(revise, Revise) and revise.of == (await room.outbox("mirror", "post"))[-1].id


async def test_words_that_may_have_reached_the_thread_let_it_go_on_once_settled(room: Room) -> None:
    for verb in ("arrived", "retry"):
        await room.opens(who=f"web:{verb}")
        await room.deliver()
        await room.hears(Said("one", f"1 {verb}"), f"web:{verb}")
        await room.hears(Said("two", f"2 {verb}"), f"web:{verb}")
        await settle(room, "mirror", state="unknown")
        assert [offer.label for offer in (await in_channel(room))[-1].offers] == ["Retry", "It arrived"]
        assert (await states(room, "mirror"))[-2:] == ["unknown", "queued"]
        await room.do(MINA, verb, int((await room.desk.view(TEAM, f"web:{verb}")).case.number))  # type: ignore[union-attr]
        await room.deliver()
        assert set(await states(room, "mirror")) <= {"sent", "dropped"}


async def test_a_customers_words_are_sent_again_as_they_read_now(room: Room) -> None:
    await room.opens()
    await room.deliver()
    await room.hears(Said("it was €84", "c1", (), ("film.mov is larger than 10 MB",)))
    await settle(room, "mirror")
    await room.hears(Edited("c1", "it was €48"))
    await settle(room, "mirror", "revise")
    await room.do(MINA, "retry", message=(await room.outbox("mirror", "post"))[-1].id)
    post = (await room.shown("mirror", "post"))[-1]
    assert isinstance(post, Post) and post.reply.quoted and post.reply.quoted.text == "it was €48"
    assert "film.mov" in post.reply.text


async def test_words_whose_place_cannot_be_read_are_told_in_the_thread(room: Room) -> None:
    await room.opens()
    (row,) = await room.outbox("mirror", "post")
    nowhere = replace(row, to=dump(Place("", "", "")))
    await told(room, nowhere, Fared(row.id, "failed", "unreadable"))
    await room.intake.idle()
    assert (await room.thread())[-1].text.startswith("The customer's words did not reach staff in case #1")


async def test_a_line_of_the_desks_that_fails_is_told_in_the_channel_but_not_the_telling(room: Room) -> None:
    await room.opens()
    await room.deliver()
    await room.do(MINA, "claim")
    await settle(room, "desk")
    assert [line.text for line in await in_channel(room)] == [
        "A line of ours did not reach staff in case #1: no thread."
    ]
    assert await states(room, "desk") == ["sent", "failed", "failed"], "the news itself failed, and that was the end"


async def test_a_card_that_fails_is_told_in_the_thread_and_its_successor_is_kept_up_to_date(room: Room) -> None:
    await room.opens()
    first = (await room.case()).card
    await settle(room, "desk")
    assert (await room.thread())[-1].text.startswith("A line of ours did not reach staff in case #1")
    await room.do(MINA, "escalate")
    await room.do(MINA, "retry", message=first)
    card = (await room.case()).card
    assert card != first
    (post,) = [load(Shown, row.payload) for row in await room.outbox("desk") if row.id == card]
    assert isinstance(post, Post) and post.case == 1 and post.reply.mention == ("support",)
    assert post.reply.card and "tier 2" in post.reply.card.title, "it shows how the case stands now"
    await room.do(JONAS, "claim")
    redrawn = (await room.shown("desk", "revise"))[-1]
    assert isinstance(redrawn, Revise) and redrawn.of == card


async def test_a_tick_that_cannot_be_set_is_no_news_unless_it_holds_the_thread_up(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello", message="m1")
    await settle(room, "desk", "mark")
    assert await in_channel(room) == []
    await room.types(MINA, "hello again", message="m2")
    await settle(room, "desk", "mark", "unknown")
    (line,) = await in_channel(room)
    assert "may not have reached" in line.text
    await presses(room, line.offers[1].value)
    assert "unknown" not in await states(room, "desk", "mark")


async def test_an_echo_that_was_sent_again_still_shows_how_the_words_fared(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.deliver()
    await room.do(MINA, "reply", text="hello")
    (echo,) = [row for row in await room.outbox("desk", "post") if row.state == "queued"]
    (sending,) = [row for row in await room.store.claim(micros(room.clock.at), 50, 1) if row.id == echo.id]
    await room.store.settle(sending, "failed", now=0)
    await room.do(MINA, "retry", message=echo.id)
    await room.passes(minutes=1)
    await room.deliver()
    fresh = [row.id for row in await room.outbox("desk", "post")][-1]
    shown = [load(Shown, row.payload) for row in await room.outbox("desk", "revise")]
    assert [show.of for show in shown if isinstance(show, Revise) and "sent" in show.reply.text] == [fresh]


async def test_the_mark_at_what_was_typed_is_no_answer_to_retry_without_a_key(room: Room) -> None:
    """The newest that is tried again is a message: a tick that failed later stands behind it."""
    await room.opens()
    await room.do(MINA, "claim")
    await room.deliver()
    await room.types(MINA, "hello", message="m1")
    await room.deliver(failing="DMs are closed")
    await room.passes(minutes=1)
    mark = OutboxRow(
        "mark", TEAM, THREAD, dump(STAFF), "web:r", "mark", "desk", dump(Mark("m1", "failed"), Shown), 0, 0
    )
    await room.store.commit(Writes((replace(mark, at=micros(room.clock.at), case=1),)))
    (late,) = await room.store.claim(micros(room.clock.at), 50, 1)
    await room.store.settle(late, "failed", now=0)
    await room.do(MINA, "retry")
    assert await states(room, "staff") == ["dropped", "queued"]
