"""`baton knowledge check`: what is wrong with the answers, and what customers asked that has none."""

import asyncio
from collections.abc import Iterable

from adapters.command_line.opening import own_ear, settings_or_stop
from adapters.command_line.printing import show
from adapters.command_line.stopping import Stop
from adapters.knowledge import SAMPLE, KnowledgeError
from adapters.knowledge import folder as shelf_of
from adapters.knowledge.checking import Finding, dead_links, left_open, not_found, written_twice
from adapters.settings import Settings
from adapters.store.errors import StoreUnavailable
from adapters.store.keys import keyring
from adapters.store.reader import open_reader
from bot.blanks import values
from bot.policy import policy_of
from bot.writes import Snapshot
from bot.written import MOST, QuestionRow, WrittenRow, article_of
from handoff.knowledge import LOOKED_AT, gaps
from handoff.scene import Where

TEAM = "main"


def check(*, offline: bool, as_json: bool) -> None:
    """Every finding on a line; ends with 1 if one of them is more than a warning."""
    settings = settings_or_stop()
    own_ear(settings)
    try:
        findings = asyncio.run(_findings(settings, offline=offline))
    except KnowledgeError as faults:
        findings = tuple(Finding(*_named(line)) for line in str(faults).splitlines())
    for one in findings:
        _tell(one, as_json=as_json)
    wrong = sum(not one.warning for one in findings)
    if wrong:
        raise Stop(f"{wrong} to mend in the answers.", code=1)
    if not findings and not as_json:
        print("ok       nothing to mend")


def _named(line: str) -> tuple[str, str]:
    name, _, what = line.partition(": ")
    return name, what or line


def _tell(one: Finding, *, as_json: bool) -> None:
    if as_json:
        show({"answer": one.answer, "what": one.what, "warning": one.warning})
    else:
        print(f"{'warning' if one.warning else 'FAILED':8} {one.answer}: {one.what}")


async def _findings(settings: Settings, *, offline: bool) -> tuple[Finding, ...]:
    shelf = shelf_of(settings.knowledge_dir or SAMPLE)
    snapshot, written, asked = await _kept(settings)
    whole = shelf.beside(tuple(map(article_of, written)))
    policy = policy_of(snapshot.settings)
    filling = values(policy, policy.usual_wait)
    found = [*written_twice(whole.articles), *not_found(whole), *left_open(whole.articles, filling)]
    links = () if offline else await dead_links(whole.articles)
    return (*found, *links, *_gaps(asked))


def _gaps(asked: Iterable[QuestionRow]) -> tuple[Finding, ...]:
    """What was asked and not answered: for the next answers, and no fault of those there are."""
    return tuple(Finding("gap", line, warning=True) for line in gaps(tuple(asked)))


async def _kept(settings: Settings) -> tuple[Snapshot, tuple[WrittenRow, ...], tuple[QuestionRow, ...]]:
    """What the database adds to the folder; nothing if there is none yet, or an older one."""
    if not settings.database.exists():
        return Snapshot(), (), ()
    team: Where = {"team": TEAM}
    try:
        async with open_reader(settings.database, keyring(settings.key.get_secret_value())) as reader:
            return (
                await reader.load(TEAM, ""),
                await reader.find(WrittenRow, {**team, "removed": 0}, limit=MOST),
                await reader.find(QuestionRow, team, order=("at",), newest_first=True, limit=LOOKED_AT),
            )
    except StoreUnavailable as no:
        raise Stop(str(no), code=2) from None
