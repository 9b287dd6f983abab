"""What a shop's own books tell apart where the bot need not."""

from bot.shop import ShopRefused, ShopUnavailable


class KeyReused(ShopRefused):
    """An idempotency key that has already done something else."""


class DroppedLine(ShopUnavailable):
    """It was done, and the line breaks before anybody hears so."""
