"""How things stand with a conversation, as far as the page has to know."""

import re

from pydantic import ValidationError

from adapters.web.ports import Parts
from bot.codec import load
from bot.hearing.redaction import redact
from bot.memory import Conversation
from bot.policy import policy_of
from bot.writes import ConversationRow, SettingRow

SIX_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){5}(?!\d)")


async def file_megabytes(parts: Parts) -> int:
    """The largest attachment that the team takes now."""
    found = await parts.store.find(SettingRow, {"team": parts.team, "name": "file_megabytes"}, limit=1)
    return policy_of({row.name: row.value for row in found}).file_megabytes


async def showable(parts: Parts, person: str, text: str) -> str:
    """What a customer typed, without its secrets; the code we mailed them is one while it is waited for."""
    text = redact(text)[0]
    if SIX_DIGITS.search(text) and await _waits_for_code(parts, person):
        return SIX_DIGITS.sub("••••••", text)
    return text


async def _waits_for_code(parts: Parts, person: str) -> bool:
    rows = await parts.store.find(ConversationRow, {"team": parts.team, "id": person}, limit=1)
    try:
        return any(load(Conversation, row.state).challenge for row in rows)
    except ValidationError:  # the conversation begins anew
        return False
