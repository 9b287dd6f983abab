"""A question about a product, answered from the catalogue alone: price, stock, options, what fits, what its page says.

What its page does not say goes to the shop's written answers, and then to a colleague; nothing is made up.
"""

from bot.flows.product.asking import CANCELS_NOISE, SELL, WANTS_TO_BUY
from bot.flows.product.flow import AboutProduct, answers, asks_of_it, asks_on, of_a_kind

__all__ = ["CANCELS_NOISE", "SELL", "WANTS_TO_BUY", "AboutProduct", "answers", "asks_of_it", "asks_on", "of_a_kind"]
