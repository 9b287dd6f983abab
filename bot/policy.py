"""What the shop allows and wants, as settings with defaults, and the rules over them.

Every field is a setting an admin can show and set (`policy show`, `policy set`); its
`explain` is the help text. Nothing else in the product hard-codes such a number.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from bot.anew import replace
from bot.hearing.masks import orders_like
from bot.shop import Money

Amounts = Mapping[str, Decimal]


class PolicyError(ValueError):
    """A setting that cannot be taken; the message names the shape it should have."""


def setting(
    default: Any, explain: str, least: float = 0, most: float = 1e9, check: Callable[[str], object] | None = None
) -> Any:
    """Declare one setting: its default, its help text, its bounds if it is a number, its own check if it is a line.

    The check raises ValueError in plain words.
    """
    given = {"default_factory": lambda: default} if isinstance(default, dict) else {"default": default}
    return field(**given, metadata={"explain": explain, "least": least, "most": most, "check": check})


NONE = "none"
"""What a setting that is off is set to."""


def _mask(value: str) -> object:
    return value == NONE or orders_like(value)


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings of one team."""

    shop_name: str = setting("the shop", "The shop's name, as customers know it.")
    bot_name: str = setting("Baton", "The assistant's name.")
    return_days: int = setting(30, "Days after delivery within which the bot itself pays back.", 0, 3650)
    refund_overdue_days: int = setting(10, "Days after which a promised refund counts as overdue.", 1, 365)
    refund_bank_days: int = setting(5, "Days a bank needs to show a refund; what the customer is told.", 0, 60)
    photo_for_damage: bool = setting(True, "Ask for a photo when damage is claimed.")
    high_value: Amounts = setting(
        {"USD": Decimal(500), "EUR": Decimal(460), "GBP": Decimal(400), "JPY": Decimal(75000), "CHF": Decimal(450)},
        "From this order value a person is offered, and from this sum only a person pays back: USD=500 EUR=460.",
    )
    misunderstood_limit: int = setting(2, "Messages in a row not understood before a person is called.", 1, 10)
    frustration_offers: float = setting(0.5, "Frustration (0 to 1) from which a person is offered.", 0, 1)
    frustration_opens: float = setting(0.85, "Frustration (0 to 1) from which a person is called at once.", 0, 1)
    gather_seconds: float = setting(2.0, "How long to wait for the shop before saying it is unreachable.", 0.1, 30)
    code_minutes: int = setting(10, "Minutes an e-mailed code is good for.", 1, 120)
    code_tries: int = setting(5, "Wrong tries before a code is void.", 1, 20)
    codes_per_hour: int = setting(3, "Codes an hour, for a person and for an address.", 1, 60)
    file_megabytes: int = setting(10, "Largest attachment taken, in megabytes.", 1, 100)
    ping_again_minutes: int = setting(3, "Minutes unclaimed before the department is called again.", 1, 1440)
    leads_minutes: int = setting(10, "Minutes unclaimed before the leads are called and the customer is told.", 1, 1440)
    idle_nudge_minutes: int = setting(15, "Minutes an owner may be silent before being nudged.", 1, 10080)
    idle_release_minutes: int = setting(45, "Minutes an owner may be silent before the case is released.", 1, 10080)
    follow_up_minutes: int = setting(
        30, "Minutes before somebody who asks after their open case has its people called again.", 1, 1440
    )
    follow_up_days: int = setting(
        14, "Days in which somebody who asks after a closed case is handed over as a follow-up of it.", 0, 365
    )
    incident_reports: int = setting(8, "Like reports within some minutes that make an incident.", 2, 1000)
    incident_minutes: int = setting(15, "The minutes within which like reports make an incident.", 1, 1440)
    keep_days: int = setting(90, "Days that finished events, deliveries and what pages showed are kept.", 7, 3650)
    claims_address: str = setting(
        "none",
        "Where settlement claims are sent, as the settlement's notice has it; none, and nothing is said of them.",
    )
    phone_wait_minutes: int = setting(5, "Minutes until a call is picked up; what the contact page says.", 1, 1440)
    email_wait_hours: int = setting(24, "Hours until an e-mail is answered; what the contact page says.", 1, 720)
    post_wait_days: int = setting(7, "Days until a letter is answered; what the contact page says.", 1, 90)
    usual_wait_minutes: int = setting(4, "The wait customers are told while there are no figures of our own.", 1, 1440)

    order_number_pattern: str = setting(
        NONE,
        "How your order numbers are written: # a digit, #+ digits, @ a letter, the rest as it stands: LP-####-#####.",
        check=_mask,
    )

    def is_high(self, money: Money) -> bool:
        """Whether a sum is high in its currency; a currency without a threshold counts as USD."""
        limit = self.high_value.get(money.currency, self.high_value.get("USD"))
        return limit is not None and money.amount >= limit

    @property
    def orders(self) -> re.Pattern[str] | None:
        """What finds this team's own order numbers in a message."""
        return None if self.order_number_pattern == NONE else orders_like(self.order_number_pattern)

    @property
    def usual_wait(self) -> timedelta:
        return timedelta(minutes=self.usual_wait_minutes)

    @property
    def return_window(self) -> timedelta:
        return timedelta(days=self.return_days)


