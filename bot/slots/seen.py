"""What the carrier shows of a parcel, in a sentence and on a card: several errands say it."""

from datetime import timedelta

from bot.content import Card, Choice
from bot.flow import View
from bot.shop import Order, Parcel, ScanKind
from bot.wording import Markup

LATE = timedelta(hours=12)
"""How far behind its promise a parcel is called late."""


def is_late(parcel: Parcel, view: View) -> bool:
    return parcel.late_by(view.facts.now) >= LATE


def what_is_in(order: Order, parcel: Parcel) -> str:
    """Its contents as one would call them: "garden hose", "kettle + 2"."""
    titles = list(parcel.inside) or [i.name for i in order.items if i.id in parcel.items] or [order.title]
    return titles[0] if len(titles) == 1 else f"{titles[0]} + {len(titles) - 1}"


def sentence(order: Order, parcel: Parcel, view: View) -> Markup:
    """What is, what happens next, and when."""
    words, last, what = view.words, parcel.last, what_is_in(order, parcel)
    if parcel.lost and (moved := [scan for scan in parcel.scans if scan.kind is not ScanKind.LOST]):
        seen_last = max(moved, key=lambda scan: scan.at)  # since then it was only looked for
        return words.say("scan.lost", item=what, place=seen_last.place, day=seen_last.at)
    if parcel.delivered and last and not parcel.lost:
        return words.say(
            "tracking.delivered", item=what, day=parcel.delivered, time=words.time(parcel.delivered), place=last.place
        )
    if last is None or last.kind is ScanKind.LABEL:
        return words.say("tracking.label", item=what, **_due(parcel, view))
    seen = words.say(f"scan.{last.kind}", item=what, place=last.place, day=last.at, time=words.time(last.at))
    if last.kind in (ScanKind.LOST, ScanKind.RETURNED):
        return seen
    return Markup(f"{seen} {words.say(_promise(parcel, view), **_due(parcel, view))}")


def _promise(parcel: Parcel, view: View) -> str:
    if is_late(parcel, view):
        return "tracking.late" if parcel.expected and parcel.expected > view.facts.now else "tracking.late_unknown"
    return "tracking.due" if parcel.expected or parcel.promised else "tracking.no_date"


def _due(parcel: Parcel, view: View) -> dict[str, object]:
    promised = parcel.promised or parcel.expected or view.facts.now
    late = parcel.late_by(view.facts.now)
    return {"due": parcel.expected or promised, "promised": promised, "late": late}


def card(order: Order, parcel: Parcel, view: View) -> Card:
    """Its order, carrier, last scan and newest estimate at a glance; of a delivery the photo too."""
    words, last = view.words, parcel.last
    lines = [
        (words.say("card.order"), order.number),
        (words.say("card.carrier"), f"{parcel.carrier} {parcel.tracking}"),
    ]
    if last:
        lines.append((words.say("card.last_scan"), f"{words.day(last.at)} {words.time(last.at)}, {last.place}"))
    if parcel.expected and not parcel.delivered:
        lines.append((words.say("card.expected"), words.day(parcel.expected)))
    late = is_late(parcel, view) or parcel.lost
    return Card(what_is_in(order, parcel), tuple(lines), "late" if late else "good" if parcel.delivered else "")


def links(parcel: Parcel, view: View) -> tuple[Choice, ...]:
    """Where a person can follow it."""
    found = [("tracking.link", parcel.link), ("tracking.map", parcel.map_link)]
    return tuple(Choice(view.words.say(key), link, link=link) for key, link in found if link)
