"""The customer's commands: `/baton help`, `track` and the like, and what a message's menu gives us as evidence."""

import re
from dataclasses import dataclass

from adapters.slack import wording
from adapters.slack.customers import Customers, Who
from adapters.slack.ids import person_id
from adapters.slack.messages import JSON, words_of
from adapters.slack.parts import Parts
from adapters.slack.rows import DmRow
from bot.content import OFFER, Reply
from bot.events import Body, Opened, Press, Said
from bot.gathering import MOST_KEPT
from bot.text import clean, defanged, shorten
from bot.turns import centre
from bot.wording import Words
from bot.writes import ConfirmationRow

VERBS = ("help", "track", "refund", "messages", "privacy", "human")
EVIDENCE = 1500
_ORDER = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True, slots=True)
class Slash:
    """What customers can command, wherever Slack offers commands. All of it raises StoreUnavailable."""

    parts: Parts
    customers: Customers

    async def run(self, who: Who, key: str, verb: str, rest: str, channel: str) -> Reply:
        """Stored; then what is shown to them alone, where they typed it."""
        match verb:
            case "messages":
                return await self.centre(who)
            case "privacy":
                return Reply(wording.PRIVACY.format(command=self.parts.command))
            case "track":
                return await self._does(who, key, about("order_status", "track", rest), channel)
            case "refund":
                return await self._does(who, key, about("refund_request", "refund", rest), channel)
            case "human":
                return await self._does(who, key, Press(OFFER, "human"), channel)
            case _:
                return await self._does(who, key, Opened(), channel)

    async def _does(self, who: Who, key: str, body: Body, channel: str) -> Reply:
        await self.customers.acted(who, key, body)
        return await self.pointer(who, channel) or Reply(wording.HERE_BELOW)

    async def pointer(self, who: Who, channel: str, words: str = wording.GOES_ON_IN_DM) -> Reply | None:
        """Where the answer is, for one who acted elsewhere; None where it comes anyway."""
        where = {"team": who.team, "space": who.space, "user": who.user}
        rows = await self.parts.store.find(DmRow, where, limit=1)
        dm = rows[0].channel if rows else ""
        if channel.startswith("D") and channel == (dm or channel):
            return None
        return Reply(words.format(link=await self.link(who, dm)))

    async def link(self, who: Who, dm: str) -> str:
        """The way to our conversation with them, as words of our markup."""
        row = await self.customers.workspaces.of(who.space)
        app = row.app if row else ""
        if not app and not dm:
            return "my messages to you"
        to = f"app={app}" if app else f"channel={dm}"
        return f"[open it](https://slack.com/app_redirect?{to}&team={who.space})"

    async def centre(self, who: Who) -> Reply:
        """The confirmations that are kept for them."""
        rows = await self.confirmations(who)
        return centre.alone(rows, Words(self.parts.clock.now()))

    async def confirmations(self, who: Who) -> tuple[ConfirmationRow, ...]:
        where = {"team": who.team, "conversation": person_id(who.space, who.user)}
        return await self.parts.store.find(ConfirmationRow, where, order=("at",), newest_first=True, limit=MOST_KEPT)

    async def phishing(self, who: Who, key: str, message: JSON, by: str) -> Reply:
        """The message is kept as evidence, its links made harmless and its files with it."""
        words = f"I want to report phishing. {evidence(message, by)}"
        await self.customers.reported(who, key, Said(words, f"report/{key}"), list(message.get("files") or ()))
        return Reply(wording.REPORTED)

    async def helped(self, who: Who, key: str, message: JSON, by: str, channel: str) -> Reply:
        """What somebody wrote, as what this is about."""
        words = shorten(clean(words_of(message)), EVIDENCE)
        mine = message.get("user") == who.user
        said = words if mine else f"I need help with this message from {clean(by)[:80]}:\n{words}"
        await self.customers.reported(who, key, Said(said, f"help/{key}"), list(message.get("files") or ()))
        return await self.pointer(who, channel, wording.HELPING) or Reply(wording.HERE_BELOW)


def evidence(message: JSON, by: str) -> str:
    who = f"{clean(by)[:80]} ({message.get('user') or message.get('bot_id') or 'unknown'})"
    return f"This message came from {who}:\n{defanged(shorten(clean(words_of(message)), EVIDENCE))}"


def about(intent: str, verb: str, order: str) -> Press:
    number = order.strip().lstrip("#")
    return Press(OFFER, f"{verb}:{number}" if _ORDER.fullmatch(number) else f"topic:{intent}")
