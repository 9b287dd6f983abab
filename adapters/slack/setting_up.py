"""`/baton setup`: from the installation to a working desk, with nobody but the team in the room.

The desk's own verb keeps the settings. Around it stands what only Slack has: a private channel that
is made if there is none, people invited to it, and a look at who else reads along.
"""

import logging
from dataclasses import dataclass

from adapters.slack.api import JSON, No, Trouble
from adapters.slack.customers import Who
from adapters.slack.ids import NAME, role_of
from adapters.slack.parts import Parts
from adapters.slack.people import Calls
from adapters.slack.roles import Roles
from adapters.slack.rooms import Room, Rooms
from adapters.slack.sharing import Sharing
from adapters.slack.where import Where
from bot.content import Reply
from bot.events import Place
from bot.text import escape
from handoff.acts import Act, Command
from handoff.routing import Routing, routing_of

log = logging.getLogger(__name__)
STAFF_ROOM = "support-desk"
TRIES = 5
INVITED_AT_ONCE = 100


class Blocked(Exception):
    """Set-up stops before anything is stored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SettingUp:
    """Does `/baton setup`, and says how the desk stands."""

    parts: Parts
    api: Calls
    roles: Roles
    where: Where
    sharing: Sharing

    async def run(self, who: Who, key: str, place: Place, command: Command, channel: str) -> Reply:
        """Look, make what is missing, keep it, and say how things stand. Raises StoreUnavailable and Unsure."""
        by = await self.roles.of(who.team, who.space, who.user)

        async def desk(given: dict[str, str]) -> Reply:
            act = Act(key, who.team, place, by, self.parts.clock.now(), Command("setup", 0, given))
            return await self.parts.desk.receive(act)

        given = dict(command.given)
        if by.role != "admin":
            return await desk(given)
        try:
            made = await self._made(who, given)
            reply = await desk(given | made)
        except Blocked as why:
            return Reply(str(why), notice=True)
        except Trouble as no:
            return Reply(f"Slack did not let me look at this workspace ({no}). Nothing was changed.", notice=True)
        self.where.forget(who.team)
        self.roles.groups.forget()
        return reply if reply.notice else Reply(await self.standing(who))

    async def _made(self, who: Who, given: dict[str, str]) -> dict[str, str]:
        """What was not given and is needed: the staff channel. Every channel that was given is looked at."""
        for name in ("staff", "place"):
            if (id := self._own(who, given.get(name, ""))) is not None:
                await self._fits(who.space, id)
        if given.get("staff") or given.get("department"):
            return {}
        routing = await self._routing(who.team)
        known = routing.staff_place
        if known is not None and known.platform == NAME:
            return {}
        role = given.get("staff_role") or (routing.staff_role if role_of(routing.staff_role) else "")
        if not role_of(role):
            raise Blocked(
                f"Please say who is staff: `/{self.parts.command} setup staff_role=@group` (a user group, or a "
                "person). I then make a private channel that only they can see; or name one with staff=#channel."
            )
        roles = (role, given.get("lead_role") or routing.lead_role)
        return {"staff": f"{NAME}:{who.space}:{await self._room(who, roles)}"}

    def _own(self, who: Who, channel: str) -> str | None:
        """The id of a channel of this workspace."""
        platform, _, rest = channel.partition(":")
        space, _, id = rest.partition(":")
        return id if platform == NAME and space == who.space and id else None

    async def _fits(self, space: str, channel: str) -> None:
        """Nothing is kept that would not work, or would show cases to strangers."""
        self.sharing.forget(channel)
        room = await Rooms(self.api).of(space, channel)
        if room is None:
            raise Blocked(f"I can't see the channel {channel}. If it is private, invite me there: type /invite in it.")
        if room.shared:
            raise Blocked(
                f"**#{escape(room.name)} is shared with another organisation**, who would read every customer's case. "
                "Choose a channel of your own, or leave `staff` out and I make one."
            )
        if not room.member and (room.private or not await self._joined(space, channel)):
            raise Blocked(f"I am not in #{escape(room.name)}. Type `/invite @me` there, then try again.")

    async def _joined(self, space: str, channel: str) -> bool:
        try:
            await self.api.call(space, "conversations.join", channel=channel)
        except No:
            return False
        return True

    async def _room(self, who: Who, roles: tuple[str, ...]) -> str:
        """A private channel for the cases, with the team in it."""
        created = await self._created(who.space)
        id = str(created["id"])
        people = [who.user, *[user for role in roles for user in await self._people(who.space, role_of(role))]]
        for start in range(0, len(people := list(dict.fromkeys(people))), INVITED_AT_ONCE):
            users = ",".join(people[start : start + INVITED_AT_ONCE])
            try:
                await self.api.call(who.space, "conversations.invite", channel=id, users=users)
            except No as no:
                log.warning("not everybody could be invited to the staff channel: %s", no.code)
        return id

    async def _created(self, space: str) -> JSON:
        for number in range(1, TRIES + 1):
            name = STAFF_ROOM if number == 1 else f"{STAFF_ROOM}-{number}"
            try:
                made = await self.api.call(space, "conversations.create", name=name, is_private=True)
            except No as no:
                if no.code == "name_taken":
                    continue
                raise Blocked(
                    f"I may not make channels here ({no.code}). Make a private one, invite me with /invite, and "
                    f"name it: `/{self.parts.command} setup staff=#channel`."
                ) from None
            found: JSON = made["channel"]
            return found
        raise Blocked(f"There are several channels #{STAFF_ROOM} already. Name the one to use: staff=#channel.")

    async def _people(self, space: str, role: str) -> frozenset[str]:
        if role.startswith("S"):
            return await self.roles.groups.members(space, role)
        return frozenset({role} if role else ())

    async def _routing(self, team: str) -> Routing:
        return routing_of((await self.parts.store.load(team, "")).settings)

    async def standing(self, who: Who) -> str:
        """How the desk stands, and what is best done next."""
        routing, rooms = await self._routing(who.team), Rooms(self.api)
        place, command = routing.staff_place, self.parts.command
        lines, steps = ["**The desk**"], []
        room = await rooms.at(place)
        if place is None or place.platform != NAME:
            lines.append(f"- Cases are shown in {escape(str(place or 'no place yet'))}.")
            steps.append(f"Run `/{command} setup staff_role=@group`: I make a channel for the cases.")
        else:
            lines.append(f"- Cases are shown in **#{escape(room.name if room else place.channel)}**.")
            steps += _room_steps(room)
        names = await rooms.groups(who.space)
        if id := role_of(routing.staff_role):
            lines.append(f"- **{escape(names.get(id, id))}** is called to new cases.")
        if id := role_of(routing.lead_role):
            lines.append(f"- **{escape(names.get(id, id))}** is called when nobody takes one.")
        if not role_of(routing.staff_role):
            steps.append(f"Say who is staff: `/{command} setup staff_role=@group`.")
        if not role_of(routing.lead_role):
            steps.append(f"Say who leads: `/{command} setup lead_role=@group`.")
        for name, own in routing.departments.items():
            lines.append(f"- {name}: {escape(str(own.place or 'the same channel'))}")
        lines.append(f"- What the shop allows: `/{command} policy show`. What works: `/{command} doctor`.")
        return "\n".join((*lines, *(f"- ! {step}" for step in steps)))


def _room_steps(room: Room | None) -> list[str]:
    if room is None:
        return ["I can't see that channel any more: run `setup` with another as staff."]
    steps = []
    if room.shared:
        steps.append(f"#{escape(room.name)} is shared with another organisation, so nothing is shown there.")
    if not room.private:
        steps.append(f"Everybody in this workspace can read #{escape(room.name)}: make it private.")
    if not room.member:
        steps.append(f"I am not in #{escape(room.name)}: invite me there.")
    return steps
