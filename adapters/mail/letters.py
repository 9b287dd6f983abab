"""The words of the mails we send."""

from dataclasses import dataclass

from bot.effects import MailCode


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail says."""

    subject: str
    text: str


def mail_code(effect: MailCode, shop_name: str, minutes: int) -> Letter:
    """The code for a known address; for an unknown one that there is no account, and no code."""
    return _known(effect.code, shop_name, minutes) if effect.known else _unknown(effect.address, shop_name)


def _known(code: str, shop_name: str, minutes: int) -> Letter:
    text = f"""\
Hello,

your code is {code}. It is good for {_time(minutes)}. Only type it into the chat where our assistant asked you for it.

No person from {shop_name} ever asks you for this code, not in a message and not on the phone.
If you did not ask for it, leave it unused: without the code nothing happens.

{shop_name}
"""
    return Letter(f"Your code for {shop_name}: {code}", text)


def _unknown(address: str, shop_name: str) -> Letter:
    text = f"""\
Hello,

somebody, perhaps you, gave {address} in our chat to look at orders. There is no account at {shop_name}
under this address, so there is no code either. If you ordered with another address, please try that one;
our people can help you in the same chat as well.

If it was not you, there is nothing to do: nobody learned anything about you.

{shop_name}
"""
    return Letter(f"No account at {shop_name} under this address", text)


def _time(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
