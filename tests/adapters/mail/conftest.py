"""A real mail server in this process, that can be told to refuse."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Inbox:
    """What the server took, and what it says."""

    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    logins: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds its hooks by these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd finds its hooks by these names
        if self.to_data.startswith("250"):
            content = envelope.content
            self.taken.append(content if isinstance(content, bytes) else str(content).encode())
            self.recipients += envelope.rcpt_tos
        return self.to_data

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        """One user, one password."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data == LoginPassword(b"baton", b"hunter/2@"), handled=False)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def port(inbox: Inbox) -> AsyncIterator[int]:
    """The server on this test's own loop, so that the test also ends its connections."""
    open_here: list[SMTP] = []

    def connection() -> SMTP:
        open_here.append(SMTP(inbox, hostname="mail.example.com", authenticator=inbox.login, auth_require_tls=False))
        return open_here[-1]

    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for one in open_here:
        if isinstance(one.transport, asyncio.Transport):
            one.transport.abort()
    await asyncio.sleep(0)
    await server.wait_closed()
