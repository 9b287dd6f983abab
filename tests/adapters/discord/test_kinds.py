"""What people send besides words, and what they see while they wait, on both sides of the desk."""

import asyncio

import pytest

TYPING = "POST /channels/{channel_id}/typing"
POLL = {
    "question": {"text": "Tea?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "yes"}}, {"answer_id": 2, "poll_media": {"text": "no"}}],
    "expiry": "2026-11-30T09:00:00+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
}
STICKER = [{"id": "9", "name": "sad parcel", "format_type": 1}]
KINDS = {
    "a sticker": ({"sticker_items": STICKER}, "(sticker: sad parcel)"),
    "a poll": ({"poll": POLL}, "(poll: Tea? yes, no)"),
}


async def talking(room, guild):
    """A case that Mina has claimed; its thread."""
    await guild.ana.dm("I want to talk to a person please")
    thread = await room.thread_of(await room.case_of(guild.ana))
    await guild.mina.slash("/case claim", thread)
    await room.settles()
    return thread


@pytest.mark.parametrize("kind", KINDS)
async def test_what_has_no_words_is_told_in_words_to_the_other_side(room, guild, kind):
    extra, words = KINDS[kind]
    thread = await talking(room, guild)
    await guild.ana.dm(extra=extra)
    await room.settles()
    assert any(words in one.text for one in guild.mina.sees(thread))
    await guild.mina.says(thread, extra=extra)
    await room.settles()
    assert any(words in one.text for one in guild.ana.sees(guild.ana.dm_channel) if one.author is not guild.ana.user)


async def test_a_forward_carries_what_was_forwarded(room, guild):
    thread = await talking(room, guild)
    original = await guild.tom.says(guild.help, "The kettle leaks, says the maker")
    await guild.ana.forwards(original)
    await room.settles()
    assert any("Forwarded: The kettle leaks, says the maker" in one.text for one in guild.mina.sees(thread))


async def test_a_voice_message_is_kept_carried_and_named(room, guild):
    thread = await talking(room, guild)
    await guild.ana.dm(files={"voice-message.ogg": b"OggS" + bytes(60)})
    await room.settles()
    mirrored = [one for one in guild.mina.sees(thread) if "(voice message, 3 s)" in one.text]
    assert [file.name for one in mirrored for file in one.attachments] == ["voice-message.ogg"]


async def test_a_first_message_without_words_is_answered(room, guild):
    await guild.ana.dm(extra={"sticker_items": STICKER})
    await room.settles()
    assert [one for one in guild.ana.sees(guild.ana.dm_channel) if one.author is not guild.ana.user]


async def test_typing_is_shown_again_as_long_as_a_turn_takes_and_ends_with_it(room, guild, server):
    room.gateway.waiting.soon, room.gateway.waiting.shown = 0.0, 0.01
    room.door.held = asyncio.Event()
    await guild.ana.dm("where is my parcel")
    await server.stirs.until(lambda: server.calls[TYPING] >= 2, 10, lambda: "no typing was shown again")
    room.door.held.set()
    await room.settles()
    shown = server.calls[TYPING]
    await server.settles(0.2)
    assert server.calls[TYPING] == shown <= 4


async def test_a_fast_answer_costs_no_typing(room, guild, server):
    room.gateway.waiting.soon = 60.0
    await guild.ana.dm("where is my parcel")
    await room.settles()
    assert server.calls[TYPING] == 0


async def test_no_typing_is_shown_to_staff(room, guild, server):
    thread = await talking(room, guild)
    server.forgets_calls()
    room.gateway.waiting.soon = 0.0
    await guild.mina.says(thread, "Hello Ana.")
    await room.settles()
    assert server.calls[TYPING] == 0


@pytest.mark.parametrize(("locale", "typed"), [("de", "/hilfe"), ("fr", "/aide"), ("es-ES", "/ayuda"), ("ja", "/help")])
async def test_commands_are_typed_in_ones_own_language(room, guild, locale, typed):
    guild.ana.user.locale = locale
    answer = await guild.ana.slash(typed, guild.help)
    assert "private" in answer.text
    assert [type(event.body).__name__ for event in await room.events()] == ["Opened"]


async def test_translated_names_are_such_as_discord_takes(room, guild, server):
    """Small letters, at most 32, none twice in one language."""
    every = [*server.rooms.commands.of(None), *server.rooms.commands.of(guild.id)]
    for locale in ("de", "fr", "es-ES"):
        names = [(one["type"], (one.get("name_localizations") or {}).get(locale, one["name"])) for one in every]
        assert len(names) == len(set(names))
        assert all(len(name) <= 32 for _, name in names)
        assert all(name == name.lower() and " " not in name for kind, name in names if kind == 1)
        assert sum(name != one["name"] for one, (_, name) in zip(every, names, strict=True)) >= 8
