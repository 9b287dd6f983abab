"""What was delivered, as the lines `baton chat` prints."""

from typing import Any

from adapters.delivery.settlement import Settlement
from bot.codec import load
from bot.content import Card, Choice, Post, Reply, Revise, Shown, Withdraw
from bot.effects import Asked, MailCode, PayBack, PlaceCall
from bot.events import Inbound, Result
from bot.text import plain
from bot.writes import OutboxRow
from handoff.brief import kept
from handoff.rows import CaseRow

Shape = dict[str, Any]


def to_customer(row: OutboxRow) -> Shape | None:
    """A message as the customer sees it."""
    match load(Shown, row.payload):
        case Post(reply=reply):
            return _message(reply)
        case Revise(of=of, reply=reply):
            return _message(reply) | {"edits": of}
        case Withdraw(of=of):
            return {"to": "customer", "text": "", "choices": [], "card": None, "notice": True, "withdraws": of}
        case _:
            return None


def _message(reply: Reply) -> Shape:
    files = [{"name": one.name, "media_type": one.media_type, "size": one.size, "ref": one.ref} for one in reply.files]
    return _words(reply) | ({"files": files} if files else {})


def _words(reply: Reply) -> Shape:
    return {
        "to": "customer",
        "text": text_of(reply),
        "choices": [{"label": c.label, "value": c.link or c.value} for c in choices_of(reply)],
        "card": _card(reply.card),
        "notice": reply.notice,
    }


def to_staff(row: OutboxRow, case: CaseRow | None, before: Card | None = None) -> Shape | None:
    """A line in the staff channel or in a case's thread; of a revised card, what is not as `before`."""
    match load(Shown, row.payload):
        case Post(reply=reply) | Revise(reply=reply):
            text = text_of(reply) or words_of(reply.card)
            card = _card(reply.card)
        case _:
            return None
    return {
        "to": "staff",
        "case": row.case,
        "stage": case.stage if case else "",
        "reasons": list(kept(case).why) if case else [],
        "rule": case.rule if case else "",
        "text": text,
        "card": card,
        **_revised(load(Shown, row.payload), before),
    }


def _revised(shown: Shown, before: Card | None) -> Shape:
    if not isinstance(shown, Revise):
        return {}
    now, was = _card(shown.reply.card), _card(before)
    if now is None or was is None:
        return {"edits": shown.of}
    return {"edits": shown.of, "changed": [fact for fact in now["facts"] if fact not in was["facts"]]}


def effect(row: OutboxRow, settlement: Settlement) -> Shape:
    """What became of an effect."""
    wanted = load(Asked, row.payload).effect
    shape: Shape = {"effect": wanted.kind, "state": _state(settlement), "key": row.id}
    if isinstance(wanted, PlaceCall):
        shape["case"] = wanted.case
    elif not isinstance(wanted, MailCode):
        shape["order"] = wanted.subject
    if isinstance(wanted, PayBack):
        shape |= {"amount": str(wanted.amount.amount), "currency": wanted.amount.currency}
    return shape


def _state(settlement: Settlement) -> str:
    if settlement.also and isinstance(body := load(Inbound, settlement.also[0].payload).body, Result):
        return body.state
    return settlement.state


def text_of(reply: Reply) -> str:
    """All words of a reply, without markup."""
    parts = [reply.text, reply.question.text if reply.question else ""]
    if reply.quoted:
        parts.insert(0, f"{reply.quoted.speaker}: {reply.quoted.text}")
    parts += [f"[{file.name}]" for file in reply.files]
    return "\n\n".join(plain(part) for part in parts if part)


def all_of(reply: Reply) -> str:
    """Its words and what its card says: `stats` and `doctor` have no others."""
    return "\n".join(filter(None, (text_of(reply), words_of(reply.card))))


def choices_of(reply: Reply) -> tuple[Choice, ...]:
    """Everything that can be pressed on it."""
    return (*(reply.question.choices if reply.question else ()), *reply.offers)


def words_of(card: Card | None) -> str:
    """A card's title and facts as lines."""
    facts = [f"{label}: {value}" for label, value in card.facts] if card else []
    return "\n".join(map(plain, (card.title, *facts))) if card else ""


def _card(card: Card | None) -> Shape | None:
    if card is None:
        return None
    facts = [[plain(label), plain(value)] for label, value in card.facts]
    return {"title": plain(card.title), "facts": facts, "state": card.state, "image": card.image}
