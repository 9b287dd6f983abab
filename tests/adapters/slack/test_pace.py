"""Rates: about a message a second for a channel, in the order of asking, people before the bot."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.pace import Holds, Pace, Rate


@dataclass
class Watch:
    """A clock that only tests move."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_goes_at_once_and_then_one_a_second():
    watch = Watch()
    pace = Pace(Rate(1.0, 3), watch)
    assert [pace.wait("T", "C", f"row{n}") for n in range(5)] == [0, 0, 0, 1, 2]
    watch.now += 1
    assert pace.wait("T", "C", "row3") == 0
    assert pace.wait("T", "C", "row4") == 1
    assert pace.wait("T", "OTHER", "row5") == 0


def test_who_asked_earlier_goes_earlier_but_people_before_the_bot():
    watch = Watch()
    pace = Pace(Rate(1.0, 1), watch)
    assert pace.wait("T", "C", "first") == 0
    waits = {row: pace.wait("T", "C", row, human=row.startswith("person")) for row in ("bot1", "bot2", "person1")}
    assert waits == {"bot1": 1, "bot2": 2, "person1": 1}
    assert pace.wait("T", "C", "person2", human=True) == 2
    assert pace.wait("T", "C", "bot1") == 3, "asked again, it stands behind the people who came since"


def test_a_row_of_several_messages_goes_as_a_whole_and_the_next_waits_for_all_of_it():
    pace = Pace(Rate(1.0, 2), Watch())
    assert pace.wait("T", "C", "long", messages=5) == 0
    assert pace.wait("T", "C", "next") == 4


def test_who_never_comes_back_keeps_nobody_waiting_for_ever():
    watch = Watch()
    pace = Pace(Rate(1.0, 1), watch)
    pace.wait("T", "C", "first")
    for n in range(5):
        pace.wait("T", "C", f"gone{n}")
    watch.now += 100
    assert pace.wait("T", "C", "a") == 0
    assert pace.wait("T", "C", "b") == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans(), st.floats(0, 3)), max_size=60))
def test_a_channel_never_takes_more_than_its_rate(asked):
    watch, went = Watch(), []
    pace = Pace(Rate(1.0, 3), watch)
    for row, human, later in asked:
        watch.now += later
        if pace.wait("T", "C", row, human=human) == 0:
            went.append(watch.now)
    for start in range(len(went)):
        for end in range(start, len(went)):
            assert end - start + 1 <= 3 + (went[end] - went[start]) + 0.001


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 40))
def test_whoever_comes_back_when_told_gets_there(bots, people):
    watch = Watch()
    pace = Pace(Rate(1.0, 2), watch)
    rows = [(f"b{n}", False) for n in range(bots)] + [(f"p{n}", True) for n in range(people)]
    due = {row: (watch.now, human) for row, human in rows}
    order = []
    while due:
        row = min(due, key=lambda one: (due[one][0], not due[one][1]))
        at, human = due.pop(row)
        watch.now = max(watch.now, at)
        if wait := pace.wait("T", "C", row, human=human):
            due[row] = watch.now + wait, human
        else:
            order.append(row)
    assert len(order) == len(rows)
    assert watch.now - 100 <= len(rows) + 1
    assert [one for one in order if one[0] == "p"] == [f"p{n}" for n in range(people)]


def test_many_channels_once_used_are_forgotten():
    watch = Watch()
    pace = Pace(Rate(1.0, 1), watch)
    for n in range(2000):
        watch.now += 1
        pace.wait("T", f"C{n}", "row")
    assert len(pace._channels) < 1200


def test_a_hold_ends_by_itself_and_a_shorter_one_shortens_nothing():
    watch = Watch()
    holds = Holds(watch)
    holds.hold("T", "chat.update", 40)
    holds.hold("T", "chat.update", 1)
    assert holds.left("T", "chat.update") == 40 and holds.left("T2", "chat.update") == 0
    watch.now += 41
    assert holds.left("T", "chat.update") == 0
