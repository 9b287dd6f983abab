"""What the product ships to understand people names no real shop, carrier or payment service."""

import re
from pathlib import Path

HEARING = Path(__file__).parents[3] / "bot" / "hearing"
REAL = (
    "paypal visa amazon fedex ups usps dhl netflix spotify ebay "
    "walmart ikea zalando iphone samsung alexa kindle whatsapp twitter"
)
NAMES = re.compile(rf"\b(?:{REAL.replace(' ', '|')})\b", re.IGNORECASE)


def test_no_real_name_is_shipped_in_examples_or_code():
    shipped = [path for path in HEARING.rglob("*") if path.suffix in (".py", ".jsonl", ".txt", ".words")]
    found = [f"{path.name}: {hit}" for path in shipped for hit in NAMES.findall(path.read_text(encoding="utf-8"))]
    assert len(shipped) > 10
    assert found == []
