"""Plays a scripted conversation on the whole product and says how its end differs from what was written."""

import re
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

from adapters.shop.sample.ledger import LedgerRow
from bot.codec import load
from bot.events import File
from bot.memory import Conversation
from bot.writes import ConfirmationRow, ConversationRow
from handoff.case import is_open
from handoff.rows import CaseRow
from tests.conversations.transcript import Happens, Presses, Says, Step, Talk
from tests.stage import Customer, Stage, Wall, a_stage, read_out

KINDS = {"photo": "image/png", "file": "text/plain"}
ASKS = re.compile(r"(\w+): asks (\w+)")
PATIENCE = 72
"""Hours after which a parcel that nobody scans is waited for no more."""


LOOKS_EVERY = 6
"""Hours between two looks for a return's first scan."""


KNOWN, IT_WORKS = "We are on it: two hours.", "It works again."
"""What a lead says of an incident."""


class Played:
    """One conversation, on a stage of its own."""

    def __init__(self, talk: Talk, folder: Path) -> None:
        self.talk, self.folder, self.wall = talk, folder, Wall()
        self.log: list[str] = []
        """What was said on both sides, to be read where something went wrong."""
        self.wrong: list[str] = []
        self.asked: set[str] = set()
        self.seen, self.topic = 0, ""

    @property
    def report(self) -> str:
        talk = self.talk
        return "\n".join((f"{talk.where} {talk.name}", *self.log, "", *(f"WRONG {line}" for line in self.wrong)))

    async def play(self, fresh: Path) -> None:
        """From a copy of a shop that has just opened to the check of the end."""
        shutil.copytree(fresh, self.folder, dirs_exist_ok=True)
        async with AsyncExitStack() as self.curtain:
            await self._rises()
            ada = self.stage.teammate("ada", "admin")
            for setting, value in self.talk.policy:
                await ada.commands("policy set", setting=setting, value=value)
            for step in self.talk.steps:
                await self._step(step)
                if self.wrong:
                    return
            await self._check()

    async def _rises(self) -> None:
        self.stage: Stage = await self.curtain.enter_async_context(a_stage(self.folder, wall=self.wall))
        self.customer: Customer = await self.stage.customer(self.talk.customer, bound=self.talk.signed_in)
        self.customer.news()
        self.seen = 0

    async def _step(self, step: Step) -> None:
        try:
            match step:
                case Says():
                    self._notes(f"{self.talk.customer}: {step.text} {step.file}".rstrip())
                    await self._says(step)
                case Presses(label=label):
                    self._notes(f"{self.talk.customer}: [{label}]")
                    self._heard(await self.customer.presses(label))
                case Happens():
                    self._notes(f"({step.what} {step.minutes or ''})")
                    await self._happens(step)
        except AssertionError as no:
            self.wrong.append(f"line {step.line}: {no}")

    async def _says(self, step: Says) -> None:
        if step.in_public:
            shown = await self.customer.says_in_public(step.text)
            self._notes(*(f"      in public: {line}" for line in shown))
        else:
            kind, _, name = step.file.partition(":")
            files = (File("a" * 64, name, KINDS[kind], 90_000),) if name else ()
            self._heard(await self.customer.says(step.text, *files))

    def _notes(self, *lines: str) -> None:
        self.log.extend(lines)

    def _heard(self, answer: object, *, must: bool = True) -> None:
        """What came back, and why; a turn that failed or met silence is wrong whatever the end is."""
        replies = list(answer) if isinstance(answer, list | tuple) else []
        traces = self.stage.traces.seen[self.seen :]
        self.seen = len(self.stage.traces.seen)
        for reply in replies:
            buttons = [c.label for c in (*(reply.question.choices if reply.question else ()), *reply.offers)]
            said = read_out(reply).replace("\n", "\n        ")
            self._notes(f"      bot: {said}" + (f"  {buttons}" if buttons else ""))
        for trace in traces:
            self._notes(f"      . {trace.outcome}; {'; '.join(trace.decided)}")
            self.asked |= {found[2] for rule in trace.decided if (found := ASKS.fullmatch(rule))}
        if any(trace.outcome == "failed" for trace in traces):
            self.wrong.append("a turn failed")
        if must and not replies and not any(trace.outcome in ("mirrored", "silent") for trace in traces):
            self.wrong.append("met silence")

    async def _happens(self, step: Happens) -> None:
        stage, mina = self.stage, self.stage.teammate("mina", "lead")
        match step.what:
            case "passes":
                await stage.passes(minutes=step.minutes)
            case "down" | "lying":
                setattr(stage.shop.faults, step.what, True)
            case "back":
                stage.shop.faults.mend()
                await stage.passes(minutes=2)
            case "restart":
                keys = stage.keys
                await self.curtain.aclose()
                await self._rises()
                self.stage.keys = keys
            case "scanned":
                await self._scanned()
            case "code":
                [code] = re.findall(r"\b\d{6}\b", stage.mails.recent()[-1].text if stage.mails.recent() else "000000")
                self._heard(await self.customer.says(code))
            case "over":
                await mina.commands("incident over", topic=self.topic, status=IT_WORKS)
            case declared if declared.startswith("incident:"):
                self.topic = declared.partition(":")[2]
                await mina.commands("incident open", topic=self.topic, status=KNOWN)
            case verb:
                await mina.commands(
                    verb, (await self._cases())[-1].number, **({"reason": "solved"} if verb == "close" else {})
                )
        self._heard(self.customer.news(), must=False)

    async def _scanned(self) -> None:
        """Time goes by until a carrier has the newest parcel on its way back."""
        for _ in range(PATIENCE):
            await self.stage.passes(hours=1)
            account = await self.stage.shop.account(self.talk.customer)
            back = [p for o in account.orders for p in o.parcels if p.is_return and p.last and p.last.kind != "label"]
            if back:
                await self.stage.passes(hours=LOOKS_EVERY)
                return
        self.wrong.append("no parcel is on its way back")

    async def _cases(self) -> list[CaseRow]:
        return sorted(await self.stage.store.find(CaseRow, {}), key=lambda row: row.number)

    async def _check(self) -> None:
        talk, shown = self.talk, "\n".join(map(read_out, self.customer.sees))
        self._same("ledger", sorted(talk.said("ledger")), sorted(map(_deed, self.stage.owner.ledger())) or ["nothing"])
        open_cases = [row for row in await self._cases() if is_open(row)]
        self._same("case", list(talk.said("case")), [_case(row) for row in open_cases] or ["none"])
        cards = " ".join(row.brief for row in open_cases)
        self.wrong += [f"card: {fact!r} is not in {cards}" for fact in talk.said("card") if fact not in cards]
        kept = [f"{row.title} {row.text}" for row in await self.stage.store.find(ConfirmationRow, {})]
        self._contains("kept", kept)
        self.wrong += [f"told: nobody said {fact!r}" for fact in talk.said("told") if fact not in shown]
        self.wrong += [f"not told: {fact!r} was said" for fact in talk.said("not told") if fact in shown]
        await self._under_way()
        for most in talk.said("turns"):
            if talk.turns > int(most.removeprefix("at most ")):
                self.wrong.append(f"turns: {talk.turns}")
        never = {name.strip() for names in talk.said("never asked") for name in names.split(",")}
        if asked := never & self.asked:
            self.wrong.append(f"asked for {', '.join(sorted(asked))}")

    def _same(self, key: str, wanted: list[str], found: list[str]) -> None:
        if wanted != found:
            self.wrong.append(f"{key}: {found}, not {wanted}")

    def _contains(self, key: str, found: list[str]) -> None:
        for wanted in self.talk.said(key):
            if (wanted == "nothing" and found) or (wanted != "nothing" and not any(wanted in one for one in found)):
                self.wrong.append(f"{key}: {found}, not {wanted}")

    async def _under_way(self) -> None:
        for wanted in self.talk.said("under way"):
            rows = await self.stage.store.find(ConversationRow, {"id": self._mine()})
            errand = load(Conversation, rows[0].state).errand if rows else None
            self._same("under way", [wanted], [f"{errand.flow} asks {errand.slot}" if errand else "nothing"])

    def _mine(self) -> str:
        return self.stage.traces.seen[-1].conversation if self.stage.traces.seen else ""


def _deed(row: LedgerRow) -> str:
    """A line of the ledger as a transcript writes it."""
    amount = f" {row.amount}" if row.amount else ""
    credit = " as store credit" if row.to == "store credit" else ""
    return f"{row.kind}{amount}{credit} for {row.order}"


def _case(row: CaseRow) -> str:
    return f"{row.department}, {row.rule.replace('_', ' ')}{', urgent' if row.urgent else ''}"
