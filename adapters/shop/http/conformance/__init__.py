"""Whether a shop's API is the one of docs/shop-api.yaml: every rule asked of it, for `baton doctor --shop`."""

from adapters.shop.http.conformance.probe import Finding, Probe
from adapters.shop.http.conformance.reading import ACCOUNT, ALWAYS, reached
from adapters.shop.http.conformance.writing import DEEDS

__all__ = ["Finding", "Probe", "examine"]


async def examine(probe: Probe) -> list[Finding]:
    """All that can be asked; nothing is changed unless the probe may write."""
    first = await reached(probe)
    if not first.ok:
        return [first]
    found = [first, *[await rule(probe) for rule in ALWAYS]]
    if not probe.customer:
        mend = "Name a customer of yours with --customer ID: best one with several orders."
        return [*found, Finding("account", ok=True, found="not looked at", mend=mend, warning=True)]
    found += [await rule(probe) for rule in ACCOUNT]
    if not probe.write:
        mend = "--write pays the smallest sum back to that customer, once: only for a customer who is a test."
        return [*found, Finding("deeds", ok=True, found="not tried", mend=mend, warning=True)]
    return [*found, *[await rule(probe) for rule in DEEDS]]
