"""Servers that speak Discord's protocol in their own way: nothing breaks on them, and nobody is met with silence.

Each plays a refund and the first handoff, from `/support setup` to a person's answer.
"""

from collections.abc import Callable

import pytest

from tests.discord_stage import a_discord_stage
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.manners import Way, bare, by, mute, novel, numbers
from tests.standins.discord.schema import NEXT_DOOR

Rough = Callable[[DiscordStandIn], object]


def speaks(*ways: Way) -> Rough:
    return lambda server: server.manners.ways.extend(ways)


def lacks(*routes: str) -> Rough:
    return lambda server: server.manners.has_no.update(routes)


def differs(**switches: bool) -> Rough:
    return lambda server: [setattr(server.manners, name, value) for name, value in switches.items()]


def both(*kinds: Rough) -> Rough:
    return lambda server: [kind(server) for kind in kinds]


SPARSE = by(NEXT_DOOR) if NEXT_DOOR.is_file() else bare
WEBHOOKS = ("POST /channels/{channel_id}/webhooks", "GET /channels/{channel_id}/webhooks")
THREADS = ("POST /channels/{channel_id}/messages/{message_id}/threads",)
ADVICE, ABOUT = "GET /gateway/bot", "GET /oauth2/applications/@me"
SERVERS: dict[str, Rough] = {
    "tells only what Discord requires": speaks(SPARSE),
    "tells only what one cannot do without": speaks(bare),
    "writes ids as numbers": speaks(numbers),
    "writes them as numbers and little else": speaks(bare, numbers),
    "has things nobody knows": speaks(novel),
    "answers with a status alone": speaks(mute),
    "says nothing of limits": differs(tells_limits=False),
    "does not compress": differs(compresses=False),
    "says everything twice": differs(says_all_twice=True),
    "gives no advice and no account of us": lacks(ADVICE, ABOUT),
    "has no webhooks": lacks(*WEBHOOKS),
    "all of it": both(
        speaks(novel, bare, numbers, mute),
        differs(tells_limits=False, compresses=False, says_all_twice=True),
        lacks(ADVICE, ABOUT, *WEBHOOKS),
    ),
}


@pytest.fixture(params=SERVERS)
async def stage(request, tmp_path):
    async with a_discord_stage(tmp_path, rough=SERVERS[request.param]) as playing:
        yield playing


async def test_a_refund_is_guided_to_its_end(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("I'd like my money back for the kettle please")
    assert "What is wrong with the Emberly gooseneck kettle?" in rosa.text
    await rosa.presses("It doesn't work")
    asked, done = await rosa.presses("Refund $48.00")
    assert "I've asked for the refund" in asked.text
    assert "Done: $48.00 is on its way" in done.text
    assert stage.paid_back() == [("7731", "48.00")]


async def test_a_person_takes_over_and_both_hear_each_other(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    assert "minutes" in theo.text
    assert mina.reads()[-1].startswith("[#1")
    assert "can I talk to a human please" in mina.reads(1)[0]
    assert mina.client.id in stage.server.notified
    await mina.commands("claim", 1)
    await mina.types(1, "Hello Theo, I have read it all.", message="first")
    assert "I have read it all" in theo.text
    assert mina.ticked("first")
    await theo.says("thank you, that is kind", key="thanks")
    assert "that is kind" in mina.reads(1)[-1]
    await theo.edits("thanks", "thank you, that is very kind")
    assert "that is very kind" in " ".join(mina.reads(1))
    await mina.edits(1, "first", "Hello Theo, I have read all of it.")
    assert any("I have read all of it" in reply.quoted.text for reply in theo.sees if reply.quoted)
    await theo.presses("I don't need this any more")
    assert "closed" in mina.reads()[-1]


@pytest.fixture
async def threadless(tmp_path):
    async with a_discord_stage(tmp_path, rough=lacks(*THREADS)) as playing:
        yield playing


async def test_where_no_thread_can_be_started_the_case_goes_on_below_its_card(threadless):
    theo, mina = await threadless.customer("theo"), threadless.teammate("mina")
    await theo.says("can I talk to a human please")
    assert any("can I talk to a human please" in words for words in mina.reads())
    await mina.commands("claim", 1)
    await mina.commands("reply", 1, text="Hello Theo, I have read it all.")
    assert "I have read it all" in theo.text
    await theo.says("thank you, that is kind")
    assert "that is kind" in mina.reads()[-1]
