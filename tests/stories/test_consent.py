"""People who help sit in another company's chat: nothing is carried there before the customer says so."""

import pytest

from bot.events import Place
from bot.writes import ConsentRow, OutboxRow
from handoff.acts import Act, Command, Teammate
from handoff.rows import CaseRow
from tests.stage import TEAM, Wall, read_out

OPERATOR = Teammate("shell", "The operator", "admin")
OTHER = {"slack": "discord"}
"""Where the desk sits when the customer is on the one that is named; in Slack for everybody else."""


class Away:
    """The desk is on another platform than the customers."""

    def __init__(self, stage, platform):
        self.stage, self.platform, self.name = stage, platform, platform.capitalize()
        stage.app.delivery.connect(Wall(platform))

    async def opens(self):
        setup = Command("setup", 0, {"staff": f"{self.platform}:T1:C1"})
        where = Place("terminal", "local", "shell")
        await self.stage.desk.receive(Act("shell:1", TEAM, where, OPERATOR, self.stage.clock.now(), setup))

    async def carried(self):
        rows = await self.stage.store.find(OutboxRow, {"team": TEAM})
        return [row for row in rows if row.place.startswith(f"{self.platform}:T1:C1")]

    async def cases(self):
        return await self.stage.store.find(CaseRow, {"team": TEAM})


@pytest.fixture
async def away(stage):
    somebody = await stage.customer("ida")
    there = Away(stage, OTHER.get(somebody.person.id.partition(":")[0], "slack"))
    await there.opens()
    return there


async def test_a_case_waits_for_a_yes_and_then_has_everything(away):
    rosa = await away.stage.customer("rosa")
    await rosa.says("can someone real look at my kettle")
    assert f"in {away.name}" in rosa.text
    assert await away.carried() == []
    assert await away.cases() == ()
    await rosa.presses("Yes, pass it on")
    assert "getting a person" in rosa.text
    assert "can someone real look at my kettle" in " ".join(row.payload for row in await away.carried())
    (agreed,) = await away.stage.store.find(ConsentRow, {"team": TEAM})
    assert (agreed.person, agreed.platform) == (rosa.person.id, away.platform)


async def test_it_is_asked_once(away):
    rosa = await away.stage.customer("rosa")
    await rosa.says("i want to talk to a human")
    await rosa.says("yes")
    await rosa.presses("I don't need this any more")
    await rosa.says("hm, a human again please")
    assert "getting a person" in rosa.text
    assert len(await away.cases()) == 2


async def test_a_no_keeps_everything_here_and_the_bot_goes_on(away):
    nora = await away.stage.customer("nora")
    await nora.says("get me a human")
    await nora.says("no")
    assert "nothing is passed on" in nora.text
    await nora.says("where are my headphones")
    assert "late" in nora.text
    assert await away.carried() == []


async def test_whatever_else_is_said_the_answer_stays_one_press_away(away):
    nora = await away.stage.customer("nora")
    await nora.says("get me a human")
    await nora.says("where are my headphones")
    assert "Yes, pass it on" in nora.buttons
    await nora.presses("Yes, pass it on")
    assert len(await away.cases()) == 1


async def test_safety_words_come_first_all_the_same(away):
    rosa = await away.stage.customer("rosa")
    said = await rosa.says("the kettle caught fire and burned my hand")
    assert "emergency" in read_out(said[0]).casefold()
    assert f"in {away.name}" in rosa.text
    assert await away.carried() == []


async def test_a_turn_that_breaks_asks_too(away, monkeypatch):
    rosa = await away.stage.customer("rosa")
    monkeypatch.setattr("bot.service.respond", _breaks)
    await rosa.says("hello")
    assert f"in {away.name}" in rosa.text
    assert await away.carried() == []
    monkeypatch.undo()
    await rosa.presses("Yes, pass it on")
    (case,) = await away.cases()
    assert case.rule == "failing"


def _breaks(*_):
    raise ValueError("a bug of ours")


async def test_old_buttons_of_the_question_say_so(away):
    rosa = await away.stage.customer("rosa")
    await rosa.says("get me a human")
    await rosa.presses("No, keep it here")
    await rosa.presses("Yes, pass it on")
    assert await away.cases() == ()


async def test_people_on_our_own_pages_need_no_leave(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("get me a human")
    assert "getting a person" in rosa.text


async def test_a_yes_to_something_asked_since_carries_nothing(away):
    ida = await away.stage.customer("ida")
    await ida.says("can someone real look at my kettle")
    await ida.says("i want a refund for the toaster, it doesn't work")
    assert "Shall I?" in ida.text
    await ida.says("yes")
    assert await away.cases() == () and await away.carried() == []
    assert away.stage.paid_back() == [("7988", "35.00")]
