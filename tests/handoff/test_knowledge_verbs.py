"""What leads and admins do with the shop's answers, from any command line."""

from collections.abc import AsyncIterator

import pytest

from bot.intake import Intake
from bot.knowledge import Answer, Article, Shelf
from bot.writes import AuditRow, Writes
from bot.written import MOST, QuestionRow, WrittenRow, article_of, masked
from handoff.commands import complete
from handoff.desk import Desk
from handoff.knowledge import TEXT
from tests.handoff.conftest import ADA, JONAS, TEAM, Room, no_customer

HOURS = Article(
    Answer("hours", "Opening hours", "Nine to five, back within {return_days} days.", "Contact page"),
    frozenset({"faq"}),
    ("when are you open", "opening times"),
)
CLAIMS = Article(Answer("claims", "Claims", "To {claims_address}.", "Legal"), asks=("where do i send my claim form",))
PARKING = {"title": "Parking", "asks": "can i park there; is there parking", "text": "There are *ten* places."}


@pytest.fixture
async def shelf(room: Room) -> AsyncIterator[Room]:
    desk = Desk(room.store, room.clock, library=Shelf([HOURS, CLAIMS]))
    intake = Intake(room.store, {"desk": desk.answer, "customer": no_customer})
    desk.connect(intake)
    yield Room(room.store, room.clock, desk, intake)
    await intake.close()


def asked(id: str, text: str, outcome: str = "unanswered", answer: str = "", at: int = 1) -> QuestionRow:
    return QuestionRow(TEAM, id, f"web:{id}", at, outcome, text, "faq", answer)


async def test_an_answer_is_added_found_changed_and_removed(shelf: Room) -> None:
    reply = await shelf.do(ADA, "answer add", **PARKING)
    assert "Added: `parking`" in reply.text
    assert "**Parking** (`parking`)\n\nThere are *ten* places." in reply.text, "as it was taken"
    assert "- can i park there\n- is there parking" in reply.text and "It was" not in reply.text
    assert "**Parking** would be shown" in (await shelf.do(JONAS, "answer test", question="is there parking?")).text
    assert "our support team" in (await shelf.do(JONAS, "answer show", answer="parking")).text
    changed = await shelf.do(ADA, "answer add", **PARKING | {"text": "There are none."})
    assert changed.text.endswith("It was:\n\nThere are *ten* places.")
    assert "There are none" in (await shelf.do(JONAS, "answer show", answer="Parking")).text
    assert "Removed" in (await shelf.do(ADA, "answer remove", answer="parking")).text
    assert "Nothing would be shown" in (await shelf.do(JONAS, "answer test", question="is there parking?")).text
    verbs = [row.verb for row in await shelf.store.find(AuditRow, {"team": TEAM}, order=("at",))]
    assert [v for v in verbs if v.startswith("answer")] == ["answer added", "answer changed", "answer removed"]


async def test_one_of_the_same_title_takes_the_place_of_the_folders(shelf: Room) -> None:
    await shelf.do(ADA, "answer add", title="Opening hours", asks="when are you open", text="Always.")
    reply = await shelf.do(JONAS, "answer test", question="when are you open")
    assert "Always." in reply.text and "Nine to five" not in reply.text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "***"}, "with letters"),
        ({"title": "x" * 81}, "1 to 80"),
        ({"text": "x" * (TEXT + 1)}, f"1 to {TEXT}"),
        ({"asks": " ; "}, "questions it answers"),
        ({"text": "Call {nobody}."}, "can't fill in"),
    ],
)
async def test_what_cannot_be_an_answer_is_said(shelf: Room, wrong: dict[str, str], says: str) -> None:
    reply = await shelf.do(ADA, "answer add", **PARKING | wrong)
    assert reply.notice and says in reply.text
    assert not await shelf.store.find(WrittenRow, {})


async def test_what_is_written_cannot_smuggle_a_link_or_a_mention(shelf: Room) -> None:
    text = "[here](javascript:alert(1)) @everyone"
    await shelf.do(ADA, "answer add", **PARKING | {"text": text})
    [row] = await shelf.store.find(WrittenRow, {})
    assert "](" not in row.text.replace("\\]", "") and "@everyone" not in row.text


