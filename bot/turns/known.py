"""All flows by name, and the intents that start them."""

from bot.flow import Flow
from bot.flows.call_back import CallBack
from bot.flows.cancel import Cancel
from bot.flows.charge import WrongCharge
from bot.flows.courier import Courier
from bot.flows.fault import Fault
from bot.flows.home import HOMES, Elsewhere
from bot.flows.late import Late
from bot.flows.new_address import NewAddress
from bot.flows.not_received import NotReceived
from bot.flows.own_orders import OwnOrders
from bot.flows.product import AboutProduct
from bot.flows.refund import Refund
from bot.flows.refund_status import RefundStatus
from bot.flows.send_back import SendBack
from bot.flows.subscription import Club
from bot.flows.traced import Traced
from bot.flows.tracking import Tracking
from bot.flows.warranty import Warranty

FLOWS: dict[str, type[Flow]] = {
    f.name: f
    for f in (
        Refund, Tracking, RefundStatus, Fault, SendBack, CallBack, AboutProduct, Elsewhere, WrongCharge, Club,
        NotReceived, Late, NewAddress, Cancel, Courier, Traced, Warranty, OwnOrders,
    )
}  # fmt: skip
ERRANDS: dict[str, str] = {
    "order_status": "tracking",
    "delivery_late": "late",
    "refund_request": "refund",
    "refund_status": "refund_status",
    "item_problem": "fault",
    "billing_error": "charge",
    "membership": "subscription",
    "return_exchange": "send_back",
    "delivery_not_received": "not_received",
    "delivery_problem": "courier",
    "change_delivery": "new_address",
    "cancel_order": "cancel",
    "product_question": "product",
}
ERRANDS |= {
    intent: "elsewhere" for intent in HOMES if intent not in ERRANDS and intent not in ("complaint", "case_followup")
}
"""The intents that start a flow."""
FACTUAL = frozenset({"tracking", "refund_status", "product", "own_orders"})
"""Flows that only look: they answer at once and never hold the conversation."""
GOES_BACK = frozenset({"refund", "send_back"})
"""Flows that ask the same of the same goods: what was told of one is so for the other, and no picture is needed at
their last yes."""
LOOKS = {"delivery_late": "order_status"}
"""Intents whose errand asks something, and the one that only looks at the same thing."""
CONFIRM = "confirm"
"""The slot of the last yes before something irreversible, in every flow that has one."""
