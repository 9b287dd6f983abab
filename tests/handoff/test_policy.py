"""What an admin sets leaves the rest as it stands, is said in full, and can be taken back."""

import pytest

from bot.policy import DEFAULT, SETTINGS, Policy, contradictions, policy_of, shown
from bot.writes import SettingRow
from tests.handoff.conftest import ADA, JONAS, Room

SUMS = [name for name in SETTINGS if isinstance(getattr(Policy(), name), dict) and name != "routes"]


async def put(room: Room, setting: str, value: str) -> str:
    return (await room.do(ADA, "policy set", 0, setting=setting, value=value)).text


async def kept(room: Room) -> Policy:
    rows = await room.store.find(SettingRow, {"team": "main"})
    return policy_of({row.name: row.value for row in rows})


@pytest.mark.parametrize("setting", SUMS)
async def test_a_sum_in_one_currency_leaves_the_others_as_they_stand(room: Room, setting: str) -> None:
    was = getattr(Policy(), setting)
    told = await put(room, setting, "EUR=3.50 AUD=9")
    assert f"USD={was['USD']} EUR=3.50 GBP={was['GBP']}" in told and "AUD=9 now" in told
    await put(room, setting, "usd=7")
    now = getattr(await kept(room), setting)
    assert {c: str(a) for c, a in now.items()} == {
        **{c: str(a) for c, a in was.items()},
        "EUR": "3.50",
        "AUD": "9",
        "USD": "7",
    }


@pytest.mark.parametrize("setting", SETTINGS)
async def test_any_setting_can_be_taken_back_to_its_default(room: Room, setting: str) -> None:
    usual = shown(getattr(Policy(), setting))
    other = {"phone_region": "DE", "closed_default": "general", "routes": "faq=technical"}.get(setting)
    least = f"{max(1, SETTINGS[setting].metadata['least']):g}"
    other = other or {"yes": "no", "no": "yes"}.get(usual) or ("EUR=1" if setting in SUMS else least)
    if setting == "order_number_pattern":
        other = "LP-####"
    changed = await put(room, setting, other)
    assert f"(it was {usual}" in changed.replace("\\", "")
    assert ", the default (it was " in await put(room, setting, f" {DEFAULT.title()} ")
    assert shown(getattr(await kept(room), setting)) == usual


@pytest.mark.parametrize("setting", ["shop_name", "bot_name"])
@pytest.mark.parametrize("none", ["none", "None", "off", "-"])
async def test_a_name_is_not_set_to_none(room: Room, setting: str, none: str) -> None:
    told = await put(room, setting, none)
    assert "customers read it" in told and "default" in told
    assert getattr(policy_of({setting: none}), setting) == getattr(Policy(), setting), "nor read as one that was set"
    assert "Nonesuch & Sons now" in await put(room, setting, "Nonesuch & Sons")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("goodwill_lead_limit", "USD=5", "goodwill_limit (USD=20) is above goodwill_lead_limit (USD=5)"),
        ("idle_release_minutes", "5", "idle_nudge_minutes (15) is not below idle_release_minutes (5)"),
        ("leads_minutes", "2", "ping_again_minutes (3) is not below leads_minutes (2)"),
        ("return_remind_days", "50", "return_remind_days (50) is not below return_send_days (14)"),
        ("frustration_opens", "0.4", "frustration_offers (0.5) is not below frustration_opens (0.4)"),
        ("charge_refund_limit", "GBP=401", "charge_refund_limit (GBP=401) is above high_value (GBP=400)"),
    ],
)
async def test_what_does_not_go_together_is_taken_and_said(room: Room, setting: str, value: str, said: str) -> None:
    told = await put(room, setting, value)
    assert f"{setting} is " in told and said in told.replace("\\", "")
    assert said in (await room.do(ADA, "doctor", 0)).text.replace("\\", "")
    assert "!" not in await put(room, "return_days", "40"), "only what it has a part in"
    assert "!" not in await put(room, setting, DEFAULT)


def test_the_defaults_go_together() -> None:
    assert contradictions(Policy()) == ()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("returndays", "return_days"), ("Return-Days", "return_days"), ("goodwil limit", "goodwill_limit")],
)
@pytest.mark.parametrize("verb", ["policy set", "policy show"])
async def test_a_mistyped_setting_is_answered_with_the_nearest(room: Room, verb: str, typed: str, near: str) -> None:
    given = {"value": "1"} if verb == "policy set" else {}
    told = (await room.do(ADA, verb, 0, setting=typed, **given)).text
    assert f"The nearest: {near}" in told and len(told) < 200


async def test_where_nothing_is_near_it_says_where_all_of_them_stand(room: Room) -> None:
    assert (await room.do(JONAS, "policy show", 0, setting="colour")).text == (
        "There is no setting 'colour'. `policy show` lists them all."
    )
