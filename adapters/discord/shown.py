"""What one Discord message is made of, before it is sent; and how much of each Discord takes."""

from dataclasses import dataclass
from typing import Any

from bot.events import File

JSON = dict[str, Any]

CONTENT = 2000
EMBED_TOTAL, EMBED_TITLE, EMBED_FIELDS = 6000, 256, 25
FIELD_NAME, FIELD_VALUE = 256, 1024
ROWS, IN_ROW, OPTIONS = 5, 5, 25
BUTTON_LABEL, OPTION_LABEL, PLACEHOLDER = 80, 100, 150
LINK = 512
FILES = 10
FILE_SIZE, REQUEST_SIZE = 10 * 1024**2, 24 * 1024**2
"""Discord takes 25 MiB in one request, of which some is not files."""
USERNAME, THREAD_NAME = 80, 100
SUPPRESS_EMBEDS = 1 << 2


@dataclass(frozen=True, slots=True)
class Message:
    """One message as Discord will show it."""

    content: str = ""
    embed: JSON | None = None
    components: tuple[JSON, ...] = ()
    files: tuple[File, ...] = ()
    picture: str = ""
    """Ref of a file of ours that the embed shows."""
    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    """The only ids that may be notified."""
    flags: int = 0
    name: str = ""
    """Under which name it stands, where a webhook can post it."""
    kept: tuple[tuple[str, str], ...] = ()
    """(ask, value) of components whose ids are digests: a ValueRow must be kept of each."""

    @property
    def empty(self) -> bool:
        return not (self.content.strip() or self.embed or self.components or self.files)

    def body(self) -> JSON:
        """The JSON that creates or edits it, files apart. Nobody is notified but those named."""
        allowed = {"parse": [], "users": list(map(str, self.users)), "roles": list(map(str, self.roles))}
        return {
            "content": self.content,
            "embeds": [self.embed] if self.embed else [],
            "components": list(self.components),
            "allowed_mentions": allowed,
            "flags": self.flags,
        }