SETTINGS: dict[str, Field[Any]] = {f.name: f for f in fields(Policy)}


def read(name: str, value: str) -> Any:
    """The typed value of a setting; raises PolicyError naming what it should look like."""
    try:
        declared = SETTINGS[name]
    except KeyError:
        raise PolicyError(f"There is no setting {name}. There are: {', '.join(SETTINGS)}.") from None
    return _typed(declared, value.strip())


def shown(value: Any) -> str:
    """A setting's value as it is typed in."""
    if isinstance(value, Mapping):
        return " ".join(f"{currency}={amount}" for currency, amount in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def policy_of(settings: Mapping[str, str]) -> Policy:
    """The policy with the team's own settings over the defaults; what can't be read keeps its default."""
    return _policy(tuple((name, settings[name]) for name in SETTINGS if name in settings))


@lru_cache(64)
def _policy(settings: tuple[tuple[str, str], ...]) -> Policy:
    """Asked for several times a turn, and settings seldom change."""
    own: dict[str, Any] = {}
    for name, value in settings:
        try:
            own[name] = read(name, value)
        except PolicyError:
            continue
    return replace(Policy(), **own)


def _typed(declared: Field[Any], value: str) -> Any:
    match declared.type if isinstance(declared.type, type) else None:
        case t if t is bool:
            return _yes_or_no(declared.name, value)
        case t if t is int or t is float:
            return _number(declared, t, value)
        case t if t is str:
            return _line(declared, value)
        case _:
            return _amounts(declared.name, value)


def _yes_or_no(name: str, value: str) -> bool:
    known = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
    if (answer := known.get(value.casefold())) is None:
        raise PolicyError(f"{name} takes yes or no, not {value!r}.")
    return answer


def _number(declared: Field[Any], kind: type[Any], value: str) -> Any:
    least, most = declared.metadata["least"], declared.metadata["most"]
    try:
        number = kind(value)
    except ValueError:
        number = None
    if number is None or not least <= number <= most:
        noun = "a whole number" if kind is int else "a number"
        raise PolicyError(f"{declared.name} takes {noun} from {least:g} to {most:g}, not {value[:40]!r}.")
    return number


def _line(declared: Field[Any], value: str) -> str:
    if not value or len(value) > 80 or not value.isprintable():
        raise PolicyError(f"{declared.name} takes one line of 1 to 80 characters.")
    try:
        if check := declared.metadata["check"]:
            check(value)
    except ValueError as wrong:
        raise PolicyError(f"{declared.name} takes {wrong}; {NONE} turns it off.") from None
    return value


def _amounts(name: str, value: str) -> Amounts:
    try:
        pairs = {c.upper(): Decimal(a) for c, a in (part.split("=") for part in value.split())}
    except (ValueError, InvalidOperation):
        pairs = {}
    if not pairs or not all(c.isalpha() and len(c) == 3 and a.is_finite() and a >= 0 for c, a in pairs.items()):
        raise PolicyError(f"{name} takes amounts by currency, like USD=500 EUR=460, not {value[:40]!r}.")
    return pairs
