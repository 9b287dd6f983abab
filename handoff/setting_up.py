"""Where cases are shown and who is called; and whether all of it works."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.codec import dump
from bot.content import Reply
from bot.events import Place
from bot.policy import contradictions
from bot.writes import SettingRow, Writes, micros
from handoff import routing
from handoff.case import OPEN_STAGES
from handoff.opening import placed
from handoff.refusal import NotUnderstood
from handoff.routing import Department, routing_of
from handoff.rows import CaseRow
from handoff.scene import Check, Outcome, Scene, Where
from handoff.sharing import may_be_shown
from handoff.wording import safe

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What was given to `setup`; empty is left as it is."""

    staff: str = ""
    staff_role: str = ""
    lead_role: str = ""
    department: str = ""
    place: str = ""
    role: str = ""
    space: str = ""


async def set_up(scene: Scene, wish: Wish) -> Outcome:
    """The new settings; cases that had no place to be shown get one."""
    if wish == Wish():
        return Outcome(reply=standing(scene))
    if (wish.place or wish.role) and not wish.department:
        raise NotUnderstood("`setup` with place or role also needs the department they are for.")
    changed = _changed(scene, wish)
    rows = tuple(SettingRow(scene.act.team, n, v, micros(scene.now), scene.by.id) for n, v in changed.items())
    after = replace(scene, settings={**scene.settings, **changed})
    audit = scene.pen.audit(scene.by, "setup", "team", "; ".join(f"{n}={v}" for n, v in changed.items()))
    return Outcome(Writes(rows) + audit + await _shown_late(after), standing(after))


def _changed(scene: Scene, wish: Wish) -> dict[str, str]:
    given = {routing.STAFF_ROLE: wish.staff_role, routing.LEAD_ROLE: wish.lead_role}
    changed = {name: role_named(value, wish.space) for name, value in given.items() if value}
    if wish.staff:
        changed[routing.STAFF_PLACE] = dump(place_named(scene, wish.staff, wish.space))
    if wish.department:
        was = scene.routing.departments.get(wish.department, Department())
        place = place_named(scene, wish.place, wish.space) if wish.place else was.place
        role = role_named(wish.role, wish.space) or was.role
        changed[routing.DEPARTMENT + wish.department] = dump(Department(place, role))
    return changed


def place_named(scene: Scene, channel: str, space: str = "") -> Place:
    """`platform:space:channel`, or a channel of the space that was given or that one speaks from, if it is there."""
    here, full = scene.act.place, channel.split(":", 2)
    if len(full) == 3 and all(full):
        return _there(scene, Place(full[0], full[1], full[2]))
    server = space.split(":", 1) if space else [here.platform, here.space]
    if len(server) != 2 or not all(server) or not channel:
        raise NotUnderstood("A channel is platform:space:channel, or its id beside a space like discord:GUILD.")
    return _there(scene, Place(server[0], server[1], channel))


def _there(scene: Scene, place: Place) -> Place:
    """The place by its channel's id; raises NotUnderstood where it is known that there is no such channel."""
    rooms, wanted = scene.channels(place), place.channel.removeprefix("#").casefold()
    if rooms is None or place.channel in rooms:
        return place
    named = [id for id, name in rooms.items() if name.casefold() == wanted]
    if len(named) == 1:
        return replace(place, channel=named[0])
    ids = {name.casefold(): f"`{place.platform}:{place.space}:{id}` ({name})" for id, name in rooms.items()}
    near = ", ".join(ids[name] for name in get_close_matches(wanted, ids, NEAREST, 0))
    more = f"The nearest: {near}." if near else "Name one as platform:space:channel, like discord:GUILD:CHANNEL."
    raise NotUnderstood(f"There is no channel {place.channel[:60]!r} in {place.platform}:{place.space}. {more}")


def role_named(role: str, space: str) -> str:
    """A role of the platform that `space` names, from its bare id; one that names its platform stays as it is."""
    platform = space.partition(":")[0]
    bare = role and platform and ":" not in role
    if role and not bare and ":" not in role:
        raise NotUnderstood(f"Whose role is {role[:60]!r}? Name it with its platform, like discord:&ROLE or web:staff.")
    return f"{platform}:&{role.removeprefix('&')}" if bare else role


async def _shown_late(scene: Scene) -> Writes:
    where: Where = {"team": scene.act.team, "stage": OPEN_STAGES, "thread": ""}
    writes = Writes()
    for case in await scene.store.find(CaseRow, where):
        if not await may_be_shown(scene.store, case, scene.routing.place(case.department)):
            continue
        pen = replace(scene.pen, seed=f"{scene.act.key}:{case.number}")
        after, shown = placed(pen, scene.routing, scene.hours, case)
        writes += Writes((replace(after, version=case.version + 1),)) + shown if after != case else Writes()
    return writes


def standing(scene: Scene) -> Reply:
    """Where cases go and who is called."""
    now = routing_of(scene.settings)
    lines = [
        f"- cases are shown in **{safe(str(now.staff_place or 'no place yet'))}**",
        f"- staff role **{safe(now.staff_role or 'none yet')}**, leads **{safe(now.lead_role or 'none yet')}**",
    ]
    for name, own in now.departments.items():
        lines.append(f"- {name}: {safe(str(own.place or 'the same place'))}, role {safe(own.role or 'the same')}")
    return Reply("\n".join(lines))


def examined(scene: Scene) -> Reply:
    """Every check with what to do where it fails."""
    now = scene.routing
    ours = (
        _checked("a place for staff", now.staff_place is not None, "`setup` with staff=CHANNEL"),
        _checked("a staff role", bool(now.staff_role), "`setup` with staff_role=ROLE"),
        _checked("a role for the leads", bool(now.lead_role), "`setup` with lead_role=ROLE"),
    )
    policy = (_checked("policy", True, "`policy set` changes it", line, True) for line in contradictions(scene.policy))
    return Reply("\n".join((*ours, *policy, *map(_looked_at, scene.checks))))


def _looked_at(check: Check) -> str:
    return _checked(safe(check.name), check.ok, safe(check.mend), safe(check.found), check.warning)


def _checked(name: str, ok: bool, mend: str, found: str = "", warning: bool = False) -> str:
    """A mark, what was found, and what to do about it unless all is well."""
    mark = "✗" if not ok else "!" if warning else "✓"
    words = ". ".join(filter(None, (found.rstrip("."), mend if mark != "✓" else "")))
    return f"- {mark} {name}: {words}" if words else f"- {mark} {name}"
