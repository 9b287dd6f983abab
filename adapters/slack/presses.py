"""Buttons, menus and forms. What a component does stands in its value, so nothing has to be remembered.

A form is opened at once: Slack waits three seconds for it, so nothing is looked up before. Two
presses at once, or the same one told twice, act once: the trigger's id is the key.
"""

import json
import logging
from dataclasses import dataclass
from typing import Any

from adapters.slack import wording
from adapters.slack.answers import Answers
from adapters.slack.api import Trouble
from adapters.slack.customers import Who
from adapters.slack.forms import command_named, form_named, modal_of, values_of
from adapters.slack.ids import case_of_ask, done_ask, is_link, is_several, menu_ask, picked, read_value
from adapters.slack.messages import JSON
from adapters.slack.parts import Parts
from adapters.slack.people import Unsure
from adapters.slack.rows import ValueRow
from adapters.slack.slash import Slash
from adapters.slack.staff_room import StaffRoom
from bot.content import Form, Reply
from bot.events import Filled, Press
from bot.writes import StoreUnavailable
from handoff.commands import COMMANDS, form_of, pressed

log = logging.getLogger(__name__)
Pressed = tuple[str, str]
"""The question, and its answer; both empty for a button that means nothing any more."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was pressed."""

    channel: str = ""
    thread: str = ""
    on_home: bool = False


@dataclass(frozen=True, slots=True)
class Presses:
    """What components and forms do. It raises StoreUnavailable for what a customer pressed, and is not kept."""

    parts: Parts
    slash: Slash
    staff_room: StaffRoom
    answers: Answers

    async def component(self, body: JSON, who: Who) -> Reply:
        """A button or a menu; what comes back is for the presser alone."""
        action: JSON = (body.get("actions") or [{}])[0]
        action_id = str(action.get("action_id") or "")
        if is_link(action_id) or is_several(action_id):
            return Reply()
        spot = spot_of(body)
        if form := form_first(action):
            return await self.opens(body, who, form, spot)
        ask, value = await self._meant(who.team, action, body)
        if not ask:
            return Reply(wording.OLD_BUTTON, notice=True)
        key = f"slack:i:{body.get('trigger_id')}"
        if (case := case_of_ask(ask)) is not None:
            place = await self.staff_room.where.place(who.team, who.space, spot.channel, spot.thread)
            return await self.staff_room.does(who, key, place, pressed(value, case))
        return await self._customer(who, key, Press(ask, value), spot)

    async def _customer(self, who: Who, key: str, body: Press | Filled, spot: Spot) -> Reply:
        if spot.channel.startswith("D"):
            await self.slash.customers.dms.wrote(who.team, who.space, who.user, spot.channel, spot.thread)
        await self.slash.customers.acted(who, key, body)
        if spot.on_home:
            return Reply(wording.HOME_ANSWERED)
        return await self.slash.pointer(who, spot.channel) or Reply()

    async def opens(self, body: JSON, who: Who, form: Form, spot: Spot) -> Reply:
        """The form, before anything else."""
        view = modal_of(form, json.dumps([spot.channel, spot.thread]))
        try:
            await self.answers.api.call(who.space, "views.open", trigger_id=body.get("trigger_id"), view=view)
        except Trouble as no:
            log.warning("a form was not opened: %s", no)
            return Reply("Slack did not open the form in time. Please press again.", notice=True)
        return Reply()

    async def submitted(self, body: JSON, who: Who) -> Reply:
        """A form that was sent in. Raises StoreUnavailable and Unsure."""
        view: JSON = body.get("view") or {}
        channel, thread = opened_at(view)
        name, values = form_named(view), values_of(view)
        key = f"slack:v:{view.get('id')}:{view.get('hash')}"
        if name is None:
            return Reply(wording.OLD_BUTTON, notice=True)
        if command := command_named(name, values):
            place = await self.staff_room.where.place(who.team, who.space, channel, thread)
            return await self.staff_room.does(who, key, place, command)
        return await self._customer(who, key, Filled(name, values), Spot(channel, thread))

    async def _meant(self, team: str, action: JSON, body: JSON) -> Pressed:
        """The question and its answer; what was too long for Slack is looked up."""
        action_id, value = str(action.get("action_id") or ""), str(action.get("value") or "")
        if ask := done_ask(action_id):
            chosen = [await self._option(team, one) for one in picked(body.get("state") or {}, ask)]
            return ask, ",".join(filter(None, chosen))
        if ask := menu_ask(action_id):
            return ask, await self._option(team, str((action.get("selected_option") or {}).get("value") or ""))
        ask, said, digest = read_value(value)
        return await self._kept(team, digest) if digest else (ask, said)

    async def _option(self, team: str, text: str) -> str:
        ask, value, digest = read_value(text)
        return (await self._kept(team, digest))[1] if digest else f"{ask}|{value}" if ask else value

    async def _kept(self, team: str, digest: str) -> Pressed:
        rows = await self.parts.store.find(ValueRow, {"team": team, "digest": digest}, limit=1)
        return (rows[0].ask, rows[0].value) if rows else ("", "")

    async def safely(self, work: Any, failed: str = wording.NOT_KEPT) -> Reply:
        """What comes of it, or why nothing did."""
        try:
            reply: Reply = await work
        except StoreUnavailable:
            return Reply(failed, notice=True)
        except Unsure:
            return Reply(wording.WHO, notice=True)
        return reply


def spot_of(body: JSON) -> Spot:
    """Where the pressed thing stands."""
    container: JSON = body.get("container") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    message: JSON = body.get("message") or {}
    thread = str(container.get("thread_ts") or message.get("thread_ts") or "")
    view: JSON = body.get("view") or {}
    return Spot(channel, thread, on_home=view.get("type") == "home")


def opened_at(view: JSON) -> tuple[str, str]:
    """Channel and thread where a form was opened."""
    try:
        channel, thread = json.loads(str(view.get("private_metadata") or "[]"))
    except (ValueError, TypeError):
        return "", ""
    return str(channel), str(thread)


def form_first(action: JSON) -> Form | None:
    """The form that has to be opened before anything is looked up: a verb that asks for something."""
    chosen = str((action.get("selected_option") or {}).get("value") or "")
    ask, value, _ = read_value(str(action.get("value") or ""))
    if menu := menu_ask(str(action.get("action_id") or "")):
        ask, value = menu, chosen
    case = case_of_ask(ask)
    spec = COMMANDS.get(value) if case is not None else None
    return form_of(spec, case or 0) if spec is not None else None
