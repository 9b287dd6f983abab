"""Attachments: taken at once from Discord's own hosts, within the limits, or named with the reason."""

from dataclasses import dataclass

import pytest

from adapters.discord.attachments import name_of
from adapters.discord.parts import Endpoints
from bot.writes import SettingRow, Writes
from tests.adapters.discord.room import TEAM

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@dataclass
class Attached:
    """As the library gives it."""

    filename: str
    url: str = "https://cdn.discordapp.com/a/b/c.png"
    size: int = 100
    content_type: str | None = "image/png"


async def test_a_photo_is_kept_and_a_program_is_not(room, guild):
    await guild.ana.dm("it is broken", files={"photo.png": PNG, "run.exe": b"MZ..."})
    (event,) = await room.events()
    assert [file.name for file in event.body.files] == ["photo.png"]
    assert event.body.files[0].media_type == "image/png"
    assert await room.app.files.read(event.body.files[0].ref) == PNG
    assert event.body.refused == ("run.exe is not a kind of file I can take",)


async def test_a_photo_without_a_word_is_a_message(room, guild):
    await guild.ana.dm(files={"photo.png": PNG})
    (event,) = await room.events()
    assert event.body.text == ""
    assert event.body.files


async def test_what_is_larger_than_the_policy_allows_is_named(room, guild):
    await room.app.store.commit(Writes((SettingRow(TEAM, "file_megabytes", "1", 0, "test"),)))
    await guild.ana.dm("see", files={"big.png": PNG + b"\0" * (1024 * 1024)})
    (event,) = await room.events()
    assert event.body.files == ()
    assert event.body.refused == ("big.png is larger than 1 MB",)


async def test_a_file_that_cannot_be_fetched_is_named_and_the_words_are_kept(room, guild):
    gone = Attached("photo.png", f"{room.server.cdn_url}/attachments/1/2/photo.png")
    kept, refused = await room.gateway.attachments.taken([gone])
    assert kept == ()
    assert refused == ("photo.png could not be fetched, please send it again",)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://cdn.discordapp.com.evil.example.com/a.png",
        "https://cdn.discordapp.com@evil.example.com/a.png",
        "http://cdn.discordapp.com/a.png",
        "file:///etc/passwd",
        "",
    ],
)
async def test_only_discords_own_hosts_are_asked(room, url):
    kept, refused = await room.gateway.attachments.taken([Attached("photo.png", url)])
    assert kept == ()
    assert refused == ("photo.png is not where Discord keeps its files",)


async def test_a_size_that_was_told_wrong_does_not_help(room, guild):
    """The limit counts what really comes."""
    await room.app.store.commit(Writes((SettingRow(TEAM, "file_megabytes", "1", 0, "test"),)))
    message = await guild.ana.dm("see", files={"big.png": PNG + b"\0" * (1024 * 1024)})
    found = await room.gateway.client.get_partial_messageable(message.channel_id).fetch_message(message.id)
    lying = Attached("big.png", found.attachments[0].url, size=10)
    assert (await room.gateway.attachments.taken([lying]))[1] == ("big.png is larger than 1 MB",)


def test_a_name_is_only_a_name():
    assert name_of(Attached("../../etc/passwd.png")) == "passwd.png"
    assert name_of(Attached("C:\\x\\photo\u202egnp.png")) == "photognp.png"
    assert name_of(Attached("")) == "file"


def test_a_stand_ins_host_joins_the_list():
    assert "http://127.0.0.1:99" in Endpoints(cdn="http://127.0.0.1:99/").files
