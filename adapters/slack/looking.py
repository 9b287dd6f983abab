"""Reading back whether a post arrived whose answer was lost.

Slack knows no key of ours, but gives back the metadata that we post: the row's id and the part. It
is looked for once. Apps that are sold unlisted may look once a minute; where that, or a missing
scope, is in the way, nobody can tell, and the row is held.
"""

import time
from dataclasses import dataclass, replace
from itertools import count, takewhile

from adapters.slack.api import No, Slow
from adapters.slack.begun import Shown
from adapters.slack.ids import dm_user, message_ref
from adapters.slack.refusals import BLIND, words
from adapters.slack.saying import EVENT, Draft, Saying
from adapters.slack.shown import JSON
from bot.writes import OutboxRow

PAGE, PAGES = 15, 8
"""Fifteen is what every app is given."""
SECOND = 1_000_000
LEEWAY = 120 * SECOND
"""How far our clock and Slack's may be apart."""
THROTTLED = "Slack lets the bot look only once a minute whether it arrived"
CROWDED = "too much has been said there since to find whether it arrived"


@dataclass(frozen=True, slots=True)
class Looking:
    """Reads channels and threads, seldom: when the outcome of a call is unknown."""

    saying: Saying

    async def find(self, draft: Draft) -> str | None:
        """The messages that show it; what is missing of several is posted. None if nothing is there."""
        found = await self.parts(draft)
        if 0 not in found:
            return None
        messages = tuple(found[part] for part in takewhile(found.__contains__, count()))
        begun = await self.saying.begun.of(draft.row)
        return await self.saying.say(draft, Shown(messages, begun.files, begun.pending))

    async def parts(self, draft: Draft) -> dict[int, str]:
        """The messages that bear the row's mark, by part; raises CannotTell."""
        cannot_tell = self.saying.outcomes.cannot_tell
        try:
            return await self._read(draft)
        except Slow as slow:
            raise cannot_tell(THROTTLED) from slow
        except No as no:
            if no.code in BLIND:
                raise cannot_tell(f"It can't be read back whether it arrived. {words(no)}") from no
            if no.code == "thread_not_found" and dm_user(draft.place):
                # Where the thread is gone, the words stood in the DM itself.
                return await self.parts(replace(draft, target=replace(draft.target, thread="")))
            if no.code in ("channel_not_found", "thread_not_found", "is_archived"):
                return {}
            raise

    async def _read(self, draft: Draft) -> dict[int, str]:
        found: dict[int, str] = {}
        cursor = ""
        for _ in range(PAGES):
            page = await self._page(draft, cursor)
            found |= _marked(page, draft)
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor or len(found) >= len(draft.messages):
                return found
        if found:
            return found
        raise self.saying.outcomes.cannot_tell(CROWDED)

    async def _page(self, draft: Draft, cursor: str) -> JSON:
        target = draft.target
        more: JSON = {"limit": PAGE, "include_all_metadata": True, "oldest": _since(draft.row)}
        more |= {"cursor": cursor} if cursor else {}
        method = "conversations.replies" if target.thread else "conversations.history"
        more |= {"ts": target.thread} if target.thread else {}
        return await self.saying.api.call(target.space, method, channel=target.channel, **more)


def _since(row: OutboxRow) -> str:
    """Before this it can't have been posted; the whole of it where our clock runs ahead, as in a demonstration."""
    if row.at > time.time() * SECOND + LEEWAY:
        return "0"
    seconds, rest = divmod(max(row.at - LEEWAY, 0), SECOND)
    return f"{seconds}.{rest:06}"


def _marked(page: JSON, draft: Draft) -> dict[int, str]:
    found: dict[int, str] = {}
    for message in page.get("messages") or ():
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("row") == draft.row.id:
            found[int(payload.get("part", 0))] = message_ref(draft.target.channel, str(message["ts"]))
    return found
