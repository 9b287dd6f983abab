"""Until when an account stays as it is: between two planned moments nothing happens in the sample shop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

from bot.shop import Account


@dataclass(frozen=True, slots=True)
class Lasting:
    """An account, and the stretch of time in which it is true."""

    account: Account
    since: datetime
    until: datetime | None

    def at(self, now: datetime) -> Account | None:
        """The account at `now`, None if this does not say."""
        return self.account if self.since <= now and (self.until is None or now < self.until) else None


def lasting(account: Account, plan: object, now: datetime) -> Lasting:
    """`account` was made of `plan` for `now`; it changes at the next moment that either of them names."""
    ahead = (at for at in moments((plan, account)) if at > now)
    return Lasting(account, now, min(ahead, default=None))


def moments(value: object) -> Iterator[datetime]:
    """Every moment in a tree of plain data."""
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from moments(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from moments(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from moments(getattr(value, field.name))
