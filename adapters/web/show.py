"""The feed's rows as the page draws them: our markup as a tree, never as HTML."""

import json
from functools import lru_cache
from typing import Any

from adapters.web.feed import SHOWN_AT_MOST
from adapters.web.lines import Delivered, Line
from adapters.web.rows import FeedRow
from adapters.web.tree import tree
from bot.codec import dump, load
from bot.content import Reply


class Showing:
    """Turns what is stored into what the page is sent."""

    limit = SHOWN_AT_MOST

    def rows(self, rows: tuple[FeedRow, ...]) -> list[dict[str, object]]:
        return [_row(row) for row in rows]

    def reply(self, reply: Reply) -> dict[str, object]:
        """A reply that only one person sees."""
        return _reply(json.loads(dump(reply)))


@lru_cache(2048)
def _row(row: FeedRow) -> dict[str, object]:
    line: Line = load(Line, row.payload)
    shown = _shown(line) if isinstance(line, Delivered) else json.loads(dump(line, Line))
    return {
        "seq": row.seq,
        "channel": row.channel,
        "thread": row.thread,
        "at": row.at // 1000,
        **shown,
    }


def _shown(line: Delivered) -> dict[str, object]:
    """What was delivered, under the kind of its content (post, revise, withdraw or mark)."""
    shown = json.loads(dump(line.shown))
    if "reply" in shown:
        shown["reply"] = _reply(shown["reply"])
    return {"outbox": line.outbox, "voice": line.voice, "about": line.case, **shown}


def _reply(reply: dict[str, Any]) -> dict[str, object]:
    """The same reply with the tree of each text beside it, empty parts left out."""
    told = {name: part for name, part in reply.items() if part}
    if "text" in told:
        told["tree"] = tree(told["text"])
    for name in ("question", "quoted"):
        if name in told:
            told[name]["tree"] = tree(told[name]["text"])
    if "card" in told:
        told["card"]["facts"] = [[label, tree(value)] for label, value in told["card"]["facts"]]
        told["card"]["title"] = tree(told["card"]["title"])
    return told
