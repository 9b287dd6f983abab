"""What an admin sets from chat changes what the customer meets, and is written down."""

from bot.events import File
from bot.writes import AuditRow, BindingRow

PHOTO = File("c" * 64, "strap.jpg", "image/jpeg", 9_000)


async def test_a_policy_that_is_set_decides_the_next_turn_and_is_audited(stage):
    omar, ada = await stage.customer("omar"), stage.teammate("ada", "admin")
    answer = await ada.commands("policy set", setting="return_days", value="60")
    assert "60" in answer.text
    await omar.says("i want a refund for my kettle, it drips")
    assert "Shall I?" in omar.text
    assert any("return_days" in f"{row.subject} {row.detail}" for row in await stage.store.find(AuditRow, {}))


async def test_nonsense_for_a_setting_names_the_shape_it_should_have(stage):
    ada = stage.teammate("ada", "admin")
    answer = await ada.commands("policy set", setting="return_days", value="many")
    assert answer.notice and "whole number from 0 to 3650" in answer.text
    answer = await ada.commands("policy set", setting="no_such_thing", value="1")
    assert answer.notice and "no_such_thing" in answer.text


async def test_staff_may_not_do_what_admins_do(stage):
    mina = stage.teammate("mina")
    answer = await mina.commands("policy set", setting="return_days", value="60")
    assert answer.notice and "admin" in answer.text


async def test_an_audited_bind_shows_the_orders_without_a_code(stage):
    guest, ada = await stage.customer("new", bound=False), stage.teammate("ada", "admin")
    await ada.commands("bind", person=guest.person.id, customer="theo", reason="showed the invoice by phone")
    await guest.says("where is my order")
    assert "due" in guest.text
    [row] = await stage.store.find(BindingRow, {"person": guest.person.id})
    assert row.customer == "theo" and ada.who.id in row.by
    [audit] = await stage.store.find(AuditRow, {"verb": "bind"})
    assert "showed the invoice" in f"{audit.subject} {audit.detail}"


async def test_a_blocked_person_is_told_once_and_then_not_answered_until_unblocked(stage):
    theo, ada = await stage.customer("theo"), stage.teammate("ada", "admin")
    await ada.commands("block", person=theo.person.id, reason="threats")
    [told] = await theo.says("hello?")
    assert told.notice and "closed for you" in told.text
    assert not await theo.says("hello??")
    await ada.commands("unblock", person=theo.person.id)
    assert await theo.says("where is my order")


async def test_a_blocked_customers_open_case_says_so_in_its_thread_and_in_the_queue(stage):
    theo, mina, ada = await stage.customer("theo"), stage.teammate("mina"), stage.teammate("ada", "admin")
    await theo.says("a human please, the strap of my rucksack tore")
    told = await ada.commands("block", person=theo.person.id, reason="threats")
    assert "case #1 is still open" in told.text
    assert "Ada blocked this customer: threats" in mina.reads(1)[-1]
    assert "· blocked ·" in (await mina.commands("queue")).text
    assert "· blocked ·" in (await mina.commands("find", text="strap")).text
    await theo.says("you will be sorry")
    assert "closed for you" in theo.text and "you will be sorry" in mina.reads(1)[-1]
    await ada.commands("unblock", person=theo.person.id)
    assert "unblocked this customer" in mina.reads(1)[-1]
    assert "blocked" not in (await mina.commands("queue")).text


async def test_a_number_to_call_is_whole_in_no_list(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("call me back please on +1 415 555 0134")
    await theo.presses("Call me now")
    await theo.says("or on +1 415 555 0199 after six")
    for told in (await mina.commands("queue"), await mina.commands("find", text="theo")):
        assert "#1" in told.text and "555" not in told.text
    assert any("+1 415 555 0199" in line for line in mina.reads(1)), "their own words stand in the thread as they are"


async def test_pictures_travel_both_ways(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("a human please")
    await theo.says("this strap", PHOTO)
    assert any(PHOTO in reply.files for reply in mina.sees(1))
    await mina.commands("claim", 1)
    await mina.types(1, "like this one?", PHOTO)
    assert PHOTO in theo.sees[-1].files


async def test_a_reply_is_ticked_once_it_has_arrived(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("a human please")
    await mina.commands("claim", 1)
    await mina.types(1, "hello", message="s-tick")
    assert mina.ticked("s-tick")


async def test_a_case_goes_to_the_place_of_its_department(stage):
    ada, theo = stage.teammate("ada", "admin"), await stage.customer("theo")
    place, role = stage.department("security")
    await ada.commands("setup", department="security", place=place, role=role)
    await theo.says("i got a phishing mail that claims to be you")
    [card] = stage.stands_at(place)
    assert card.mention == (role,)


async def test_the_figures_are_our_own(stage):
    theo, mina, jonas = await stage.customer("theo"), stage.teammate("mina"), stage.teammate("jonas", "lead")
    await theo.says("a human please")
    await stage.passes(minutes=2)
    await mina.commands("claim", 1)
    await mina.types(1, "hello")
    answer = await jonas.commands("stats")
    said = answer.text + str(answer.card)
    assert "2 min" in said


async def test_a_shop_whose_order_numbers_look_like_nobody_elses_says_how_they_look(stage):
    ida, ada = await stage.customer("ida"), stage.teammate("ada", "admin")
    refused = await ada.commands("policy set", setting="order_number_pattern", value="(LP)*")
    assert refused.notice and "# (a digit)" in refused.text
    await ada.commands("policy set", setting="order_number_pattern", value="LP/####/#####")
    await ida.says("where is lp/2024/00017")
    assert "I can't find an order lp/2024/00017 in your account." in ida.text
    await ada.commands("policy set", setting="order_number_pattern", value="none")
    await ida.says("where is lp/2024/00017")
    assert "can't find an order" not in ida.text
