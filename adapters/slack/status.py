"""What the bot says it is doing, in the agent view alone; Slack knows no other sign of typing."""

from contextlib import suppress

from adapters.slack.api import Api, Trouble


async def set_status(api: Api, space: str, channel: str, thread: str, words: str) -> None:
    """Shown until we post, or for two minutes; best effort, and never in the way of an answer."""
    if thread:
        with suppress(Trouble):
            await api.call(space, "assistant.threads.setStatus", channel_id=channel, thread_ts=thread, status=words)
