"""Who is called when, by the injected clock, with the policy's minutes."""

from datetime import timedelta

from bot.content import Reply
from bot.events import Said
from tests.handoff.conftest import ADA, JONAS, MINA, Room


def calls(lines: list[Reply]) -> list[tuple[str, ...]]:
    return [line.mention for line in lines if line.mention]


async def test_an_unclaimed_case_calls_again_then_the_leads_and_tells_the_customer(room: Room) -> None:
    await room.opens()
    await room.passes(minutes=2)
    assert await room.thread() == []
    await room.passes(minutes=1)
    assert [line.text for line in await room.thread()] == ["Case #1 has waited 3 min and nobody has claimed it."]
    await room.passes(minutes=7)
    assert calls(await room.thread()) == [("support",), ("leads",)]
    (told,) = [post for post in await room.shown("notice") if post.kind == "post"]
    assert "you've waited 10 minutes" in told.reply.text and told.reply.notice
    assert [offer.value for offer in told.reply.offers] == ["call", "leave_message", "human"]
    await room.passes(hours=2)
    assert len(await room.told()) == 1


async def test_the_minutes_are_the_policys(room: Room) -> None:
    await room.do(ADA, "policy set", 0, setting="ping_again_minutes", value="1")
    await room.opens()
    await room.passes(minutes=1)
    assert len(await room.thread()) == 1


async def test_a_claimed_case_calls_nobody(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    before = len(await room.thread())
    await room.passes(minutes=14)
    assert len(await room.thread()) == before


async def test_an_idle_owner_is_nudged_then_released(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.passes(minutes=15)
    nudge = (await room.thread())[-1]
    assert nudge.mention == ("web:mina",) and "waited 15 min" in nudge.text
    await room.passes(minutes=30)
    assert (await room.case()).stage == "waiting"
    assert "step away" in (await room.told())[-1]
    assert await room.silent()
    await room.passes(minutes=3)
    assert "nobody has claimed it" in (await room.thread())[-1].text


async def test_an_owner_who_answered_is_not_idle_until_the_customer_writes(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "which colour?")
    await room.passes(hours=3)
    assert (await room.case()).stage == "waiting_on_customer"
    await room.hears(Said("red", "c1"))
    assert (await room.case()).stage == "claimed"
    await room.passes(minutes=46)
    assert (await room.case()).stage == "waiting"


async def test_the_customers_next_words_do_not_win_the_owner_time(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.passes(minutes=10)
    await room.hears(Said("hello?", "c1"))
    await room.passes(minutes=5)
    assert (await room.thread())[-1].mention == ("web:mina",)


async def test_a_note_of_the_owner_counts_as_work(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.passes(minutes=14)
    await room.types(MINA, "// asking the warehouse")
    before = len(await room.thread())
    await room.passes(minutes=14)
    assert len(await room.thread()) == before


async def test_leads_are_called_for_escalated_cases(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "escalate")
    await room.passes(minutes=3)
    assert (await room.thread())[-1].mention == ("leads",)


async def test_a_timer_of_a_closed_case_does_nothing(room: Room) -> None:
    await room.opens()
    await room.do(JONAS, "close")
    lines = len(await room.thread())
    await room.passes(hours=5)
    assert len(await room.thread()) == lines and (await room.case()).stage == "closed"


async def test_the_wait_is_told_from_our_own_figures(room: Room) -> None:
    assert (await room.desk.view("main", "x")).wait == timedelta(minutes=4)
    for n in range(5):
        await room.opens(who=f"web:{n}")
        await room.passes(minutes=n)
        await room.do(MINA, "claim", n + 1)
    assert (await room.desk.view("main", "x")).wait == timedelta(minutes=2)


async def test_a_nudge_counts_from_the_customers_words_not_from_our_last(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "which colour?")
    await room.passes(hours=3)
    await room.hears(Said("red", "c1"))
    await room.passes(minutes=15)
    assert "has waited 15 min for you" in (await room.thread())[-1].text
