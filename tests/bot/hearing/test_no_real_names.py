"""What the product ships to understand people names no real shop, carrier or payment service."""

import re
from pathlib import Path

HEARING = Path(__file__).parents[3] / "bot" / "hearing"
REAL = (
    "paypal visa amazon fedex ups usps dhl netflix spotify ebay "
    "walmart ikea zalando iphone samsung alexa kindle whatsapp twitter"
)
IN_LISTS = (
    "speedpost recaptcha yubikey velcro lycra epipen bandaid chapstick "
    "crockpot frisbee hoover plasticine rawlplug thermos"
)
"""Names that have become words: examples may have them, the list of kinds does without."""
NAMES = re.compile(rf"\b(?:{REAL.replace(' ', '|')})\b", re.IGNORECASE)


def test_no_real_name_is_shipped_in_examples_or_code():
    shipped = [path for path in HEARING.rglob("*") if path.suffix in (".py", ".jsonl", ".txt", ".words")]
    found = [f"{path.name}: {hit}" for path in shipped for hit in NAMES.findall(path.read_text(encoding="utf-8"))]
    assert len(shipped) > 10
    assert found == []


def test_no_word_of_a_kind_is_a_real_name():
    words = set((HEARING / "data" / "kinds.words").read_text(encoding="utf-8").split())
    named = {form for name in (*REAL.split(), *IN_LISTS.split()) for form in (name, f"{name}s", f"{name}app")}
    assert words & named == {"visas"}, "papers to travel with"
