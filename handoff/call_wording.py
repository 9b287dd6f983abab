"""What is said of telephone calls, to customers and to staff."""

from datetime import timedelta

from handoff.wording import minutes, safe


def calling_now(name: str, number: str, code: str) -> str:
    return (
        f"{safe(name)} from Support is calling you now on {number} and says the code **{code}** first: "
        "if the caller can't, hang up."
    )


def was_reached(name: str) -> str:
    return f"{safe(name)} has you on the telephone. If something is left open after that, just write it here."


def was_missed(name: str, number: str, again: timedelta, left: int) -> str:
    tries = "once more" if left == 1 else f"up to {left} more times"
    return (
        f"{safe(name)} called {number} and nobody answered. You keep your place: we try again in {minutes(again)}, "
        f"{tries}. If another number suits you better, write it here."
    )


def gave_up(name: str, tries: int) -> str:
    times = "once" if tries == 1 else f"{tries} times"
    return (
        f"We've called {times} and nobody answered, so we don't ring again by ourselves. {safe(name)} goes on "
        "here in writing; if you'd still like a call, write when it suits you."
    )


def was_wrong(number: str, country: str) -> str:
    return (
        f"Whoever answered {number} says it isn't yours, so we've crossed it out. Which number may we call? "
        f"One from outside {country} with its country code, please."
    )


def number_taken(number: str, code: str) -> str:
    return f"Thank you, we'll call you on {number}. Whoever calls says the code **{code}** before anything else."


def no_such_number(country: str) -> str:
    return (
        f"I can't make out a number in {country} from that. With its country code in front, like +44, it should work."
    )


def dial(number: str, code: str) -> str:
    return f"Call **{number}**. Say the code **{code}** first. How did it go?"


def is_calling(name: str, number: str) -> str:
    return f"{safe(name)} is calling {number}."


def wants_call(number: int, stands: str) -> str:
    return f"The customer of case #{number} asks for a call: {stands}."


def wants_none(number: int) -> str:
    return f"The customer of case #{number} wants no call any more: please write to them here."


def another_number(number: str) -> str:
    return f"They gave another number: {number}. *Call now* shows it."


def call_is_due(number: int) -> str:
    return f"Case #{number}: now is the time for the call."
