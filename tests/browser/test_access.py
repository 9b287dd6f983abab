"""For everyone: by keyboard alone, with a screen reader's labels, at a readable contrast, on a phone."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.browser.tab import FOCUSED, Tab

UNNAMED = """() => {
  const text = (id) => document.getElementById(id || "")?.textContent;
  return [...document.querySelectorAll("button, input, select, textarea, a[href], [role=option], dialog[open]")]
    .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
    .filter((one) => !(one.getAttribute("aria-label") || text(one.getAttribute("aria-labelledby"))
      || one.labels?.[0]?.textContent || one.textContent).trim())
    .map((one) => one.outerHTML);
}"""

# Every visible word against what lies behind it, as WCAG 2 counts it.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => below.map((value, n) => top[n] * (top[3] / 255) + value * (1 - top[3] / 255));
  const behind = (one) => {
    if (!one) return [255, 255, 255];
    const own = rgba(getComputedStyle(one).backgroundColor);
    return own[3] === 255 ? own.slice(0, 3) : over(own, behind(one.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const clear = (one) => !one || (Number(getComputedStyle(one).opacity) > 0.99 && clear(one.parentElement));
  const faint = new Set();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const one = node.parentElement;
    const unseen = one.closest(".unseen, .skip, [aria-hidden=true], noscript, option");
    if (!node.textContent.trim() || unseen || !one.checkVisibility() || !clear(one)) continue;
    const ground = behind(one);
    const [a, b] = [light(over(rgba(getComputedStyle(one).color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.add(`${node.textContent.trim().slice(0, 30)} (${one.className}): ${ratio.toFixed(2)}`);
  }
  return [...faint];
}"""


