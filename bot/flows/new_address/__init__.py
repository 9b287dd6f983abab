"""Another address, another day, a pick-up point, or a word to the courier."""

from bot.flows.new_address.amending import PART_IS_WRONG
from bot.flows.new_address.form import NewAddress

__all__ = ["PART_IS_WRONG", "NewAddress"]
