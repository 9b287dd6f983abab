"""Call me (row 12): a number, a yes, a call at the head of the queue, and a word at each step of it."""

from itertools import count

import pytest

from bot.writes import AuditRow, OutboxRow
from handoff.rows import CaseRow
from tests.stage import a_stage


async def the_case(stage) -> CaseRow:
    return (await stage.store.find(CaseRow, {}))[-1]


def code_in(text: str) -> str:
    """What the customer was told that the caller will say."""
    return next(word.strip("*.:,") for word in text.split() if word.strip("*.:,").isupper() and len(word) >= 5)


async def test_nobody_answers_and_then_they_are_reached(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("please call me about my rucksack")
    assert "+1 617-555-0118, the number in your account" in theo.text, "what we know is not asked for"
    await theo.presses("Call me now")
    assert "We'll call you on +1 617-555-0118" in theo.text and "within 1 minute" in theo.text
    code = code_in(theo.text)
    assert "+1 … 18" in mina.reads()[-1] and "555-0118" not in mina.reads()[-1], "the number is for whoever calls"
    dial = await mina.commands("call now", 1)
    assert "+1 617-555-0118" in dial.text and code in dial.text
    assert "Mina from Support is calling you now" in theo.text and code in theo.text
    await mina.commands("call no_answer", 1)
    assert "nobody answered" in theo.text and "10 minutes" in theo.text
    await stage.passes(minutes=9)
    assert "now is the time" not in mina.reads(1)[-1]
    await stage.passes(minutes=1)
    assert "now is the time for the call" in mina.reads(1)[-1]
    await mina.commands("call now", 1)
    await mina.commands("call reached", 1)
    assert "has you on the telephone" in theo.text
    case = await the_case(stage)
    assert (case.call, case.call_tries, case.stage) == ("reached", 1, "claimed")
    done = [row.verb for row in await stage.store.find(AuditRow, {}, order=("at",)) if "call" in row.verb]
    assert sorted(done) == ["call", "call", "call: no answer", "call: reached"]
    calls = await stage.store.find(OutboxRow, {"kind": "effect"})
    assert [(row.state, row.case) for row in calls] == [("sent", 1), ("sent", 1)]


async def test_a_number_is_read_as_people_write_it_and_a_wrong_one_is_asked_for_again(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can somebody give me a call? not on my old number please")
    await theo.presses("Another number")
    await theo.says("it is 12345")
    assert "too short for a telephone number" in theo.text
    await theo.says("sorry, my uk number: 0161 496 0144")
    assert "May we call you on +44 161 496 0144?" in theo.text, "read back before anybody dials it"
    await theo.says("no wait, rather 0161 496 0142, a number in England")
    assert "May we call you on +44 161 496 0142?" in theo.text
    await theo.says("yes please")
    await mina.commands("call now", 1)
    await mina.commands("call wrong_number", 1)
    assert "isn't yours" in theo.text and "Which number may we call" in theo.text
    await theo.says("oh no. 0161 1112")
    assert "can't make out a number" in theo.text
    await theo.says("+44 161 496 0143")
    assert "we'll call you on +44 161 496 0143" in theo.text
    assert "They gave another number: +44 … 43" in mina.reads(1)[-1]
    assert "+44 161 496 0143" in (await mina.commands("call now", 1)).text


@pytest.mark.parametrize("how", ["a press", "silence", "gibberish"])
async def test_who_gives_no_number_gets_a_person_all_the_same(stage, how):
    finn, mina = await stage.customer("finn"), stage.teammate("mina")
    await finn.says("i want a phone call")
    assert "Which number may we call?" in finn.text, "his account has none"
    match how:
        case "a press":
            await finn.presses("Write to me here instead")
        case "silence":
            await stage.passes(minutes=2)
            assert not await stage.store.find(CaseRow, {})
            await stage.passes(minutes=1)
        case _:
            for words in ("the usual one", "you know it", "the one from before"):
                await finn.says(words)
    assert "A person writes to you here instead" in finn.text
    assert "asked for a call" in mina.reads()[-1]
    await finn.says("ok ok: +33 1 99 00 12 34")
    assert "we'll call you on +33 1 99 00 12 34" in finn.text, "and may change his mind"
    assert (await the_case(stage)).call == "wanted"


async def test_out_of_hours_the_next_opening_is_told_in_the_customers_time_and_a_call_booked(stage):
    ada, mina, jack = stage.teammate("ada", "admin"), stage.teammate("mina"), await stage.customer("jack")
    await ada.commands("hours set", department="phone", week="mon-fri 14:00-18:00 zone Europe/London")
    await jack.says("call me")
    assert "Nobody can call before today at 6:00" in jack.text, "two o'clock in London is six in Los Angeles"
    await jack.presses("Call me then")
    assert "We'll call you on +1 503-555-0171 today at 6:00" in jack.text
    assert mina.sees()[-1].mention == () and "booked for 23 Nov 14:00 UTC" in mina.reads()[-1]
    await jack.says("my wife may pick it up, her name is Ann")
    assert "whoever calls you" in jack.text
    await stage.passes(hours=4)
    assert not any("waited" in line for line in mina.reads(1)), "nobody is called while there is nothing to do"
    await stage.passes(minutes=30)
    assert "now is the time for the call" in mina.reads(1)[-1]
    await stage.passes(minutes=1)
    assert "nobody has claimed it" in mina.reads(1)[-1], "the target of a call is a minute"
    await mina.commands("call now", 1)
    assert "calling you now" in jack.text


async def test_with_the_shop_down_the_number_is_asked_for(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    stage.shop.faults.down = True
    await theo.says("please ring me")
    assert "Which number may we call?" in theo.text
    await theo.says("+1 617 555 0118")
    await theo.says("call me now")
    assert "wanted now, on +1 … 18" in mina.reads()[-1]
    assert '"+1 … 18"' in mina.reads()[-1] and "0118" not in mina.reads()[-1], "nor in what they wrote"


async def test_a_call_can_be_asked_for_while_a_person_is_waited_for(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("a human please")
    await theo.says("or could you just call me")
    await theo.presses("Call me now")
    assert "We'll call you on" in theo.text
    assert "asks for a call: wanted now" in mina.reads(1)[-1]
    await theo.says("please call me")
    assert "Your call is arranged" in theo.text
    assert len(await stage.store.find(CaseRow, {})) == 1


@pytest.mark.port_only("the product is stopped and started on the same folder")
async def test_a_restart_between_the_code_and_the_outcome_loses_nothing(stage, tmp_path):
    path = tmp_path / "again"
    async with a_stage(path) as before:
        theo = await before.customer("theo")
        await theo.says("please call me")
        await theo.presses("Call me now")
        code = code_in(theo.text)
        assert code in (await before.teammate("mina").commands("call now", 1)).text
    async with a_stage(path) as after:
        after.keys = count(100)
        mina, theo = after.teammate("mina"), await after.customer("theo")
        assert code in (await mina.commands("call now", 1)).text, "the number and the code are shown again"
        await mina.commands("call no_answer", 1)
        assert "nobody answered" in theo.text
        assert (await the_case(after)).call == "missed"
