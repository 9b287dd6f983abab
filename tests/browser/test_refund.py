"""A refund in the browser, from choosing who one is to the money in the ledger."""

import re

from playwright.async_api import expect

from tests.browser.tab import PNG, Tab


async def ask_for_the_refund(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("the kettle leaks, I'd like my money back")
    await expect(tab.chat.locator(".msg.bot").nth(1)).to_be_visible()
    if await tab.chat.get_by_role("button", name="Add a photo").count():
        await tab.chat.locator("input[type=file]").set_input_files(
            {"name": "leak.png", "mimeType": "image/png", "buffer": PNG}
        )
        await tab.chat.get_by_role("button", name="Send").click()
    await tab.hears(r"Refund \$48\.00")


async def test_a_refund_goes_from_the_question_to_the_ledger(tab: Tab) -> None:
    await ask_for_the_refund(tab)
    await tab.presses("Refund $48.00")
    await tab.hears(r"Done: \$48\.00")
    await tab.page.get_by_role("button", name="Ledger").click()
    row = tab.page.get_by_role("row", name=re.compile("Rosa Alvarez"))
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text("$48.00")


async def test_a_used_button_stays_marked_and_pays_nothing_more(tab: Tab) -> None:
    await ask_for_the_refund(tab)
    await tab.presses("Refund $48.00")
    await tab.hears(r"Done: \$48\.00")
    used = tab.chat.locator(".ask.chosen").last
    await expect(used).to_have_attribute("aria-disabled", "true")
    await used.click(force=True)
    await tab.page.reload()
    await expect(tab.chat.locator(".ask.chosen").last).to_have_attribute("aria-disabled", "true")
    await tab.page.get_by_role("button", name="Ledger").click()
    await expect(tab.page.get_by_role("row", name=re.compile("Rosa Alvarez"))).to_have_count(1)


async def test_the_strip_says_why(tab: Tab) -> None:
    await ask_for_the_refund(tab)
    await expect(tab.page.locator("#why-short")).to_contain_text("refund")
    await tab.page.locator("#why summary").click()
    for part in ("Heard", "Decided", "Facts used", "Cost", "rows written"):
        await expect(tab.page.locator("#why-body")).to_contain_text(part)


async def test_a_photo_is_seen_before_and_after_it_is_sent(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    picture = {"name": "leak.png", "mimeType": "image/png", "buffer": PNG}
    await tab.chat.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type] # a FilePayload
    await expect(tab.chat.locator(".preview img")).to_be_visible()
    await tab.chat.get_by_role("button", name="Send").click()
    await expect(tab.chat.get_by_role("img", name="leak.png")).to_be_visible()


async def test_a_file_that_is_too_large_is_answered_in_the_chat(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    film = {"name": "film.mov", "mimeType": "video/quicktime", "buffer": b"\0" * 11_000_000}
    await tab.chat.locator("input[type=file]").set_input_files(film)  # type: ignore[arg-type] # a FilePayload
    await tab.chat.get_by_role("button", name="Send").click()
    await tab.hears("film.mov is larger than 10 MB")


async def test_the_clock_is_the_shops(tab: Tab) -> None:
    before = await tab.page.locator("#clock-time").get_attribute("datetime")
    await tab.page.get_by_role("button", name="+1 day").click()
    await expect(tab.page.locator("#clock-time")).not_to_have_attribute("datetime", before or "")


async def test_a_shop_that_is_down_is_said_and_promises_nothing(tab: Tab) -> None:
    await tab.page.get_by_role("button", name="Faults").click()
    await tab.page.get_by_role("switch", name=re.compile("Shop down")).check()
    await tab.page.get_by_role("button", name="Close", exact=True).click()
    await tab.be("Rosa Alvarez")
    await tab.says("where is my order?")
    await tab.hears("can't reach|cannot reach")


async def test_a_reset_forgets_all_and_the_story_begins_anew(tab: Tab) -> None:
    await ask_for_the_refund(tab)
    await tab.presses("Refund $48.00")
    await tab.hears(r"Done: \$48\.00")
    await tab.page.get_by_role("button", name="+1 day").click()
    await tab.page.get_by_role("button", name="Reset").click()
    await tab.page.get_by_role("button", name="Start over").click()
    await expect(tab.chat.locator(".msg")).to_have_count(1)
    await tab.page.get_by_role("button", name="Ledger").click()
    await expect(tab.page.locator("#drawer")).to_contain_text("Nothing was paid or done yet")
    await tab.page.keyboard.press("Escape")
    await ask_for_the_refund(tab)
