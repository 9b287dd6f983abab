"""What stands in a message's menu: for customers help and phishing, for staff a reply and a note."""

from dataclasses import dataclass
from html import unescape

from adapters.slack import manifest, wording
from adapters.slack.customers import Who
from adapters.slack.messages import JSON, words_of
from adapters.slack.slash import Slash
from adapters.slack.staff_room import StaffRoom
from bot.content import Reply
from handoff.acts import Command
from handoff.routing import case_in


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Each by its callback_id. It raises StoreUnavailable and Unsure."""

    slash: Slash
    staff_room: StaffRoom

    async def run(self, body: JSON, who: Who) -> Reply:
        message: JSON = body.get("message") or {}
        key = f"slack:i:{body.get('trigger_id')}"
        channel = str((body.get("channel") or {}).get("id") or "")
        match body.get("callback_id"):
            case manifest.HELP:
                return await self.slash.helped(who, key, message, await self._writer(who, message), channel)
            case manifest.PHISHING:
                return await self.slash.phishing(who, key, message, await self._writer(who, message))
            case manifest.SEND:
                return await self._words("reply", who, key, message, channel)
            case manifest.NOTE:
                return await self._words("note", who, key, message, channel)
            case _:
                return Reply(wording.OLD_BUTTON, notice=True)

    async def _writer(self, who: Who, message: JSON) -> str:
        """The name of whoever wrote it, for the evidence."""
        if user := str(message.get("user") or ""):
            return (await self.staff_room.people.known(who.team, who.space, user)).name or user
        return unescape(str(message.get("username") or "a bot"))

    async def _words(self, verb: str, who: Who, key: str, message: JSON, channel: str) -> Reply:
        """A message's words, as a reply or a note of whoever picks it, in the case whose thread it stands in."""
        thread = str(message.get("thread_ts") or message.get("ts") or "")
        place = await self.staff_room.where.place(who.team, who.space, channel, thread)
        if not case_in(place):
            return Reply(wording.NOT_IN_A_THREAD, notice=True)
        text = words_of(message)
        if not text.strip():
            return Reply(wording.NO_WORDS, notice=True)
        reply = await self.staff_room.does(who, key, place, Command(verb, 0, {"text": text}))
        if message.get("files") and not reply.notice and verb == "reply":
            return Reply(f"{reply.text}\n{wording.FILES_STAY}".strip(), offers=reply.offers)
        return reply
