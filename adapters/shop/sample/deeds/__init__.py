"""What the sample shop does besides paying back, one kind of effect a module.

A deed is a pure pair: `agree` looks at the account as it stands and answers, or refuses;
`apply` says what becomes of the plan of that customer. Nothing else is kept of a deed
than what was asked for, when, and under which key.
"""

from typing import Any

from adapters.shop.sample.deeds.cancelling import CANCEL
from adapters.shop.sample.deeds.charging import CREDIT, RETURN
from adapters.shop.sample.deeds.deed import Deed, Rule
from adapters.shop.sample.deeds.intercepting import INTERCEPT
from adapters.shop.sample.deeds.readdressing import READDRESS
from adapters.shop.sample.deeds.resending import RESEND
from adapters.shop.sample.deeds.returning import OPEN_RETURN
from adapters.shop.sample.deeds.subscribing import END, RESUME
from adapters.shop.sample.deeds.tracing import TRACE
from bot.effects import (
    CancelOrder,
    CancelSubscription,
    ChangeAddress,
    Credit,
    Intercept,
    OpenReturn,
    PayBackCharge,
    Resend,
    ResumeSubscription,
    Trace,
)

__all__ = ["RULES", "Deed", "Rule"]

RULES: dict[type, Rule[Any]] = {
    CancelOrder: CANCEL,
    OpenReturn: OPEN_RETURN,
    PayBackCharge: RETURN,
    CancelSubscription: END,
    ResumeSubscription: RESUME,
    Credit: CREDIT,
    ChangeAddress: READDRESS,
    Intercept: INTERCEPT,
    Resend: RESEND,
    Trace: TRACE,
}
"""Each rule is only ever given effects of its own kind."""
