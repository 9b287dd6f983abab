"""Mail over SMTP, against a real server."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from adapters.mail import MailRefused, MailUnavailable, SmtpMail
from adapters.mail.server import server_of
from bot.shop import ShopRefused, ShopUnavailable
from tests.adapters.mail.conftest import Inbox

SENDER = "Baton at Larkspur & Pine <baton@example.com>"


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=SMTP)


async def test_a_mail_arrives_as_it_was_written(inbox: Inbox, port: int) -> None:
    mail = SmtpMail(f"smtp://127.0.0.1:{port}", SENDER)
    await mail.send("key", "amelie.fournier@example.com", "Votre code: 123456", "Bonjour Amélie,\n\nvotre code…\n")
    (message,) = map(read, inbox.taken)
    assert inbox.recipients == ["amelie.fournier@example.com"]
    assert (message["To"], message["Subject"]) == ("amelie.fournier@example.com", "Votre code: 123456")
    assert message["From"].addresses[0].addr_spec == "baton@example.com"
    assert message.get_content().splitlines() == ["Bonjour Amélie,", "", "votre code…"]
    assert message["Date"] is not None
    assert message["Auto-Submitted"] == "auto-generated"


async def test_a_repeat_has_the_same_message_id_and_another_mail_another(inbox: Inbox, port: int) -> None:
    mail = SmtpMail(f"smtp://127.0.0.1:{port}", SENDER)
    for key in ("key", "key", "other"):
        await mail.send(key, "rosa.alvarez@example.com", "Hello", "Hello")
    first, repeat, other = (read(data)["Message-ID"] for data in inbox.taken)
    assert first == repeat != other
    assert first.endswith("@example.com>")
    assert "key" not in first


async def test_it_logs_in_with_the_password_as_it_is_spelled_in_the_address(inbox: Inbox, port: int) -> None:
    mail = SmtpMail(f"smtp://baton:hunter%2F2%40@127.0.0.1:{port}", SENDER)
    await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")
    assert inbox.logins == [b"baton"]
    assert len(inbox.taken) == 1


async def test_a_wrong_password_is_not_the_addresss_fault_and_is_not_shown(port: int) -> None:
    mail = SmtpMail(f"smtp://baton:tell-nobody@127.0.0.1:{port}", SENDER)
    with pytest.raises(MailUnavailable) as told:
        await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")
    assert "tell-nobody" not in repr(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize(
    ("to_recipient", "to_data", "error"),
    [
        ("550 No such user", "250 OK", MailRefused),
        ("450 Try again later", "250 OK", MailUnavailable),
        ("250 OK", "554 Looks like spam", MailRefused),
        ("250 OK", "451 Local error", MailUnavailable),
        ("250 OK", "421 Shutting down", MailUnavailable),
    ],
)
async def test_4xx_may_be_tried_again_and_5xx_is_final(
    inbox: Inbox, port: int, to_recipient: str, to_data: str, error: type[Exception]
) -> None:
    inbox.to_recipient, inbox.to_data = to_recipient, to_data
    with pytest.raises(error, match=(to_recipient if to_data == "250 OK" else to_data)[:3]):
        await SmtpMail(f"smtp://127.0.0.1:{port}", SENDER).send("key", "nobody@example.com", "Hello", "Hello")
    assert inbox.taken == []


async def test_no_server_and_a_silent_server_may_be_tried_again(unused_tcp_port: int) -> None:
    mail = SmtpMail(f"smtp://127.0.0.1:{unused_tcp_port}", SENDER, timeout=0.2)
    with pytest.raises(MailUnavailable, match="could not be reached"):
        await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")

    gone = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.set()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", unused_tcp_port):
        with pytest.raises(MailUnavailable, match="could not be reached"):
            await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")
        await gone.wait()


async def test_encryption_that_is_required_and_not_offered_sends_nothing(inbox: Inbox, port: int) -> None:
    mail = SmtpMail(f"smtp://127.0.0.1:{port}?starttls=required", SENDER)
    with pytest.raises(MailUnavailable):
        await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")
    assert inbox.taken == []


def test_delivery_can_tell_a_failed_mail_as_it_tells_a_failed_shop() -> None:
    assert issubclass(MailRefused, ShopRefused)
    assert issubclass(MailUnavailable, ShopUnavailable)


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "start_tls"),
    [
        ("smtp://mail.example.com", 587, False, None),
        ("smtp://mail.example.com:25?starttls=off", 25, False, False),
        ("smtp://me:secret@mail.example.com", 587, False, True),
        ("smtp://me:secret@localhost:1025", 1025, False, None),
        ("smtps://me:secret@mail.example.com", 465, True, False),
    ],
)
def test_an_address_says_how_the_server_is_reached(url: str, port: int, use_tls: bool, start_tls: bool | None) -> None:
    server = server_of(url)
    assert (server.port, server.use_tls, server.start_tls) == (port, use_tls, start_tls)
    assert "secret" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.com",
        "http://me:secret@mail.example.com",
        "smtp://",
        "smtp://me:secret@mail.example.com:99999",
        "smtp://:secret@mail.example.com",
        "smtp://me:secret@mail.example.com?starttls=secret",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(ValueError, match="looks like smtp://") as told:
        server_of(url)
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None
