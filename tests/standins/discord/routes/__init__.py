"""Every route of the HTTP API, by what it is about. Importing this fills the table."""

from . import channels, commands, guilds, interactions, messages, threads, users, webhooks

__all__ = ["channels", "commands", "guilds", "interactions", "messages", "threads", "users", "webhooks"]
