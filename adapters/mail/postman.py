"""Carries out the effects that are mails."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from adapters.mail.letters import mail_code
from bot.effects import MailCode
from bot.policy import Policy


class Mail(Protocol):
    """Some way of sending a mail, once per key as far as that can be had."""

    async def send(self, key: str, to: str, subject: str, text: str) -> None:
        """Raises MailRefused (final) or MailUnavailable (ask again)."""


@dataclass(frozen=True, slots=True)
class Postman:
    """Of `bot.ports.Hands` what mail does."""

    mail: Mail
    policy: Callable[[], Awaitable[Policy]]
    """Read at each mail: an admin may have changed it since the last."""

    async def perform(self, key: str, effect: MailCode) -> str:
        """Send the code; the answer does not tell whether the address is known."""
        policy = await self.policy()
        letter = mail_code(effect, policy.shop_name, policy.code_minutes)
        await self.mail.send(key, effect.address, letter.subject, letter.text)
        return "mail sent"
