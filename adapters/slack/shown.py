"""What one Slack message is made of, before it is sent; and how much of each Slack takes."""

from dataclasses import dataclass, replace
from typing import Any, Self

from bot.events import File

JSON = dict[str, Any]

TEXT = 3000
"""Of the words of one message: chat.update takes 4,000, so that what was posted can still be changed."""
SECTION, FIELD, FIELDS, HEADER = 3000, 2000, 10, 150
BLOCKS, WORDS = 50, 12_500
"""Of a message; people have measured that Slack refuses more than about 13,000 characters in its blocks."""
IN_ACTIONS, BUTTON_LABEL, LINK, ACTION_ID = 25, 75, 3000, 255
OPTIONS, OPTION_LABEL, PLACEHOLDER = 100, 75, 150
USERNAME, ALT = 80, 2000
FILES, FILE_SIZE = 10, 100 * 1024**2
"""Slack takes a gigabyte; ours are held in memory on their way."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Slack will show it: `blocks` to the eye, `text` in notifications and to screen readers."""

    text: str = ""
    blocks: tuple[JSON, ...] = ()
    files: tuple[File, ...] = ()
    picture: str = ""
    """Ref of a file of ours that the card shows."""
    name: str = ""
    """Under which name it stands, where we may post under another than our own."""
    kept: tuple[tuple[str, str], ...] = ()
    """(ask, value) of what is shown as a digest: a ValueRow must be kept of each."""

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.blocks or self.files or self.picture)

    def body(self) -> JSON:
        """What chat.postMessage and chat.update take alike."""
        # Blank blocks take away what stood there; blank words Slack refuses.
        return {"text": self.text or "…", "blocks": list(self.blocks), "parse": "none", "link_names": False}

    def plainer(self) -> Self | None:
        """The same without what Slack may have refused: first pictures, then all blocks; None where it is plain."""
        without = tuple(block for block in self.blocks if block["type"] != "image")
        if len(without) < len(self.blocks):
            return replace(self, blocks=without)
        return replace(self, blocks=()) if self.blocks else None


def marked(text: str) -> JSON:
    """A text of markup; nothing in it becomes a link or a mention by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def unmarked(text: str) -> JSON:
    """A text without markup, in which a colon stays a colon."""
    return {"type": "plain_text", "text": text, "emoji": False}
