"""Public places where every message is meant for the bot, mentioned or not: one setting each, named by the place.

Any platform's adapter asks `watches`; a place is written as the outbox writes it, `platform:space:channel`.
"""

from collections.abc import Mapping

from bot.content import Reply
from bot.events import Place
from bot.writes import SettingRow, Writes, micros
from handoff.refusal import Refusal
from handoff.routing import Routing
from handoff.scene import Outcome, Scene
from handoff.setting_up import place_named
from handoff.wording import safe

WATCH = "desk.watch."
ON = "on"


def watched(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The places that are watched."""
    return tuple(sorted(n.removeprefix(WATCH) for n, value in settings.items() if n.startswith(WATCH) and value == ON))


def watches(settings: Mapping[str, str], place: Place) -> bool:
    """Whether every message there is meant for us."""
    return settings.get(f"{WATCH}{place}") == ON


def told(settings: Mapping[str, str]) -> Reply:
    """What is watched, and how to change it."""
    lines = [f"- **{safe(place)}**" for place in watched(settings)]
    if not lines:
        return Reply("No channel is watched. `watch` with a channel has me answer every message there.")
    return Reply("\n".join(("I answer every message in:", *lines, "`watch` with a channel and `off` ends it.")))


def watch(scene: Scene, channel: str, state: str) -> Outcome:
    """The setting of one place, on or off; without a place, what is watched."""
    if not channel:
        return Outcome(reply=told(scene.settings))
    place = place_named(scene, channel)
    if state == ON and place in _of_staff(scene.routing):
        raise Refusal("Cases are shown there, so staff talk there and not to me. Choose a channel for customers.")
    row = SettingRow(scene.act.team, f"{WATCH}{place}", state if state == ON else "", micros(scene.now), scene.by.id)
    audit = scene.pen.audit(scene.by, "watch", f"place:{place}", state)
    does = "I answer every message" if state == ON else "I answer only who mentions me"
    return Outcome(Writes((row,)) + audit, Reply(f"{does} in **{safe(str(place))}** now."))


def _of_staff(routing: Routing) -> tuple[Place | None, ...]:
    return routing.staff_place, *(own.place for own in routing.departments.values())
