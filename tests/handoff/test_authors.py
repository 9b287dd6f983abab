"""Who may change what the customer reads: the author, while the case is theirs to speak in."""

import pytest

from bot.content import Reply
from handoff.acts import Teammate
from tests.handoff.conftest import JONAS, MINA, OMAR, Room

MINA_TOO = Teammate("discord:999", "Mina", "staff")
"""Somebody else, who goes by the same name."""


async def released(room: Room) -> None:
    await room.do(MINA, "release")


async def taken_over(room: Room) -> None:
    await room.do(MINA, "release")
    await room.do(JONAS, "claim")


async def closed(room: Room) -> None:
    await room.do(MINA, "close")


AFTER = {released: "Nobody owns case #1 now", taken_over: "Jonas has case #1 now", closed: "Case #1 is closed"}


@pytest.mark.parametrize("happens", AFTER, ids=lambda what: what.__name__)
async def test_who_lost_the_case_changes_no_words_but_may_take_them_back(room: Room, happens: object) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "you get €48", message="m1")
    await happens(room)  # type: ignore[operator]  # one of the three above
    for no in (await room.edits(MINA, "m1", "you get €500"), await room.do(MINA, "edit", text="you get €500")):
        assert no.text.startswith(AFTER[happens]) and "take it back" in no.text  # type: ignore[index]
    assert await room.shown("staff", "revise") == []
    assert [line.text for line in await room.lines("staff")] == ["you get €48"], "nor does the transcript change"
    await room.takes_back(MINA, "m1")
    assert len(await room.shown("staff", "withdraw")) == 1


async def test_a_lead_changes_what_they_sent_in_somebody_elses_case(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(JONAS, "we pay", message="m9")
    await room.do(JONAS, "send_anyway", message="m9")
    assert await room.edits(JONAS, "m9", "we pay today") == Reply()
    assert len(await room.shown("staff", "revise")) == 1


async def test_notes_stay_their_authors_to_change(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(OMAR, "poor thing", message="n1")
    await room.do(MINA, "close")
    assert await room.edits(OMAR, "n1", "poor man") == Reply()
    assert [line.text for line in await room.lines("note")] == ["poor man"]


async def test_a_namesake_changes_nothing_of_somebody_elses(room: Room) -> None:
    await room.opens()
    await room.types(MINA, "// he is right", message="n1")
    await room.do(MINA, "claim")
    await room.types(MINA, "hello", message="m1")
    for no in (
        await room.edits(MINA_TOO, "m1", "spoofed"),
        await room.edits(MINA_TOO, "n1", "spoofed"),
        await room.takes_back(MINA_TOO, "m1"),
        await room.do(MINA_TOO, "edit", text="spoofed"),
        await room.do(MINA_TOO, "delete", message="m1"),
    ):
        assert "Only whoever wrote" in no.text or "can't find" in no.text
    assert await room.shown("staff", "revise") == await room.shown("staff", "withdraw") == []
    assert [line.text for line in await room.lines("note")] == ["// he is right"]


async def test_a_second_mina_can_edit_and_delete_hers(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello", message="m1")
    await room.do(MINA, "release")
    await room.do(MINA_TOO, "claim")
    await room.types(MINA_TOO, "hi", message="m2")
    theirs, hers = [row.id for row in await room.outbox("staff", "post")]
    await room.edits(MINA_TOO, "m2", "good day")
    await room.do(MINA_TOO, "edit", text="good morning")
    await room.do(MINA_TOO, "delete")
    changed = await room.shown("staff", "revise") + await room.shown("staff", "withdraw")
    assert [change.of for change in changed] == [hers, hers, hers], theirs  # type: ignore[union-attr]


async def test_words_by_command_in_somebody_elses_case_stay_a_note(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    told = await room.do(OMAR, "reply", text="you will get nothing")
    assert "only Mina's words" in told.text
    assert await room.reached() == []
    assert [line.text for line in await room.lines("note")] == ["you will get nothing"]


async def test_a_case_with_the_leads_is_given_to_a_lead_only(room: Room) -> None:
    await room.opens()
    for by in (OMAR, JONAS):
        await room.do(by, "note", text="hi")  # the desk has met them
    await room.do(MINA, "escalate")
    assert "takes a lead" in (await room.do(MINA, "transfer", to="omar")).text
    assert (await room.case()).owner == ""
    await room.do(MINA, "transfer", to="jonas")
    assert (await room.case()).owner == "web:jonas"
