"""A Discord message as words and keys: what a person would say it says."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import discord

from adapters.discord.ids import message_ref
from bot.hearing.redaction import redact
from bot.text import clean

TALK = frozenset({discord.MessageType.default, discord.MessageType.reply})
_MENTION = re.compile(r"<(@!?|@&|#)(\d{1,20})>")
_EMOJI = re.compile(r"<a?:(\w{1,32}):\d{1,20}>")
_COMMAND = re.compile(r"</([^:>]{1,100}):\d{1,20}>")


def is_talk(message: discord.Message) -> bool:
    """Whether a person wrote it: no bot (we ourselves are one), no webhook, nothing the system says."""
    author = getattr(message, "author", None)
    return author is not None and message.type in TALK and not author.bot and message.webhook_id is None


def _told(message: discord.Message, what: str) -> list[Any]:
    """What the library leaves out altogether where an event did not tell it."""
    return list(getattr(message, what, ()))


def key_of(channel: int, message: int) -> str:
    """What makes a message act once."""
    return f"discord:{channel}:{message}"


def ref_of(message: discord.Message) -> str:
    return message_ref(message.channel.id, message.id)


def words_of(message: discord.Message, me: int = 0) -> str:
    """The words, with names for mentions and a line for whatever is neither words nor a file.

    Mentions of `me` are taken out: they are how one is called, and no part of what is said.
    """
    spoken = without_mention(message.content or "", me) if me else message.content or ""
    parts = (named(spoken, message), *_beside(message))
    return "\n".join(part for part in parts if part.strip())


def without_mention(text: str, me: int) -> str:
    return re.sub(rf"<@!?{me}>", "", text).strip()


def named(text: str, message: discord.Message) -> str:
    """Mentions and emoji as the names that people see."""
    text = _MENTION.sub(_names(message), text)
    return _COMMAND.sub(r"/\1", _EMOJI.sub(r":\1:", text))


def _names(message: discord.Message) -> Callable[[re.Match[str]], str]:
    people = {user.id: user.display_name for user in _told(message, "mentions")}
    roles = {role.id: role.name for role in _told(message, "role_mentions")}

    def name(found: re.Match[str]) -> str:
        id = int(found[2])
        match found[1]:
            case "@&":
                return f"@{roles.get(id, 'role')}"
            case "#":
                return f"#{_channel(message, id)}"
            case _:
                return f"@{people.get(id, 'someone')}"

    return name


def _channel(message: discord.Message, id: int) -> str:
    there = message.guild.get_channel_or_thread(id) if message.guild else None
    return there.name if there else "channel"


def _beside(message: discord.Message) -> Iterator[str]:
    """What is shown but is no content: forwards, stickers, polls, voice."""
    for snapshot in message.message_snapshots:
        yield f"Forwarded: {named(snapshot.content or '', message)}".strip()
        yield from (f"(forwarded file: {file.filename})" for file in snapshot.attachments)
    yield from (f"(sticker: {sticker.name})" for sticker in message.stickers)
    if poll := message.poll:
        answers = ", ".join(answer.text for answer in poll.answers if answer.text)
        yield f"(poll: {poll.question} {answers})"
    for file in message.attachments:
        if file.is_voice_message():
            yield f"(voice message, {round(file.duration or 0)} s)"


def is_blank(message: discord.Message) -> bool:
    """Nothing in it at all: without the Message Content intent that is what typed words look like."""
    return not (
        message.content
        or message.attachments
        or message.embeds
        or message.stickers
        or message.poll
        or _told(message, "components")
        or message.message_snapshots
    )


def calls(message: discord.Message, me: int) -> bool:
    """Whether we are meant: mentioned, or answered."""
    return any(user.id == me for user in _told(message, "mentions")) or me in message.raw_mentions


def stored(text: str) -> str:
    """Words as the store keeps them, to be compared with what it has."""
    return redact(clean(text))[0]
