"""Whatever is typed, named or uploaded stays text: nothing of it becomes part of the page."""

from playwright.async_api import Locator, expect

from tests.browser.tab import Tab

EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script><b>bold</b> [click](javascript:alert(3)) **x** @everyone'
LEFT = "() => document.querySelectorAll('.msg img:not(.avatar), .msg script, .msg b, .msg [onerror]').length"


async def quiet(tab: Tab, line: Locator) -> None:
    """The line shows the words as they stand, and the page took none of them for itself."""
    await expect(line).to_contain_text("onerror=")
    await expect(line).to_contain_text("alert(2)")
    assert await tab.page.evaluate(LEFT) == 0
    assert await tab.page.evaluate("document.querySelectorAll('a[href^=\"javascript\"]').length") == 0


async def test_a_customers_words_stay_text_on_both_sides(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says(EVIL)
    await quiet(tab, tab.chat.locator(".msg.me").last)
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await tab.opens_case("Rosa Alvarez")
    await quiet(tab, tab.thread.locator(".msg.customer").first)
    await tab.says(EVIL)
    await quiet(tab, tab.thread.locator(".msg.customer").last)


async def test_a_teammates_words_stay_text_on_both_sides(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await tab.opens_case("Rosa Alvarez")
    await tab.does("Claim")
    await tab.hears("Mina")
    await tab.writes(EVIL)
    await quiet(tab, await tab.hears("onerror"))
    await tab.writes(f"// {EVIL}")
    await quiet(tab, tab.thread.locator(".msg.note").last)
    await tab.commands(f"note {EVIL}")
    await expect(tab.thread.locator(".msg.note")).to_have_count(2)
    assert await tab.page.evaluate(LEFT) == 0


async def test_a_command_line_of_markup_is_only_quoted(tab: Tab) -> None:
    await tab.commands(EVIL)
    await expect(tab.thread.locator(".msg.whisper")).to_be_visible()
    assert await tab.page.evaluate(LEFT) == 0


async def test_a_file_name_of_markup_and_a_photo_that_is_none_are_shown_as_a_file(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    evil = {"name": "<img src=x onerror=alert(1)>.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    await tab.chat.locator("input[type=file]").set_input_files(evil)  # type: ignore[arg-type] # a FilePayload
    await tab.chat.get_by_role("button", name="Send").click()
    await expect(tab.chat.locator(".msg.me .file")).to_contain_text("onerror")
    assert await tab.page.evaluate(LEFT) == 0


async def test_forty_thousand_characters_are_taken_whole(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("where is my order " * 2222)
    await expect(tab.chat.locator(".msg.me .mark")).to_contain_text("received")
    await expect(tab.chat.locator(".msg.bot")).not_to_have_count(1)


async def test_bidi_marks_turn_nothing_around_beyond_their_own_bubble(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("\u202egnp.exe\u202c \u0000 \u200f hello")
    bubble = tab.chat.locator(".msg.me .bubble")
    await expect(bubble).to_have_css("unicode-bidi", "isolate")
