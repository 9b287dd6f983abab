"""A real shop behind the wire: slow, down, lying, gone in the middle of a refund; the customer hears the truth."""

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from adapters.shop.http import ShopServer
from handoff.rows import CaseRow
from tests.stage import a_stage

pytestmark = pytest.mark.port_only("which platform it is played on is nothing to the shop's line")


@pytest.fixture
async def stage(tmp_path):
    async with a_stage(tmp_path, where="http") as playing:
        yield playing


async def asks_for_a_refund(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("my kettle leaks, I want a refund")
    assert "Shall I?" in rosa.text
    return rosa


async def test_an_answer_that_is_lost_is_asked_for_again_and_paid_once(stage):
    rosa = await asks_for_a_refund(stage)
    stage.shop.faults.lying = True
    await rosa.says("yes please")
    assert stage.paid_back() == [("7731", "48.00")], "the shop has paid"
    assert not any("Done" in reply.text for reply in rosa.sees), "and nobody has heard of it"
    stage.shop.faults.lying = False
    await stage.passes(minutes=1)
    assert "Done: $48.00" in rosa.text
    assert stage.paid_back() == [("7731", "48.00")]


async def test_a_restart_between_the_deed_and_its_answer_pays_once(tmp_path):
    async with a_stage(tmp_path, where="http") as before:
        rosa = await asks_for_a_refund(before)
        before.shop.faults.lying = True
        await rosa.says("yes please")
        assert before.paid_back() == [("7731", "48.00")]
    async with a_stage(tmp_path, where="http") as stage:
        await stage.passes(minutes=1)
        rosa = await stage.customer("rosa")
        assert stage.paid_back() == [("7731", "48.00")]
        assert any("Done: $48.00" in reply.text for reply in rosa.sees)


async def test_a_shop_that_goes_away_for_good_leaves_it_to_a_person_with_nothing_promised(stage):
    rosa = await asks_for_a_refund(stage)
    stage.shop.faults.down = True
    await rosa.says("yes")
    for _ in range(9):
        await stage.passes(minutes=2)
    [case] = await stage.store.find(CaseRow, {"conversation": rosa.person.id})
    assert case.number and stage.paid_back() == []
    assert not any("Done" in reply.text for reply in rosa.sees)


async def test_a_slow_shop_is_not_waited_for_and_is_asked_again_when_it_is_quick(stage):
    rosa, ada = await stage.customer("rosa"), stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="gather_seconds", value="0.3")
    stage.shop.faults.slow = 30
    await rosa.says("my kettle leaks, I want a refund")
    assert "can't reach the shop" in rosa.text and stage.paid_back() == []
    stage.shop.faults.mend()
    await ada.commands("policy set", setting="gather_seconds", value="5")
    await rosa.says("my kettle leaks, I want a refund")
    await rosa.says("yes")
    assert stage.paid_back() == [("7731", "48.00")]


OMAR = {"customer": {"id": "omar", "name": "Omar", "email": "omar@example.com"}}
LIES = {
    "a page for people": lambda: web.Response(text="<h1>It works!</h1>", content_type="text/html"),
    "somebody else's account": lambda: web.json_response(OMAR),
    "elsewhere": lambda: web.Response(status=307, headers={"Location": "http://127.0.0.1:9/"}),
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_shop_that_begins_to_lie_is_not_believed_and_a_person_is_offered(lie, tmp_path, monkeypatch):
    """From one turn to the next, with a refund half asked for."""
    telling = {"lies": False}
    account = ShopServer._account

    async def lies(self, request):
        return LIES[lie]() if telling["lies"] else await account(self, request)

    monkeypatch.setattr(ShopServer, "_account", lies)
    async with a_stage(tmp_path, where="http") as stage:
        rosa = await asks_for_a_refund(stage)
        telling["lies"] = True
        with capture_logs() as lines:
            await rosa.says("yes")
        assert "can't reach the shop" in rosa.text and "Live chat" in rosa.buttons, rosa.buttons
        assert "Omar" not in str(rosa.sees) and stage.paid_back() == []
        assert {line["event"] for line in lines} == {"shop.answer"}
        telling["lies"] = False
        await rosa.says("yes")
        assert stage.paid_back() == [("7731", "48.00")]


async def test_another_sum_than_was_asked_for_is_never_called_done(tmp_path, monkeypatch):
    effect = ShopServer._effect

    async def less(self, request):
        answer = await effect(self, request)
        return web.Response(text=answer.text.replace("48.00", "47.00"), content_type="application/json")

    monkeypatch.setattr(ShopServer, "_effect", less)
    async with a_stage(tmp_path, where="http") as stage:
        rosa = await asks_for_a_refund(stage)
        await rosa.says("yes")
        for _ in range(9):
            await stage.passes(minutes=2)
        assert len(stage.paid_back()) == 1, "asked again and again under one key"
        assert not any("Done" in reply.text for reply in rosa.sees)
        assert "another sum" in " ".join(stage.teammate("mina").reads()), "staff are told why"
