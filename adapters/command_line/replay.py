"""`baton replay`: real messages through the whole product, on a scratch database."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters import logs
from adapters.app import App, build
from adapters.command_line.hear import lines_of, read_line
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.printing import show
from adapters.command_line.shown import text_of
from adapters.command_line.stopping import Stop
from bot.codec import load
from bot.content import Post, Shown
from bot.events import Inbound, Person, Place, Said
from bot.hearing import hear
from bot.ports import Trace
from bot.prediction import predicted
from bot.shop import Customer
from bot.wording import Words
from bot.writes import BindingRow, OutboxRow, Writes, micros
from handoff.rows import CaseRow

SHOWN_WORDS = 140
DONE = {
    "answered": "answered",
    "asked": "answered",
    "offered": "answered",
    "mirrored": "answered",
    "clarified": "clarified",
    "handed off": "handed off",
}
"""The summary's word for a turn's outcome; all others are faults."""
SUMMARY = ("answered", "clarified", "handed off", "silent", "failed")


@dataclass(slots=True)
class Played:
    """What became of one message."""

    line: int
    text: str
    intent: str = ""
    outcome: str = "silent"
    reason: str = ""
    said: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        names = ("line", "text", "intent", "outcome", "reason", "said")
        return {name: getattr(self, name) for name in names}


def replay(file: Path, *, as_json: bool) -> None:
    """Each message is the first of a conversation of its own; ends with 1 if any met silence or failed."""
    messages: list[tuple[int, str]] = []
    with lines_of(file) as lines:
        for number, line in enumerate(lines, 1):
            try:
                messages.append((number, read_line(line)[0]))
            except ValueError as wrong:
                raise Stop(f"{file}, line {number}: {wrong}") from None
    played = asyncio.run(_replay(messages))
    for one in played:
        show(one.as_json()) if as_json else print(_line(one))
    _sum_up(played, as_json=as_json)


async def _replay(messages: Sequence[tuple[int, str]]) -> list[Played]:
    with tempfile.TemporaryDirectory(prefix="baton-replay-", ignore_cleanup_errors=True) as scratch:
        # No mail leaves a scratch database and nothing is asked of a real shop, whatever is set up.
        changed = {"data_dir": Path(scratch), "smtp_url": SecretStr(""), "shop_url": ""}
        settings = settings_or_stop().model_copy(update=changed)
        logs.set_up(settings.log_level)
        async with build(settings) as app:
            return await _play(app, messages)


async def _play(app: App, messages: Sequence[tuple[int, str]]) -> list[Played]:
    casting = Casting(app)
    traces: dict[str, Trace] = {}
    app.witnesses.watching.append(lambda trace: _keep(traces, trace))
    for number, text in messages:
        await _send(app, casting.suits(number, text), number, text)
    await app.delivery.drained()
    return [await _played(app, number, text, traces.get(_person(number))) for number, text in messages]


class Casting:
    """Who of the sample customers says a message: one who has reason to, else one after the other."""

    def __init__(self, app: App) -> None:
        assert app.sample is not None  # the real shop was left out
        accounts = list(app.sample.shop.world.accounts())
        self._everybody = [account.customer for account in accounts]
        self._reasons = [
            (found.reason, account.customer)
            for account in accounts
            for found in predicted(account, app.clock.now(), Words(app.clock.now()))
        ]

    def suits(self, number: int, text: str) -> Customer:
        """The customer for the message of this line."""
        intent = hear(text).intent
        fitting = [customer for reason, customer in self._reasons if reason == intent] or self._everybody
        return fitting[number % len(fitting)]


def _person(number: int) -> str:
    return f"terminal:replay-{number}"


def _keep(traces: dict[str, Trace], trace: Trace) -> None:
    """The first turn is the answer; a later one, of an effect's result or a timer, is not."""
    traces.setdefault(trace.conversation, trace)


async def _send(app: App, customer: Customer, number: int, text: str) -> None:
    person = Person(_person(number), customer.name)
    now = app.clock.now()
    bound = BindingRow(app.team, person.id, customer.id, "replay", "replay", micros(now))
    await app.store.commit(Writes((bound,)))
    place = Place("terminal", "local", person.id)
    key = f"replay:{number}"
    await app.service.receive(Inbound(key, app.team, place, person, now, Said(text, key)))


async def _played(app: App, number: int, text: str, trace: Trace | None) -> Played:
    """What was decided, and what of it really arrived."""
    person = _person(number)
    rows = await app.store.find(OutboxRow, {"conversation": person}, order=("at", "number"))
    played = Played(number, text, said=[words for row in rows if (words := _arrived(row, person))])
    if trace is not None:
        intents = trace.heard.get("intents")
        played.intent = str(intents[0][0]) if isinstance(intents, list) and intents else ""
        played.outcome = trace.outcome
    cases = await app.store.find(CaseRow, {"team": app.team, "conversation": person}, limit=1)
    played.reason = cases[0].rule if cases else ""
    if any(row.state == "failed" for row in rows):
        played.outcome = "failed"
    elif not played.said:
        played.outcome = "silent"
    return played


def _arrived(row: OutboxRow, person: str) -> str:
    """The words the customer was really shown by this row."""
    if row.kind != "post" or row.state != "sent" or row.place != f"terminal:local:{person}":
        return ""
    shown = load(Shown, row.payload)
    return text_of(shown.reply) or "(card)" if isinstance(shown, Post) else ""


def _line(played: Played) -> str:
    said = " | ".join(" ".join(words.split()) for words in played.said)
    done = f"{played.outcome} ({played.reason})" if played.reason else played.outcome
    heard = " ".join(played.text.split())
    return (
        f"{played.line:4}  {_cut(heard)}\n      heard {played.intent or 'nothing'}; {done}: {_cut(said, from_end=True)}"
    )


def _cut(words: str, *, from_end: bool = False) -> str:
    """A line's worth; of an answer its end, because every first one begins with who we are."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in words)
    if len(shown) <= SHOWN_WORDS:
        return shown
    return f"…{shown[1 - SHOWN_WORDS :]}" if from_end else f"{shown[: SHOWN_WORDS - 1]}…"


def _sum_up(played: Sequence[Played], *, as_json: bool) -> None:
    done = Counter(DONE.get(one.outcome, one.outcome) for one in played)
    rules = Counter(one.reason or "?" for one in played if one.outcome == "handed off")
    total = {"messages": len(played)} | {name: done[name] for name in SUMMARY}
    if as_json:
        show({"summary": total | {"rules": dict(rules.most_common())}})
    else:
        why = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
        parts = [
            f"{count} {name}" + (f" ({why})" if name == "handed off" and why else "") for name, count in total.items()
        ]
        print("; ".join(parts) + ".")
    if done["silent"] or done["failed"]:
        raise Stop(f"{done['silent']} met silence and {done['failed']} failed.", code=1)
