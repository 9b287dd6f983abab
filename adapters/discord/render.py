"""A reply as Discord messages, within every limit.

Cards are embeds rather than Components V2: an embed is read by every client and screen reader as
title and labelled fields, keeps its text apart from the message's own two thousand characters, and
can later be edited into a message of any other form, which the V2 flag forbids for good. What V2
has more (sections, galleries) no reply of ours needs.
"""

from dataclasses import replace

from adapters.discord import ids
from adapters.discord.cards import embed
from adapters.discord.controls import controls
from adapters.discord.markup import label, length, literal, parts, subtext
from adapters.discord.shown import CONTENT, FILES, SUPPRESS_EMBEDS, USERNAME, Message
from bot.content import OFFER, Quoted, Reply
from bot.text import clean

PHOTO_HINT = "📎 Attach it to your next message here."
_BROKEN = {"discord": "disc·ord", "clyde": "cly·de"}
_NOT_IN_NAMES = str.maketrans("", "", "@#:`")


def render(reply: Reply, *, offers_ask: str = OFFER, webhook: bool = False, remark: str = "") -> tuple[Message, ...]:
    """The messages that show a reply, in order; none if there is nothing to show.

    With `webhook` a customer's words stand under the customer's name, without it they
    name their speaker. `remark` is a line of ours beneath, such as that it is a demonstration.
    """
    texts = _packed(_pieces(reply, webhook=webhook, remark=remark)) or [""]
    made = controls(reply, offers_ask)
    users, roles = _called(reply)
    pings = " ".join(map(ids.mention, reply.mention)).strip()
    texts = _with(texts, pings)
    messages = [Message(text) for text in texts]
    messages[0] = replace(messages[0], users=users, roles=roles)
    messages[-1] = replace(
        messages[-1],
        embed=embed(reply.card) if reply.card else None,
        picture=_picture(reply),
        components=made.rows,
        kept=made.kept,
        files=reply.files[:FILES],
    )
    return tuple(_signed(message, reply, webhook=webhook) for message in messages if not message.empty)


def webhook_name(speaker: str) -> str:
    """A customer's name as Discord lets a webhook bear it, labelled so that nobody is taken for staff."""
    name = " ".join(clean(speaker).translate(_NOT_IN_NAMES).split()) or "Someone"
    for word, broken in _BROKEN.items():
        while (at := name.casefold().find(word)) >= 0:
            name = name[:at] + broken + name[at + len(word) :]
    suffix = " (customer)"
    return label(name, USERNAME - len(suffix)) + suffix


def is_mirrored(reply: Reply) -> bool:
    """Whether these are a customer's words, to stand under the customer's name."""
    return reply.quoted is not None and reply.quoted.role == "customer"


def _picture(reply: Reply) -> str:
    image = reply.card.image if reply.card else ""
    return "" if image.startswith(("https://", "http://")) else image


def _signed(message: Message, reply: Reply, *, webhook: bool) -> Message:
    """Nobody's links unfold to more than they say."""
    if not is_mirrored(reply) or reply.quoted is None:
        return message
    name = webhook_name(reply.quoted.speaker) if webhook else ""
    return replace(message, name=name, flags=0 if message.embed else SUPPRESS_EMBEDS)


def _called(reply: Reply) -> tuple[tuple[int, ...], tuple[int, ...]]:
    users = tuple(user for id in reply.mention if (user := ids.user_of(id)) is not None)
    return users, tuple(role for id in reply.mention if (role := ids.role_of(id)) is not None)


def _pieces(reply: Reply, *, webhook: bool, remark: str) -> list[str]:
    """What is said, piece by piece, each short enough for a message."""
    pieces: list[str] = []
    if reply.quoted is not None:
        pieces += _quoted(reply.quoted, webhook=webhook)
    aside = reply.notice or reply.quoted is not None
    pieces += parts(reply.text, CONTENT, small=aside and reply.question is None)
    if reply.question is not None:
        pieces += parts(reply.question.text, CONTENT)
        pieces += [subtext(PHOTO_HINT)] * reply.question.wants_file
    return pieces + [subtext(remark)] * bool(remark and (pieces or reply.card))


def _quoted(quoted: Quoted, *, webhook: bool) -> list[str]:
    """Somebody's words with their name above; under a webhook the name stands there already."""
    head = "" if webhook and quoted.role == "customer" else _head(quoted) + "\n"
    said = list(parts(quoted.text, CONTENT - length(head)))
    return [head + said[0], *said[1:]] if said else [head.rstrip()] * bool(head)


def _head(quoted: Quoted) -> str:
    name = literal(label(clean(quoted.speaker), USERNAME)) or "Someone"
    match quoted.role:
        case "staff":
            return f"**{name}** from Support"
        case "customer":
            return f"**{name}** (customer)"
        case "note":
            return f"📝 **{name}**, for staff only"
        case "bot":
            return f"**{name}** (automated)"


def _packed(pieces: list[str]) -> list[str]:
    """As few messages as hold the pieces."""
    messages: list[str] = []
    for piece in pieces:
        # What is small stands right below what it is about.
        gap = "\n" if piece.startswith("-# ") else "\n\n"
        if messages and length(messages[-1] + gap + piece) <= CONTENT:
            messages[-1] += gap + piece
        else:
            messages.append(piece)
    return messages


def _with(texts: list[str], pings: str) -> list[str]:
    """Pings go with the first message, ahead of it where there is no room behind."""
    if not pings:
        return texts
    joined = f"{texts[0]}\n{pings}".strip()
    return [joined, *texts[1:]] if length(joined) <= CONTENT else [pings, *texts]
