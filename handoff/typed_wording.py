"""What staff are told of words that they typed in a case's thread and that did not go out, or not as they stood."""

from handoff.wording import safe

READS_AS_NOTE = "That reads like a note for colleagues, so it was not sent: it is kept as a note."
NOTE_INSTEAD = "It is marked as a note now, so the customer's copy is being taken back."
MARKED_AS_NOTE = "It is marked as a note, so nothing was sent: it is noted, for staff only."


def reads_as_command(verb: str) -> str:
    return f'"{safe(verb)}" reads like a command. Nothing was done and nothing was sent: it is kept as a note.'


def unclaimed(number: int) -> str:
    return f"Nobody has claimed case #{number}, so nothing was sent. Kept as a note."


def for_leads(number: int, tier: int) -> str:
    return f"Nobody has claimed case #{number}, and at tier {tier} only a lead can. Kept as a note: nothing was sent."


def is_closed(number: int) -> str:
    return f"Case #{number} is closed, so nothing was sent. Kept as a note."


def stays_as_sent(why: str) -> str:
    return f"{why}, so what the customer has stays as it was sent. You can still take it back."


def only_owner(name: str, lead: bool) -> str:
    more = " As a lead you may send it anyway." if lead else ""
    return f"Kept as a note: only {safe(name)}'s words go to the customer.{more} I won't say this again here."
