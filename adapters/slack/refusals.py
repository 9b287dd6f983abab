"""What Slack's refusals mean, in words staff can act on; and every other outcome as delivery knows it."""

from adapters.slack.api import Away, Gone, Lost, No, Slow, Trouble
from handoff.ports import Outcomes

NO_THREAD = frozenset({"thread_not_found", "cannot_reply_to_message"})
"""The message that the words were to hang on is gone."""
UNCHANGEABLE = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
"""What was posted can't be changed any more: it is said anew."""
TAKEN_BACK = frozenset({"message_not_found", "channel_not_found", "cant_delete_message", "is_archived"})
"""It is gone, or nobody can take it back."""
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
BLIND = frozenset({"missing_scope", "not_in_channel", "access_denied", "no_permission", "ekm_access_denied"})
"""We may post there and not read."""

INVITE = "invite it there with /invite"
WORDS = {
    "account_inactive": "Their Slack account is deactivated",
    "user_disabled": "Their Slack account is deactivated",
    "cannot_dm_bot": "They are a bot, and bots can't be written to",
    "user_not_found": "Slack knows no such person any more",
    "users_not_found": "Slack knows no such person any more",
    "user_not_visible": "The bot can't see this person: they share no channel with it any more",
    "messages_tab_disabled": (
        "The app's Messages tab is turned off, so nobody can be written to in private:"
        " turn it on under App Home in the app's settings"
    ),
    "channel_not_found": f"The Slack channel is gone, or the bot is not in it: {INVITE}, or set up another",
    "is_archived": "The Slack channel is archived: unarchive it, or set up another",
    "not_in_channel": f"The bot is not in the Slack channel: {INVITE}",
    "thread_not_found": "The message that the thread hangs on was deleted on Slack",
    "cannot_reply_to_message": "The message that the thread hangs on was deleted on Slack",
    "thread_locked": "The thread is locked on Slack",
    "restricted_action": "A setting of the workspace keeps the bot from posting there: ask its admin",
    "restricted_action_read_only_channel": "The channel is read-only: let the bot post there in its settings",
    "restricted_action_thread_only_channel": "The channel takes replies in threads only",
    "restricted_action_non_threadable_channel": "The channel takes no threads: set up another for staff",
    "restricted_action_thread_locked": "The thread is locked on Slack",
    "ekm_access_denied": "The workspace's admins have suspended access to its messages",
    "msg_too_long": "Slack holds the message to be too long",
    "no_text": "There was nothing to say",
    "message_limit_exceeded": "The workspace has sent as many messages as its plan allows",
    "message_not_found": "The message was deleted on Slack",
    "file_uploads_disabled": "The workspace takes no files: its admins have turned uploads off",
    "file_uploads_except_images_disabled": "The workspace takes pictures only",
    "file_type_not_allowed": "The workspace does not take files of this type",
    "file_upload_size_restricted": "The workspace does not take files of this size",
    "storage_limit_reached": "The workspace's storage is full",
    "team_access_not_granted": "The organisation's admins have not let the app into this workspace",
    "slack_connect_blocked_file_type": "Slack Connect does not take files of this type",
}
GONE = "Baton is not installed in that Slack workspace any more: install it again"


def outcome(trouble: Trouble, outcomes: Outcomes) -> Exception:
    """What to tell delivery of a call that nobody could work around."""
    match trouble:
        case Slow(retry_after=seconds):
            return outcomes.busy(seconds, "Slack asked us to slow down")
        case Lost():
            return outcomes.unknown(str(trouble))
        case Away():
            return outcomes.unreached(str(trouble))
        case No():
            return outcomes.refused(words(trouble))
        case _:
            return outcomes.unreached(str(trouble))


def words(no: No) -> str:
    """Why Slack said no, and what can be done."""
    if isinstance(no, Gone):
        return GONE
    if no.code == "missing_scope":
        scope = no.needed or "unknown"
        return f"The app lacks a scope on Slack: {scope}. Add it in the app's settings and install it again"
    if no.code in WORDS:
        return WORDS[no.code]
    details = f" ({'; '.join(no.details)[:150]})" if no.details else ""
    return f"Slack refused it: {no.code}{details}"
