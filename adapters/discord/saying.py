"""Posting, changing and taking back what an outbox row shows."""

from dataclasses import dataclass, field, replace

from discord.http import Route

from adapters.discord.ids import ASIDE, case_ask, digest_of, dm_user, message_ref, nonce
from adapters.discord.live import Open
from adapters.discord.mirror import Mirror
from adapters.discord.private import Private
from adapters.discord.refusals import (
    ARCHIVED,
    HOOK_GONE,
    LOCKED,
    MISSING_ACCESS,
    MISSING_PERMISSION,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
)
from adapters.discord.render import is_mirrored, render
from adapters.discord.responding import EPHEMERAL
from adapters.discord.rest import No, Rest, Upload, through, to_channel
from adapters.discord.rows import ValueRow
from adapters.discord.shown import JSON, Message
from adapters.discord.threads import Target, Threads
from adapters.discord.uploads import fitting, picture_name, uploads
from bot.content import OFFER, Reply
from bot.events import Place
from bot.text import escape
from bot.writes import OutboxRow, Writes, micros
from handoff.ports import Clock, Files, Outcomes, Store

AGAIN_SOON = 0.5
PLACES = 10_000


def _target(way: int | Open) -> Target:
    return Target(0, aside=way) if isinstance(way, Open) else Target(way)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to stand at a place: the messages, and the webhook that says them, if one does."""

    row: OutboxRow
    place: Place
    target: Target
    messages: tuple[Message, ...]
    hook: JSON | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One message at a time, wherever it belongs."""

    rest: Rest
    store: Store
    files: Files
    clock: Clock
    outcomes: Outcomes
    threads: Threads
    private: Private
    mirror: Mirror
    remark: str = ""
    """Stands beneath whatever customers are told, such as that this is a demonstration."""
    _last: dict[str, Route] = field(default_factory=dict)
    """By place, how it was posted to last: whether it gets too much is told by Discord's answers there."""

    def crowded(self, place: str) -> bool:
        """Whether one more message to the place would have to wait."""
        route = self._last.get(place)
        return route is not None and self.rest.crowded(route)

    async def draft(self, row: OutboxRow, place: Place, reply: Reply, target: Target | None = None) -> Draft:
        """The reply as it will stand at its place."""
        target = target or await self.target(row.team, place)
        wanted = is_mirrored(reply) and target.thread and target.parent
        hook = await self.mirror.hook(target.parent) if wanted else None
        return Draft(row, place, target, self._rendered(row, place, reply, webhook=hook is not None), hook)

    async def target(self, team: str, place: Place) -> Target:
        user = dm_user(place)
        return (
            _target(await self.private.way(team, user)) if user is not None else await self.threads.target(team, place)
        )

    async def say(self, draft: Draft, shown: tuple[str, ...] = ()) -> str:
        """Post what is not shown yet; where people can't be reached alone, find another way."""
        refs = list(shown)
        for part, message in enumerate(draft.messages):
            if part < len(shown):
                continue
            ref, draft = await self._posted(draft, message, part)
            refs.append(ref)
        await self.threads.settle(draft.target)
        return ",".join(refs)

    async def post(self, draft: Draft, message: Message, part: int) -> str:
        """One request, and what it made."""
        body, files = await self.body(draft.row.team, message)
        if draft.target.aside is not None:
            return await self._aside(draft.target.aside, body, files)
        if len(self._last) >= PLACES:
            self._last.clear()
        self._last[draft.row.place] = through(draft.hook) if draft.hook else to_channel(draft.target.channel)
        if draft.hook is not None:
            return await self._through(draft.hook, draft.target, body | {"username": message.name}, files)
        if draft.target.answers:
            body["message_reference"] = {"message_id": str(draft.target.answers), "fail_if_not_exists": False}
        made = await self.rest.post(draft.target.channel, body, files, nonce(draft.row.id, part))
        return message_ref(made.get("channel_id") or draft.target.channel, made["id"])

    async def body(self, team: str, message: Message) -> tuple[JSON, tuple[Upload, ...]]:
        """The request's JSON and files; what its digests stand for is kept before they are shown."""
        await self._keep(team, message)
        body = message.body()
        try:
            files = await uploads(message, self.files)
        except FileNotFoundError:
            raise self.outcomes.refused("A file of it is kept no more") from None
        if message.picture and message.embed:
            image = {"url": f"attachment://{picture_name(files[-1].data)}"}
            body["embeds"] = [message.embed | {"image": image}]
        return body, files

    async def edit(self, draft: Draft, channel: int, message: int, shown: Message) -> None:
        """Change one message; files hang there already."""
        body, _ = await self.body(draft.row.team, shown)
        # An edit without this would be read for mentions anew, by defaults that notify.
        body["allowed_mentions"] = {"parse": []}
        if not body["flags"]:
            del body["flags"]
        try:
            await self._edit(draft, channel, message, body)
        except No as no:
            if no.code not in (ARCHIVED, LOCKED):
                raise
            await self.threads.open(channel)
            await self._edit(draft, channel, message, body)
            await self.threads.settle(draft.target)

    async def delete(self, draft: Draft, channel: int, message: int) -> None:
        """Take one message back; one that is gone already is as well."""
        try:
            await self._delete(draft, channel, message)
        except No as no:
            if no.code in (UNKNOWN_MESSAGE, UNKNOWN_CHANNEL):
                return
            if no.code not in (ARCHIVED, LOCKED):
                raise
            await self.threads.open(channel)
            await self._delete(draft, channel, message)
            await self.threads.settle(draft.target)

    def _rendered(self, row: OutboxRow, place: Place, reply: Reply, *, webhook: bool) -> tuple[Message, ...]:
        fits = fitting(reply.files)
        if fits.refused and row.voice == "staff":
            raise self.outcomes.refused("; ".join(fits.refused))
        if fits.refused:
            notes = [f"Not shown: {escape(why)}." for why in fits.refused]
            reply = replace(reply, files=fits.files, text="\n\n".join(filter(None, (reply.text, *notes))))
        to_customer = place.public or dm_user(place) is not None
        ask, remark = (OFFER, self.remark) if to_customer else (case_ask(row.case), "")
        return render(reply, offers_ask=ask, webhook=webhook, remark=remark)

    async def _posted(self, draft: Draft, message: Message, part: int) -> tuple[str, Draft]:
        try:
            return await self.post(draft, message, part), draft
        except No as no:
            draft = replace(draft, target=await self._otherwise(draft, no))
            return await self.post(draft, message, part), draft

    async def _otherwise(self, draft: Draft, no: No) -> Target:
        """Where else to say it; raises what Discord said if there is no other way."""
        user, team = dm_user(draft.place), draft.row.team
        if user is not None and draft.target.aside is not None:
            raise self.private.over(user) from no
        if user is not None and no.code == UNKNOWN_CHANNEL:
            await self.private.gone(team, user)
            return _target(await self.private.way(team, user))
        if user is not None:
            return _target(await self.private.elsewhere(team, user, no))
        if no.code in (ARCHIVED, LOCKED) and draft.target.thread:
            await self.threads.open(draft.target.thread)
            return draft.target
        raise no

    async def _aside(self, live: Open, body: JSON, files: tuple[Upload, ...]) -> str:
        shown = body | {"flags": body["flags"] | EPHEMERAL}
        made = await self.rest.aside(live.application, live.token, shown, files)
        return f"{ASIDE}{made['id']}"

    async def _through(self, hook: JSON, target: Target, body: JSON, files: tuple[Upload, ...]) -> str:
        try:
            made = await self.rest.execute(hook, target.thread, body, files)
        except No as no:
            if no.code not in HOOK_GONE:
                raise
            self.mirror.forget(target.parent)
            raise self.outcomes.busy(AGAIN_SOON, "the webhook was deleted") from no
        return message_ref(made.get("channel_id") or target.thread or target.parent, made["id"])

    async def _edit(self, draft: Draft, channel: int, message: int, body: JSON) -> None:
        if draft.hook is None:
            await self.rest.edit(channel, message, body)
            return
        try:
            await self.rest.edit_through(draft.hook, draft.target.thread, message, body)
        except No as no:
            if no.code not in (UNKNOWN_MESSAGE, *HOOK_GONE):
                raise
            # It was posted while we had no webhook: then it is our own message.
            await self.rest.edit(channel, message, body)

    async def _delete(self, draft: Draft, channel: int, message: int) -> None:
        if draft.hook is not None:
            try:
                await self.rest.delete_through(draft.hook, draft.target.thread, message)
            except No as no:
                if no.code not in (UNKNOWN_MESSAGE, *HOOK_GONE):
                    raise
            else:
                return
        try:
            await self.rest.delete(channel, message)
        except No as no:
            if draft.hook or not draft.target.parent or no.code not in (MISSING_ACCESS, MISSING_PERMISSION):
                raise
            hook = await self.mirror.hook(draft.target.parent)
            if hook is None:
                raise
            # A customer's words hang there under their name, though the row says nothing of them any more.
            await self.rest.delete_through(hook, draft.target.thread, message)

    async def _keep(self, team: str, message: Message) -> None:
        if message.kept:
            now = micros(self.clock.now())
            rows = (ValueRow(team, digest_of(ask, value), ask, value, now) for ask, value in set(message.kept))
            await self.store.commit(Writes(tuple(rows)))
