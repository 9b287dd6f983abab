"""What is kept of a talk reads as it was said: the question first, then what was answered to it."""

import json
from datetime import timedelta
from itertools import count, pairwise

import pytest

from bot.writes import MessageRow, Writes, micros
from tests.stage import MORNING, Stage, a_stage

WORDS = (
    "I want to talk to a human",
    "where is my parcel by the way",
    "do you ship to Canada?",
    "and how late are you open",
)


def told(text: str) -> list[tuple[str, str]]:
    """Who spoke and what they said, line by line."""
    lines = [line.split("**", 2) for line in text.splitlines()]
    return [(who, words.partition(": ")[2]) for _, who, words in lines]


async def exported(stage: Stage) -> list[tuple[str, str]]:
    answer = await stage.teammate("ada", "admin").commands("export", person="web:hannah")
    kept = json.loads(await stage.app.files.read(answer.files[0].ref))["kept"]["messages"]
    return [(row["speaker"], row["text"]) for row in kept]


@pytest.mark.parametrize("between", [0, 400], ids=["one moment", "a clock that goes on"])
async def test_the_bot_never_answers_before_it_is_asked(tmp_path, between):
    ticks = count()
    async with a_stage(tmp_path, now=lambda: MORNING + timedelta(microseconds=between * next(ticks))) as stage:
        hannah, mina = await stage.customer("hannah"), stage.teammate("mina")
        for words in WORDS:
            await hannah.says(words)
        lines = told((await mina.commands("transcript", 1)).text)
        assert [words for who, words in lines if who == "Hannah"] == list(WORDS)
        assert lines[0] == ("Hannah", WORDS[0])
        assert len(lines) > 2 * len(WORDS) - 1, "each was answered"
        assert ("Hannah", "Hannah") not in [(a, b) for (a, _), (b, _) in pairwise(lines)]
        kept = await exported(stage)
        assert [words for who, words in kept if who == "customer"] == list(WORDS)
        assert kept[0][0] == "customer" and kept[1][0] != "customer" and kept[-1][0] != "customer"


async def test_lines_that_were_written_down_the_wrong_way_round_are_read_in_order(tmp_path):
    async with a_stage(tmp_path) as stage:
        hannah, mina = await stage.customer("hannah"), stage.teammate("mina")
        await hannah.says(WORDS[0])
        at = micros(MORNING)
        old = [
            ("zz-asked", "customer", 60_000_045, "is it open on sundays"),
            ("b-told", "bot", 60_000_000, "From ten to four."),
            ("a-told", "notice", 60_000_000, "Mina is on her way."),
            ("aa-asked", "customer", 61_000_000, "and what about mondays"),
            ("c-told", "bot", 60_999_960, "Closed on Mondays."),
            ("d-asked", "customer", 63_000_000, "hello?"),
        ]
        rows = [MessageRow("main", id, "web:hannah", at + after, who, "Hannah", text) for id, who, after, text in old]
        await stage.store.commit(Writes(tuple(rows)))
        wanted = [
            ("customer", "is it open on sundays"),
            ("bot", "From ten to four."),
            ("notice", "Mina is on her way."),
            ("customer", "and what about mondays"),
            ("bot", "Closed on Mondays."),
            ("customer", "hello?"),
        ]
        assert (await exported(stage))[-6:] == wanted
        lines = told((await mina.commands("transcript", 1)).text)
        assert [words for _, words in lines[-6:]] == [words for _, words in wanted]
