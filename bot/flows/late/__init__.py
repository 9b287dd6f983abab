"""A parcel that is late."""

from bot.flows.late.form import Late
from bot.flows.late.ways import Way

__all__ = ["Late", "Way"]
