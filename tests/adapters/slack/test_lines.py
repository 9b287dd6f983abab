"""In a conversation the one that was written first goes first, as far as it is known; conversations go side by side."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.lines import Lines, moment_of


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 999_999)), min_size=2, max_size=20, unique=True))
def test_those_who_wait_go_by_their_moment(moments):
    async def played():
        lines, gone, gate = Lines(), [], asyncio.Event()

        async def one(ts, waits=False):
            async with lines.turn("D1", ts):
                if waits:
                    await gate.wait()
                else:
                    gone.append(ts)

        first = asyncio.create_task(one("0.0", waits=True))
        await asyncio.sleep(0)
        others = [asyncio.create_task(one(f"{seconds}.{rest:06d}")) for seconds, rest in moments]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, *others)
        await lines.idle()
        return gone

    gone = asyncio.run(played())
    assert gone == sorted(gone, key=moment_of) and len(gone) == len(moments)


async def test_one_who_gives_up_leaves_the_line_to_the_next():
    lines, gate, gone = Lines(), asyncio.Event(), []

    async def one(ts, work):
        async with lines.turn("D1", ts):
            await work()

    async def says():
        gone.append("said")

    first = asyncio.create_task(one("1.0", gate.wait))
    await asyncio.sleep(0)
    second, third = asyncio.create_task(one("2.0", says)), asyncio.create_task(one("3.0", says))
    await asyncio.sleep(0)
    gate.set()
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert gone == ["said"]
    await lines.idle()


def test_a_ts_is_never_a_float():
    assert moment_of("1700000000.000100") < moment_of("1700000000.000101")
    assert moment_of("") == moment_of("not a time") == (0, 0)
