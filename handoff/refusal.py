"""Why the desk did not do what was asked, in words for the person who asked."""

from bot.content import Choice


class Refusal(Exception):
    """Nothing was done; the message is shown to the actor alone, with ways to go on."""

    def __init__(self, message: str, *offers: Choice) -> None:
        super().__init__(message)
        self.offers = offers


class NotAllowed(Refusal):
    """The actor's role does not reach that far."""


class NotUnderstood(Refusal, ValueError):
    """The words, or the values in them, say nothing the desk can do."""
