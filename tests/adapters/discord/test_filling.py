"""Whatever an event leaves out, the library can read it once it is filled in; what it says is left as it was."""

import copy
from typing import Any

import discord
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.discord import filling, filling_acts
from adapters.discord.client import Client

WHO = {
    "id": "5",
    "username": "ana",
    "discriminator": "0",
    "avatar": None,
    "global_name": "Ana",
    "bot": False,
    "public_flags": 0,
}
FILE = {"id": "8", "filename": "a.png", "size": 3, "url": "https://x/a.png", "proxy_url": "https://x/a.png"}
SNAPSHOT = {
    "type": 0,
    "content": "forwarded",
    "embeds": [],
    "attachments": [FILE],
    "timestamp": "2026-11-22T09:00:00+00:00",
    "edited_timestamp": None,
    "sticker_items": [{"id": "9", "name": "wave", "format_type": 1}],
}
MESSAGE = {
    "id": "1",
    "channel_id": "2",
    "type": 0,
    "content": "hello",
    "author": WHO,
    "timestamp": "2026-11-22T09:00:00+00:00",
    "edited_timestamp": None,
    "mentions": [{**WHO, "member": {"roles": ["3"], "flags": 0, "joined_at": "2026-11-22T09:00:00+00:00"}}],
    "mention_roles": ["3"],
    "attachments": [FILE],
    "embeds": [{"type": "rich", "title": "x"}],
    "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "A", "custom_id": "a|b"}]}],
    "sticker_items": [{"id": "9", "name": "wave", "format_type": 1}],
    "message_snapshots": [{"message": SNAPSHOT}],
    "poll": {
        "question": {"text": "Tea?"},
        "answers": [{"answer_id": 1, "poll_media": {"text": "yes"}}],
        "expiry": "2026-11-23T09:00:00+00:00",
        "allow_multiselect": False,
        "layout_type": 1,
    },
    "message_reference": {"type": 0, "message_id": "7", "channel_id": "2"},
    "referenced_message": {"id": "7", "channel_id": "2", "type": 0, "content": "before", "author": WHO},
    "thread": {"id": "1"},
    "interaction_metadata": {"id": "4"},
    "reactions": [{"emoji": {"name": "x"}}],
}
KEPT = {"id", "channel_id"}
"""What makes a thing that thing."""


def paths(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key that could be left out, at any depth."""
    if isinstance(node, dict):
        below = [path for key, value in node.items() for path in paths(value, (*at, key))]
        return [(*at, key) for key in node if key not in KEPT] + below
    return [p for n, one in enumerate(node) for p in paths(one, (*at, n))] if isinstance(node, list) else []


def without(node: Any, path: tuple[Any, ...], nothing: bool) -> None:
    """Leave it out, or say that it is nothing; what hangs below something that is gone is gone too."""
    *way, last = path
    for step in way:
        if not isinstance(node, dict | list) or (isinstance(node, dict) and step not in node):
            return
        node = node[step]
    if not isinstance(node, dict):
        return
    if nothing:
        node[last] = None
    else:
        node.pop(last, None)


@pytest.fixture(scope="module")
def connection():
    known = Client(reads_content=True, guilds_within=0)._connection
    known.user = discord.ClientUser(state=known, data={**WHO, "id": "12", "bot": True})
    return known


GONE = st.lists(st.tuples(st.sampled_from(paths(MESSAGE)), st.booleans()), max_size=12)


@given(gone=GONE)
def test_a_message_is_read_whatever_it_leaves_out(connection, gone):
    data = copy.deepcopy(MESSAGE)
    for path, nothing in gone:
        without(data, path, nothing)
    said = data.get("content")
    filling.message(data)
    channel = discord.PartialMessageable(state=connection, id=2)
    message = discord.Message(state=connection, channel=channel, data=data)
    assert message.content == (said or "")
    assert message.id == 1


CLICK = {
    "id": "11",
    "application_id": "12",
    "type": 3,
    "token": "t",
    "version": 1,
    "guild_id": "6",
    "channel_id": "2",
    "channel": {"id": "2", "type": 11, "name": "thread", "permissions": "0", "guild_id": "6"},
    "member": {"user": WHO, "roles": ["3"], "permissions": "8", "flags": 0},
    "user": WHO,
    "message": MESSAGE,
    "data": {"custom_id": "case:1|claim", "component_type": 2},
    "locale": "de",
    "guild_locale": "de",
    "guild": {"id": "6", "features": [], "locale": "de"},
    "app_permissions": "0",
    "entitlements": [{"id": "1"}],
    "authorizing_integration_owners": {"0": "6"},
    "context": 0,
    "attachment_size_limit": 1,
}
LASTING = [("type",), ("token",), ("data",), ("data", "custom_id"), ("guild_id",), ("member", "user"), ("member",)]
CLICKED = [path for path in paths(CLICK) if path not in LASTING]


@example(gone=[(("message",), True)])
@given(gone=st.lists(st.tuples(st.sampled_from(CLICKED), st.booleans()), max_size=12))
def test_a_press_is_read_whatever_it_leaves_out(connection, gone):
    data = copy.deepcopy(CLICK)
    for path, nothing in gone:
        without(data, path, nothing)
    roles_told = data["member"].get("roles") is not None
    filling_acts.interaction(data, 12)
    interaction = discord.Interaction(data=data, state=connection)
    assert (interaction.user.id, interaction.guild_id, interaction.channel_id) == (5, 6, 2)
    assert interaction.data is not None and interaction.data["custom_id"] == "case:1|claim"
    if not roles_told:
        assert interaction.user._permissions is None, "then it is asked who they are"


def test_an_edit_that_does_not_tell_the_words_changes_none():
    data = {"id": "1", "channel_id": "2", "edited_timestamp": "2026-11-22T09:00:00+00:00", "embeds": []}
    filling.edit(data)
    assert data["edited_timestamp"] is None


def test_an_edit_that_tells_only_the_words_is_one():
    data = {"id": "1", "channel_id": "2", "content": "other words"}
    filling.edit(data)
    assert data["edited_timestamp"]
