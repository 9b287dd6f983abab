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
from bot.hearing.labels import INTENTS
from bot.hearing.masks import orders_like
from bot.shop import Money
from bot.standing import DEPARTMENTS

Amounts = Mapping[str, Decimal]
Routes = Mapping[str, str]


class PolicyError(ValueError):
    """A setting that cannot be taken; the message names the shape it should have."""


def setting(
    default: Any,
    explain: str,
    least: float = 0,
    most: float = 1e9,
    check: Callable[[str], object] | None = None,
    shape: str = "",
) -> Any:
    """Declare one setting: its default, its help text, its bounds if it is a number, its check or shape if a line.

    The check raises ValueError in plain words; the shape is a pattern.
    """
    given = {"default_factory": lambda: default} if isinstance(default, dict) else {"default": default}
    bounds = {"least": least, "most": most, "check": check, "shape": shape}
    return field(**given, metadata={"explain": explain} | bounds)


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
    charge_refund_limit: Amounts = setting(
        {"USD": Decimal(150), "EUR": Decimal(140), "GBP": Decimal(120), "JPY": Decimal(22000), "CHF": Decimal(140)},
        "Up to this sum the bot itself pays a wrong charge back; above it a person does: USD=150 EUR=140.",
    )
    subscription_grace_days: int = setting(
        14, "Days after its charge within which a cancelled subscription's last charge is offered back.", 0, 365
    )
    subscription_resume_days: int = setting(
        30, "Days after its cancellation within which the bot itself resumes a subscription.", 0, 3650
    )
    goodwill_limit: Amounts = setting(
        {"USD": Decimal(20), "EUR": Decimal(20), "GBP": Decimal(15), "JPY": Decimal(3000), "CHF": Decimal(20)},
        "Store credit that staff may give in one case as goodwill; above it a lead approves: USD=20 EUR=20.",
    )
    goodwill_lead_limit: Amounts = setting(
        {"USD": Decimal(100), "EUR": Decimal(100), "GBP": Decimal(80), "JPY": Decimal(15000), "CHF": Decimal(100)},
        "Store credit that a lead may give in one case as goodwill; above it a second lead approves: USD=100 EUR=100.",
    )
    return_needed_from: Amounts = setting(
        {"USD": Decimal(150), "EUR": Decimal(140), "GBP": Decimal(120), "JPY": Decimal(22000), "CHF": Decimal(135)},
        "From this sum goods must be on their way back before the money is: USD=150 EUR=140.",
    )
    return_send_days: int = setting(14, "Days in which a parcel must be handed in once it has its label.", 1, 365)
    return_look_hours: float = setting(6, "Hours between two looks for a return's first scan and arrival.", 0.1, 168)
    return_remind_days: int = setting(3, "Days before its last day on which an open return is reminded of.", 0, 60)
    return_watch_days: int = setting(30, "Days after its last day in which a return's arrival is looked for.", 1, 365)
    return_pick_up: bool = setting(False, "Offer that the carrier picks a return up at the door.")
    misunderstood_limit: int = setting(2, "Messages in a row not understood before a person is called.", 1, 10)
    frustration_offers: float = setting(0.5, "Frustration (0 to 1) from which a person is offered.", 0, 1)
    frustration_opens: float = setting(0.85, "Frustration (0 to 1) from which a person is called at once.", 0, 1)
    gather_seconds: float = setting(2.0, "How long to wait for the shop before saying it is unreachable.", 0.1, 30)
    fresh_scan_hours: int = setting(
        24, "Hours after a delivery mark within which it is offered to wait, and after which we come back.", 0, 168
    )
    missing_days: int = setting(30, "Days after a delivery mark within which the bot itself settles a miss.", 1, 3650)
    missing_replace: bool = setting(True, "Offer to send again what was marked delivered and is not there, or is lost.")
    missing_refund: bool = setting(True, "Offer money back for what was marked delivered and is not there, or is lost.")
    missing_trace: bool = setting(True, "Offer to have the carrier look for a parcel that is not there.")
    claims_before_person: int = setting(2, "Earlier claims of not received from which a person decides.", 1, 100)
    claims_days: int = setting(180, "Days within which those claims count.", 1, 3650)
    trace_hours: int = setting(24, "Hours a carrier has to answer when it is asked to look for a parcel.", 1, 240)
    late_look_hours: int = setting(24, "Hours after which we look at a late parcel again by ourselves.", 1, 240)
    late_refund_days: int = setting(10, "Days late from which a parcel counts as lost.", 1, 365)
    late_goodwill_days: int = setting(2, "Days late from which something is given for the wait.", 0, 365)
    late_postage: bool = setting(True, "Pay the postage back for the wait, where some was paid.")
    late_goodwill: Amounts = setting(
        {"USD": Decimal(5), "EUR": Decimal(5), "GBP": Decimal(4), "JPY": Decimal(500), "CHF": Decimal(5)},
        "Store credit for the wait where no postage was paid, once an order; 0 for none: USD=5 EUR=5.",
    )
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
    keep_talk_days: int = setting(
        730,
        "Days that transcripts, confirmations, attachments and closed cases are kept; 0 keeps them for ever.",
        0,
        36500,
    )
    usual_wait_minutes: int = setting(4, "The wait customers are told while there are no figures of our own.", 1, 1440)
    waits_days: int = setting(14, "Days whose cases the waits that customers are told are measured over.", 1, 365)
    waits_few: int = setting(5, "Cases below which a figure is too uncertain to tell anybody.", 1, 1000)
    phone_region: str = setting("US", "Country of numbers without a country code, as two letters.", shape="[A-Z]{2}")
    call_target_seconds: int = setting(60, "Seconds within which we aim to call who asks for it.", 10, 86400)
    call_number_minutes: int = setting(3, "Minutes we wait for the number to call before a person comes anyway.", 1, 60)
    call_again_minutes: int = setting(10, "Minutes after which a call that nobody answered is tried again.", 1, 1440)
    call_tries: int = setting(3, "Calls that nobody answers before we go on in writing.", 1, 20)
    closed_default: str = setting(
        "queue",
        "When a department is closed: queue (wait for it) or general (ask there now); customers may change it.",
        shape="queue|general",
    )
    routes: Routes = setting(
        {}, "Which department an intent goes to, if not the usual one: faq=technical refund_request=general."
    )

    order_number_pattern: str = setting(
        NONE,
        "How your order numbers are written: # a digit, #+ digits, @ a letter, the rest as it stands: LP-####-#####.",
        check=_mask,
    )

    def is_high(self, money: Money) -> bool:
        """Whether a sum is high in its currency; a currency without a threshold counts as USD."""
        limit = self.high_value.get(money.currency, self.high_value.get("USD"))
        return limit is not None and money.amount >= limit

    @staticmethod
    def covers(limits: Amounts, money: Money) -> bool:
        """Whether a sum is within the limit of its currency; a currency without one counts as USD."""
        limit = limits.get(money.currency, limits.get("USD"))
        return limit is not None and money.amount <= limit

    @property
    def orders(self) -> re.Pattern[str] | None:
        """What finds this team's own order numbers in a message."""
        return None if self.order_number_pattern == NONE else orders_like(self.order_number_pattern)

    @property
    def return_time(self) -> timedelta:
        return timedelta(days=self.return_send_days)

    @property
    def return_watch(self) -> timedelta:
        return timedelta(days=self.return_watch_days)

    @property
    def return_reminder(self) -> timedelta:
        return timedelta(days=self.return_remind_days)

    @property
    def return_look(self) -> timedelta:
        return timedelta(hours=self.return_look_hours)

    def must_come_back(self, money: Money) -> bool:
        """Whether the goods come first; a currency without a threshold counts as USD."""
        limit = self.return_needed_from.get(money.currency, self.return_needed_from.get("USD"))
        return limit is not None and money.amount >= limit

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
        return " ".join(f"{key}={each}" for key, each in value.items()) or "none"
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
            return _routes(value) if declared.name == "routes" else _amounts(declared.name, value)


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
    shape: str = declared.metadata["shape"]
    if shape and not re.fullmatch(shape, value):
        raise PolicyError(f"{declared.name} can't be {value!r}. {declared.metadata['explain']}")
    return value


def _routes(value: str) -> Routes:
    """Intents with the department of each; none for the usual ones."""
    pairs = [part.partition("=") for part in value.split()] if value != "none" else []
    for intent, _, department in pairs:
        if intent not in INTENTS or department not in DEPARTMENTS:
            raise PolicyError(
                f"routes takes intents with a department, like faq=technical, not {f'{intent}={department}'[:40]!r}. "
                f"Departments: {', '.join(DEPARTMENTS)}. Intents: {', '.join(INTENTS)}."
            )
    return {intent: department for intent, _, department in pairs}


def _amounts(name: str, value: str) -> Amounts:
    try:
        pairs = {c.upper(): Decimal(a) for c, a in (part.split("=") for part in value.split())}
    except (ValueError, InvalidOperation):
        pairs = {}
    if not pairs or not all(c.isalpha() and len(c) == 3 and a.is_finite() and a >= 0 for c, a in pairs.items()):
        raise PolicyError(f"{name} takes amounts by currency, like USD=500 EUR=460, not {value[:40]!r}.")
    return pairs
