"""The policy's settings as admins read and change them."""

from collections.abc import Mapping

from bot.content import Reply
from bot.policy import SETTINGS, PolicyError, policy_of, read, shown
from bot.writes import SettingRow, micros
from handoff.refusal import NotUnderstood
from handoff.scene import Scene
from handoff.wording import safe


def shown_policy(settings: Mapping[str, str], name: str) -> Reply:
    """All settings, or one, each with its value and what it means."""
    if name and name not in SETTINGS:
        raise NotUnderstood(_unknown(name))
    names = (name,) if name else tuple(SETTINGS)
    return Reply("\n".join(_line(settings, each) for each in names))


def _line(settings: Mapping[str, str], name: str) -> str:
    value = shown(getattr(policy_of(settings), name))
    default = shown(getattr(policy_of({}), name))
    own = f" (default {safe(default)})" if value != default else ""
    return f"- `{name}` **{safe(value)}**{own}: {safe(SETTINGS[name].metadata['explain'])}"


def with_setting(scene: Scene, name: str, value: str) -> tuple[str, SettingRow]:
    """What the setting was, and its row with the new value."""
    try:
        kept = shown(read(name, value))
    except PolicyError as error:
        raise NotUnderstood(str(error)) from None
    before = shown(getattr(scene.policy, name))
    return before, SettingRow(scene.act.team, name, kept, micros(scene.now), scene.by.id)


def _unknown(name: str) -> str:
    return f"There is no setting {name[:40]!r}. There are: {', '.join(SETTINGS)}."
