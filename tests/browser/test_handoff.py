"""From the bot to a person and back, with both sides on one page."""

import re

from playwright.async_api import Browser, expect

from tests.browser.tab import Tab


async def wait_for_a_person(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await tab.opens_case("Rosa Alvarez")


async def test_a_person_takes_over_answers_corrects_and_closes(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await expect(tab.thread.locator(".card")).to_contain_text("asked for a person")
    await tab.does("Claim")
    await tab.hears("Mina")
    await tab.writes("Hello Rosa, I am on it.")
    reply = await tab.hears("I am on it")
    typed = tab.thread.locator(".msg.mine", has_text="I am on it")
    await expect(typed.locator(".mark")).to_contain_text("delivered")
    await tab.says("thank you Mina")
    await expect(tab.thread).to_contain_text("thank you Mina")
    await typed.hover()
    await typed.get_by_role("button", name="Edit this message").click()
    await tab.writes("Hello Rosa, a new kettle is coming.")
    await tab.hears("a new kettle is coming")
    await expect(reply).to_have_count(0)
    typed = tab.thread.locator(".msg.mine", has_text="new kettle")
    await typed.hover()
    await typed.get_by_role("button", name="Delete this message").click()
    await tab.hears("This message was deleted")
    await tab.does("Close…")
    await tab.page.locator("#sheet").get_by_role("combobox").select_option("solved")
    await tab.page.locator("#sheet").get_by_role("button", name="Close").click()
    await expect(tab.staff.locator(".thread-head")).to_contain_text("closed")


async def test_words_in_an_unclaimed_thread_offer_to_claim_and_send(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await expect(tab.staff.locator(".composer")).to_have_attribute("data-to", "unclaimed")
    await tab.writes("Hi, Mina here.")
    await tab.does("Claim and send")
    await tab.hears("Hi, Mina here")
    await expect(tab.staff.locator(".composer")).to_have_attribute("data-to", "customer")


async def test_a_note_stays_with_the_staff(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.staff.get_by_role("button", name="Note, staff only").click()
    await expect(tab.staff.locator(".composer")).to_have_attribute("data-to", "note")
    await tab.writes("she is right, the batch is bad")
    await expect(tab.thread.locator(".msg.note")).to_contain_text("the batch is bad")
    await tab.says("hello?")
    await expect(tab.thread).to_contain_text("hello?")
    await expect(tab.chat).not_to_contain_text("batch")


async def test_the_composer_says_that_a_colleague_has_the_case(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.staff.get_by_role("button", name=re.compile("^Jonas")).click()
    await expect(tab.staff.locator(".composer")).to_have_attribute("data-to", "note")
    await expect(tab.staff.locator(".hint")).to_contain_text("Mina has this case")


async def test_the_customers_own_edit_and_delete_reach_the_thread(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.says("the kettel is red")
    await expect(tab.thread).to_contain_text("the kettel is red")
    own = tab.chat.locator(".msg.me", has_text="kettel")
    await own.hover()
    await own.get_by_role("button", name="Edit this message").click()
    await tab.says("the kettle is red")
    await expect(tab.thread).to_contain_text("the kettle is red")
    await expect(tab.chat.locator(".msg.me", has_text="kettle is red")).to_contain_text("edited")
    own = tab.chat.locator(".msg.me", has_text="kettle is red")
    await own.hover()
    await own.get_by_role("button", name="Delete this message").click()
    await expect(tab.chat.locator(".msg.me .gone")).to_be_visible()


async def test_tabs_stay_in_step_and_a_new_one_catches_up(tab: Tab, chrome: Browser) -> None:
    await wait_for_a_person(tab)
    second = await Tab.open(chrome, tab.page.url)
    await second.be("Rosa Alvarez")
    await second.hears("talk to a real person")
    await tab.does("Claim")
    await tab.writes("one answer for all tabs")
    await second.hears("one answer for all tabs")
    await second.says("seen in the second")
    await tab.hears("seen in the second")
    await expect(tab.thread).to_contain_text("seen in the second")
    assert await tab.chat.locator(".msg").count() == await second.chat.locator(".msg").count()


async def test_a_verb_is_completed_and_answers_only_the_one_who_typed_it(tab: Tab) -> None:
    await tab.staff.get_by_role("button", name=re.compile("^Ada")).click()
    line = tab.staff.get_by_role("combobox")
    await line.press_sequentially("policy sh")
    await expect(tab.staff.get_by_role("option")).to_have_count(1)
    await tab.page.keyboard.press("Tab")
    await expect(line).to_have_value("policy show ")
    await tab.page.keyboard.press("Enter")
    await expect(tab.thread.locator(".msg.whisper")).to_contain_text("return_days")


async def test_a_command_above_ones_role_is_refused_kindly(tab: Tab) -> None:
    await tab.commands("policy set return_days 1")
    await expect(tab.thread.locator(".msg.whisper")).to_contain_text("admin")


async def test_each_side_sees_that_the_other_is_typing(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.hears("Mina")
    await tab.staff.locator("#answer").press_sequentially("one mo")
    await expect(tab.chat.get_by_role("img", name="Mina is typing")).to_be_visible()
    await tab.writes("one moment")
    await tab.hears("one moment")
    await expect(tab.chat.get_by_role("img", name="Mina is typing")).to_have_count(0)
    await tab.chat.get_by_role("textbox").press_sequentially("than")
    await expect(tab.staff.get_by_role("img", name="Rosa Alvarez is typing")).to_be_visible()
    await tab.says("thank you")
    await expect(tab.staff.get_by_role("img", name="Rosa Alvarez is typing")).to_have_count(0)
