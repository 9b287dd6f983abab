"""What the bot may not take back itself, or need not: told as soon as it is known."""

import re

from bot import slots
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import Given, Outcome, View
from bot.flows.send_back.lines import parts, wanted
from bot.shop import Money, Order
from bot.slots import warranty
from bot.slots.missing import lost
from bot.slots.naming import names_in

OF_ONE_OPEN = re.compile(
    r"\blabel\b|\b(?:qr|bar) ?codes?\b|\bqr\b"
    r"|\b(?:what(?:'?s| is)|how(?:'?s| is)|status|update|news|happen\w*|track\w*)\b.*\breturn\b"
    r"|^\W*(?:has|have|did|is|are|where|when)\b.*\b(?:return\w*|sent back|sen[dt]\w* back)\b",
    re.I,
)
"""Words about a return that is under way, not about a new one."""
ASKS_AFTER = re.compile(
    r"^\W*(?:(?:hi|hello|hey|and|so|ok(?:ay)?)\W+)*(?:have|did|is|where|when)\b(?! (?:i|we|can|do|the)\b)"
    r"(?:'?s)? (?:you|u|it|my|anyone|anybody|they)\b.*\b(?:my return|what i sent back|the thing i sent|i returned)\b",
    re.I,
)
"""Asks after a return that they take to be under way."""
STANDING = re.compile(
    r"\b(?:status|updates?|news|progress)\b[^.!?]{0,20}\breturn(?:s|ed)?\b(?! (?:policy|label|window|address))", re.I
)
CONTESTED = re.compile(
    r"\baccus\w+|\b(?:am i|i am no|i'?m no|calling me) a (?:thief|liar|fraud)\b"
    r"|\b(?:my|our|the) returns? (?:\w+ ){0,2}?[\"\u201c']?(?:contain\w*|was|were|is|got|been)\b[^.!?]{0,30}"
    r"\b(?:reject\w*|refus\w*|denied|declined|different|wrong|empty|incomplete)\b",
    re.I,
)
"""What we found in their return is not what they put in."""
WRONG = frozenset({slots.Reason.DAMAGED, slots.Reason.FAULTY, slots.Reason.WRONG})
"""What is wrong comes back even if it could not otherwise."""


def may_go_back(order: Order, view: View) -> bool:
    """Orders one would ask about: arrived, still in the window, with something that is not on its way back."""
    return bool(slots.here(order)) and slots.within(order, view)


def no_new_one(view: View) -> Outcome | None:
    """Nothing to send back at all, or words about a return that is under way already."""
    words = view.extras.get("words", "")
    if of_one_open(words, view):
        return Outcome(then="refund_status", rule="asks about a return that is under way")
    if CONTESTED.search(words):
        need = Handoff(
            "home", (f'a return that is contested ("{words[:80]}")',), wants="have their return looked at again"
        )
        return Outcome((Reply(view.words.say("send_back.contested")),), handoff=need, rule="a return is contested")
    if view.facts.orders and (ASKS_AFTER.search(words) or STANDING.search(words)):
        begin = Choice(view.words.say("topic.return_exchange"), "topic:return_exchange")
        person_too = Choice(view.words.say("offer.human"), "human")
        said = Reply(view.words.say("send_back.none_open"), offers=(begin, person_too))
        return Outcome((said,), rule="no return is under way")
    if view.facts.orders:
        return slots.none_arrived("none_to_return", view)
    return _refused(view, view.words.say("send_back.no_order"), "return → no order found", "no order")


def of_one_open(words: str, view: View) -> bool:
    """Whether these words are about a return that they have under way, and name nothing of another order."""
    named = slots.naming(words, names_in(*view.facts.orders))
    backs = [order for order in view.facts.orders if _lately(order, view)]
    return any(named <= names_in(order) for order in backs) and bool(OF_ONE_OPEN.search(words))


def _lately(order: Order, view: View) -> bool:
    """Whether some of it is being sent back, or was not long ago."""
    return any(view.facts.now < back.last_day + view.policy.return_watch for back in order.returns)


