"""The policy's settings as admins read and change them."""

from collections.abc import Mapping

from bot.content import Reply
from bot.policy import DEFAULT, SETTINGS, PolicyError, contradictions, policy_of, read, shown, unknown
from bot.writes import SettingRow, Writes, micros
from handoff.refusal import NotUnderstood
from handoff.scene import Outcome, Scene
from handoff.wording import safe


def shown_policy(settings: Mapping[str, str], name: str) -> Reply:
    """All settings, or one, each with its value and what it means."""
    if name and name not in SETTINGS:
        raise NotUnderstood(unknown(name))
    names = (name,) if name else tuple(SETTINGS)
    return Reply("\n".join(_line(settings, each) for each in names))


def _line(settings: Mapping[str, str], name: str) -> str:
    value = shown(getattr(policy_of(settings), name))
    default = shown(getattr(policy_of({}), name))
    own = f" (default {safe(default)})" if value != default else ""
    return f"- `{name}` **{safe(value)}**{own}: {safe(SETTINGS[name].metadata['explain'])}"


def changed(scene: Scene, name: str, value: str) -> Outcome:
    """The setting with its new value; what it was, and what it does not go together with, is said."""
    try:
        kept = "" if value.strip().casefold() == DEFAULT and name in SETTINGS else _kept(scene, name, value)
    except PolicyError as error:
        raise NotUnderstood(str(error)) from None
    after = policy_of({**scene.settings, name: kept})
    was, now = shown(getattr(scene.policy, name)), shown(getattr(after, name))
    row = SettingRow(scene.act.team, name, kept, micros(scene.now), scene.by.id)
    audit = scene.pen.audit(scene.by, "policy set", name, f"{was} → {now}")
    lines = [f"{name} is {safe(now)} now (it was {safe(was)})."]
    if not kept:
        lines[0] = f"{name} is {safe(now)} now, the default (it was {safe(was)})."
    lines += [f"- ! {safe(line)}" for line in contradictions(after, name)]
    return Outcome(Writes((row,)) + audit, Reply("\n".join(lines)))


def _kept(scene: Scene, name: str, value: str) -> str:
    """As it is written down. Sums in some currencies leave those in the others as they stand."""
    given = read(name, value)
    if isinstance(given, Mapping) and name != "routes":
        given = {**getattr(scene.policy, name), **given}
    return shown(given)
