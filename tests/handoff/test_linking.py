"""One team on several platforms: codes that join places, and words that wait for a yes."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.codec import dump
from bot.events import Place, Said
from bot.shop import Money
from bot.writes import AuditRow, BindingRow, ConsentRow, OutboxRow, SettingRow, Writes
from handoff.acts import Act, Command, Teammate
from handoff.giving import Ask
from handoff.linking import team_of
from handoff.rows import CaseRow
from tests.handoff.conftest import ADA, JONAS, MINA, TEAM, Room

AWAY = Place("slack", "T2", "C2")
OWN = "slack-T2"
BEA = Teammate("slack:T2:U9", "Bea", "admin")
DISCORD = Place("discord", "@me", "dm:7")


async def code_of(room: Room, by: Teammate = ADA) -> str:
    return (await room.do(by, "link", 0)).text.split("`")[1]


async def joins(room: Room, code: str, place: Place = AWAY, team: str = OWN, by: Teammate = BEA) -> str:
    act = Act(room.key(), team, place, by, room.clock.now(), Command("join", 0, {"code": code}))
    return (await room.desk.receive(act)).text


async def test_a_code_joins_another_place_to_the_team(room: Room) -> None:
    assert await team_of(room.store, "slack", "T2") == ""
    assert "belongs to the team" in await joins(room, (await code_of(room)).upper().replace("-", " "))
    assert await team_of(room.store, "slack", "T2") == TEAM
    told = {(row.team, row.verb) for row in await room.store.find(AuditRow, {})}
    assert {(TEAM, "link"), (TEAM, "join"), (OWN, "join")} <= told


async def test_a_code_is_good_once_and_for_ten_minutes(room: Room) -> None:
    first, second = await code_of(room), await code_of(room)
    await joins(room, first)
    assert "not known" in await joins(room, first, Place("slack", "T3", "C3"), "slack-T3")
    room.clock.at += timedelta(minutes=10, seconds=1)
    assert "not known" in await joins(room, second, Place("slack", "T3", "C3"), "slack-T3")
    assert await team_of(room.store, "slack", "T3") == ""


async def test_no_code_is_kept_as_it_is(room: Room) -> None:
    code = await code_of(room)
    kept = [row.detail + row.subject for row in await room.store.find(AuditRow, {})]
    assert not any(code in text or code.replace("-", "") in text for text in kept)


async def test_who_installed_a_place_of_their_own_reaches_no_customer_of_the_shop(room: Room) -> None:
    bind = Command("bind", 0, {"person": "slack:T2:U9", "customer": "rosa", "reason": "me"})
    act = Act(room.key(), OWN, AWAY, BEA, room.clock.now(), bind)
    refused = await room.desk.receive(act)
    assert refused.notice
    assert "team of its own" in refused.text
    assert await room.store.find(BindingRow, {}) == ()
    generous = Command("policy set", 0, {"setting": "return_days", "value": "9999"})
    assert (await room.desk.receive(replace(act, key=room.key(), body=generous))).notice


@pytest.mark.parametrize("verb", ["pay goodwill", "pay approve", "pay override"])
async def test_who_installed_a_place_of_their_own_gives_nobody_the_shops_money(room: Room, verb: str) -> None:
    """Its admin could be its customer too, with an account of the shop that a mailed code proved."""
    await room.opens()
    case = replace(await room.case(), team=OWN, conversation="slack:T2:U8")
    bound = BindingRow(OWN, case.conversation, "rosa", "e-mailed code", case.conversation, 1)
    ask = Ask("k", "rosa", Money(Decimal(90), "USD"), "sorry", "slack:T2:U7", "Bo")
    await room.store.commit(Writes((case, bound, SettingRow(OWN, "asked.1", dump(ask), 1, "slack:T2:U7"))))
    given = {"message": "k"} if verb == "pay approve" else {"amount": "20", "reason": "me"}
    refused = await room.desk.receive(Act(room.key(), OWN, AWAY, BEA, room.clock.now(), Command(verb, 1, given)))
    assert "team of its own" in refused.text
    assert await room.store.find(OutboxRow, {"team": OWN, "kind": "effect"}) == ()


@pytest.mark.parametrize("by", [MINA, JONAS])
async def test_only_admins_link_and_join(room: Room, by: Teammate) -> None:
    assert "needs the role admin" in (await room.do(by, "link", 0)).text
    assert "needs the role admin" in await joins(room, await code_of(room), by=replace(by, id="slack:T2:U1"))
    assert await team_of(room.store, "slack", "T2") == ""


async def test_a_place_with_open_cases_or_a_team_of_its_own_does_not_move(room: Room) -> None:
    assert "already" in await joins(room, await code_of(room), Place("web", "demo", "staff"), TEAM)
    assert "Take a code here" in await joins(room, await code_of(room), AWAY, "another-team")
    await room.hears(Said("a person please", "m1"))
    (case,) = await room.store.find(CaseRow, {"team": TEAM})
    await room.store.commit(Writes((replace(case, team=OWN, version=1),)))
    assert "#1" in await joins(room, await code_of(room))
    assert await team_of(room.store, "slack", "T2") == ""


async def test_a_case_is_passed_to_another_platform_only_with_the_customers_consent(room: Room) -> None:
    await room.do(ADA, "setup", 0, department="billing", place="slack:T2:C7")
    await room.hears(Said("a person please", "m1"), who="discord:7", place=DISCORD)
    await room.do(MINA, "claim")
    refused = await room.do(MINA, "transfer", to="billing")
    assert refused.notice
    assert "not agreed" in refused.text
    assert (await room.case()).department == "general"
    await room.store.commit(Writes((ConsentRow(TEAM, "discord:7", "slack", 1),)))
    assert "with billing" in (await room.do(MINA, "transfer", to="billing")).text


async def test_a_department_on_our_own_pages_is_on_nobodys_platform(room: Room) -> None:
    await room.do(ADA, "setup", 0, staff="slack:T2:C7", department="billing", place="web:demo:billing")
    view = await room.desk.view(TEAM, "discord:7")
    assert [view.platform_of(name) for name in ("billing", "delivery", "unknown")] == ["", "slack", "slack"]


async def test_cases_without_a_place_are_not_shown_where_their_customers_have_not_agreed(bare: Room) -> None:
    await bare.hears(Said("a person please", "m1"), who="discord:7", place=DISCORD)
    await bare.do(ADA, "setup", 0, staff="slack:T2:C7")
    assert (await bare.case()).thread == ""
    await bare.do(ADA, "setup", 0, staff="web:demo:staff")
    assert (await bare.case()).thread != ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [("123", "discord:&123"), ("&123", "discord:&123"), ("discord:&123", "discord:&123"), ("slack:T:U1", "slack:T:U1")],
)
async def test_the_shell_names_roles_by_their_bare_ids(bare: Room, given: str, kept: str) -> None:
    await bare.do(ADA, "setup", 0, space="discord:9", staff="5", staff_role=given, lead_role=given)
    await bare.do(ADA, "setup", 0, space="discord:9", department="billing", role=given)
    settings = (await bare.store.load(TEAM, "")).settings
    assert settings["desk.staff_role"] == settings["desk.lead_role"] == kept
    assert f'"{kept}"' in settings["desk.department.billing"]
