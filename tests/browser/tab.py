"""A tab of the playground, driven as people would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass(slots=True)
class Tab:
    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def open(cls, chrome: Browser, address: str, **look: Any) -> Tab:
        context = await chrome.new_context(**{"viewport": {"width": 1360, "height": 860}, **look})
        tab = cls(await context.new_page())
        tab.page.set_default_timeout(15_000)
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("dialog", lambda dialog: tab.complaints.append(f"dialog: {dialog.message}"))
        tab.page.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
        await tab.page.goto(address)
        return tab

    @property
    def chat(self) -> Locator:
        return self.page.locator("#customer")

    @property
    def staff(self) -> Locator:
        return self.page.locator("#staff")

    @property
    def thread(self) -> Locator:
        return self.staff.locator(".log")

    async def be(self, name: str) -> None:
        """Sit down as a customer; the bot's first words are there when this returns."""
        await expect(self.chat.locator(".who")).to_be_visible()
        if not await self.chat.locator(".people").is_visible():
            await self.chat.locator(".who").click()
        await self.chat.locator(".people").get_by_role("button", name=name).click()
        await expect(self.chat.locator(".msg.bot, .msg.notice").first).to_be_visible()

    async def says(self, text: str) -> None:
        await self.chat.get_by_role("textbox").fill(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str) -> None:
        await self.chat.get_by_role("button", name=label, exact=True).last.click()

    async def hears(self, words: str) -> Locator:
        """The newest line at the customer's side that says this."""
        line = self.chat.locator(".msg", has_text=re.compile(words, re.IGNORECASE)).last
        await expect(line).to_be_visible()
        return line

    async def opens_case(self, name: str) -> None:
        await self.staff.locator(".queue").get_by_role("button", name=name).click()

    async def does(self, label: str) -> None:
        """A button in the case's thread."""
        await self.thread.get_by_role("button", name=label, exact=True).last.click()

    async def writes(self, text: str) -> None:
        await self.staff.locator("#answer").fill(text)
        await self.page.keyboard.press("Enter")

    async def commands(self, line: str) -> None:
        await self.staff.get_by_role("combobox").fill(line)
        await self.page.keyboard.press("Enter")

    async def reaches(self, name: str, *, back: bool = False) -> None:
        """Tab until what has the focus is called this."""
        for _ in range(60):
            await self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if name in await self.page.evaluate(FOCUSED):
                return
        raise AssertionError(f"no way to {name!r} by keyboard")


FOCUSED = """() => {
  const one = document.activeElement;
  if (!one.matches("button, input, textarea, select, a, summary")) return "";
  return `${one.getAttribute("aria-label") || ""} ${one.textContent || ""} ${one.id}`;
}"""
