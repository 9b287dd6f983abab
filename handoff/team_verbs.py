"""What leads and admins do for the whole team."""

from typing import Annotated, Literal

from bot.content import Reply
from bot.incidents import Topic
from bot.shop import ShopUnavailable
from bot.writes import BindingRow, Writes, micros
from handoff import (
    auditing,
    blocking,
    branding,
    exporting,
    incidents,
    linking,
    privacy,
    reports,
    setting_up,
    snippets,
    watching,
)
from handoff.branding import Names
from handoff.people import unknown
from handoff.refusal import NotUnderstood, Refusal
from handoff.routing import DepartmentName
from handoff.scene import Outcome, Scene
from handoff.settings import changed, shown_policy
from handoff.spec import Channel, CustomerId, PersonId, RoleId, SettingName, TeammateName, Text, command
from handoff.wording import safe

Why = Annotated[Text, "Why; it is kept in the audit."]
TopicName = Annotated[Topic, "What does not work."]
Status = Annotated[Text, "What customers are told, as they will read it."]
SnippetName = Annotated[str, "The snippet's name, one word."]
Account = Annotated[PersonId, "A chat account, like web:guest."]


@command("admin", "support")
async def setup(
    scene: Scene,
    staff: Annotated[Channel, "The channel where cases are shown."] = "",
    staff_role: Annotated[RoleId, "The role that is called and may answer."] = "",
    lead_role: Annotated[RoleId, "The role of the leads."] = "",
    department: Annotated[DepartmentName | Literal[""], "A department with its own place or role."] = "",
    place: Annotated[Channel, "That department's channel."] = "",
    role: Annotated[RoleId, "That department's role."] = "",
    space: Annotated[str, "The platform and server: discord:GUILD or slack:TEAM."] = "",
) -> Outcome:
    """Say where cases go and who is called; without values, see how it stands."""
    wish = setting_up.Wish(staff, staff_role, lead_role, department, place, role, space)
    return await setting_up.set_up(scene, wish)


@command("admin", "support")
async def link(scene: Scene) -> Outcome:
    """Get a code that joins another server or workspace to this team."""
    return linking.linked(scene)


@command("admin", "support")
async def join(scene: Scene, code: Annotated[str, "The code that an admin of the other team took."]) -> Outcome:
    """Join this server or workspace to the team whose code this is."""
    return await linking.joined(scene, code)


@command("lead", "support", reads=True, name="policy show")
async def policy_show(scene: Scene, setting: Annotated[SettingName, "One setting."] = "") -> Outcome:
    """See what the shop allows and wants, each setting with its meaning."""
    return Outcome(reply=shown_policy(scene.settings, setting))


@command("admin", "support", name="policy set")
async def policy_set(
    scene: Scene,
    setting: Annotated[SettingName, "Which setting."],
    value: Annotated[Text, "Its new value; default takes it back."],
) -> Outcome:
    """Change what the shop allows or wants."""
    linking.require_ours(scene)
    return changed(scene, setting, value)


@command("admin", "support")
async def watch(
    scene: Scene,
    channel: Annotated[Channel, "A channel for customers; left out, see what is watched."] = "",
    state: Annotated[Literal["on", "off", ""], "On (as when left out) or off."] = "",
) -> Outcome:
    """Have me answer every message in a public channel, or only who mentions me."""
    return watching.watch(scene, channel, state or watching.ON)


@command("admin", "support")
async def bind(
    scene: Scene, person: Account, customer: Annotated[CustomerId, "The shop's customer."], reason: Why
) -> Outcome:
    """Say which shop customer a chat account belongs to, without a code."""
    linking.require_ours(scene)
    if ":" not in person:
        raise NotUnderstood(await unknown(scene, person))
    if not await _exists(scene, customer):
        raise NotUnderstood(f"The shop has no customer {customer[:40]!r}.")
    row = BindingRow(scene.act.team, person, customer, "admin", scene.by.id, micros(scene.now))
    audit = scene.pen.audit(scene.by, "bind", f"person:{person}", f"{customer}: {reason}")
    return Outcome(Writes((row,)) + audit, Reply(f"{safe(person)} is customer {safe(customer)} now."))


async def _exists(scene: Scene, customer: str) -> bool:
    try:
        return scene.shop is None or await scene.shop.account(customer) is not None
    except ShopUnavailable:
        raise Refusal("The shop can't be reached, so I can't check that customer. Please try again.") from None


