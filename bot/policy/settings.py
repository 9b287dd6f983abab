"""All settings of one team, and the rules over them."""

import re
from dataclasses import Field, dataclass, fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.hearing.masks import orders_like
from bot.policy.declaring import NONE, Amounts, Routes, a_name, a_region, mask, setting
from bot.shop import Money


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings of one team."""

    shop_name: str = setting("the shop", "The shop's name, as customers know it.", check=a_name)
    bot_name: str = setting("Baton", "The assistant's name.", check=a_name)
    return_days: int = setting(30, "Days after delivery within which the bot itself pays back.", 0, 3650)
    warranty_months: int = setting(
        24, "Months after delivery within which a fault is a warranty claim, taken by a colleague; 0 for none.", 0, 600
    )
    refund_overdue_days: int = setting(10, "Days after which a promised refund counts as overdue.", 1, 365)
    refund_bank_days: int = setting(5, "Days a bank needs to show a refund; what the customer is told.", 0, 60)
    photo_for_damage: bool = setting(True, "Ask for a photo when damage is claimed.")
    high_value: Amounts = setting(
        {"USD": Decimal(500), "EUR": Decimal(460), "GBP": Decimal(400), "JPY": Decimal(75000), "CHF": Decimal(450)},
        "From this order value a person is offered, and from this sum only a person pays back; of a currency not "
        "named, any sum: USD=500 EUR=460.",
    )
    charge_refund_limit: Amounts = setting(
        {"USD": Decimal(150), "EUR": Decimal(140), "GBP": Decimal(120), "JPY": Decimal(22000), "CHF": Decimal(140)},
        "Up to this sum the bot itself pays a wrong charge back; above it, and in a currency not named, a person "
        "does: USD=150 EUR=140.",
    )
    subscription_grace_days: int = setting(
        14, "Days after its charge within which a cancelled subscription's last charge is offered back.", 0, 365
    )
    subscription_resume_days: int = setting(
        30, "Days after its cancellation within which the bot itself resumes a subscription.", 0, 3650
    )
    goodwill_limit: Amounts = setting(
        {"USD": Decimal(20), "EUR": Decimal(20), "GBP": Decimal(15), "JPY": Decimal(3000), "CHF": Decimal(20)},
        "Store credit that staff may give in one case as goodwill; above it, and in a currency not named, a lead "
        "approves: USD=20 EUR=20.",
    )
    goodwill_lead_limit: Amounts = setting(
        {"USD": Decimal(100), "EUR": Decimal(100), "GBP": Decimal(80), "JPY": Decimal(15000), "CHF": Decimal(100)},
        "Store credit that a lead may give in one case as goodwill; above it, and in a currency not named, a second "
        "lead approves: USD=100 EUR=100.",
    )
    return_needed_from: Amounts = setting(
        {"USD": Decimal(150), "EUR": Decimal(140), "GBP": Decimal(120), "JPY": Decimal(22000), "CHF": Decimal(135)},
        "From this sum goods must be on their way back before the money is; in a currency not named, always: "
        "USD=150 EUR=140.",
    )
    return_send_days: int = setting(14, "Days in which a parcel must be handed in once it has its label.", 1, 365)
    return_look_hours: float = setting(6, "Hours between two looks for a return's first scan and arrival.", 0.1, 168)
    return_remind_days: int = setting(3, "Days before its last day on which an open return is reminded of.", 0, 60)
    return_watch_days: int = setting(30, "Days after its last day in which a return's arrival is looked for.", 1, 365)
    return_pick_up: bool = setting(False, "Offer that the carrier picks a return up at the door.")
    misunderstood_limit: int = setting(2, "Messages in a row not understood before a person is called.", 1, 10)
    question_hours: int = setting(
        12, "Hours after which a question that nobody answered is let go: a yes the next day answers nothing.", 1, 720
    )
    photo_minutes: int = setting(60, "Minutes in which a photo sent ahead counts for what is begun after it.", 0, 1440)
    frustration_offers: float = setting(0.5, "Frustration (0 to 1) from which a person is offered.", 0, 1)
    frustration_opens: float = setting(
        0.85,
        "Frustration (0 to 1) that calls a person, or offers one if we can help.",
        0,
        1,
    )
    gather_seconds: float = setting(2.0, "How long to wait for the shop before saying it is unreachable.", 0.1, 30)
    fresh_scan_hours: int = setting(
        24, "Hours after a delivery mark within which it is offered to wait, and after which we come back.", 0, 168
    )
    missing_days: int = setting(30, "Days after a delivery mark within which the bot itself settles a miss.", 1, 3650)
    missing_replace: bool = setting(True, "Offer to send again what was marked delivered and is not there, or is lost.")
    missing_refund: bool = setting(True, "Offer money back for what was marked delivered and is not there, or is lost.")
    missing_trace: bool = setting(True, "Offer to have the carrier look for a parcel that is not there.")
    claims_before_person: int = setting(
        2, "Earlier claims of not received from which a person decides, and goods come back before money.", 1, 100
    )
    claims_days: int = setting(180, "Days within which those claims count.", 1, 3650)
    trace_hours: int = setting(24, "Hours a carrier has to answer when it is asked to look for a parcel.", 1, 240)
    late_look_hours: int = setting(24, "Hours after which we look at a late parcel again by ourselves.", 1, 240)
    late_refund_days: int = setting(10, "Days late from which a parcel counts as lost.", 1, 365)
    late_goodwill_days: int = setting(2, "Days late from which something is given for the wait.", 0, 365)
    late_postage: bool = setting(True, "Pay the postage back for the wait, where some was paid.")
    late_goodwill: Amounts = setting(
        {"USD": Decimal(5), "EUR": Decimal(5), "GBP": Decimal(4), "JPY": Decimal(500), "CHF": Decimal(5)},
        "Store credit for the wait where no postage was paid, once an order; none for 0, or in a currency not "
        "named: USD=5 EUR=5.",
    )
    code_minutes: int = setting(10, "Minutes an e-mailed code is good for.", 1, 120)
    code_tries: int = setting(5, "Wrong tries before a code is void.", 1, 20)
    codes_per_hour: int = setting(3, "Codes an hour, for a person and for an address.", 1, 60)
    file_megabytes: int = setting(10, "Largest attachment taken, in megabytes.", 1, 100)
    ping_again_minutes: int = setting(3, "Minutes unclaimed before the department is called again.", 1, 1440)
    leads_minutes: int = setting(10, "Minutes unclaimed before the leads are called and the customer is told.", 1, 1440)
    idle_nudge_minutes: int = setting(15, "Minutes an owner may be silent before being nudged.", 1, 10080)
    idle_release_minutes: int = setting(45, "Minutes an owner may be silent before the case is released.", 1, 10080)
    rating: bool = setting(True, "Ask customers how it went when a case that a person answered is closed.")
    rating_after_minutes: int = setting(0, "Minutes after closing until that is asked; 0 asks at closing.", 0, 20160)
    rating_again_days: int = setting(30, "Days in which nobody is asked twice how it went.", 0, 3650)
    rating_comment_hours: int = setting(
        24, "Hours after a rating in which the next words may say why; 0 asks for no words.", 0, 720
    )
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
    phone_region: str = setting("US", "Country of numbers without a country code, as two letters.", check=a_region)
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
        check=mask,
    )

    def is_high(self, money: Money) -> bool:
        """Whether a sum is high in its currency; in a currency without a limit every sum is."""
        limit = self.high_value.get(money.currency)
        return limit is None or money.amount >= limit

    @staticmethod
    def covers(limits: Amounts, money: Money) -> bool:
        """Whether a sum is within the limit of its currency; in a currency without one no sum is."""
        limit = limits.get(money.currency)
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
        """Whether the goods come first; in a currency without a limit they always do."""
        limit = self.return_needed_from.get(money.currency)
        return limit is None or money.amount >= limit

    @property
    def usual_wait(self) -> timedelta:
        return timedelta(minutes=self.usual_wait_minutes)

    @property
    def return_window(self) -> timedelta:
        return timedelta(days=self.return_days)


SETTINGS: dict[str, Field[Any]] = {f.name: f for f in fields(Policy)}
