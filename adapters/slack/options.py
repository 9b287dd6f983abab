"""What people type after a command, as the desk reads it: mentions, channels, groups and links become ids."""

import re
from html import unescape

from adapters.slack.api import JSON, Trouble
from adapters.slack.ids import NAME, message_ref, person_id, role_id
from adapters.slack.people import Calls
from handoff.acts import Command
from handoff.commands import COMMANDS, NotUnderstood, Parameter

_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]{1,30})(?:\|[^<>]*)?>")
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
_ID = re.compile(r"(?=[A-Z]*\d)[A-Z][A-Z0-9]{5,30}")
_LINK = re.compile(
    r"<?https://[^\s<>|]+/archives/([CDG][A-Z0-9]{1,30})/p(\d{10})(\d{6})(?:\?[^\s<>|]*)?(?:\|[^<>]*)?>?"
)
_ADDRESS = re.compile(r"<(?:mailto:|tel:)?([^<>|@#!][^<>|]*)(?:\|([^<>]*))?>")
PAGE = 200
PAGES = 25


async def meant(typed: Command, space: str, api: Calls) -> Command:
    """The command with Slack's own names in it resolved; raises NotUnderstood for one that is not there."""
    spec = COMMANDS.get(typed.verb)
    kinds = {p.name: p for p in spec.parameters} if spec else {}
    given = {name: await _value(kinds[name], text, space, api) for name, text in typed.given.items() if name in kinds}
    return Command(typed.verb, typed.case, given)


async def _value(parameter: Parameter, text: str, space: str, api: Calls) -> str:
    text = text.strip()
    match parameter.kind:
        case "role":
            return await _role(text, space, api)
        case "channel":
            return await _channel(text, space, api)
        case "person" | "teammate" if found := _PERSON.fullmatch(text):
            return person_id(space, found[1])
        case _ if parameter.name == "message":
            return message_named(plain(text))
        case _:
            return plain(text)


async def _role(text: str, space: str, api: Calls) -> str:
    """A user group, or somebody by name where there are no groups."""
    if found := _GROUP.fullmatch(text) or _PERSON.fullmatch(text):
        return role_id(found[1])
    bare = plain(text).removeprefix("@")
    if _ID.fullmatch(bare) and bare[0] in "SUW":
        return role_id(bare)
    if ":" in bare:
        return bare
    for group in (await _asked(api, space, "usergroups.list")).get("usergroups") or ():
        if bare.casefold() in (str(group.get("handle")).casefold(), str(group.get("name")).casefold()):
            return role_id(str(group["id"]))
    raise NotUnderstood(
        f"There is no user group @{bare[:40]} here. Pick one after typing @, or name a person or an id like S0123ABCD."
    )


async def _channel(text: str, space: str, api: Calls) -> str:
    if found := _CHANNEL.fullmatch(text):
        return f"{NAME}:{space}:{found[1]}"
    bare = plain(text).removeprefix("#")
    if _ID.fullmatch(bare) and bare[0] in "CG":
        return f"{NAME}:{space}:{bare}"
    if ":" in bare:
        return bare
    if id := await _channel_named(bare.casefold(), space, api):
        return f"{NAME}:{space}:{id}"
    raise NotUnderstood(
        f"I see no channel #{bare[:40]} here. If it is private, invite me there first: `/invite @me`; or use its id."
    )


async def _channel_named(name: str, space: str, api: Calls) -> str:
    cursor = ""
    for _ in range(PAGES):
        page = await _asked(
            api,
            space,
            "conversations.list",
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=PAGE,
            **({"cursor": cursor} if cursor else {}),
        )
        for channel in page.get("channels") or ():
            if str(channel.get("name")).casefold() == name:
                return str(channel["id"])
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            break
    return ""


async def _asked(api: Calls, space: str, method: str, **params: object) -> JSON:
    try:
        return await api.call(space, method, **params)
    except Trouble as no:
        raise NotUnderstood(f"Slack did not let me look that up ({no}). Use its id instead.") from None


def message_named(text: str) -> str:
    """A message by its link or as channel/ts; anything else is a key of ours."""
    if found := _LINK.fullmatch(text):
        return message_ref(found[1], f"{found[2]}.{found[3]}")
    return text


def plain(text: str) -> str:
    """Typed words as they were typed: Slack writes links and the three letters of its own differently."""
    return unescape(_ADDRESS.sub(lambda found: found[2] or found[1], text))
