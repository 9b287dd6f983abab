"""Teammates at the terminal: the playground's three, acting through the desk's own door."""

from typing import Any

from adapters.app import App
from adapters.command_line.asking import StaffDoes
from adapters.command_line.shown import all_of
from adapters.web.crew import STAFF, thread
from bot.events import Said
from bot.writes import new_key
from handoff.acts import Act, ActBody, Command
from handoff.brief import kept
from handoff.commands import COMMANDS, NotUnderstood, Spec
from handoff.rows import CaseRow

SAY = "say"
"""Not a verb of the registry: words typed in the case's thread."""


class Staff:
    """Does what a line asks a teammate to do, and shows what only they would see."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def do(self, line: StaffDoes) -> dict[str, Any]:
        """One act; raises ValueError in words for whoever wrote the line."""
        if (by := STAFF.get(line.who.removeprefix("web:"))) is None:
            raise ValueError(f"there is no teammate {line.who!r}; there are: {', '.join(STAFF)}")
        act = Act(f"terminal:{new_key()}", self._app.team, thread(line.case), by, self._app.clock.now(), _body(line))
        try:
            text = all_of(await self._app.desk.receive(act)) or "Done."
        except NotUnderstood as not_so:
            raise ValueError(str(not_so)) from None
        found = await self._app.store.find(CaseRow, {"team": self._app.team, "number": line.case}, limit=1)
        stands = (
            {"stage": found[0].stage, "reasons": list(kept(found[0]).why)} if found else {"stage": "", "reasons": []}
        )
        return {"to": "staff", "case": line.case, **stands, "text": text, "by": by.id}


def _body(line: StaffDoes) -> ActBody:
    if line.verb == SAY:
        return Said(line.text, new_key())
    if (spec := COMMANDS.get(line.verb)) is None:
        raise ValueError(f"there is no verb {line.verb!r}; there are: {', '.join((SAY, *COMMANDS))}")
    return Command(line.verb, line.case, _given(spec, line))


def _given(spec: Spec, line: StaffDoes) -> dict[str, str]:
    """The text belongs to the parameter that takes the longest words and was not given by name."""
    waiting = [p for p in spec.parameters if p.name not in line.given]
    wordy = next((p for p in waiting if p.kind == "text"), waiting[0] if waiting else None)
    return {**line.given, **({wordy.name: line.text} if wordy and line.text else {})}
