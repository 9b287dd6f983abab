"""What the sample shop does besides paying back, one kind of effect a module.

A deed is a pure pair: `agree` looks at the account as it stands and answers, or refuses;
`apply` says what becomes of the plan of that customer. Nothing else is kept of a deed
than what was asked for, when, and under which key.
"""

from typing import Any

from adapters.shop.sample.deeds.cancelling import CANCEL
from adapters.shop.sample.deeds.deed import Deed, Rule
from adapters.shop.sample.deeds.returning import RETURN
from bot.effects import CancelOrder, OpenReturn

__all__ = ["RULES", "Deed", "Rule"]

RULES: dict[type, Rule[Any]] = {CancelOrder: CANCEL, OpenReturn: RETURN}
"""Each rule is only ever given effects of its own kind."""
