"""What written answers may leave open: the policy's settings, the waits, and when people are here."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.policy import SETTINGS, Policy, shown
from bot.standing import DEPARTMENTS
from bot.text import escape
from bot.wording import spelled


def values(policy: Policy, wait: timedelta, hours: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """What answers may leave open: every setting of the policy, and the waits, measured where we can."""
    own = {name: escape(shown(getattr(policy, name))) for name in SETTINGS}
    own["claims_address"] = "" if policy.claims_address == "none" else own["claims_address"]
    return own | {
        "chat_wait": spelled(wait),
        "people_hours": _people(hours),
        "phone_wait": spelled(timedelta(minutes=policy.phone_wait_minutes)),
        "email_wait": spelled(timedelta(hours=policy.email_wait_hours)),
        "post_wait": spelled(timedelta(days=policy.post_wait_days)),
    }


def _people(hours: Mapping[str, str]) -> str:
    """When people are here, as the end of a sentence."""
    if not hours:
        return "at any hour, every day"
    rest = "" if {*hours} >= {*DEPARTMENTS} - {"security"} else "; everybody else at any hour"  # security has none
    return "in these hours: " + "; ".join(f"{name} {escape(week)}" for name, week in hours.items()) + rest


OPEN = frozenset(values(Policy(), timedelta()))
"""The names that an answer may leave open."""
