"""No order data before we know who asks (row 24)."""

import re

import pytest

from bot.writes import ConversationRow, InboxRow, MessageRow, OutboxRow

WRONG = "000000"


def code_in(stage) -> str:
    return re.search(r"\b(\d{6})\b", stage.mails.recent()[-1].text).group(1)


async def a_guest(stage):
    guest = await stage.customer("guest", bound=False)
    await guest.says("where is my order")
    return guest


@pytest.mark.over_http
async def test_a_mailed_code_binds_and_the_errand_goes_on(stage):
    guest = await a_guest(stage)
    assert "Which e-mail address" in guest.text
    await guest.says(f"it is {await email_of(stage, 'theo')}")
    assert "a code of six digits" in guest.text
    answer = await guest.says(f"the code is {code_in(stage)}")
    assert "Thank you, Theo" in answer[0].text and "due" in answer[-1].text


async def email_of(stage, customer):
    return (await stage.shop.account(customer)).customer.email


async def test_known_and_unknown_addresses_get_the_same_answer(stage):
    known, unknown = await a_guest(stage), await stage.customer("other", bound=False)
    await unknown.says("where is my order")
    await known.says(await email_of(stage, "theo"))
    await unknown.says("nobody@example.com")
    mask = re.compile(r"\S+@\S+")
    assert mask.sub("X", known.text) == mask.sub("X", unknown.text)
    [letter] = [mail for mail in stage.mails.recent() if mail.to == "nobody@example.com"]
    assert not re.search(r"\b\d{6}\b", letter.subject + letter.text), "an unknown address gets no code"


async def test_a_code_wrong_five_times_is_void_and_a_person_comes(stage):
    guest = await a_guest(stage)
    await guest.says(await email_of(stage, "theo"))
    right = code_in(stage)
    for _ in range(4):
        await guest.says(WRONG if right != WRONG else "111111")
        assert "not the code" in guest.text
    await guest.says(WRONG if right != WRONG else "111111")
    assert "void" in guest.sees[-2].text and "getting a person" in guest.text
    await guest.says(right)
    assert "Thank you" not in guest.text


async def test_a_code_runs_out(stage):
    guest = await a_guest(stage)
    await guest.says(await email_of(stage, "theo"))
    await stage.passes(minutes=11)
    await guest.says(code_in(stage))
    assert "run out" in guest.text


async def test_three_codes_an_hour_are_enough(stage):
    guest = await a_guest(stage)
    for _ in range(3):
        await guest.says(await email_of(stage, "theo"))
        assert "code of six digits" in guest.text
    await guest.says(await email_of(stage, "theo"))
    assert "as many codes as I may" in guest.sees[-2].text
    assert len(stage.mails.recent()) == 3


async def test_a_code_that_is_called_one_and_written_in_two_is_the_one_we_wait_for(stage):
    guest = await a_guest(stage)
    await guest.says(await email_of(stage, "theo"))
    code = code_in(stage)
    answer = await guest.says(f"my verification code: {code[:3]} {code[3:]}")
    assert "Thank you, Theo" in answer[0].text
    for row in await stage.store.find(MessageRow, {}):
        assert code[:3] not in row.text


async def test_the_code_is_kept_nowhere(stage):
    guest = await a_guest(stage)
    await guest.says(await email_of(stage, "theo"))
    code = code_in(stage)
    await guest.says(f"my code is {code}")
    for kind in (MessageRow, ConversationRow, OutboxRow, InboxRow):
        for row in await stage.store.find(kind, {}):
            assert code not in str(row), kind.table


async def test_what_is_no_address_is_asked_again_in_other_words(stage):
    guest = await a_guest(stage)
    await guest.says("rucksack")
    assert "name@example.com" in guest.text


async def test_a_guest_may_have_a_person_instead(stage):
    guest = await a_guest(stage)
    await guest.presses("Live chat")
    assert "getting a person" in guest.text


async def test_what_else_is_secret_is_hidden_while_a_code_is_awaited(stage):
    guest = await a_guest(stage)
    await guest.says(await email_of(stage, "theo"))
    await guest.says("security code: 123, card 4111 1111 1111 1111, password: hunter2")
    for kind in (InboxRow, MessageRow):
        rows = str(await stage.store.find(kind, {}))
        assert "4111 1111" not in rows and "hunter2" not in rows


async def test_three_codes_an_hour_for_one_address_whoever_asks(stage):
    address = await email_of(stage, "theo")
    for number in range(4):
        guest = await stage.customer(f"g{number}", bound=False)
        await guest.says("where is my order")
        await guest.says(address)
    assert len([mail for mail in stage.mails.recent() if mail.to == address]) == 3


async def test_with_the_shop_down_no_mail_says_there_is_no_account(stage):
    guest = await a_guest(stage)
    address = await email_of(stage, "theo")
    stage.shop.faults.down = True
    await guest.says(address)
    assert "can't reach the shop" in guest.text and not stage.mails.recent()


async def test_an_admins_bind_in_the_middle_goes_on_with_the_errand(stage):
    guest, ada = await a_guest(stage), stage.teammate("ada", "admin")
    await ada.commands("bind", person=guest.person.id, customer="theo", reason="by phone")
    await guest.says("ok i spoke to ada")
    assert "due" in guest.text


async def test_the_last_wrong_code_does_not_reach_staff(stage):
    guest, mina = await a_guest(stage), stage.teammate("mina")
    await guest.says(await email_of(stage, "theo"))
    for _ in range(5):
        await guest.says(WRONG if code_in(stage) != WRONG else "111111")
    everything = " ".join(mina.reads() + mina.reads(1))
    assert WRONG not in everything and "111111" not in everything


async def test_a_shop_that_is_down_is_looked_at_again_and_then_a_person_comes(stage):
    theo = await stage.customer("theo")
    stage.shop.faults.down = True
    await theo.says("where is my order")
    assert "can't reach the shop" in theo.text
    stage.shop.faults.down = False
    await stage.passes(seconds=61)
    assert "due" in theo.text
    stage.shop.faults.down = True
    await theo.says("where is my order")
    await stage.passes(seconds=61)
    assert "getting a person" in theo.text


@pytest.mark.port_only
async def test_of_many_addresses_the_first_is_the_one_that_is_looked_up(stage):
    guest = await a_guest(stage)
    await guest.says(f"{await email_of(stage, 'theo')}, or a@example.com, b@example.com, c@example.com, d@example.com")
    answer = await guest.says(code_in(stage))
    assert "Thank you, Theo" in answer[0].text
