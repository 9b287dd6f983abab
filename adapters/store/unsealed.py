"""Which columns of words stay readable where there is a key, and why. Never imported at run time.

A test holds that every column of text is either marked as sealed by its row class or named here, and
docs/decisions/encryption.md shows the same as a table.
"""

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "id": "an id that a platform, the shop or we gave: rows are found by it. It stands for an account, and is no name",
    "kind": "one of a few fixed words: rows are chosen by them",
    "digest": "a digest; what it stands for is not in it",
    "shop": "what the shop's own places are called, and how they are set up",
    "region": "a language or a time zone, which many share",
}

OPEN: Mapping[str, Mapping[str, str]] = {
    "inbox": {"id": "id team conversation", "kind": "lane state error"},
    "conversations": {"id": "team id place"},
    "messages": {"id": "team id conversation source copies author", "kind": "speaker"},
    "outbox": {"id": "id team place to conversation platform_id bundle", "kind": "kind voice state"},
    "timers": {"id": "team id conversation", "kind": "lane what state"},
    "cases": {
        "id": "team conversation place thread owner card told_owner_rule",
        "kind": "stage department rule call",
    },
    "bindings": {"id": "team person customer by", "kind": "how"},
    "codes": {"id": "team id person"},
    "confirmations": {"id": "team id conversation"},
    "audit": {"id": "team id actor subject", "kind": "verb"},
    "settings": {"id": "team by", "shop": "name"},
    "consents": {"id": "team person", "kind": "platform"},
    "spaces": {"id": "space team by", "kind": "platform"},
    "links": {"id": "team by used", "digest": "digest"},
    "reports": {"id": "team person place", "kind": "topic"},
    "ratings": {"id": "team conversation mate", "kind": "department"},
    "incidents": {"id": "team by", "kind": "topic state"},
    "answers": {"id": "team id by"},
    "questions": {"id": "team id conversation answer", "kind": "outcome intent"},
    "gone_files": {"id": "team", "digest": "ref"},
    "places": {"id": "team place"},
    "web_feed": {"id": "team channel thread id", "kind": "kind"},
    "seals": {"digest": "id"},
    "discord_guilds": {
        "id": "team guild staff_channel staff_role lead_role panel_channel panel_message",
        "shop": "name",
        "digest": "commands",
    },
    "discord_dms": {"id": "team user channel thread guild"},
    "discord_threads": {"id": "team place guild channel thread card"},
    "discord_seen": {"id": "team channel last"},
    "discord_values": {"id": "team ask", "digest": "digest"},
    "discord_marks": {"id": "team message notice", "kind": "emoji"},
    "slack_workspaces": {"id": "space team enterprise app bot_user bot", "shop": "name scopes"},
    "slack_members": {"id": "team space user home", "region": "locale zone"},
    "slack_dms": {"id": "team space user channel thread"},
    "slack_threads": {"id": "team place space channel ts"},
    "slack_seen": {"id": "team space channel thread last"},
    "slack_values": {"id": "team ask", "digest": "digest"},
    "slack_marks": {"id": "team message notice", "kind": "emoji"},
    "slack_begun": {"id": "team outbox shown"},
    "slack_states": {"digest": "digest"},
}
"""By table, what each column is, as `WHY` has it."""
