"""Postcodes by country, and where one is written."""

import re

POSTCODES = {
    "AT": r"\d{4}", "AU": r"\d{4}", "BE": r"\d{4}", "BR": r"\d{5}-?\d{3}", "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d",
    "CH": r"\d{4}", "DE": r"\d{5}", "DK": r"\d{4}", "ES": r"\d{5}", "FI": r"\d{5}", "FR": r"\d{5}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", "IN": r"\d{3} ?\d{3}", "IT": r"\d{5}", "JP": r"\d{3}-?\d{4}",
    "NL": r"\d{4} ?[A-Z]{2}", "NO": r"\d{4}", "NZ": r"\d{4}", "PL": r"\d{2}-\d{3}", "PT": r"\d{4}-\d{3}",
    "SE": r"\d{3} ?\d{2}", "US": r"\d{5}(?:-\d{4})?",
}  # fmt: skip
"""The postcode's pattern by country; for others one is taken if it is there and not missed if it is not."""
SPELT = frozenset({"GB", "CA", "NL"})
"""Where a postcode has letters, and no number can be taken for one."""
ENDS_WITH_IT = frozenset({"AU", "CA", "GB", "IN", "US"})
"""Where the town stands before it."""
ELSEWHERE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(set(POSTCODES.values())))}|\d{{4,7}})(?![\w-])", re.I)
"""What may be some country's postcode."""


def two_in(text: str, country: str) -> bool:
    """Whether two postcodes are written in it: two addresses, or one that they are not sure of."""
    pattern = POSTCODES.get(country)
    found = re.findall(rf"(?<![\w-]){pattern}(?![\w-])", text, re.I) if pattern and country in SPELT else []
    return len({re.sub(r"\s", "", code).casefold() for code in found}) > 1


def postcode(parts: list[str], country: str) -> str:
    """The postcode in the country's pattern; the last one, since house numbers come first."""
    pattern = POSTCODES.get(country, r"(?=[\w -]*\d)[A-Z\d]{3,5}[ -]?[A-Z\d]{0,4}")
    found = [match.group() for part in parts for match in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", part, re.I)]
    return found[-1] if found else ""
