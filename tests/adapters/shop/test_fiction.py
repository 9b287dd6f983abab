"""The sample shop names nobody real: no shops, carriers, brands, telephones or addresses."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "adapters" / "shop"
REAL_NAMES = (
    "amazon", "prime", "alexa", "ebay", "etsy", "walmart", "costco", "best buy", "zalando", "otto", "rakuten", "ikea",
    "wayfair", "shopify", "tesco", "argos", "john lewis", "carrefour", "fnac", "lidl", "aldi", "flipkart", "alibaba",
    "temu", "shein", "mercari", "asos", "ups", "fedex", "usps", "dhl", "dpd", "gls", "hermes", "evri", "yodel", "tnt",
    "royal mail", "parcelforce", "deutsche post", "la poste", "colissimo", "chronopost", "correos", "seur", "postnl",
    "purolator", "canada post", "japan post", "yamato", "sagawa", "kuroneko", "aramex", "ontrac", "lasership",
    "visa", "mastercard", "amex", "paypal", "klarna", "stripe", "apple", "samsung", "sony", "bose", "sonos", "nikon",
    "canon", "philips", "bosch", "kitchenaid", "nespresso", "smeg", "delonghi", "patagonia", "nike", "adidas",
    "fjällräven", "osprey", "dyson", "le creuset", "loomis", "ember", "hario", "stanley", "discord", "slack",
)  # fmt: skip
_NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, REAL_NAMES))})(?!\w)", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://|@)([\w.-]+\.\w+)")
_PHONE = re.compile(r"\+\d[\d ().-]{6,}\d")
_FICTIONAL_PHONE = re.compile(r"\+1 [2-9]\d\d 555 01\d\d")


def files() -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in {".py", ".toml"})


def complaints(text: str) -> list[str]:
    """Everything in a text that might be real."""
    hosts = [host for host in _HOST.findall(text) if host != "example.com" and not host.endswith(".example.com")]
    phones = [phone for phone in _PHONE.findall(text) if not _FICTIONAL_PHONE.fullmatch(phone)]
    return [*_NAMES.findall(text), *hosts, *phones]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_nothing_real_is_named(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


def test_there_is_something_to_look_at() -> None:
    assert len([path for path in files() if path.suffix == ".toml"]) >= 12


@pytest.mark.parametrize(
    "text",
    ["sent by FedEx today", "see https://carrier.com/x", "call +49 30 1234567", "me@shop.example.org", "Royal Mail"],
)
def test_what_is_real_would_be_found(text: str) -> None:
    assert complaints(text)
