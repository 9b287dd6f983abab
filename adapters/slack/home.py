"""App Home: for a customer why they probably come, their case and what is kept; for an admin how the desk stands.

It is published when somebody opens it and when their case changes, never on a timer.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.slack import wording
from adapters.slack.alone import kept_of
from adapters.slack.api import JSON, Api, Trouble
from adapters.slack.customers import Who
from adapters.slack.ids import person_id
from adapters.slack.parts import Parts
from adapters.slack.people import Unsure
from adapters.slack.render import render
from adapters.slack.roles import Roles
from adapters.slack.slash import Slash
from bot.content import OFFER, Choice, Reply
from bot.prediction import predicted
from bot.shop import ShopUnavailable
from bot.turns import centre
from bot.wording import Words
from bot.writes import BindingRow, StoreUnavailable
from handoff.case import OPEN_STAGES
from handoff.rows import CaseRow
from handoff.settings import shown_policy

log = logging.getLogger(__name__)
REASONS = ("order_status", "refund_request", "item_problem", "billing_error")
"""What most people write about, for whom we know nothing of."""
AT_MOST = 10_000
BLOCKS = 100
STANDING = {
    "waiting": "waits for a person",
    "claimed": "is with {owner}",
    "snoozed": "is set aside for a while by {owner}",
    "waiting_on_customer": "waits for your answer",
}
Desk = Callable[[Who], Awaitable[str]]
"""How the desk stands, for an admin."""


@dataclass(slots=True)
class Home:
    """Publishes the Home tab; best effort, it holds nothing that is not elsewhere too."""

    parts: Parts
    api: Api
    roles: Roles
    slash: Slash
    standing: Desk | None = field(default=None)
    _shown: dict[str, Who] = field(default_factory=dict, init=False)
    """Who has one before them, as far as we know."""

    def stands_for(self, conversation: str) -> Who | None:
        """Whose Home tab should follow what happened in a conversation."""
        return self._shown.get(conversation)

    async def shows(self, who: Who, note: str = "") -> None:
        """As it is for this person now, with a line above it if there is something to say."""
        if len(self._shown) > AT_MOST:
            self._shown.clear()
        self._shown[person_id(who.space, who.user)] = who
        try:
            parts = [*await self._customers(who, note), *await self._admins(who)]
            blocks = [block for one in parts for block in await self._blocks(who.team, one)]
            view = {"type": "home", "blocks": _numbered(blocks[:BLOCKS])}
            await self.api.call(who.space, "views.publish", user_id=who.user, view=view)
        except (Trouble, StoreUnavailable) as no:
            log.warning("a home tab was not published: %s", no)

    async def _blocks(self, team: str, reply: Reply) -> list[JSON]:
        keep = kept_of(reply, OFFER)
        if keep:
            log.info("a button of the home tab stands for more than Slack keeps")
        return [dict(block) for message in render(reply, offers_ask=OFFER) for block in message.blocks]

    async def _customers(self, who: Who, note: str) -> list[Reply]:
        lead = f"**{wording.HOME_TITLE}**\n\n{wording.HOME_LEAD}"
        if self.parts.remark:
            lead += f"\n\n*{self.parts.remark}*"
        said = [Reply(note, notice=True)] if note else []
        said.append(Reply(lead, offers=await self._reasons(who)))
        if (case := await self._case(who)) is not None:
            said.append(Reply(case))
        return [*said, centre.page(await self.slash.confirmations(who), 0, Words(await self._now()))]

    async def _reasons(self, who: Who) -> tuple[Choice, ...]:
        """Up to three likely reasons, then something else, then a person."""
        words = Words(await self._now())
        likely = await self._predicted(who, words)
        if not likely:
            likely = tuple(Choice(words.say(f"topic.{reason}"), f"topic:{reason}") for reason in REASONS)
        return (*likely, Choice(words.say("offer.human"), "human"))

    async def _now(self) -> datetime:
        return self.parts.clock.now().astimezone(UTC)

    async def _predicted(self, who: Who, words: Words) -> tuple[Choice, ...]:
        where = {"team": who.team, "person": person_id(who.space, who.user)}
        bound = await self.parts.store.find(BindingRow, where, limit=1)
        if not bound or self.parts.shop is None:
            return ()
        try:
            account = await self.parts.shop.account(bound[0].customer)
        except ShopUnavailable:
            return ()
        found = predicted(account, await self._now(), words) if account else ()
        return tuple(Choice(one.label, one.value) for one in found)

    async def _case(self, who: Who) -> str | None:
        person = person_id(who.space, who.user)
        cases = await self.parts.store.find(
            CaseRow, {"team": who.team, "conversation": person, "stage": OPEN_STAGES}, limit=1
        )
        if not cases:
            return None
        standing = STANDING.get(cases[0].stage, "is open").format(owner=cases[0].owner_name or "a colleague")
        return wording.HOME_CASE.format(number=cases[0].number, standing=standing)

    async def _admins(self, who: Who) -> list[Reply]:
        """Checked with Slack, not taken from what the client says."""
        if self.standing is None:
            return []
        try:
            by = await self.roles.of(who.team, who.space, who.user)
        except Unsure:
            return []
        if by.role != "admin":
            return []
        settings = (await self.parts.store.load(who.team, "")).settings
        allowed = Reply(f"**{wording.HOME_POLICY}**\n\n{shown_policy(settings, '').text}")
        return [Reply(await self.standing(who)), allowed]


def _numbered(blocks: list[JSON]) -> list[JSON]:
    """Every button by a name of its own: what is put together here was made apart."""
    number = 0
    for block in blocks:
        for one in block.get("elements") or ():
            if one.get("type") == "button" and "value" in one:
                one["action_id"] = f"press|{number}"
                number += 1
    return blocks
