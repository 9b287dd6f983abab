"""A reply as Slack messages, within every limit: always blocks for the eye and text for whatever else reads.

Screen readers and notifications read the text alone, so it says all that the blocks say.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from adapters.slack import ids
from adapters.slack.cards import card_blocks, card_words, is_address
from adapters.slack.controls import Controls, controls
from adapters.slack.markup import label, literal, parts, units
from adapters.slack.shown import BLOCKS, FILES, JSON, SECTION, TEXT, USERNAME, WORDS, Message, marked
from bot.content import OFFER, Quoted, Reply
from bot.text import clean

PHOTO_HINT = "📎 Attach it to your next message here."
_NOT_IN_NAMES = str.maketrans("", "", "@#:`<>&*_~|")
_ROOM = 400
"""Kept free of a message's words for headers and what is put around."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together; what is small is shown so."""

    text: str
    small: bool = False

    def block(self) -> JSON:
        if self.small:
            return {"type": "context", "elements": [marked(self.text)]}
        return {"type": "section", "text": marked(self.text)}


def render(reply: Reply, *, offers_ask: str = OFFER, named: bool = False, remark: str = "") -> tuple[Message, ...]:
    """The messages that show a reply, in order; none if there is nothing to show.

    With `named` a customer's words stand under the customer's name, without it they
    name their speaker. `remark` is a line of ours beneath, such as that it is a demonstration.
    """
    pieces = _pieces(reply, named=named, remark=remark)
    # Where only files come, their names go ahead: a file alone can carry neither a name nor our mark.
    if not (pieces or reply.card) and reply.files:
        pieces = [Piece(literal("📎 " + ", ".join(label(clean(file.name), USERNAME) for file in reply.files)))]
    groups = _packed(_with(pieces, " ".join(filter(None, map(ids.mention, reply.mention))))) or [[]]
    messages = [_message(group) for group in groups]
    messages[-1] = _dressed(messages[-1], reply, controls(reply, offers_ask))
    name = speaker_name(reply.quoted.speaker) if named and reply.quoted is not None and is_mirrored(reply) else ""
    return tuple(replace(message, name=name) for message in messages if not message.empty)


def speaker_name(speaker: str) -> str:
    """A customer's name as a message of ours may bear it, labelled so that nobody is taken for staff."""
    name = " ".join(clean(speaker).translate(_NOT_IN_NAMES).split()) or "Someone"
    suffix = " (customer)"
    return label(name, USERNAME - len(suffix)) + suffix


def is_mirrored(reply: Reply) -> bool:
    """Whether these are a customer's words, to stand under the customer's name."""
    return reply.quoted is not None and reply.quoted.role == "customer"


def _message(pieces: list[Piece]) -> Message:
    return Message("\n".join(piece.text for piece in pieces), tuple(piece.block() for piece in pieces))


def _dressed(message: Message, reply: Reply, made: Controls) -> Message:
    """The last message has the card, what can be pressed, and the files."""
    blocks, text = message.blocks, message.text
    if reply.card:
        room = min(WORDS - _words(list(blocks + made.blocks)) - _ROOM, 2 * SECTION)
        blocks += card_blocks(reply.card, room)
        spoken = card_words(reply.card, TEXT - units(text) - 1) if units(text) < TEXT - _ROOM else ""
        text = f"{text}\n{spoken}".strip()
    image = reply.card.image if reply.card else ""
    return replace(
        message,
        text=text,
        blocks=(blocks + made.blocks)[:BLOCKS],
        kept=made.kept,
        files=reply.files[:FILES],
        picture="" if is_address(image) else image,
    )


def _words(node: object) -> int:
    """How many characters are in blocks, as Slack adds them up."""
    if isinstance(node, str):
        return units(node)
    if isinstance(node, dict):
        return sum(_words(one) for key, one in node.items() if key not in ("type", "action_id"))
    return sum(map(_words, node)) if isinstance(node, list) else 0


def _pieces(reply: Reply, *, named: bool, remark: str) -> list[Piece]:
    """What is said, piece by piece, each short enough for a section."""
    pieces: list[Piece] = []
    if reply.quoted is not None:
        pieces += map(Piece, _quoted(reply.quoted, named=named))
    aside = (reply.notice or reply.quoted is not None) and reply.question is None
    pieces += [Piece(part, small=aside) for part in parts(reply.text, TEXT)]
    if reply.question is not None:
        pieces += map(Piece, parts(reply.question.text, TEXT))
        pieces += [Piece(PHOTO_HINT, small=True)] * reply.question.wants_file
    return pieces + [Piece(_beneath(remark), small=True)] * bool(remark and (pieces or reply.card))


@lru_cache(16)
def _beneath(remark: str) -> str:
    """Our own line, which is the same each time."""
    return literal(remark)


def _quoted(quoted: Quoted, *, named: bool) -> list[str]:
    """Somebody's words with their name above; where the message bears the name it stands there already."""
    head = "" if named and quoted.role == "customer" else _head(quoted) + "\n"
    said = list(parts(quoted.text, TEXT - units(head)))
    return [head + said[0], *said[1:]] if said else [head.rstrip()] * bool(head)


def _head(quoted: Quoted) -> str:
    name = literal(label(clean(quoted.speaker).translate(_NOT_IN_NAMES), USERNAME)) or "Someone"
    match quoted.role:
        case "staff":
            return f"*{name}* from Support"
        case "customer":
            return f"*{name}* (customer)"
        case "note":
            return f"📝 *{name}*, for staff only"
        case "bot":
            return f"*{name}* (automated)"


def _packed(pieces: list[Piece]) -> list[list[Piece]]:
    """As few messages as hold the pieces."""
    messages: list[list[Piece]] = []
    held = 0
    for piece in pieces:
        size = units(piece.text) + 1
        if messages and held + size <= TEXT:
            messages[-1].append(piece)
            held += size
        else:
            messages.append([piece])
            held = size
    return messages


def _with(pieces: list[Piece], pings: str) -> list[Piece]:
    """Pings go with the first words, or ahead of all where there is no room behind."""
    if not pings:
        return pieces
    first = pieces[0] if pieces else Piece("")
    joined = f"{first.text}\n{pings}".strip()
    # A mention among small print notifies as well, but is easily missed.
    if units(joined) <= TEXT:
        return [Piece(joined), *pieces[1:]]
    return [Piece(pings), *pieces]
