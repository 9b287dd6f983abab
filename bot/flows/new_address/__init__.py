"""Another address, another day, a pick-up point, or a word to the courier."""

from bot.flows.new_address.form import NewAddress

__all__ = ["NewAddress"]