def order_forbids(view: View) -> Outcome | None:
    """An order that has not arrived, has gone back, or is past the window."""
    order: Order = view.known["order"]
    about = f"return, order {order.number}"
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("send_back.pending")),), rule="something is being done with this order")
    if order.status == "cancelled" or not slots.free(order):
        return Outcome(then="refund_status", rule="nothing left to send back")
    if comes := slots.another_comes(view):
        why = "another one is on its way"
        return _refused(view, comes, f"{about} → refused: {why}", why)
    if _is_stopped_instead(order, view):
        return Outcome(then="cancel", rule="not here yet: it is stopped rather than sent back")
    if lost(order, view):
        return Outcome(then="not_received", given={"order": order.number}, rule="lost on its way")
    if not slots.here(order) or _another_is_coming(order, view):
        said = view.words.say("send_back.not_here_yet", item=order.title)
        return _refused(view, said, f"{about} → refused: not delivered yet", "not delivered yet")
    if warranty.claimed(order, view):
        return warranty.led(view, "a fault within the warranty")
    if not slots.within(order, view):
        age, window = slots.days_old(order, view), view.policy.return_days
        said = warranty.over(order, view) or view.words.say("send_back.too_late", age=age, window=window)
        return _refused(view, said, f"{about} → refused: {age} days, window {window}", "outside the return window")
    return None


def _is_stopped_instead(order: Order, view: View) -> bool:
    """Whether it can be stopped on its way, and neither another one nor a fault of it was spoken of."""
    plain = view.answers.get("wish") in (None, "refund") and view.answers.get("reason") not in WRONG
    return plain and not slots.here(order) and slots.still_to_come(order)


def _another_is_coming(order: Order, view: View) -> bool:
    """Whether all that they named has gone back or been swapped, and something is on its way to them."""
    if "items" in view.answers or not slots.moving(order):
        return False
    named = slots.items_in(Given(view.extras.get("words", "")), order.items) or ()
    free = {item.id for item in slots.free(order)}
    return bool(named) and not any(pick.item.id in free for pick in named)


def away(view: View) -> Outcome | None:
    """Of an order in several parcels only what has arrived."""
    if not (coming := slots.away(view)):
        return None
    if rest := slots.only_here(view):
        return Outcome(again=rest, rule="only what has arrived")
    if not WRONG & set((view.known.get("reason") or {}).values()):
        return Outcome(then="cancel", rule="not here yet: it is stopped rather than sent back")
    number = view.known["order"].number
    said = view.words.say("send_back.away", items=slots.names(coming, view))
    return _refused(view, said, f"return, order {number} → refused: not delivered yet", "not delivered yet")


def lines_forbid(view: View) -> Outcome | None:
    """Things that stay, sums that a person moves, damage that nobody has seen."""
    order, items, why = view.known["order"], parts(view), view.known.get("reason")
    if not items or not why:
        return None
    if final := tuple(item for item in items if item.final and why.get(item.id) not in WRONG):
        said = view.words.say("send_back.final", items=slots.names(final, view))
        return _refused(view, said, f"return, order {order.number} → refused: cannot come back", "cannot come back")
    before = Money(order.total.amount - order.refundable.amount, order.total.currency)
    if view.policy.is_high(before + slots.worth(items, order)):
        reason = view.words.say("why.high_value", amount=slots.worth(items, order))
        return person(view, "high_value_return", "general", reason)
    if view.known.get("photo") == slots.NO_PHOTO:
        return person(view, "no_photo", "general", view.words.say("why.no_photo"))
    return None


def _refused(view: View, said: str, tried: str, why: str) -> Outcome:
    return Outcome((Reply(said),), refused=why, tried=tried, offers_person=True, rule=f"return refused: {why}")


def person(view: View, rule: str, department: str, why: str) -> Outcome:
    order = view.known.get("order")
    number = order.number if order else ""
    return Outcome(handoff=Handoff(rule, (why,), department, wants=wanted(view), order=number), rule=rule)
