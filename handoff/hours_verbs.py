"""When departments are open, as admins set and see it."""

from typing import Annotated, Literal

from bot.codec import dump
from bot.content import Reply
from bot.standing import DEPARTMENTS, DepartmentName
from bot.writes import SettingRow, Writes, micros
from handoff import linking
from handoff.hours import Week
from handoff.hours_reading import shown, week_of
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene
from handoff.spec import Text, command
from handoff.timetable import HOURS, NEVER_CLOSED, PHONE
from handoff.wording import moment_in, safe

Of = Annotated[DepartmentName | Literal["phone"], "The department, or phone for the hours in which people are called."]


@command("staff", "desk", reads=True, name="hours show")
async def hours_show(scene: Scene) -> Outcome:
    """See when each department is open, and which is open now."""
    return Outcome(reply=Reply("\n".join(_line(scene, name) for name in (*DEPARTMENTS, PHONE))))


@command("admin", "support", name="hours set")
async def hours_set(
    scene: Scene,
    department: Of,
    week: Annotated[Text, 'The hours: "mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00".'],
    zone: Annotated[str, "The time zone they are in, like Europe/London; UTC if left out."] = "",
    holidays: Annotated[str, "Whose public holidays are kept: GB, or US-CA for a part of a country."] = "",
    closed: Annotated[str, "Other days it is closed: 2026-12-24,2026-12-31."] = "",
) -> Outcome:
    """Say when a department is open; security is always open."""
    linking.require_ours(scene)
    if department in NEVER_CLOSED:
        raise Refusal("The security department is never closed: what it hears of may not wait.")
    hours = week_of(week, zone, holidays, closed)
    return _becomes(scene, department, hours)


@command("admin", "support", name="hours clear")
async def hours_clear(scene: Scene, department: Of) -> Outcome:
    """Have a department open at any hour again; the phone then keeps the department's hours."""
    linking.require_ours(scene)
    if department not in scene.hours.weeks:
        raise Refusal(f"{department} keeps no hours of its own.")
    return _becomes(scene, department, None)


def _becomes(scene: Scene, department: str, hours: Week | None) -> Outcome:
    row = SettingRow(scene.act.team, HOURS + department, dump(hours) if hours else "", micros(scene.now), scene.by.id)
    before, after = scene.hours.weeks.get(department), _words(hours)
    audit = scene.pen.audit(scene.by, "hours", department, f"{_words(before)} → {after}")
    opens = hours.opens(scene.now) if hours else scene.now
    never = " It does not open again." if opens is None else ""
    return Outcome(Writes((row,)) + audit, Reply(f"{department}: {after}.{never}"))


def _words(week: Week | None) -> str:
    if week is None:
        return "open at any hour"
    parts = [f"{shown(week)} ({week.zone})"]
    parts += [f"closed on the public holidays of {week.holidays}"] if week.holidays else []
    parts += [f"closed on {', '.join(day.isoformat() for day in week.off)}"] if week.off else []
    return ", ".join(parts)


def _line(scene: Scene, name: str) -> str:
    week = scene.hours.weeks.get(name)
    if week is None:
        usual = "as the department of the case" if name == PHONE else "open at any hour"
        return f"- {name}: {usual}"
    opens = scene.hours.opens(name, scene.now)
    if opens is None:
        now = "open now" if week.is_open(scene.now) else "closed for good"
    else:
        now = f"closed now, opens {moment_in(opens, week.zone)}"
    return f"- {name}: {safe(_words(week))}: **{now}**"
