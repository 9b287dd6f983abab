"""The brief: who needs what and why now, and the card that shows it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.codec import dump, load
from bot.content import Card, Choice, Reply
from bot.effects import Handoff
from bot.events import Inbound
from bot.shop import Account
from bot.turns.card import NOT_SAID, wish_in
from bot.writes import moment
from handoff import calling
from handoff.case import Stage
from handoff.rows import CaseRow
from handoff.wording import harmless, safe, span

State = Literal["waiting", "claimed", "closed", "urgent"]
LAST_WORDS = 3
CALLED = (("Reached", "call reached"), ("No answer", "call no_answer"), ("Wrong number", "call wrong_number"))
"""What can have come of a call."""
CALL_BACK = "Call back"
TOP_TIER = 2
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a colleague needs to go on without asking again. All of it is plain words."""

    customer: str
    wants: str = ""
    why: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    last_words: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    def hears(self, words: str) -> "Brief":
        """The brief with the customer's newest words."""
        return replace(self, last_words=(*self.last_words, words)[-LAST_WORDS:]) if words.strip() else self

    def wishes(self, words: str) -> "Brief":
        """The brief with what they want, if they had not said so before."""
        return replace(self, wants=wish_in(words) or NOT_SAID) if self.wants == NOT_SAID else self

    def calls(self, number: str) -> "Brief":
        """The brief with the number they are to be called at."""
        others = tuple(fact for fact in self.facts if fact[0] != CALL_BACK)
        return replace(self, facts=((CALL_BACK, number), *others)) if number else self


def brief_of(need: Handoff, event: Inbound, account: Account | None, now: datetime) -> Brief:
    """What the core handed over, as staff will read it."""
    called = ((CALL_BACK, need.callback),) if need.callback and not need.secret else ()
    belongs = (("Belongs to", f"{need.instead_of}, which is closed"),) if need.instead_of else ()
    standing = _standing(account, now)
    return Brief(
        customer=f"{event.person.name} ({event.place.platform.title()}) · {standing}",
        wants=harmless(need.department, need.wants) or NOT_SAID,
        why=need.because or (need.rule,),
        tried=need.tried,
        last_words=tuple(harmless(need.department, words) for words in need.last_words[-LAST_WORDS:]),
        facts=(*called, *belongs, *need.details),
    )


def _standing(account: Account | None, now: datetime) -> str:
    if account is None:
        return "not verified as a customer"
    known = account.customer
    years = (now - known.since).days // 365 if known.since else 0
    age = (_count(years, "year") if years else "new this year",) if known.since else ()
    return ", ".join((*age, _count(known.orders, "order"), _count(known.refunds, "refund")))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def kept(case: CaseRow) -> Brief:
    return load(Brief, case.brief)


def with_words(case: CaseRow, words: str, number: str) -> str:
    """The kept brief, as JSON, after the customer said more; whoever has claimed the case reads it in the thread."""
    brief, said = kept(case).calls(number), harmless(case.department, words[:500])
    return dump(brief.hears(said).wishes(said) if case.stage == Stage.WAITING else brief)


def card(case: CaseRow, mention: tuple[str, ...] = ()) -> Reply:
    """The card as it stands now, its buttons beneath it."""
    brief = _as_shown(case)
    facts = [
        ("Customer", safe(brief.customer)),
        ("Wants", safe(brief.wants, 300)),
        ("Why now", _lines(brief.why)),
        ("Call", calling.stands(case)),
        ("Bot tried", _lines(brief.tried) or "nothing yet"),
        ("Last words", "\n".join(f'"{safe(words, 300)}"' for words in brief.last_words)),
        *((safe(label), safe(value, 300)) for label, value in brief.facts if not (case.call and label == CALL_BACK)),
    ]
    shown = tuple((label, value) for label, value in facts if value)
    return Reply(card=Card(title(case), shown, state=_state(case)), offers=buttons(case), mention=mention)


def _as_shown(case: CaseRow) -> Brief:
    """What is kept, without the number of a call, which is for whoever calls."""
    brief = kept(case)

    def hidden(words: str) -> str:
        return calling.without_numbers(case, words)

    why, tried, last = (tuple(map(hidden, each)) for each in (brief.why, brief.tried, brief.last_words))
    return replace(brief, wants=hidden(brief.wants), why=why, tried=tried, last_words=last)


def _lines(words: tuple[str, ...]) -> str:
    return "\n".join(safe(line, 300) for line in words)


def first_line(case: CaseRow, now: datetime) -> str:
    """Number, how it stands, department and tier: what one reads when reading one line."""
    return _line(case, f"waiting {span(now - moment(case.opened))}")


def listed(case: CaseRow, now: datetime, blocked: bool, *more: str) -> str:
    """The same in a list, with whose it is and what is wanted; a number to call is on the card alone."""
    parts = (*more, "blocked" if blocked else "", safe(case.name))
    wants = safe(calling.masked(case, " ".join(kept(case).wants.split())), 80)
    return f"- {' · '.join(filter(None, (first_line(case, now), *parts)))}: {wants}"


def title(case: CaseRow) -> str:
    """The same over a card, which hangs there as it was drawn: how long it waits would soon be wrong."""
    return _line(case, f"waiting since {moment(case.opened):%d %b %H:%M} UTC")


def _line(case: CaseRow, waiting: str) -> str:
    parts = [f"#{case.number}", _stands(case, waiting), case.department, f"tier {case.tier}"]
    return " · ".join(parts + ["● urgent"] * case.urgent)


def _stands(case: CaseRow, waiting: str) -> str:
    since = f"{safe(case.owner_name)} since {moment(case.claimed):%H:%M} UTC"
    match Stage(case.stage):
        case Stage.WAITING:
            return waiting
        case Stage.CLAIMED | Stage.WAITING_ON_CUSTOMER:
            return f"claimed by {since}"
        case Stage.SNOOZED:
            return f"snoozed by {since}"
        case Stage.CLOSED:
            return f"closed: {safe(case.reason, 80)}" if case.reason else "closed"


def _state(case: CaseRow) -> State:
    match Stage(case.stage):
        case Stage.WAITING:
            return "urgent" if case.urgent else "waiting"
        case Stage.CLOSED:
            return "closed"
        case _:
            return "claimed"


def buttons(case: CaseRow) -> tuple[Choice, ...]:
    """What can be done with the case now; each value is a verb of `handoff.commands`."""
    if case.stage == Stage.CLOSED:
        return (Choice("Reopen", "reopen"), Choice("Transcript", "transcript"))
    if calling.on_the_line(case):
        calls = tuple(Choice(label, verb, "primary" if verb == CALLED[0][1] else "plain") for label, verb in CALLED)
    else:
        calls = (Choice("Call now", "call now", "primary"),) if calling.can_be_called(case) else ()
    claims = Choice("Claim" if case.tier < TOP_TIER else "Claim (leads)", "claim", "primary")
    first = claims if case.stage == Stage.WAITING else Choice("Release", "release")
    up = (Choice("Escalate", "escalate"),) if case.tier < TOP_TIER else ()
    # What the bot refused, staff may give: a lead the money itself, anybody a kindness within their limit.
    give = (Choice("Override…", "pay override"), Choice("Goodwill…", "pay goodwill")) if case.rule == REFUSED else ()
    return (*calls, first, Choice("Reply", "reply"), Choice("Note", "note"), *give, *up, Choice("Close…", "close"))
