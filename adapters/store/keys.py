"""Keys: what `BATON_KEY` names. A value is sealed under the newest and opened under whichever sealed it.

A sealed value is bytes where a plain one is text, so neither can be taken for the other: a byte that
says how, the key's id, a nonce, and what AES-256 made of the words. What a value is bound to (its table,
its column, its row) is authenticated with it, and not kept in it: put anywhere else it does not open.
"""

import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from adapters.store.errors import DoesNotOpen

ONCE, ALIKE = b"\x01", b"\x02"
"""Sealed with a nonce of its own, or so that the same words give the same bytes."""
ID = slice(1, 9)
NONCE = 12
HEAD = 1 + 8


class Key:
    """One key; from its 32 random bytes come the keys of the ciphers and an id that tells nothing of them."""

    def __init__(self, secret: bytes) -> None:
        # Loading these takes 40 ms, which a start without a key is spared.
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), 32 + 64 + 8, salt=None, info=b"baton at rest 1").derive(secret)
        self.id = derived[96:]
        self._gcm, self._siv = AESGCM(derived[:32]), AESSIV(derived[32:96])
        self._once, self._alike = ONCE + self.id, ALIKE + self.id
        self._refused = (InvalidTag, ValueError)

    def seal(self, words: bytes, bound: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return self._once + nonce + self._gcm.encrypt(nonce, words, bound)

    def seal_alike(self, words: bytes, bound: bytes) -> bytes:
        return self._alike + self._siv.encrypt(words, [bound])

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """Raises DoesNotOpen, which says where the value stands and never what it is."""
        try:
            if sealed[:1] == ALIKE:
                return self._siv.decrypt(sealed[HEAD:], [bound])
            return self._gcm.decrypt(sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :], bound)
        except self._refused:
            raise DoesNotOpen(bound, "it was changed, or moved from where it belongs") from None


class Keyring:
    """The keys there are, the newest first; without one nothing is sealed."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self.keys = tuple(keys)
        self._by_id = {key.id: key for key in self.keys}

    def __bool__(self) -> bool:
        return bool(self.keys)

    def __contains__(self, name: str) -> bool:
        return bytes.fromhex(name) in self._by_id

    @property
    def newest(self) -> Key:
        return self.keys[0]

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """Raises DoesNotOpen."""
        key = self._by_id.get(sealed[ID])
        if key is None:
            raise DoesNotOpen(bound, f"it is under key {named(sealed[ID])}, which BATON_KEY does not name")
        return key.open(sealed, bound)


NO_KEYS = Keyring()
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_VARIED = 16
"""Different bytes in a key, at least: of 32 random ones fewer never are; of `aaaa...` there is one."""


def make_key() -> str:
    """32 random bytes, as `BATON_KEY` takes them."""
    while (made := _written(secrets.token_bytes(32))).startswith("-"):  # which a shell would take for an option
        pass
    return made


def keyring(text: str) -> Keyring:
    """The keys of `BATON_KEY`; raises ValueError, without a word of them, for what is none."""
    return Keyring(map(_key, text.replace(",", " ").split()))


def named(id: bytes) -> str:
    """How a key is spoken of: the beginning of its id, of which nothing of the key can be learned."""
    return id.hex()[:8]


def _key(text: str) -> Key:
    secret = urlsafe_b64decode(f"{text}=") if _KEY.fullmatch(text) else b""
    if len(set(secret)) < _VARIED or _written(secret) != text:
        raise ValueError("not a key as `baton key new` makes them")
    return Key(secret)


def _written(secret: bytes) -> str:
    return urlsafe_b64encode(secret).decode().rstrip("=")
