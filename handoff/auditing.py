"""Who did what: the newest lines of the audit, for admins."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.content import Reply
from bot.writes import AuditRow, micros, moment
from handoff import privacy, wording
from handoff.refusal import NotUnderstood
from handoff.scene import Outcome, Scene

SHOWN = 25
LOOKED_AT = 20_000
"""The newest lines that are looked through."""
LONGEST = 3650
CASE = re.compile(r"(?:case:|#)?(\d{1,11})")


async def audited(scene: Scene, about: str, days: int) -> Outcome:
    """Lines of the last days, about everything or about one account, case or colleague."""
    if not 1 <= days <= LONGEST:
        raise NotUnderstood(f"days is a number from 1 to {LONGEST}.")
    since = micros(scene.now - timedelta(days=days))
    rows = await scene.store.find(
        AuditRow, {"team": scene.act.team}, after=("at", since), order=("at",), newest_first=True, limit=LOOKED_AT
    )
    wanted = _wanted(scene, about)
    met = [row for row in rows if not wanted or wanted & {f"actor:{row.actor}", row.subject}]
    if not met:
        of = f" about {wording.safe(about, 80)}" if about else ""
        return Outcome(reply=Reply(f"Nothing{of} in the last {days} days."))
    names = {mate.id: mate.name for mate in scene.routing.mates.values()}
    lines = [_line(row, names) for row in met[:SHOWN]]
    lines += [f"- and {len(met) - SHOWN} more: name a case, an account or a colleague"] if len(met) > SHOWN else []
    return Outcome(reply=Reply("\n".join(lines)))


def _wanted(scene: Scene, about: str) -> set[str]:
    """Actors and subjects that are meant; empty for all."""
    if not about:
        return set()
    if found := CASE.fullmatch(about):
        return {f"case:{found[1]}"}
    if mate := scene.routing.mate(about):
        return {f"actor:{mate.id}", f"person:{mate.id}"}
    gone = privacy.digest(scene.settings.get(privacy.SALT, ""), about)
    return {f"actor:{about}", f"person:{about}", f"erased:{gone}", about}


def _line(row: AuditRow, names: Mapping[str, str]) -> str:
    who, detail = wording.safe(names.get(row.actor, row.actor), 60), wording.safe(" ".join(row.detail.split()), 160)
    what = f"{wording.safe(row.verb)} · {wording.safe(row.subject, 80)}"
    return f"- {moment(row.at):%d %b %Y %H:%M} **{who}** {what}{f': {detail}' if detail else ''}"
