"""Where mails are handed in, as a setting gives it."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SHAPE = "smtp://[user:password@]host[:port][?starttls=required|off] or smtps://..."
_PORTS = {"smtp": 587, "smtps": 465}
_STARTTLS = {"": None, "required": True, "off": False}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; its password never shows in a log or an error."""

    host: str
    port: int
    use_tls: bool
    start_tls: bool | None
    """None: where the server offers it."""
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


def server_of(url: str) -> Server:
    """Read a server's address; raises ValueError naming the shape, never the address."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        asked = _STARTTLS[parse_qs(parts.query).get("starttls", [""])[0]]
    except (ValueError, KeyError):
        raise ValueError(f"a mail server looks like {SHAPE}") from None
    if parts.scheme not in _PORTS or not parts.hostname or bool(parts.username) != bool(parts.password):
        raise ValueError(f"a mail server looks like {SHAPE}")
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return Server(parts.hostname, port, parts.scheme == "smtps", _start_tls(parts, asked), user, password)


def _start_tls(parts: SplitResult, asked: bool | None) -> bool | None:
    if parts.scheme == "smtps":
        return False
    # A password never travels in the clear by accident.
    if asked is None and parts.password and not _is_local(parts.hostname or ""):
        return True
    return asked


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
