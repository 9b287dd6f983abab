"""Every route of the HTTP API, by what it is about. Importing this fills the table."""

from . import channels, guilds, messages, threads, users

__all__ = ["channels", "guilds", "messages", "threads", "users"]
