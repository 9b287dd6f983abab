"""`baton doctor --shop`: a shop's API held to docs/shop-api.yaml, rule by rule."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters import logs
from adapters.command_line.checks import Check
from adapters.command_line.real_shop import LARGEST_FILE, RealTime
from adapters.command_line.stopping import Stop
from adapters.settings import PREFIX, Settings, SettingsError, read_settings
from adapters.shop.http.conformance import Probe, examine
from adapters.store.files import FileStore


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look at, as it was typed."""

    url: str = ""
    customer: str = ""
    write: bool = False


def conforms(settings: Settings, asked: Asked) -> Sequence[Check]:
    """One line a rule. What is fetched is forgotten again."""
    url = _address(asked.url) or settings.shop_url
    if not url:
        raise Stop("no shop to look at: give its address, or set BATON_SHOP_URL (docs/shop-api.md).")
    secret = settings.shop_secret.get_secret_value()
    if not secret:
        raise Stop("BATON_SHOP_SECRET is not set: no request could be signed.")
    if asked.write and not asked.customer:
        raise Stop("--write needs --customer: somebody who is a test, and whose money may move.")
    logs.set_up("error")
    return asyncio.run(_examine(url, secret, asked))


async def _examine(url: str, secret: str, asked: Asked) -> Sequence[Check]:
    with tempfile.TemporaryDirectory(prefix="baton-doctor-") as scratch:
        files = FileStore(Path(scratch), LARGEST_FILE)
        probe = Probe(url, secret, files, RealTime(), asked.customer, asked.write)
        async with probe.line:
            found = await examine(probe)
    return [Check(f"shop: {one.name}", one.ok, one.found, one.mend, one.warning) for one in found]


def _address(url: str) -> str:
    """Held to the same rules as the setting; only the address is looked at here."""
    if not url:
        return ""
    try:
        return read_settings(shop_url=url, shop_secret=PREFIX * 3).shop_url
    except SettingsError as wrong:
        raise Stop(str(wrong).replace("BATON_SHOP_URL", url)) from None
