"""What the mails say."""

from dataclasses import dataclass, field
from pathlib import Path

from adapters.mail import FolderMail, Postman, mail_code
from bot.effects import MailCode
from bot.policy import Policy

KNOWN = MailCode("rosa.alvarez@example.com", "731904", known=True)
UNKNOWN = MailCode("nobody@example.com", "731904", known=False)


def test_a_known_address_gets_the_code_how_long_it_lasts_and_a_warning() -> None:
    letter = mail_code(KNOWN, "Larkspur & Pine", 10)
    assert "731904" in letter.text
    assert "10 minutes" in letter.text
    assert "Only type it into the chat" in letter.text and "No person from Larkspur & Pine" in letter.text


def test_an_unknown_address_is_told_so_and_gets_no_code() -> None:
    letter = mail_code(UNKNOWN, "Larkspur & Pine", 10)
    assert "731904" not in letter.text + letter.subject
    assert "no account" in letter.text
    assert "nobody@example.com" in letter.text


def test_one_minute_is_not_minutes() -> None:
    assert "good for 1 minute." in mail_code(KNOWN, "the shop", 1).text


@dataclass
class Shelf:
    """Where a policy lies that somebody may change."""

    policy: Policy = field(default_factory=lambda: Policy("Larkspur & Pine"))

    async def read(self) -> Policy:
        return self.policy


async def test_a_mail_says_what_holds_when_it_is_sent(tmp_path: Path) -> None:
    mail, shelf = FolderMail(tmp_path), Shelf()
    postman = Postman(mail, shelf.read)
    shelf.policy = Policy("Birch & Co", code_minutes=30)
    await postman.perform("key-1", KNOWN)
    (kept,) = mail.recent()
    assert "Birch & Co" in kept.subject
    assert "30 minutes" in kept.text


async def test_the_postman_says_the_same_of_both_and_never_the_code(tmp_path: Path) -> None:
    mail = FolderMail(tmp_path)
    postman = Postman(mail, Shelf().read)
    answers = {await postman.perform(effect.address, effect) for effect in (KNOWN, UNKNOWN)}
    assert len(answers) == 1
    assert "731904" not in answers.pop()
    assert {kept.to for kept in mail.recent()} == {KNOWN.address, UNKNOWN.address}
