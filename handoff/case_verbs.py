"""What staff do with a case."""

from typing import Annotated, Literal

from bot.content import Reply
from handoff import finding, freezing, giving, kept, moves, reports, retrying, sharing, snippets, words
from handoff.helping import helped
from handoff.refusal import NotUnderstood, Refusal
from handoff.routing import DEPARTMENTS, Mate
from handoff.scene import Outcome, Scene
from handoff.spec import Amount, TeammateName, Text, command
from handoff.wording import instead

CloseReason = Literal["solved", "explained", "no_answer", "duplicate", "not_for_us", "spam"]
Which = Annotated[str, "Which message of yours; your newest if left out."]
SnippetName = Annotated[str, "The snippet's name."]
Words = Annotated[Text, "The words."]
HowMuch = Annotated[Amount, "How much, in the customer's currency."]
WhyGiven = Annotated[Text, "Why; it is kept in the audit."]
WhichAsk = Annotated[str, "Which ask; the one that waits here if left out."]


@command("staff", needs_case=True)
async def claim(scene: Scene) -> Outcome:
    """Take a case: what you type in its thread then goes to the customer."""
    return moves.claim(scene)


@command("staff", needs_case=True)
async def claim_and_send(scene: Scene, message: Which = "") -> Outcome:
    """Take a case and send what you just typed in its thread."""
    return await kept.claim_and_send(scene, message)


@command("staff", needs_case=True)
async def release(scene: Scene) -> Outcome:
    """Give a case back to the queue."""
    return moves.release(scene)


@command("staff", needs_case=True)
async def transfer(scene: Scene, to: Annotated[TeammateName, "A department or a teammate."]) -> Outcome:
    """Pass a case to another department or to a teammate."""
    if to.casefold() in DEPARTMENTS:
        await sharing.require(scene, to.casefold())
        return moves.to_department(scene, to.casefold())
    return moves.to_teammate(scene, _mate(scene, to))


def _mate(scene: Scene, name: str) -> Mate:
    mate = scene.routing.mate(name)
    if mate is None or mate.role == "none":
        known = ", ".join(m.name for m in scene.routing.mates.values() if m.role != "none")
        departments = ", ".join(DEPARTMENTS)
        raise NotUnderstood(
            f"I know no teammate {name[:40]!r}. Departments: {departments}. Teammates: {known or 'none yet'}."
        )
    return mate


@command("staff", needs_case=True)
async def escalate(scene: Scene, reason: Annotated[Text, "Why the leads should look."] = "") -> Outcome:
    """Pass a case up to the leads."""
    return moves.escalate(scene, reason)


@command("staff", needs_case=True)
async def reply(scene: Scene, text: Words) -> Outcome:
    """Say something to the customer of a case you own."""
    return words.reply(scene, text)


@command("staff", needs_case=True)
async def note(scene: Scene, text: Words) -> Outcome:
    """Write something for staff only."""
    return words.note(scene, text)


@command("staff", needs_case=True)
async def edit(scene: Scene, text: Words, message: Which = "") -> Outcome:
    """Change your last reply to the customer, or the one named."""
    return await kept.edit(scene, text, message)


@command("staff", needs_case=True)
async def delete(scene: Scene, message: Which = "") -> Outcome:
    """Take back your last reply to the customer, or the one named."""
    return await kept.delete(scene, message)


@command("lead", needs_case=True)
async def send_anyway(scene: Scene, message: Which = "") -> Outcome:
    """Send what you just typed, though the case is somebody else's or nobody's."""
    return await kept.send_anyway(scene, message)


@command("staff", needs_case=True)
async def snooze(scene: Scene, minutes: Annotated[int, "After how many minutes it comes back."]) -> Outcome:
    """Set a case aside; it comes back by itself, or when the customer writes."""
    return moves.snooze(scene, minutes)


@command("staff", needs_case=True)
async def wake(scene: Scene) -> Outcome:
    """Take up a snoozed case now."""
    return moves.wake(scene)