@command("lead", "support")
async def block(scene: Scene, person: Account, reason: Why) -> Outcome:
    """Stop answering somebody; they are told so once."""
    return await blocking.shut_out(scene, person, reason)


@command("lead", "support")
async def unblock(scene: Scene, person: Account) -> Outcome:
    """Answer somebody again."""
    return await blocking.let_in(scene, person)


@command("admin", "support", reads=True)
async def export(scene: Scene, person: Account) -> Outcome:
    """Get all that is kept of somebody, as a file for you alone."""
    return await exporting.exported(scene, person)


@command("admin", "support")
async def erase(
    scene: Scene, person: Account, reason: Annotated[Text, "Why; kept in the audit, so name nobody in it."]
) -> Outcome:
    """Erase all that is kept of somebody, everywhere; you are asked once more before."""
    return await privacy.asked(scene, person, reason)


@command("admin", "support")
async def erase_now(scene: Scene, asked: Annotated[str, "What `erase` gave you; its button says it."]) -> Outcome:
    """Erase for ever what you were just asked about."""
    return await privacy.erased(scene, asked)


@command("admin", "support", reads=True)
async def audit(
    scene: Scene,
    person: Annotated[PersonId, "A chat account; typed, also a colleague or a case like #7."] = "",
    days: Annotated[int, "How many days back."] = 7,
    of_case: Annotated[int, "A case's number."] = 0,
    mate: Annotated[TeammateName, "A colleague."] = "",
) -> Outcome:
    """See who did what, newest first."""
    return await auditing.audited(scene, person or (f"#{of_case}" if of_case else mate), days)


@command("staff", "desk", reads=True, name="snippet show")
async def snippet_show(scene: Scene, name: Annotated[str, "One snippet, to read it whole."] = "") -> Outcome:
    """See the answers that are written once and sent often."""
    return snippets.listed(scene, name)


@command("lead", "desk", name="snippet set")
async def snippet_set(
    scene: Scene, name: SnippetName, text: Annotated[Text, "Its words; {name}, {case} and {order} are filled in."]
) -> Outcome:
    """Write an answer that is sent often."""
    return snippets.written(scene, name, text)


@command("lead", "desk", name="snippet remove")
async def snippet_remove(scene: Scene, name: SnippetName) -> Outcome:
    """Take a snippet away."""
    return snippets.removed(scene, name)


@command("lead", "support", reads=True, name="brand show")
async def brand_show(scene: Scene) -> Outcome:
    """See under which names customers meet colleagues."""
    return branding.shown(scene)


@command("admin", "support", name="brand names")
async def brand_names(
    scene: Scene, names: Annotated[Names, "Their real names, an alias each, or only the team."]
) -> Outcome:
    """Say under which names customers meet colleagues."""
    return branding.named(scene, names)


@command("lead", "support", name="brand alias")
async def brand_alias(
    scene: Scene,
    mate: Annotated[TeammateName, "A teammate."],
    alias: Annotated[Text, "Their name for customers; - takes it away."],
) -> Outcome:
    """Give a teammate another name for customers."""
    return branding.aliased(scene, mate, alias)


@command("staff", "desk", reads=True, name="incident show")
async def incident_show(scene: Scene) -> Outcome:
    """See which problems many people have at once, and what they are told."""
    return await incidents.shown(scene)


@command("lead", "desk", name="incident open")
async def incident_open(scene: Scene, topic: TopicName, status: Status) -> Outcome:
    """Say that a problem is known: whoever reports it is told so and needs no queue."""
    return await incidents.opened(scene, topic, status)


@command("lead", "desk", name="incident say")
async def incident_say(scene: Scene, topic: TopicName, status: Status) -> Outcome:
    """Tell everybody who has met a problem how it stands."""
    return await incidents.said(scene, topic, status)


@command("lead", "desk", name="incident over")
async def incident_over(scene: Scene, topic: TopicName, status: Status) -> Outcome:
    """Tell everybody who has met a problem that it is over."""
    return await incidents.over(scene, topic, status)


@command("lead", "support", reads=True)
async def stats(scene: Scene) -> Outcome:
    """See how many cases wait and how long people wait."""
    return await reports.stats(scene)


@command("admin", "support", reads=True)
async def doctor(scene: Scene) -> Outcome:
    """See what works, and how to mend what doesn't."""
    return Outcome(reply=setting_up.examined(scene))
