"""Marked delivered and not there, or lost on its way."""

from bot.flows.not_received.form import NotReceived
from bot.flows.not_received.reading import LOOKED, turned_up

__all__ = ["LOOKED", "NotReceived", "turned_up"]
