"""The signature on every request to a shop: an HMAC over all that the request asks for.

What is signed are six lines, joined by a newline, with none after the last:

    v1
    1795683000                  the timestamp, seconds since 1970
    POST
    /baton/effects/pay_back     path and query, as they stand in the request line
    3JQ0cVxY...                 the Idempotency-Key; an empty line where there is none
    9f86d081...                 the SHA-256 of the body in hexadecimal, also of an empty one
"""

import hashlib
import hmac
from dataclasses import dataclass

STAMP = "Baton-Timestamp"
SIGNATURE = "Baton-Signature"
KEY = "Idempotency-Key"
TOLERANCE = 300
"""Seconds by which two clocks may differ."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a request that are signed."""

    method: str
    target: str
    """Path and query."""
    body: bytes = b""
    key: str = ""


class BadSignature(Exception):
    """The request was not signed with our secret, or was changed on its way."""


class StaleTimestamp(Exception):
    """It was signed too long ago, or by a clock that is wrong."""


def signature(secret: str, stamp: str, asked: Asked) -> str:
    """The header's value."""
    lines = ("v1", stamp, asked.method, asked.target, asked.key, hashlib.sha256(asked.body).hexdigest())
    return "v1=" + hmac.new(secret.encode(), _bytes("\n".join(lines)), hashlib.sha256).hexdigest()


def check(secret: str, stamp: str, given: str, asked: Asked, now: float) -> None:
    """Whether a request may be answered; raises BadSignature or StaleTimestamp."""
    # First the signature: a stranger learns nothing of our clock.
    if not hmac.compare_digest(signature(secret, stamp, asked).encode(), _bytes(given)):
        raise BadSignature("The signature does not fit this request and our secret.")
    if not stamp.isascii() or not stamp.isdecimal() or abs(now - int(stamp)) > TOLERANCE:
        raise StaleTimestamp(f"The timestamp is more than {TOLERANCE} seconds off our clock.")


def _bytes(header: str) -> bytes:
    """As they came: a stranger may send what is no text."""
    return header.encode(errors="surrogateescape")
