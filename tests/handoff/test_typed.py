"""What is typed in a case's thread and must not reach the customer unasked: notes, what may be one, and commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.noted import is_note, perhaps_note
from handoff.spec import COMMANDS
from handoff.typed import commanded
from tests.handoff.conftest import JONAS, MINA, Room

NOTES = [
    "/note: she has lied before",
    "/Note: SHE LIES",
    "/note, she lies",
    "/ note she lies",
    "/note\nshe lies",
    "/note-she lies",
    "!note she lies",
    "note : she lies",
    "NOTE:she lies",
    "note：she lies",
    "// she lies",
    "**Note:** she lies",
    "> note: she lies",
    "[note] she lies",
    "(note: she lies)",
    "`// she lies`",
]
IN_DOUBT = [
    "Note - call her at 9",
    "note– call her at 9",
    "note, she lies",
    "note. she lies",
    "note she lies",
    "notes: she lies",
    "internal note: she lies",
    "Internal: she lies",
    "staff only - she lies",
    "noet: she lies",
]
COMMANDED = [
    ("/close: solved", "close", "solved"),
    ("/close, solved", "close", "solved"),
    ("/ close", "close", ""),
    ("!close", "close", ""),
    ("! release", "release", ""),
    ("!clsoe", "", ""),
    ("/ clsoe", "", ""),
    ("transfer to Jonas", "transfer", "Jonas"),
    ("Transfer it to the billing team, please", "transfer", ""),
    ("transfer Jonas", "transfer", "Jonas"),
    ("transfer: delivery", "transfer", "delivery"),
    ("/transfer, Jonas", "transfer", "Jonas"),
    ("release it", "release", ""),
    ("`close`", "close", ""),
    ("Close this case, please.", "close", ""),
    ("close solved", "close", "solved"),
    ("close - no answer", "close", ""),
    ("snooze for 30 minutes", "snooze", ""),
    ("hand-back", "hand_back", ""),
    ("freeze it, she steals cards", "freeze", "she steals cards"),
    ("escalate, nobody has looked since Monday", "escalate", "nobody has looked since Monday"),
    ("reply #2 hello", "reply", "hello"),
    ("block web:rosa rude", "", ""),
    ("policy set return_days 90", "", ""),
]
FOR_CUSTOMERS = [
    "Note that returns are free",
    "Note **that** returns are free",
    "Noted, thanks",
    "Notebooks: 40 pages",
    "Please note: returns are free",
    "Not yet: it is on its way",
    "24/7",
    "/ 2 of them",
    "! sorry about that",
    "/home/orders is where your orders are",
    "Transfer to your bank takes three days",
    "Release dates are on the page",
    "Close the lid and wait a minute",
    "Close to you",
    "Edit: it comes on Tuesday",
    "Claim forms are in the box",
    "Reply to that mail with a photo",
    "Call now and ask for Mina",
    "Delete the app and install it again",
    "Freezer bags are sold out",
    "https://larkspur.example/close",
]


@pytest.mark.parametrize("words", NOTES)
async def test_what_is_marked_as_a_note_stays_with_staff(room: Room, words: str) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    assert (await room.types(MINA, words, message="m1")).text == ""
    assert [line.text for line in await room.lines("note")] == [words]
    assert "marked as a note" in (await room.do(MINA, "claim_and_send", message="m1")).text
    assert "marked as a note" in (await room.do(MINA, "reply", text=words)).text, "nor by command, nor by the form"
    assert await room.reached() == []


@pytest.mark.parametrize("words", IN_DOUBT)
async def test_what_may_be_a_note_is_kept_and_asked_about(room: Room, words: str) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    told = await room.types(MINA, words, message="m1")
    assert "reads like a note" in told.text and [offer.value for offer in told.offers] == ["claim_and_send m1"]
    assert await room.reached() == [] and len(await room.lines("note")) == 1
    await room.do(MINA, "claim_and_send", message="m1")
    assert len(await room.reached()) == 1 and not await room.lines("note")


@pytest.mark.parametrize(("words", "verb", "behind"), COMMANDED)
async def test_a_command_is_held_however_it_is_typed(room: Room, words: str, verb: str, behind: str) -> None:
    await room.opens()
    await room.types(JONAS, "// I am here")
    await room.do(MINA, "claim")
    told = await room.types(MINA, words, message="m1")
    assert "reads like a command" in told.text and await room.reached() == []
    *run, send = [offer.value for offer in told.offers]
    assert send == "claim_and_send m1" and (run[0].split(" ")[0] if run else "") == verb
    typed = commanded(words, ["Jonas"])
    assert typed and typed.words == behind


@pytest.mark.parametrize("words", FOR_CUSTOMERS)
async def test_what_is_said_to_the_customer_goes_out(room: Room, words: str) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    assert (await room.types(MINA, words)).text == ""
    assert len(await room.reached()) == 1


async def test_words_that_were_sent_become_a_note_only_by_being_taken_back(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    await room.types(MINA, "hello there", message="m1")
    assert "reads like a note" in (await room.edits(MINA, "m1", "Note - she lies")).text
    assert "reads like a command" in (await room.edits(MINA, "m1", "transfer to billing")).text
    assert not await room.shown("staff", "revise") and not await room.shown("staff", "withdraw")
    assert "taken back" in (await room.do(MINA, "edit", text="/note: she lies")).text
    assert len(await room.shown("staff", "withdraw")) == 1 and not await room.shown("staff", "revise")
    assert [line.text for line in await room.lines("note")] == ["/note: she lies"]


CASES = st.sampled_from([str.lower, str.upper, str.title])


@given(
    st.sampled_from(["", " ", "**", "> ", "- ", "(", "["]),
    CASES,
    st.sampled_from(["/note", "/ note", "!note", "note:", "note :", "note -", "note,", "note –", "//"]),
    st.text(max_size=60),
)
def test_nothing_that_begins_as_a_note_goes_out_unasked(edge: str, cased, mark: str, text: str) -> None:  # type: ignore[no-untyped-def]  # one of three methods
    words = f"{edge}{cased(mark)} {text}"
    assert is_note(words) or perhaps_note(words) or commanded(words)


@given(
    st.sampled_from(sorted(name for name, spec in COMMANDS.items() if spec.needs_case)),
    CASES,
    st.sampled_from(["/", "!"]),
    st.sampled_from(["", ":", ",", ";", " -", "."]),
    st.text(max_size=60),
)
def test_no_verb_behind_a_sign_goes_out_unasked(verb: str, cased, sign: str, mark: str, text: str) -> None:  # type: ignore[no-untyped-def]  # one of three methods
    assert commanded(f"{sign}{cased(verb)}{mark} {text}")


@given(st.text(max_size=300))
def test_any_words_are_read(text: str) -> None:
    assert is_note(text) in (True, False) and perhaps_note(text) in (True, False)
    assert commanded(text, ["Jonas"]) is None or text.strip()
