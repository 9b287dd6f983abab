"""Mails as files, and the fields of any mail."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.mail import FolderMail, Kept, MailRefused, MailUnavailable
from adapters.mail.message import compose, recipient

NOON = datetime(2031, 5, 15, 12, 0, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Ticking:
    """A clock that is a minute on each time it is read."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


async def test_a_mail_can_be_read_back_as_it_was_written(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path / "mails", now=lambda: NOON)
    await mail.send("key", "tomas.vidal@example.com", "Código: 123456 für Sie", "Hola Tomás,\n\nel código…\n")
    assert mail.recent() == (
        Kept("tomas.vidal@example.com", "Código: 123456 für Sie", "Hola Tomás,\n\nel código…\n", NOON),
    )


async def test_a_key_is_written_once_however_often_it_is_sent(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path)
    await asyncio.gather(*(mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello") for _ in range(10)))
    assert len(mail.recent()) == 1
    assert [Path(name).suffix for name in names(tmp_path)] == [".eml"]


async def test_what_a_key_said_first_stays(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path)
    for code in ("111111", "222222"):
        await mail.send("key", "rosa.alvarez@example.com", "Hello", code)
    assert [kept.text for kept in mail.recent()] == ["111111\n"]


async def test_the_newest_come_last_and_no_more_than_asked_for(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path, now=Ticking())
    for n in range(5):
        await mail.send(f"key {n}", "rosa.alvarez@example.com", f"Mail {n}", "Hello")
    assert [kept.subject for kept in mail.recent(2)] == ["Mail 3", "Mail 4"]
    assert mail.recent(0) == ()


async def test_keys_of_any_kind_stay_in_the_folder(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path / "mails")
    for key in ("../../escape", "/etc/passwd", "a" * 5000, "", "\x00", "ключ"):
        await mail.send(key, "rosa.alvarez@example.com", "Hello", "Hello")
    assert len(names(tmp_path / "mails")) == 6
    assert names(tmp_path) == ["mails"]


async def test_mails_are_for_their_owner_only(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path / "mails")
    await mail.send("key", "rosa.alvarez@example.com", "Hello", "Hello")
    (path,) = (tmp_path / "mails").iterdir()
    assert path.stat().st_mode & 0o077 == 0


async def test_a_folder_that_is_none_may_be_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("a file")
    with pytest.raises(MailUnavailable, match="cannot be written"):
        await FolderMail(tmp_path / "mails").send("key", "rosa.alvarez@example.com", "Hello", "Hello")


def test_an_empty_folder_has_no_mails(tmp_path: Path) -> None:
    assert FolderMail(tmp_path / "not made yet").recent() == ()


@pytest.mark.parametrize(
    "to",
    [
        "rosa@example.com\nBcc: all@example.com",
        "rosa@example.com\r\nBcc: all@example.com",
        "rosa@example.com\n",
        "rosa@example.com, all@example.com",
        "rosa@example.com;all@example.com",
        "Rosa <rosa@example.com>",
        '"rosa\n"@example.com',
        "rosa@exam\u2028ple.com",
        "rosa@example.com\x00",
        "rosa\u202e@example.com",
        "rosa",
        "@example.com",
        "rosa@",
        "rosa@@example.com",
        "",
        "a" * 250 + "@example.com",
        "rosa@" + "a" * 70 + ".com",
        "rosa@a..b",
    ],
)
async def test_what_is_not_one_address_is_refused_and_nothing_written(tmp_path: Path, to: str) -> None:
    with pytest.raises(MailRefused, match="not one e-mail address"):
        await FolderMail(tmp_path).send("key", to, "Hello", "Hello")
    assert names(tmp_path) == []


@pytest.mark.parametrize("subject", ["Hello\nBcc: all@example.com", "Hello\r\n\r\nBody", "Hello\u2028Bcc: x"])
async def test_a_subject_of_several_lines_is_refused(tmp_path: Path, subject: str) -> None:
    with pytest.raises(MailRefused, match="one line"):
        await FolderMail(tmp_path).send("key", "rosa.alvarez@example.com", subject, "Hello")


@given(to=st.text(max_size=40) | st.from_regex(r"[a-z.]{1,8}[\s\S]{0,3}@[a-z.]{1,9}", fullmatch=True))
def test_any_address_is_either_refused_or_the_only_one(to: str) -> None:
    try:
        found = recipient(to)
    except MailRefused:
        return
    message = compose("key", "baton@example.com", to, "Hello", "Hello", NOON)
    head = message.as_bytes().split(b"\r\n\r\n")[0]
    names = sorted(line.split(b":")[0].lower() for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t")))
    assert [address.addr_spec for address in message["To"].addresses] == [found.addr_spec]
    assert len(names) == len(set(names))
    assert b"bcc" not in names


@pytest.mark.parametrize("sender", ["nobody", "Baton <baton@example.com>\nBcc: a@example.com", ""])
async def test_a_sender_that_is_none_is_named(tmp_path: Path, sender: str) -> None:
    with pytest.raises(MailRefused, match="sender's address"):
        await FolderMail(tmp_path, sender).send("key", "rosa.alvarez@example.com", "Hello", "Hello")


def test_a_domain_in_other_letters_is_written_to_as_the_network_spells_it() -> None:
    assert recipient("ida@bücher.example.com").addr_spec == "ida@xn--bcher-kva.example.com"
