"""Mail over SMTP."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn

import aiosmtplib

from adapters.mail.message import MailRefused, MailUnavailable, compose
from adapters.mail.server import server_of

_OF_THIS_MAIL = (aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPDataError)


def _utc() -> datetime:
    return datetime.now(UTC)


class SmtpMail:
    """Hands each mail to a server; a repeat carries the same Message-ID."""

    def __init__(self, url: str, sender: str, *, timeout: float = 20.0, now: Callable[[], datetime] = _utc) -> None:
        self._server = server_of(url)
        self._sender = sender
        self._timeout = timeout
        self._now = now

    async def send(self, key: str, to: str, subject: str, text: str) -> None:
        message = compose(key, self._sender, to, subject, text, self._now())
        server = self._server
        try:
            await aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                use_tls=server.use_tls,
                start_tls=server.start_tls,
                username=server.user,
                password=server.password,
                timeout=self._timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            _judge(refused.recipients[0])
        except aiosmtplib.SMTPResponseException as answered:
            _judge(answered)
        except (aiosmtplib.SMTPException, OSError) as broken:
            raise MailUnavailable(f"The mail server could not be reached ({type(broken).__name__}).") from None


def _judge(answered: aiosmtplib.SMTPResponseException) -> NoReturn:
    """A 5xx about this mail is final; one about us (a wrong password) is the operator's to mend."""
    # The exception is not chained: it may quote what we logged in with.
    if answered.code >= 500 and isinstance(answered, _OF_THIS_MAIL):
        raise MailRefused(f"The mail server refused the mail: {_words(answered)}") from None
    raise MailUnavailable(f"The mail server did not take the mail: {_words(answered)}") from None


def _words(answered: aiosmtplib.SMTPResponseException) -> str:
    said = "".join(c if c.isprintable() else " " for c in answered.message)
    return f"{answered.code} {said[:200]}"
