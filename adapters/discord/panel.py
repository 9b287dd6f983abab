"""The support panel: a message in a public channel with the ways to begin."""

from bot.content import Choice, Reply
from bot.text import escape
from bot.wording import sentences

WAYS = (
    ("topic.order_status", "topic:order_status", "primary"),
    ("topic.refund_request", "topic:refund_request", "plain"),
    ("offer.something_else", "menu", "plain"),
    ("offer.human", "human", "plain"),
)


def panel(shop: str, *, form: Choice | None = None) -> Reply:
    """What customers see; the presses go on where nobody else reads along."""
    say = sentences("en")
    offers = tuple(Choice(say[key], value, "primary" if style == "primary" else "plain") for key, value, style in WAYS)
    text = (
        f"**Help with your order at {escape(shop)}**\n\n"
        "Choose what it is about. I'm an automated assistant: I answer in private, nobody here can read it, "
        "and a person is one tap away."
    )
    return Reply(text, offers=offers + ((form,) if form else ()))
