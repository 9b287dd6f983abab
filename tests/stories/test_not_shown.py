"""What did not reach the people it was for is told to those who can be reached, and not for ever."""

from dataclasses import dataclass

import pytest

from adapters.delivery.ports import Refused
from bot.writes import OutboxRow
from tests.stage import STAFF_PLACE, Stage, Wall

pytestmark = pytest.mark.port_only("the wall itself is replaced")


@dataclass
class Locked(Wall):
    """A wall that takes nothing at places whose name has `locked` in it."""

    locked: str = ""

    async def deliver(self, row: OutboxRow) -> str:
        if self.locked in row.place:
            raise Refused("no permission to write there")
        return await Wall.deliver(self, row)


async def with_a_case(stage: Stage, locked: str) -> Wall:
    """A customer waits for a person, then a lock falls, then they go on writing."""
    theo = await stage.customer("theo")
    await theo.says("a human please")
    wall = Locked(locked=locked)
    stage.app.delivery.connect(wall)
    await theo.says("the strap is broken")
    return wall


async def test_words_that_the_thread_does_not_take_are_told_in_the_staff_channel(stage: Stage) -> None:
    wall = await with_a_case(stage, "case-1")
    said = [reply.text for reply in wall.shown[str(STAFF_PLACE)].values()]
    assert any("no permission to write there" in text for text in said)


async def test_where_nothing_at_all_can_be_told_it_is_not_tried_for_ever(stage: Stage) -> None:
    await with_a_case(stage, str(STAFF_PLACE))
    failed = await stage.store.find(OutboxRow, {"state": "failed"})
    assert "mirror" in [row.voice for row in failed]
    assert len(failed) < 8
