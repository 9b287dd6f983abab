"""Every method of the Web API, by what it is about. Importing this fills the table."""

from . import agents, apps, chat, conversations, files, membership, reactions, users, views

__all__ = ["agents", "apps", "chat", "conversations", "files", "membership", "reactions", "users", "views"]
