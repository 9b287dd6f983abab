# ruff: noqa: F401 - nothing is used here
"""Every room's rows, imported: the store finds row classes wherever they have been."""

import adapters.discord.rows
import adapters.slack.rows
import adapters.web.rows
import bot.incidents
import bot.writes
import bot.written
import handoff.rows
