"""A mail as it goes out: checked, so that no field can smuggle in another header.

MailUnavailable   nobody took it, or nobody said so: ask again under the same key
MailRefused       final: the address or the letter cannot be taken
"""

import hashlib
import re
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from bot.shop import ShopRefused, ShopUnavailable

_LONGEST = 254
_ADDRESS = re.compile(r"[^\s<>,;:\"\\()@\x00-\x20\x7f]+@[^\s<>,;:\"\\()@\x00-\x20\x7f]+")


class MailUnavailable(ShopUnavailable):
    """The mail did not go out, as far as anybody can tell; it may be tried again."""


class MailRefused(ShopRefused):
    """The mail cannot be delivered; the message says why."""


def compose(key: str, sender: str, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
    """The whole mail; raises MailRefused for a field that cannot be used."""
    author = _address(*parseaddr(sender)) if sender.isprintable() else None
    if author is None:
        raise MailRefused("The sender's address cannot be used: expected one like Baton <baton@example.com>.")
    message = EmailMessage(policy=SMTP)
    message["From"] = author
    message["To"] = recipient(to)
    message["Subject"] = _line(subject)
    message["Date"] = at
    message["Message-ID"] = message_id(key, author.domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def recipient(to: str) -> Address:
    """One address and nothing else; raises MailRefused."""
    found = _address("", _in_ascii(to)) if _ADDRESS.fullmatch(to) and len(to) <= _LONGEST else None
    if found is None:
        raise MailRefused("That is not one e-mail address we can write to, like name@example.com.")
    return found


def _in_ascii(to: str) -> str:
    """The address with its domain as the network spells it; empty if it has no such spelling."""
    name, _, domain = to.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}" if name.isascii() else ""
    except UnicodeError:
        return ""


def message_id(key: str, domain: str) -> str:
    """The same for the same key, and saying nothing about it: a server can drop a repeat."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _address(name: str, spec: str) -> Address | None:
    try:
        found = Address(display_name=name, addr_spec=spec)
    except (ValueError, IndexError, HeaderParseError):
        return None
    return found if found.username and found.domain else None


def _line(subject: str) -> str:
    if not subject.isprintable():
        raise MailRefused("A subject is one line.")
    return subject
