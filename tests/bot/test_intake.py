"""One conversation is worked on by one task at a time; others go on beside it."""

import asyncio

from bot.intake import Intake
from bot.writes import InboxRow


def row(number, conversation):
    return InboxRow(f"e{number}", "main", "customer", conversation, "{}", number)


class Shelf:
    """Remembers what was stored."""

    def __init__(self):
        self.rows = {}

    async def intake(self, arrival):
        return self.rows.setdefault(arrival.id, arrival) is arrival

    async def waiting(self):
        return tuple(self.rows.values())


class Work:
    """Takes a moment for each row, and notes how many were under way at once."""

    def __init__(self):
        self.order, self.at_once, self.most = [], {}, 0

    async def __call__(self, row):
        busy = self.at_once.get(row.conversation, 0) + 1
        assert busy == 1, "two tasks in one conversation"
        self.at_once[row.conversation] = busy
        self.most = max(self.most, sum(self.at_once.values()))
        await asyncio.sleep(0.01)
        self.order.append(row.id)
        self.at_once[row.conversation] -= 1


async def test_events_of_one_conversation_are_taken_one_by_one_in_order():
    work = Work()
    intake = Intake(Shelf(), {"customer": work})
    await asyncio.gather(*(intake.take(row(n, "ana")) for n in range(6)))
    await intake.idle()
    assert work.order == [f"e{n}" for n in range(6)] and work.most == 1


async def test_other_conversations_do_not_wait():
    work = Work()
    intake = Intake(Shelf(), {"customer": work})
    await asyncio.gather(*(intake.take(row(n, f"person {n}")) for n in range(6)))
    await intake.idle()
    assert work.most > 1


async def test_a_repeat_is_not_worked_on_and_resuming_takes_each_row_once():
    work, shelf = Work(), Shelf()
    intake = Intake(shelf, {"customer": work})
    assert await intake.take(row(1, "ana")) is not None
    assert await intake.take(row(1, "ana")) is None
    await intake.resume()
    await intake.idle()
    assert work.order == ["e1"]
