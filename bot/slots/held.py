"""An account that shows signs of being taken over: nothing of it is moved, and a person is called."""

from bot.effects import Handoff
from bot.flow import Outcome, View


def held(view: View, wants: str) -> Outcome | None:
    """The end of any errand that moves money or goods, while that customer's own account is at risk."""
    if not view.facts.frozen:
        return None
    why = view.words.say("why.at_risk")
    return Outcome(handoff=Handoff("security", (why,), "security", wants=wants), rule="security")


def customer_id(view: View) -> str:
    """Whose account an effect is for."""
    return view.facts.account.customer.id if view.facts.account else ""
