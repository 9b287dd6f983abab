"""Every sentence the desk says, to customers and to staff, in one place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content import Choice
from bot.incidents import as_sentence
from bot.text import clean, defanged, escape

TEAMS = {
    "general": "support team",
    "billing": "billing team",
    "delivery": "delivery team",
    "technical": "technical team",
    "security": "security team",
}


ACCOUNT_FROZEN = (
    "Your account is frozen while we look at it together: no money and no goods move. You can go on writing to us here."
)
ACCOUNT_FREE = "Your account is free again: refunds, returns and changes work as before."
FROZEN_BY_SHOP = "We froze nothing: the shop's own system marks this account as at risk, and only it can clear that."


def safe(words: str, limit: int = 0) -> str:
    """Somebody's words or name, to stand in a sentence of ours."""
    words = clean(words)
    return escape(words if not limit or len(words) <= limit else words[: limit - 1] + "…")


def instead(words: str) -> str:
    """Why a command was not understood: what was typed stays words, and what to type stands out as code."""
    parts = words.split("`")
    if len(parts) % 2 == 0 or any(not part.strip() or "\n" in part for part in parts[1::2]):
        return escape(words)
    return "".join(f"`{part}`" if at % 2 else escape(part) for at, part in enumerate(parts))


def harmless(department: str, words: str) -> str:
    """What the security people read may hold a trap: they see its links, and cannot follow them."""
    return defanged(words) if department == "security" else words


def span(time: timedelta) -> str:
    """How long, as people say it: 2 min, 3 h, 4 days."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min" if minutes else "under a minute"
    if minutes < 60 * 48:
        return f"{minutes // 60} h"
    return f"{minutes // (60 * 24)} days"


def minutes(time: timedelta) -> str:
    """A wait as customers are told it."""
    count = max(1, round(time.total_seconds() / 60))
    if count < 90:
        return f"{count} minute{'s' * (count != 1)}"
    return f"{round(count / 60)} hours"


# To the customer.


def claimed(name: str) -> str:
    return f"{safe(name)} from Support is here now and has read the above."


def moved_to_colleague(name: str) -> str:
    return f"{safe(name)} from Support takes over from here and has read the above."


def transferred(department: str) -> str:
    return f"I've passed this to our {TEAMS[department]}. They have everything so far, so you needn't say it again."


def escalated() -> str:
    return "A senior colleague will look at this next. They have everything so far, so you needn't say it again."


def released(name: str) -> str:
    return f"{safe(name)} had to step away. The next free colleague takes over and has everything so far."


CLOSED = {
    "solved": "{name} has marked this as settled. If it isn't, just write here.",
    "explained": "{name} has answered this as far as we can. If something is still open, just write here.",
    "no_answer": "We haven't heard from you, so {name} has put this aside. Write here any time and we go on.",
    "duplicate": "We're already on this in another conversation with you, so {name} has closed this one.",
    "not_for_us": "This isn't something our shop can settle, so {name} has closed it. For anything else, write here.",
    "spam": "{name} has closed this conversation.",
}


def closed(name: str, reason: str) -> str:
    return CLOSED[reason].format(name=safe(name))


HOW_WAS_IT = "How was the help you got? One press tells us."
SCORES = ("1 Bad", "2 Poor", "3 All right", "4 Good", "5 Great")


def reopened() -> str:
    return "We've opened this again. A colleague will be with you; they have everything from before."


def handed_back(name: str) -> str:
    return f"{safe(name)} has left the conversation. I'm the automated assistant again; a person is still one tap away."


def incident_news(status: str) -> str:
    return f"News of the problem you told us about: {escape(as_sentence(status))}"


def incident_over(status: str) -> str:
    return (
        f"The problem you told us about is over. {escape(as_sentence(status))}\n\nIf it isn't for you, just write here."
    )


def long_wait(waited: timedelta) -> str:
    return (
        f"Nobody has been free yet: you've waited {minutes(waited)}, sorry about that. I've called the team leads. "
        "You don't need to stay; the answer comes here."
    )


LONG_WAIT_OFFERS = (
    Choice("Call me now", "call"),
    Choice("Leave a message", "leave_message"),
    Choice("Keep waiting", "human"),
)


def back(when: str) -> str:
    return f"They are back {when}."


def moment_in(at: datetime, zone: str) -> str:
    """A moment by the clock of a place: "Tue 24 Nov 09:00 (Europe/London)"."""
    return f"{at.astimezone(ZoneInfo(zone)):%a %d %b %H:%M} ({zone})"


# To staff.


def asks_again(name: str) -> str:
    return f"{safe(name)} asks after this case. It is urgent now."


def open_again(number: int) -> str:
    return f"Case #{number} has waited for you to be back."


def chose(before: str, after: str) -> str:
    return f"The customer chose {after} instead of {before}."


def still_waiting(number: int, waited: timedelta) -> str:
    return f"Case #{number} has waited {span(waited)} and nobody has claimed it."


def to_leads(number: int, waited: timedelta) -> str:
    return f"Leads: case #{number} has waited {span(waited)} unclaimed. The customer has been told."


def nudge(name: str, idle: timedelta, releases_in: timedelta) -> str:
    return f"{safe(name)}, the customer has waited {span(idle)} for you. In {span(releases_in)} others can claim this."


def idle_release(name: str) -> str:
    return f"Released from {safe(name)}, who has been quiet too long. It waits for anyone again."


def woken(name: str, wrote: bool) -> str:
    return f"{safe(name)}, {'the customer wrote' if wrote else 'the snooze is over'}: this is yours again."


def has_claimed(name: str) -> str:
    return f"{safe(name)} has it now. Words typed here by {safe(name)} go to the customer."


def gave(name: str, mate: str) -> str:
    return f"{safe(name)} gave it to {safe(mate)}."


def beaten(number: int, name: str) -> str:
    return f"{safe(name)} was faster: case #{number} is theirs. What you type there is a note."


def needs_role(verb: str, needed: str, has: str) -> str:
    yours = f"you are {has}" if has != "none" else "you have no staff role"
    return f"{verb} needs the role {needed}; {yours}. An admin can change that."


def undelivered(who: str, error: str) -> str:
    return f"{who} did not reach the customer: {safe(error, 200) or 'no reason was given'}."


def not_shown(number: int, by_customer: bool, state: str, error: str) -> str:
    """To the staff channel: the case's own thread is what does not work."""
    who = "The customer's words" if by_customer else "A line of ours"
    how = "did not reach" if state == "failed" else "may not have reached"
    return f"{who} {how} staff in case #{number}: {safe(error, 200) or 'no reason was given'}."


