"""Letters."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MailCode:
    """Send a one-time code; to an address without an account a mail that says so, or none."""

    address: str
    code: str
    known: bool
    kind: Literal["mail_code"] = "mail_code"

    @property
    def subject(self) -> str:
        return ""
