"""`baton admin VERB ...`: what an admin does in chat, from the shell."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adapters.app import App
from adapters.command_line.control import Out
from adapters.command_line.either import served
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.shown import all_of
from adapters.command_line.stopping import Stop
from bot.events import Place
from bot.writes import new_key
from handoff.acts import Act, Command, Teammate
from handoff.commands import NotUnderstood, read_words
from handoff.helping import helped

SHELL = Teammate("shell", "The operator", "admin")
"""Whoever may read the data folder could change the database: that is the shell's admin."""
HELP = ("help", "--help", "-h")
NOWHERE = Place("terminal", "local", "shell")


def admin(verb: str, words: Sequence[str]) -> None:
    """Do it in the running Baton if there is one, else here."""
    if verb in HELP or (words and words[-1] in HELP[1:]):
        print(_help(words) if verb in HELP else _help((verb, *words[:-1])))
        return
    line = line_of(verb, words)
    _understood(line)
    asyncio.run(served(settings_or_stop(), {"open": "admin", "line": line}, serve, sends=True))


def _help(words: Sequence[str]) -> str:
    try:
        return helped(" ".join(words), written=lambda line: f"baton admin {line}", sign="").replace("`", "")
    except NotUnderstood as not_so:
        raise Stop(str(not_so)) from None


def line_of(verb: str, words: Sequence[str]) -> str:
    """The shell's words as one line; `--case 7` stands for the #7 that a shell takes for a comment."""
    rest = list(words)
    if "--case" in rest[:-1]:
        at = rest.index("--case")
        number = rest.pop(at + 1).removeprefix("#")
        rest[at : at + 1] = []
        rest.insert(0, f"#{number}")
    return " ".join(map(quoted, (verb, *rest)))


def quoted(word: str) -> str:
    """A word as `read_words` reads it back: the shell has split the line already."""
    plain = word and not any(c.isspace() or c in "\"'\\" for c in word)
    return word if plain else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _understood(line: str) -> Command:
    try:
        return read_words(line, from_shell=True)
    except NotUnderstood as not_so:
        raise Stop(str(not_so)) from None


async def serve(app: App, opening: Mapping[str, Any], out: Out) -> None:
    """One verb, and what the desk says to it."""
    command = _understood(str(opening.get("line", "")))
    act = Act(f"shell:{new_key()}", app.team, NOWHERE, SHELL, app.clock.now(), command)
    reply = await app.desk.receive(act)
    if reply.notice and not reply.files:  # the desk says no
        raise Stop(all_of(reply))
    lie = [_where(file.name, app.files.path(file.ref), sealed=bool(app.store.keys)) for file in reply.files]
    await out({"text": "\n".join((all_of(reply) or "Done.", *lie))})
    if reply.notice:
        raise Stop("It is not whole: what is missing is named above.", 1)


def _where(name: str, path: Path, *, sealed: bool) -> str:
    return f"{name}: sealed; `baton key open {path} > {name}` opens it" if sealed else f"{name}: {path}"
