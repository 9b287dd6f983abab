"""Under which name customers meet a colleague: their own, an alias, or none."""

from typing import Literal, get_args

from bot.content import Reply
from bot.text import clean
from bot.writes import SettingRow, Writes, micros
from handoff import wording
from handoff.naming import ALIAS, COLLEAGUE, NAMES
from handoff.refusal import NotUnderstood, Refusal
from handoff.scene import Outcome, Scene

Names = Literal["real", "alias", "team"]
LONGEST = 40


def shown(scene: Scene) -> Outcome:
    """The rule, and the aliases that are set."""
    how = scene.settings.get(NAMES, "real")
    aliases = {n.removeprefix(ALIAS): a for n, a in scene.settings.items() if n.startswith(ALIAS) and a}
    lines = [f"Customers read: {EXPLAINED[how]}."]
    lines += [f"- {wording.safe(_known(scene, id))}: {wording.safe(alias)}" for id, alias in sorted(aliases.items())]
    return Outcome(reply=Reply("\n".join(lines)))


EXPLAINED = {
    "real": "a colleague's own name",
    "alias": f"a colleague's alias, or “{COLLEAGUE}” where none is set",
    "team": f"“{COLLEAGUE}”, whoever it is",
}


def named(scene: Scene, names: str) -> Outcome:
    """From now on; what was said stays as it was said."""
    if names not in get_args(Names):
        raise NotUnderstood(f"Names are one of {', '.join(get_args(Names))}.")
    audit = scene.pen.audit(scene.by, "brand names", "team", names)
    return Outcome(Writes((_row(scene, NAMES, names),)) + audit, Reply(f"Customers read: {EXPLAINED[names]}."))


def aliased(scene: Scene, mate: str, alias: str) -> Outcome:
    """A teammate's name for customers; `-` takes it away."""
    found = scene.routing.mate(mate)
    if found is None:
        raise Refusal(f"I know no teammate {wording.safe(mate, 80)}; they are known once they have used a command.")
    alias = "" if alias.strip() == "-" else " ".join(clean(alias).split())
    if len(alias) > LONGEST:
        raise NotUnderstood(f"An alias has at most {LONGEST} characters.")
    audit = scene.pen.audit(scene.by, "brand alias", f"mate:{found.id}", alias)
    who = wording.safe(found.name)
    told = f"Customers meet {who} as {wording.safe(alias)}." if alias else f"{who} has no alias any more."
    return Outcome(Writes((_row(scene, ALIAS + found.id, alias),)) + audit, Reply(told))


def _row(scene: Scene, name: str, value: str) -> SettingRow:
    return SettingRow(scene.act.team, name, value, micros(scene.now), scene.by.id)


def _known(scene: Scene, id: str) -> str:
    mate = scene.routing.mates.get(id)
    return mate.name if mate else id
