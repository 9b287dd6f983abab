"""Reading back whether a post arrived whose answer was lost.

For two minutes Discord recognises a post by its nonce, so that it may simply be sent again. After
that, and for webhooks and forum posts which take no nonce, the channel itself is read: what it shows
of this post is one of our messages, as late as the row, that says the same and belongs to no other row.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.discord.ids import dm_user, made_at, message_ref, nonce, read_refs
from adapters.discord.refusals import MISSING_ACCESS, MISSING_PERMISSION, UNKNOWN_CHANNEL, allowed
from adapters.discord.rest import No
from adapters.discord.saying import Draft, Saying
from adapters.discord.shown import JSON, Message
from bot.writes import OutboxRow, Scalar, micros

SAFE = 120 * 1_000_000
"""A nonce is known for "a few minutes"; so long it certainly is."""
SLACK = 120 * 1_000_000
"""How far our clock and Discord's may be apart."""
BLIND = "Discord does not let the bot read what was posted (Read Message History)"


@dataclass(frozen=True, slots=True)
class Looking:
    """Reads channels, seldom: when the outcome of a call is unknown."""

    saying: Saying

    def fresh(self, row: OutboxRow) -> bool:
        """Whether every attempt at it is so young that its nonce protects it."""
        return micros(self.saying.clock.now()) - row.at < SAFE

    async def find(self, draft: Draft) -> str | None:
        """The messages that show it; what is missing of several is posted. None if nothing is there."""
        if draft.hook is None and self.fresh(draft.row):
            return None
        seen = await self._history(draft)
        taken = await self._taken(draft.row)
        since = min(draft.row.at, max((made_at(int(one["id"])) for one in seen), default=0)) - SLACK
        ours = [one for one in seen[::-1] if made_at(int(one["id"])) >= since and _ref(one) not in taken]
        found = tuple(self._matching(draft, ours))
        if not found:
            return None
        return await self.saying.say(draft, found)

    def _matching(self, draft: Draft, seen: list[JSON]) -> Iterator[str]:
        """The parts that are there, in order."""
        me = str(self.saying.rest.client.application_id), str(getattr(self.saying.rest.client.user, "id", ""))
        for part, message in enumerate(draft.messages):
            key = nonce(draft.row.id, part)
            hit = next((one for one in seen if _is(one, message, key, draft.hook, me)), None)
            if hit is None:
                return
            seen.remove(hit)
            yield _ref(hit)

    async def _history(self, draft: Draft) -> list[JSON]:
        """Without the permission Discord answers with nothing at all instead of a refusal."""
        channel = draft.target.channel
        try:
            seen = [{"channel_id": channel, "author": {}} | one for one in await self.saying.rest.history(channel)]
        except No as no:
            if no.code in (MISSING_ACCESS, MISSING_PERMISSION):
                raise self.saying.outcomes.cannot_tell(BLIND) from no
            if no.code == UNKNOWN_CHANNEL:
                return []
            raise
        if not seen and dm_user(draft.place) is None and not self._reads(channel):
            raise self.saying.outcomes.cannot_tell(BLIND)
        return seen

    def _reads(self, channel: int) -> bool:
        granted = allowed(channel, self.saying.rest.client)
        return granted is not None and granted.read_message_history

    async def _taken(self, row: OutboxRow) -> set[str]:
        """Messages that other rows of the place have posted."""
        where: dict[str, Scalar | tuple[Scalar, ...]] = {"team": row.team, "place": row.place}
        rows = await self.saying.store.find(OutboxRow, where, order=("number",), newest_first=True, limit=300)
        return {message_ref(*ref) for other in rows if other.id != row.id for ref in read_refs(other.platform_id)}


def _is(seen: JSON, message: Message, key: str, hook: JSON | None, me: tuple[str, str]) -> bool:
    if seen.get("nonce") is not None and str(seen["nonce"]) == key:
        return True
    if hook is not None:
        by_us = str(seen.get("webhook_id")) == str(hook["id"]) and seen["author"].get("username") == message.name
    else:
        by_us = seen.get("webhook_id") is None and str(seen["author"].get("id")) in me
    return by_us and _says(seen) == _would_say(message)


def _says(seen: JSON) -> tuple[object, ...]:
    titles = [embed.get("title") for embed in seen.get("embeds") or () if embed.get("type", "rich") == "rich"]
    return seen.get("content") or "", titles, len(seen.get("attachments") or ()), _pressable(seen.get("components"))


def _would_say(message: Message) -> tuple[object, ...]:
    titles = [message.embed.get("title")] if message.embed else []
    files = len(message.files) + bool(message.picture)
    return message.content.strip(), titles, files, _pressable(list(message.components))


def _pressable(components: list[JSON] | None) -> list[str]:
    """The ids of everything that can be pressed."""
    inner = [one for row in components or () for one in row.get("components") or ()]
    return [str(one.get("custom_id") or one.get("url")) for one in inner]


def _ref(seen: JSON) -> str:
    return message_ref(seen["channel_id"], seen["id"])
