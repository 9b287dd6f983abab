"""Tokens as they may lie in a database: sealed under `BATON_KEY`, whose newest secret seals and any of whose opens."""

import hashlib
from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

SALT = b"baton.slack.tokens"
"""The same on every machine that shares a database; the secret itself is what has to be long."""


class NoKey(Exception):
    """There is nothing to seal with, so nothing is kept."""

    def __init__(self) -> None:
        super().__init__(
            "BATON_KEY: installing by OAuth keeps tokens in the database, and they are kept sealed or not at all. "
            "Set it to a secret of 16 characters or more."
        )


class CannotOpen(Exception):
    """It was sealed under a secret that is no longer in `BATON_KEY`, or was changed."""


class Sealer:
    """Seals and opens; without a key it can do neither."""

    def __init__(self, keys: str = "") -> None:
        fernets = [Fernet(_derived(one)) for one in keys.split()]
        self._fernet = MultiFernet(fernets) if fernets else None

    @property
    def able(self) -> bool:
        return self._fernet is not None

    def seal(self, text: str) -> str:
        """Empty stays empty. Raises NoKey."""
        if not text:
            return ""
        if self._fernet is None:
            raise NoKey
        return self._fernet.encrypt(text.encode()).decode()

    def opened(self, sealed: str) -> str:
        """Raises NoKey or CannotOpen."""
        if not sealed:
            return ""
        if self._fernet is None:
            raise NoKey
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotOpen("a token was sealed under another BATON_KEY") from None


@cache
def _derived(secret: str) -> bytes:
    """A key of the length that Fernet wants from a secret of any length; slow on purpose, once for each."""
    return urlsafe_b64encode(hashlib.scrypt(secret.encode(), salt=SALT, n=2**14, r=8, p=1, dklen=32))
