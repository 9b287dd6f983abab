"""How the desk stands in a server, and what would still make it better."""

import discord

from adapters.discord.ids import role_of
from adapters.discord.rows import GuildRow
from adapters.discord.server import Server, team_roles
from bot.text import escape
from handoff.routing import Routing


def standing(server: Server, routing: Routing, row: GuildRow) -> list[str]:
    """How the desk stands in this server, and what is best done next."""
    room = server.room_at(routing.staff_place)
    staff, lead = role_of(routing.staff_role), role_of(routing.lead_role)
    where = f"**#{escape(room.name)}**" if room else escape(str(routing.staff_place or "no place yet"))
    lines = [f"- Cases are shown in {where}; **{escape(server.role_named(staff))}** is called to new ones."]
    lines += [f"- **{escape(server.role_named(lead))}** is called when nobody takes one."] if lead else []
    panel = server.rooms.get(int(row.panel_channel or 0))
    lines += [f"- Customers find me in **#{escape(panel.name)}**, and by direct message."] if panel else []
    return lines + [f"- ! {line}" for line in next_steps(server, routing, row)]


def next_steps(server: Server, routing: Routing, row: GuildRow) -> list[str]:
    """What would still make it better."""
    room, steps = server.room_at(routing.staff_place), []
    if room and (others := server.onlookers(room, team_roles(routing))):
        steps.append(f"Others can see #{escape(room.name)} too: {escape(', '.join(others))}.")
    for role in team_roles(routing):
        found = server.guild.get_role(role)
        if found and not can_be_called(server, found):
            steps.append(f"I cannot call @{escape(found.name)}: allow anyone to mention it, in the role's settings.")
        if found and room and not server.sees(room, role):
            steps.append(f"@{escape(found.name)} cannot see #{escape(room.name)}: give it *View Channel* there.")
    if not row.panel_channel:
        steps.append("Choose a public channel as `panel`, and customers find me there.")
    if not role_of(routing.lead_role):
        steps.append("Choose a `lead_role`: leads are called when nobody takes a case.")
    return steps


def can_be_called(server: Server, role: discord.Role) -> bool:
    """A role is only notified if anyone may mention it; we never ask for the right to mention everyone."""
    return role.mentionable or server.me.guild_permissions.mention_everyone