async def test_a_question_that_another_answer_takes_too_is_pointed_out(shelf: Room) -> None:
    reply = await shelf.do(ADA, "answer add", **PARKING | {"asks": "opening times"})
    assert "beware" in reply.text and "`hours`" in reply.text


async def test_only_so_many_are_written_from_chat(shelf: Room) -> None:
    rows = tuple(WrittenRow(TEAM, f"a{n}", f"A {n}", "x", '["q"]', "Ada", 1) for n in range(MOST))
    await shelf.store.commit(Writes(rows))
    assert "folder" in (await shelf.do(ADA, "answer add", **PARKING)).text
    assert "Changed" in (await shelf.do(ADA, "answer add", **PARKING | {"title": "a3"})).text


async def test_the_folders_answers_are_not_removed_from_chat(shelf: Room) -> None:
    reply = await shelf.do(ADA, "answer remove", answer="hours")
    assert reply.notice and "folder" in reply.text
    assert (await shelf.do(ADA, "answer remove", answer="nothing like it")).notice


async def test_a_test_says_why_and_counts_nothing(shelf: Room) -> None:
    found = await shelf.do(JONAS, "answer test", question="what are your opening times")
    assert "within 30 days" in found.text, "what the policy says stands in it"
    assert "`hours`" in found.text and "heard as" in found.text
    near = await shelf.do(JONAS, "answer test", question="do you sell opening bottles of wine for whales")
    assert "no answer reaches 0.50" in near.text
    orders = await shelf.do(JONAS, "answer test", question="where is my parcel")
    assert "from the customer's orders" in orders.text
    unset = await shelf.do(JONAS, "answer test", question="where do i send my claim form")
    assert "`claims` names a setting that is not set" in unset.text
    assert not await shelf.store.find(QuestionRow, {})


async def test_the_gaps_are_listed_most_frequent_first(shelf: Room) -> None:
    assert "has an answer" in (await shelf.do(JONAS, "answer unanswered")).text
    rows = [asked("1", "Is there parking?"), asked("2", "is there  parking"), asked("3", "do you rent tents", at=5)]
    judged = [asked("4", "when are you open", "not_helped", "hours"), asked("5", "open?", "helped", "hours")]
    await shelf.store.commit(Writes((*rows, *judged)))
    lines = (await shelf.do(JONAS, "answer unanswered")).text.splitlines()
    assert lines[0].startswith("4 questions") and "parking" in lines[1].lower() and "2 times" in lines[1]
    assert any("hours did not help" in line for line in lines)
    assert "helped 1, did not 1" in (await shelf.do(JONAS, "answer list")).text


async def test_answers_are_listed_by_words_in_them(shelf: Room) -> None:
    assert "2 answers" in (await shelf.do(JONAS, "answer list")).text
    assert "One answer" in (await shelf.do(JONAS, "answer list", words="nine five")).text
    assert "no such answer" in (await shelf.do(JONAS, "answer list", words="whale")).text


async def test_answers_complete_by_id(shelf: Room) -> None:
    await shelf.do(ADA, "answer add", **PARKING)
    known = await shelf.desk.known(TEAM)
    assert [s.text for s in complete("answer show pa", "admin", known)] == ["parking"]
    assert "hours" in [s.text for s in complete("answer remove ", "admin", known)]


async def test_without_a_library_it_is_said(room: Room) -> None:
    assert (await room.do(JONAS, "answer list")).notice


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mail me at ann@example.com please", "mail me at [address] please"),
        ("order 114-3941689-8772232 is wrong", "order [number] is wrong"),
        ("call +1 212 555 0133", "call [number]"),
        ("two 28 cm pans", "two 28 cm pans"),
        ("x " * 300, ("x " * 100).strip()),
    ],
)
def test_a_kept_question_tells_nothing_of_who_asked(said: str, kept: str) -> None:
    assert masked(said).strip() == kept


def test_a_written_answer_names_the_team_and_the_day_as_its_source() -> None:
    row = WrittenRow(TEAM, "x", "*X*", "Text.", '["q"]', "Ada", 1_764_000_000_000_000)
    assert article_of(row).answer.source == "our support team, 24 Nov"
    assert article_of(row).answer.title == "\\*X\\*"
