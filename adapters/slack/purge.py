"""A workspace that removed us: its tokens, its people's words and everything else of it are forgotten.

Slack asks for that. What was decided stays as bare facts: that there was a case, and how it ended.
"""

import logging

from adapters.slack.ids import person_id
from adapters.slack.parts import Parts
from adapters.slack.rows import DmRow, MemberRow, SeenRow, ThreadRow, WorkspaceRow
from bot.codec import dump
from bot.conversation import Conversation
from bot.writes import Change, ConfirmationRow, ConversationRow, InboxRow, MessageRow, OutboxRow, Scalar, Writes
from handoff.brief import Brief
from handoff.rows import CaseRow

log = logging.getLogger(__name__)
AT_ONCE = 50
"""People whose words go in one commit."""
ALL = 1_000_000


async def purge(parts: Parts, row: WorkspaceRow) -> None:
    """Told twice it does no harm. Raises StoreUnavailable."""
    space = row.space
    await parts.store.commit(Writes(changes=_of_the_workspace(space, parts.now())))
    people = await _people(parts, space)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        await parts.store.commit(Writes(changes=tuple(c for team, person in some for c in _of_a_person(team, person))))
    await parts.store.commit(Writes(changes=_known(row.team, space)))
    log.warning("removed from workspace %s: its tokens and the words of %d people were forgotten", space, len(people))


async def _people(parts: Parts, space: str) -> list[tuple[str, str]]:
    """(team, person) of everybody we have met there."""
    met = await parts.store.find(MemberRow, {"space": space}, limit=ALL)
    wrote = await parts.store.find(DmRow, {"space": space}, limit=ALL)
    known = {(row.team, row.user) for row in met} | {(row.team, row.user) for row in wrote}
    return sorted((team, person_id(space, user)) for team, user in known)


def _of_the_workspace(space: str, now: int) -> tuple[Change, ...]:
    gone: dict[str, Scalar] = {"token": "", "refresh": "", "expires": 0, "scopes": "", "left": now}
    return (Change(WorkspaceRow, {"space": space, "left": 0}, gone),)


def _of_a_person(team: str, person: str) -> tuple[Change, ...]:
    of_them: dict[str, Scalar] = {"team": team, "conversation": person}
    return (
        Change(OutboxRow, {**of_them, "state": "queued"}, {"state": "dropped"}),
        Change(OutboxRow, of_them, {"payload": "{}"}),
        Change(InboxRow, {**of_them, "state": "new"}, {"state": "done"}),
        Change(InboxRow, of_them, {"payload": "{}"}),
        Change(MessageRow, of_them, {"text": "", "name": "", "files": "[]"}),
        Change(ConfirmationRow, of_them, {"title": "", "text": ""}),
        Change(CaseRow, of_them, {"name": "", "brief": dump(Brief(""))}),
        Change(ConversationRow, {"team": team, "id": person}, {"name": "", "state": dump(Conversation())}),
    )


def _known(team: str, space: str) -> tuple[Change, ...]:
    """Whom we met, and where; last, since it is what tells whose words there are."""
    nobody: dict[str, Scalar] = {"name": "", "email": "", "locale": "", "zone": "", "at": 0, "admin": False}
    where = {"team": team, "space": space}
    return (
        Change(MemberRow, where, nobody),
        Change(DmRow, where, {"channel": "", "thread": "", "at": 0}),
        Change(ThreadRow, where, {"channel": "", "ts": ""}),
        Change(SeenRow, where, {"last": ""}),
    )