def customer_edited(unseen: str) -> str:
    return f"The customer changed an earlier message that isn't in this thread. It now reads: {safe(unseen, 500)}"


def rated(name: str, score: int, before: int) -> str:
    changed = f" (before: {before})" if before and before != score else ""
    return f"{safe(name)} rates this case {score} of 5{changed}."


def rated_low(number: int, name: str, score: int, mate: str) -> str:
    by = f" {safe(mate)} answered last." if mate else ""
    return f"{safe(name)} rates case #{number} {score} of 5.{by} It can be opened again."


CUSTOMER_DELETED = "The customer took back an earlier message that isn't in this thread."
CUSTOMER_ENDED = "The customer says it is settled. The case is closed."


def hidden(kinds: tuple[str, ...]) -> str:
    return f"I've hidden what looks like a {' and a '.join(kinds)}: such things are never stored or sent."


NOTHING_SAID = "There was nothing in that message, so nothing was sent."


def no_case_here(verb: str) -> str:
    return f"Which case? Say its number, like `{verb or 'claim'} #7`, or use the command in the case's thread."


CROWDED = "Too many people acted on this at once, and yours did not get through. Please try again."

STATES = {
    "queued": "on its way to the customer",
    "sent": "✓ sent",
    "failed": "✗ not delivered",
    "unknown": "? may not have arrived",
}


def fared(state: str, error: str = "") -> str:
    """How words to the customer fared."""
    return STATES[state] + (f": {safe(error, 200)}" if error else "")


def gives(name: str, amount: str, reason: str) -> str:
    return f"{safe(name)} gives {amount} of store credit: {safe(reason, 300)}. The shop was asked for it."


def asks_second(name: str, amount: str, reason: str) -> str:
    return (
        f"{safe(name)} asks to give {amount} of store credit: {safe(reason, 300)}. "
        "That is above their limit in one case; another lead decides."
    )


def approved(name: str, asker: str, amount: str) -> str:
    return f"{safe(name)} approved the {amount} that {safe(asker)} asked for. The shop was asked for it."


def declined(name: str, asker: str, amount: str) -> str:
    return f"{safe(name)} declined the {amount} that {safe(asker)} asked for. Nothing was given."


def overrides(name: str, amount: str, order: str, reason: str) -> str:
    return f"{safe(name)} pays {amount} of order {safe(order)} back: {safe(reason, 300)}. The shop was asked for it."


def undelivered_perhaps(error: str) -> str:
    return f"Something we sent may not have reached the customer: {safe(error, 200) or 'nobody can tell'}."