async def full_page(tab: Tab) -> None:
    """A page with a little of everything on it."""
    await tab.be("Rosa Alvarez")
    await tab.says("the kettle leaks, I'd like my money back")
    await tab.hears("Refund")
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await tab.opens_case("Rosa Alvarez")
    await tab.does("Claim")
    await tab.writes("Hello Rosa, I am on it.")
    await tab.hears("I am on it")
    await tab.staff.get_by_role("button", name="Note, staff only").click()
    await tab.writes("the batch is bad")
    await expect(tab.thread.locator(".msg.note")).to_be_visible()
    await tab.page.locator("#why summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("look", ["plain", "discord", "slack"])
async def test_every_word_can_be_read(address: str, chrome: Browser, scheme: str, look: str) -> None:
    tab = await Tab.open(chrome, address, color_scheme=scheme, reduced_motion="reduce")
    assert await tab.page.evaluate(FAINT) == []
    await full_page(tab)
    await tab.chat.get_by_role("combobox").select_option(look)
    assert await tab.page.evaluate(FAINT) == []
    await tab.page.get_by_role("button", name="Faults").click()
    await tab.page.get_by_role("switch").first.check()
    assert await tab.page.evaluate(FAINT) == []


async def test_the_theme_can_be_chosen_against_the_system(tab: Tab) -> None:
    button = tab.page.get_by_role("button", name=re.compile("^Theme"))
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = await tab.page.evaluate(ground)
    await button.click()
    await button.click()
    assert await tab.page.evaluate(ground) != light
    await tab.page.reload()
    assert await tab.page.evaluate(ground) != light


async def test_everything_that_can_be_used_has_a_name(tab: Tab) -> None:
    await full_page(tab)
    assert await tab.page.evaluate(UNNAMED) == []
    for name in ("Ledger", "Mails", "Faults"):
        await tab.page.get_by_role("button", name=name).click()
        assert await tab.page.evaluate(UNNAMED) == []
        await tab.page.keyboard.press("Escape")


async def test_landmarks_and_live_regions_tell_a_screen_reader_what_happens(tab: Tab) -> None:
    await full_page(tab)
    for role, name in (("region", "Customer"), ("region", "Staff channel"), ("navigation", "Queue")):
        await expect(tab.page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type] # known roles
    await expect(tab.page.get_by_role("main")).to_have_count(1)
    for side in (tab.chat, tab.staff):
        await expect(side.get_by_role("log")).to_have_attribute("aria-live", "polite")


async def test_a_refund_needs_no_mouse(tab: Tab) -> None:
    page = tab.page
    await expect(tab.chat.get_by_role("button", name="Rosa Alvarez")).to_be_visible()
    await tab.reaches("Rosa Alvarez")
    await page.keyboard.press("Enter")
    await expect(tab.chat.locator(".msg").first).to_be_visible()
    assert "say" in await page.evaluate(FOCUSED)
    await page.keyboard.type("the kettle leaks, I'd like my money back")
    await page.keyboard.press("Enter")
    await tab.hears(r"Refund \$48")
    await tab.reaches("Refund $48.00", back=True)
    await page.keyboard.press("Enter")
    await tab.hears(r"Done: \$48\.00")
    assert "Refund $48.00" in await page.evaluate(FOCUSED), "a used button keeps the focus"


async def test_a_handoff_needs_no_mouse(tab: Tab) -> None:
    page = tab.page
    await tab.be("Rosa Alvarez")
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await tab.reaches("waiting")
    await page.keyboard.press("Enter")
    await tab.reaches("Claim", back=True)
    await page.keyboard.press("Enter")
    await tab.hears("Mina")
    await tab.reaches("answer")
    await page.keyboard.type("by keyboard alone")
    await page.keyboard.press("Enter")
    await tab.hears("by keyboard alone")


async def test_the_newest_own_message_is_edited_with_the_arrow_key(tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await tab.says("helo")
    await expect(tab.chat.locator(".msg.me")).to_have_count(1)
    await expect(tab.chat.locator(".msg.me .mark")).to_contain_text("received")
    await tab.page.keyboard.press("ArrowUp")
    await expect(tab.chat.get_by_role("textbox")).to_have_value("helo")
    await tab.says("hello there")
    await expect(tab.chat.locator(".msg.me")).to_contain_text("edited")


@pytest.mark.parametrize("width", [320, 360, 768, 1024])
async def test_nothing_hangs_over_the_edge(address: str, chrome: Browser, width: int) -> None:
    size: Any = {"width": width, "height": 740}
    tab = await Tab.open(chrome, address, viewport=size)
    await tab.be("Rosa Alvarez")
    assert await tab.page.evaluate("document.documentElement.scrollWidth") <= width
    for tool in ("#clock-time", "#theme", "#next-scan", "#reset"):
        await expect(tab.page.locator(tool)).to_be_visible()
        cut = await tab.page.locator(tool).evaluate("(one) => one.scrollWidth > one.clientWidth + 1")
        right = await tab.page.locator(tool).evaluate("(one) => one.getBoundingClientRect().right")
        assert not cut and right <= width, tool


async def test_on_a_phone_the_two_sides_are_tabs(address: str, chrome: Browser) -> None:
    tab = await Tab.open(chrome, address, viewport={"width": 360, "height": 740})
    await tab.be("Rosa Alvarez")
    await tab.says("can I talk to a real person please")
    await tab.hears("getting a person")
    await expect(tab.staff).to_be_hidden()
    await tab.page.get_by_role("tab", name="Staff").click()
    await expect(tab.chat).to_be_hidden()
    await tab.opens_case("Rosa Alvarez")
    await tab.does("Claim")
    await tab.page.get_by_role("tab", name="Customer").click()
    await tab.hears("Mina")


async def test_nothing_moves_for_those_who_asked_for_that(address: str, chrome: Browser) -> None:
    tab = await Tab.open(chrome, address, reduced_motion="reduce")
    await tab.be("Rosa Alvarez")
    moving = """() => [...document.querySelectorAll("*")].map((one) => getComputedStyle(one))
      .filter((style) => style.animationName !== "none" || parseFloat(style.transitionDuration) > 0).length"""
    assert await tab.page.evaluate(moving) == 0
