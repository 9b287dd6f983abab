"""Files: fetched after the acknowledgement, with the token, from Slack alone; what is refused is named."""

import asyncio

import pytest

from adapters.slack.attachments import Shared, ending, name_of, shared
from bot.codec import load
from bot.events import Inbound
from bot.writes import MessageRow
from handoff.acts import Act
from tests.slack_house import a_house, a_slack, by_http

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def acknowledged(slack):
    """Something, once anything was."""
    return [attempt for attempt in slack.attempts if attempt.ack.ok] or None


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture
async def house(slack, tmp_path):
    async with a_house(tmp_path, slack) as running:
        yield running


async def said_by(house):
    [row] = await house.inbox(lane="customer")
    return load(Inbound, row.payload).body


async def test_a_photo_is_fetched_and_kept(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.dm("it arrived broken", files={"kettle.jpg": JPEG})
    await house.settled()
    said = await said_by(house)
    assert [file.name for file in said.files] == ["kettle.jpg"] and said.text == "it arrived broken"
    assert await house.app.files.read(said.files[0].ref) == JPEG
    assert slack.files.downloads and all(shown for _, shown in slack.files.downloads), "the token goes along"


async def test_it_is_acknowledged_before_the_file_is_here(house, slack):
    ana = slack.workspaces[0].member("Ana")
    gate = asyncio.Event()
    real = house.gateway.fetching.attachments.parts.files

    class Slow:
        async def keep(self, name, data):
            await gate.wait()
            return await real.keep(name, data)

        async def read(self, ref):
            return await real.read(ref)

    object.__setattr__(house.gateway.parts, "files", Slow())
    await ana.dm("look", files={"kettle.jpg": JPEG})
    await slack.stirs.until(lambda: acknowledged(slack), 10, lambda: "never acknowledged")
    [row] = await house.inbox()
    assert (row.lane, row.state) == ("slack", "new") and "Bearer" not in row.payload
    gate.set()
    await house.settled()
    assert len((await said_by(house)).files) == 1


async def test_a_stop_while_a_file_is_under_way_loses_neither_words_nor_file(slack, tmp_path):
    ana = slack.workspaces[0].member("Ana")
    async with a_house(tmp_path, slack, **by_http(slack)):
        await ana.dm("look", files={"kettle.jpg": JPEG})
        await slack.stirs.until(lambda: acknowledged(slack), 10, lambda: "never acknowledged")
    async with a_house(tmp_path, slack, **by_http(slack)) as again:
        await again.settled()
        assert len((await said_by(again)).files) == 1


async def test_words_after_a_photo_wait_for_it(house, slack):
    ana = slack.workspaces[0].member("Ana")
    await ana.dm("here is the photo", files={"kettle.jpg": JPEG})
    await ana.dm("and I want my money back")
    await house.settled()
    lines = await house.app.store.find(MessageRow, {"speaker": "customer"}, order=("at",))
    assert [line.text for line in lines] == ["here is the photo", "and I want my money back"]


async def test_a_scope_that_is_missing_gives_a_login_page_and_no_file(house, slack):
    workspace = slack.workspaces[0]
    workspace.grants(without=("files:read",))
    await workspace.member("Ana").dm("look", files={"kettle.jpg": JPEG})
    await house.settled()
    said = await said_by(house)
    assert not said.files and "not allowed to read files" in said.refused[0]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"virus.exe": b"MZ"}, "not a kind of file"),
        ({"film.mp4": b"x" * (11 * 1024 * 1024)}, "larger than"),
        ({f"{n}.png": b"x" for n in range(11)}, "one file too many"),
    ],
)
async def test_what_is_not_taken_is_named(house, slack, files, why):
    await slack.workspaces[0].member("Ana").dm("look", files=files)
    await house.settled()
    assert why in (await said_by(house)).refused[0]


async def test_staff_send_a_photo_to_the_customer(house, slack):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    await house.set_up(workspace, mina)
    await ana.dm("can I talk to a human please")
    await house.settled()
    await mina.presses("Claim", on=house.card)
    await house.settled()
    await mina.says(house.room, "like this one?", thread=house.card, files={"kettle.jpg": JPEG})
    await house.settled()
    rows = [row for row in await house.inbox(lane="desk") if "kettle.jpg" in row.payload]
    assert len(rows) == 1 and load(Act, rows[0].payload).body.files
    shown = [one for one in ana.sees(ana.dm_channel) if one.files]
    assert [file.name for file in shown[-1].files] == ["kettle.jpg"]


async def test_a_file_of_another_organisation_is_looked_up_first(house, slack):
    ana = slack.workspaces[0].member("Ana")
    message = await ana.dm("look", files={"kettle.jpg": JPEG})
    await house.settled()
    whole = {"id": message.files[0].id, "file_access": "check_file_info", "mode": "hosted"}
    assert shared([whole]) == (Shared(message.files[0].id, "file"),)
    kept, refused = await house.gateway.fetching.attachments.taken("main", slack.workspaces[0].id, shared([whole]))
    assert [file.name for file in kept] == ["kettle.jpg"] and not refused


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x.jpg",
        "http://169.254.169.254/x.jpg",
        "file:///etc/passwd",
        "https://files.slack.com.evil.example/x.jpg",
    ],
)
async def test_the_token_is_shown_to_nobody_but_slack(house, slack, url):
    file = Shared("F1", "x.jpg", 3, "image/jpeg", url)
    kept, refused = await house.gateway.fetching.attachments.taken("main", slack.workspaces[0].id, (file,))
    assert not kept and "not where Slack keeps" in refused[0]


def test_deleted_files_are_none_and_names_are_only_names():
    assert shared([{"id": "F1", "mode": "tombstone"}, {"id": "F2", "mode": "hidden_by_limit"}]) == ()
    assert name_of("../../etc/passwd") == "passwd" and name_of("..") == "file" and name_of("a\u202eb.png") == "ab.png"
    assert ending("A.PNG") == "png" and ending("png") == ""
