"""A reply that only one person sees, or that answers a command at once: for ephemerals and response_url."""

from adapters.slack.ids import case_ask
from adapters.slack.render import render
from adapters.slack.shown import JSON
from bot.content import Reply

HERE = case_ask(0)
"""What staff are offered is about the case of the place where they press it."""

Kept = tuple[tuple[str, str], ...]


def alone(reply: Reply, ask: str = HERE) -> tuple[JSON, ...]:
    """`text`, `blocks` and so on for each message of the reply, to give to the call; there is at least one."""
    made = tuple(message.body() for message in render(reply, offers_ask=ask))
    return made or ({"text": "\u200b", "blocks": [], "parse": "none", "link_names": False},)


def kept_of(reply: Reply, ask: str = HERE) -> Kept:
    """(ask, value) of what is shown as a digest: keep a ValueRow of each before it is shown."""
    return tuple(one for message in render(reply, offers_ask=ask) for one in message.kept)


def posted(reply: Reply, ask: str = HERE) -> tuple[JSON, ...]:
    """The same as bodies for a response_url, to the presser alone and beside what is there."""
    more = {"response_type": "ephemeral", "replace_original": False}
    return tuple({key: body[key] for key in ("text", "blocks")} | more for body in alone(reply, ask))
