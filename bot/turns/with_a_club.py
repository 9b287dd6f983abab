"""A club and a thing in one message: two wishes, though one verb may stand for both."""

import re

from bot.flows.cancel.lines import can_be_stopped
from bot.hearing import Heard
from bot.knowledge import going_on
from bot.scene import Scene
from bot.slots import naming, words_of
from bot.turns import errands, parting

ENDS = re.compile(r"\b(?:cancel|stop|end)\b", re.I)
SPARES = re.compile(r"\b(?:not|keep\w*|but|except|apart|stays?|leave|charg\w*|refund\w*)\b|n'?t\b|\?", re.I)
CLUBS = re.compile(r"\b(?:clubs?|subscriptions?|memberships?|plans)\b", re.I)


def parts(scene: Scene) -> tuple[str, ...]:
    """ "Cancel the mug and the tea circle": one verb for an order that can be stopped, and for a club."""
    text, account = scene.text, scene.facts.account
    if account is None or not ENDS.search(text) or SPARES.search(text) or not parting.LIST.search(text):
        return ()
    plans = [plan for plan in account.subscriptions if not plan.cancelled]
    orders = [order for order in scene.facts.orders if can_be_stopped(order)]
    titles = frozenset().union(*(words_of(plan.title) for plan in account.subscriptions))
    goods = frozenset().union(*(words_of(i.title) for o in orders for i in o.items))
    things = naming(text, goods - titles)
    named = [plan for plan in plans if naming(text, words_of(plan.title) - goods)]
    club = named[0].title if len(named) == 1 else "subscription" if CLUBS.search(text) and plans else ""
    if not things or not club:
        return ()
    return (f"cancel the {' and '.join(sorted(things))}", f"cancel my {club}")


def apart(scene: Scene, *both: Heard) -> bool:
    """Whether one is of a club and the other of a thing that has a name of its own: "cancel the mug, restart my
    coffee"."""
    of_club = [heard for heard in both if errands.ERRANDS[heard.intent] == "subscription"]
    rest = [heard for heard in both if errands.ERRANDS[heard.intent] not in ("charge", "subscription")]
    plans = scene.facts.account.subscriptions if scene.facts.account else ()
    titles = frozenset(word for plan in plans for word in words_of(plan.title))
    goods = frozenset(word for o in scene.facts.orders for item in o.items for word in words_of(item.title)) - titles
    return len(of_club) == len(rest) == 1 and bool(naming(rest[0].text, goods)) and not naming(of_club[0].text, goods)


def without_its_price(found: list[Heard]) -> list[Heard]:
    """ "When does it renew and how much will it be": both are of the club, and of no order besides."""
    of_club = any(errands.ERRANDS[heard.intent] == "subscription" for heard in found)
    return [heard for heard in found if not going_on.HOW.fullmatch(heard.text)] if of_club else found
