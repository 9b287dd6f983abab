"""The page never shows a thing other than it is: notes, deleted words, lost lines, cases elsewhere."""

import re
from decimal import Decimal

import pytest
from playwright.async_api import Route, expect

from adapters.app import App
from adapters.web.crew import STAFF, thread
from bot.codec import dump
from bot.content import Choice, Post, Reply, Shown
from bot.effects import Credit, PayBack
from bot.events import Place
from bot.shop import Money
from bot.writes import OutboxRow, Writes, micros
from handoff.acts import Act, Command
from tests.browser.tab import Tab
from tests.browser.test_handoff import wait_for_a_person
from tests.browser.test_refund import ask_for_the_refund

BOX = "(one) => { const box = one.getBoundingClientRect(); return [box.top, box.bottom]; }"


async def test_a_leads_words_that_stay_a_note_look_like_one(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.hears("Mina")
    await tab.staff.get_by_role("button", name=re.compile("^Jonas")).click()
    await expect(tab.staff.get_by_role("button", name="Note, staff only")).to_have_attribute("aria-pressed", "true")
    await tab.writes("shall I take over?")
    await expect(tab.thread.locator(".msg.note", has_text="shall I take over?")).to_be_visible()
    await tab.does("Send anyway")
    await tab.hears("shall I take over")
    await expect(tab.thread.locator(".msg.human", has_text="shall I take over?")).to_be_visible()


async def test_a_reply_changed_and_taken_back_by_command_reads_as_the_customer_sees_it(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.writes("first words")
    await tab.hears("first words")
    await tab.commands('edit "second words"')
    await tab.hears("second words")
    await expect(tab.thread.locator(".msg.mine", has_text="second words")).to_contain_text("edited")
    await tab.commands("delete")
    await expect(tab.thread.locator(".msg .gone")).to_be_visible()
    await expect(tab.thread.locator(".msg", has=tab.page.locator(".gone"))).not_to_contain_text("queued")
    await expect(tab.thread).not_to_contain_text("second words")


async def test_a_reply_said_by_command_is_taken_back_in_the_thread_too(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.does("Claim")
    await tab.commands('reply "by command"')
    await tab.hears("by command")
    await tab.commands("delete")
    await expect(tab.thread.locator(".msg .gone")).to_be_visible()
    await expect(tab.thread).not_to_contain_text("by command")


async def test_the_banner_covers_nothing(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.page.evaluate("document.getElementById('lost').hidden = false")
    (_, top), (start, end), (panes, _) = [
        await tab.page.locator(one).evaluate(BOX) for one in (".top", "#lost", ".panes")
    ]
    assert top <= start and end <= panes


async def test_nobody_types_under_a_message_that_was_not_sent(tab: Tab) -> None:
    async def refused(route: Route) -> None:
        await route.abort()

    await tab.be("Rosa Alvarez")
    await tab.page.route("**/say", refused)
    await tab.says("hello?")
    await expect(tab.chat.locator(".msg.failed")).to_be_visible()
    await tab.page.wait_for_timeout(400)
    await expect(tab.chat.locator(".dots")).to_have_count(0)
    assert all("ERR_FAILED" in said for said in tab.complaints)
    tab.complaints.clear()


async def test_what_was_said_while_the_line_was_down_goes_in_its_order_and_once_when_it_is_back(tab: Tab) -> None:
    cut = True

    async def severed(route: Route) -> None:
        if not cut:
            await route.continue_()
        elif "second" in (route.request.post_data or ""):
            await route.fetch()  # it arrives, and the answer is lost
            await route.abort()
        else:
            await route.abort()

    await tab.be("Rosa Alvarez")
    await tab.page.route("**/say", severed)
    for words in ("the first", "and the second", "then the third"):
        await tab.says(words)
    lines = tab.chat.locator(".msg.mine")
    await expect(lines.filter(has_text="It goes by itself")).to_have_count(3)
    cut = False
    await tab.page.evaluate("import('/static/js/state.js').then((state) => state.tell('line'))")
    await expect(tab.chat.locator(".msg.failed")).to_have_count(0)
    await tab.page.reload()
    await expect(lines.locator(".typed")).to_have_text(["the first", "and the second", "then the third"])
    assert all("ERR_FAILED" in said for said in tab.complaints)
    tab.complaints.clear()


async def test_what_only_one_teammate_sees_is_not_there_when_another_sits_down(tab: Tab) -> None:
    await wait_for_a_person(tab)
    await tab.commands("mine")
    told = tab.thread.locator(".msg.whisper", has_text="You own no open case")
    await expect(told).to_be_visible()
    await tab.staff.get_by_role("button", name=re.compile("^Ada")).click()
    await expect(told).to_have_count(0)
    await tab.commands("help")
    await expect(tab.thread).to_contain_text("policy set")
    await tab.staff.get_by_role("button", name="support", exact=True).click()
    await tab.commands("stats")
    await expect(tab.thread.locator(".card", has_text="Waits, as medians")).to_be_visible()
    await tab.opens_case("Rosa Alvarez")
    await tab.staff.get_by_role("button", name=re.compile("^Mina")).click()
    await expect(told).to_be_visible()


async def test_buttons_keep_their_distance_from_the_next_words(tab: Tab, app: App) -> None:
    await tab.be("Rosa Alvarez")
    place = Place("web", "demo", "chat-web:rosa")
    asked = Reply("Which?", offers=(Choice("This one", "this"), Choice("That one", "that")))
    for key, reply in (("one", asked), ("two", Reply("And one thing more."))):
        post = dump(Post(reply), Shown)
        now = micros(app.clock.now())
        row = OutboxRow(key, app.team, str(place), dump(place), "web:rosa", "post", "bot", post, now, now)
        await app.store.commit(Writes((row,)))
        await tab.hears(reply.text[:6])
    gap = await tab.chat.locator(".msg.follows").last.evaluate(
        "(one) => one.getBoundingClientRect().top"
        " - one.previousElementSibling.querySelector('.asks').getBoundingClientRect().bottom"
    )
    assert gap >= 8


async def test_the_ledger_shows_its_key_and_the_money_as_the_chat_does(tab: Tab) -> None:
    await ask_for_the_refund(tab)
    await tab.presses("Refund $48.00")
    await tab.hears(r"Done: \$48\.00")
    await tab.page.get_by_role("button", name="Ledger").click()
    await expect(tab.page.locator(".drawer .sum")).to_have_text("$48.00")
    key = tab.page.locator(".drawer .key")
    short = await key.evaluate("(one) => one.scrollWidth > one.clientWidth")
    await key.focus()
    assert short and await key.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert "mono" in (await key.evaluate("(one) => getComputedStyle(one).fontFamily")).lower()


async def test_the_ledger_lists_what_moves_no_money_beside_what_does(tab: Tab) -> None:
    await tab.be("Lena Strand")
    await tab.says("please cancel my coffee club")
    await tab.presses("Cancel it")
    await tab.hears(r"Done: the Harbour Nine coffee club is cancelled")
    await tab.page.get_by_role("button", name="Ledger").click()
    row = tab.page.get_by_role("row", name=re.compile("Cancel subscription"))
    await expect(row).to_contain_text("club-418")
    await expect(tab.page.locator(".drawer .sum")).to_have_text("")


async def test_the_ledger_counts_credit_apart_from_money_and_shows_no_order_where_there_is_none(
    tab: Tab, app: App
) -> None:
    await app.shop.perform("a" * 24, Credit("rosa", Money(Decimal("5.00"), "USD"), "the wait"))
    await tab.page.get_by_role("button", name="Ledger").click()
    await expect(tab.page.locator(".drawer .total")).to_have_text("Store credit in all: $5.00")
    row = tab.page.locator(".drawer tbody tr")
    await expect(row).to_contain_text("Store credit")
    await expect(row.locator("td:nth-child(3) code")).to_have_count(0)
    await app.shop.perform("b" * 24, PayBack("rosa", "7731", (), Money(Decimal("8.00"), "USD")))
    await tab.page.keyboard.press("Escape")
    await tab.page.get_by_role("button", name="Ledger").click()
    await expect(tab.page.locator(".drawer .total")).to_have_text(
        ["Paid back in all: $8.00", "Store credit in all: $5.00"]
    )


@pytest.mark.parametrize("place", ["discord:12:345", "web:demo:backroom"])
async def test_cases_are_in_the_queue_after_the_staff_place_has_moved(tab: Tab, app: App, place: str) -> None:
    setup = Act("setup", app.team, thread(0), STAFF["ada"], app.clock.now(), Command("setup", 0, {"staff": place}))
    await app.desk.receive(setup)
    await tab.be("Rosa Alvarez")
    await tab.says("can I talk to a real person please")
    if not place.startswith("web"):
        await tab.hears("work in Discord")
        await tab.presses("Yes, pass it on")
    await tab.hears("getting a person")
    await tab.opens_case("Rosa Alvarez")
    if place.startswith("web"):
        await tab.does("Claim")
        await tab.hears("Mina")
        await tab.writes("from the back room")
        await tab.hears("from the back room")
        await expect(tab.thread.locator(".msg.human", has_text="from the back room")).to_be_visible()
    else:
        await expect(tab.staff.locator(".queue")).to_contain_text("Discord, channel 345")
        await expect(tab.staff.locator(".thread")).to_contain_text("Shown in Discord, channel 345")
        await tab.commands("claim")
        await tab.hears("Mina")