@command("staff", needs_case=True)
async def close(scene: Scene, reason: Annotated[CloseReason, "How it ended."] = "solved") -> Outcome:
    """End a case; the customer is told, and the bot answers again."""
    return await moves.close(scene, reason)


@command("staff", needs_case=True)
async def reopen(scene: Scene) -> Outcome:
    """Open a closed case again; it waits in the queue."""
    return await moves.reopen(scene)


@command("staff", needs_case=True)
async def hand_back(scene: Scene) -> Outcome:
    """Give the conversation back to the bot; this ends the case."""
    return moves.hand_back(scene)


@command("staff", needs_case=True)
async def freeze(scene: Scene, reason: Annotated[Text, "Why; it is kept in the audit."]) -> Outcome:
    """Let no money and no goods of this customer move, while their account is at risk."""
    return await freezing.freeze(scene, reason)


@command("lead", needs_case=True)
async def unfreeze(scene: Scene, reason: Annotated[Text, "Why it is safe; it is kept in the audit."]) -> Outcome:
    """Let this customer's money and goods move again."""
    return await freezing.unfreeze(scene, reason)


@command("staff", needs_case=True, name="pay goodwill")
async def goodwill(scene: Scene, amount: HowMuch, reason: WhyGiven) -> Outcome:
    """Give store credit as a kindness; above your limit another lead decides."""
    return await giving.goodwill(scene, amount, reason)


@command("lead", needs_case=True, name="pay approve")
async def approve(scene: Scene, message: WhichAsk = "") -> Outcome:
    """Agree to goodwill that somebody else has asked for."""
    return await giving.approve(scene, message)


@command("lead", needs_case=True, name="pay decline")
async def decline(scene: Scene, message: WhichAsk = "") -> Outcome:
    """Say no to goodwill that somebody else has asked for."""
    return giving.decline(scene, message)


@command("lead", needs_case=True, name="pay override")
async def override(
    scene: Scene,
    amount: HowMuch,
    reason: WhyGiven,
    order: Annotated[str, "Which order; the case's own if left out."] = "",
) -> Outcome:
    """Pay back what the bot refused, at most what is left of the order."""
    return await giving.override(scene, amount, reason, order)


@command("staff", needs_case=True)
async def retry(
    scene: Scene, message: Annotated[str, "The key of the message; the newest if left out."] = ""
) -> Outcome:
    """Send again what did not reach the customer."""
    return await retrying.retry(scene, message)


@command("staff", needs_case=True)
async def arrived(
    scene: Scene, message: Annotated[str, "The key of the message; the newest if left out."] = ""
) -> Outcome:
    """Say that a message we were unsure of did reach the customer."""
    return await retrying.arrived(scene, message)


@command("staff", "desk", needs_case=True, name="snippet send")
async def snippet_send(scene: Scene, name: SnippetName) -> Outcome:
    """Answer the customer with a snippet, its blanks filled in."""
    return snippets.sent(scene, name)


@command("staff", "desk", reads=True)
async def find(scene: Scene, text: Annotated[Text, "A number, a name, an order, words of a wish."]) -> Outcome:
    """Find cases again, open and closed."""
    return await finding.found(scene, text)


@command("staff", needs_case=True, reads=True)
async def transcript(scene: Scene, lines: Annotated[int, "How many of the newest lines."] = 40) -> Outcome:
    """Read what was said in a case, notes included."""
    return await reports.transcript(scene, lines)


@command("staff", "desk", reads=True, name="help")
async def help_with(scene: Scene, about: Annotated[Text, "One command; left out, all of them."] = "") -> Outcome:
    """See what can be typed, or one command with what it takes and an example."""
    try:
        return Outcome(reply=Reply(helped(about, scene.by.role)))
    except NotUnderstood as no:
        raise Refusal(instead(str(no))) from None


@command("staff", reads=True)
async def queue(scene: Scene) -> Outcome:
    """See the open cases, the most pressing first."""
    return await reports.queue(scene)


@command("staff", reads=True)
async def mine(scene: Scene) -> Outcome:
    """See the cases you own."""
    return await reports.mine(scene)
