"""Rules that change nothing."""

import statistics
import time
from dataclasses import replace

from adapters.shop.http.conformance.probe import Finding, Probe, Rule, heard, said, unsigned
from adapters.shop.http.lies import Unusable
from adapters.shop.http.line import Answer, Signer
from adapters.shop.http.reading import files_in, page_of
from adapters.shop.http.shapes import AccountPage
from adapters.shop.http.signing import TOLERANCE, Asked
from bot.shop import Account, ShopUnavailable

NOBODY = "/customers/baton-doctor-nobody/account"
FAST, SLOW = 0.7, 1.5
"""Seconds for an account: the bot waits two by default, and has more to do in them."""
TIMES = 5
RECIPE = "See the signing recipe in docs/shop-api.md."


async def reached(probe: Probe) -> Finding:
    answer = await probe.get(NOBODY)
    seen = heard(answer)
    mend = f"{NOBODY} must answer 404 unknown_customer as application/problem+json."
    if isinstance(answer, str):
        mend = "Check BATON_SHOP_URL, that the API runs, and that this machine may reach it."
    elif answer.status == 401:
        mend = f"Check that BATON_SHOP_SECRET is the same on both sides, and both clocks. {RECIPE}"
    return Finding("reached", ok=seen == "404 unknown_customer", found=seen, mend=mend)


async def wrong_secret(probe: Probe) -> Finding:
    answer = await probe.get(NOBODY, Signer("not the secret at all"))
    return said("wrong secret", answer, 401, "bad_signature", "Refuse what is signed with another secret.")


async def no_signature(probe: Probe) -> Finding:
    return said("no signature", await probe.get(NOBODY, unsigned), 401, "bad_signature", "Refuse what is not signed.")


async def other_path(probe: Probe) -> Finding:
    sign = Signer(probe.secret)

    def for_another(asked: Asked) -> dict[str, str]:
        return sign(replace(asked, target=f"{asked.target}?cursor=1"))

    mend = "Sign the path with its query: one signature is good for one request."
    return said("other path", await probe.get(NOBODY, for_another), 401, "bad_signature", mend)


async def stale(probe: Probe) -> Finding:
    late = Signer(probe.secret, lambda: time.time() - 2 * TOLERANCE)
    mend = f"Refuse a timestamp that is more than {TOLERANCE} seconds off."
    return said("stale timestamp", await probe.get(NOBODY, late), 401, "stale_timestamp", mend)


async def no_such_address(probe: Probe) -> Finding:
    answer = await probe.post("/customers/find", {"email": "nobody@baton-doctor.example.com"})
    return said("unknown address", answer, 404, "unknown_customer", "An address without a customer is no customer.")


async def not_json(probe: Probe) -> Finding:
    answer = await probe.post("/customers/find", b"[")
    return said("broken body", answer, 400, "not_understood", "A body that cannot be read is a problem, not a crash.")


async def no_such_deed(probe: Probe) -> Finding:
    answer = await probe.post("/effects/baton_doctor", {"kind": "baton_doctor"}, "baton-doctor-1")
    return said("unknown deed", answer, 404, "unknown_effect", "A deed that you do not offer is refused by name.")


async def no_such_product(probe: Probe) -> Finding:
    try:
        found = await probe.shop.products(("baton-doctor-nothing",))
        words = await probe.shop.search("zxqwv")
    except ShopUnavailable as no:
        return Finding("products", ok=False, found=str(no), mend='Answer {"products": []} where nothing is found.')
    mend = "What was not asked for by its id is not answered; words that fit nothing find nothing."
    return Finding("products", ok=not found, found=f"{len(words)} for nonsense", mend=mend, warning=bool(words))


async def readable(probe: Probe) -> Finding:
    try:
        account = await probe.account()
    except ShopUnavailable as no:
        return Finding("account", ok=False, found=str(no), mend="docs/shop-api.yaml says what each part looks like.")
    return Finding("account", ok=True, found=_summary(account))


def _summary(account: Account) -> str:
    parcels = sum(len(order.parcels) for order in account.orders)
    return (
        f"{len(account.orders)} orders, {parcels} parcels, {len(account.charges)} charges, "
        f"{len(account.subscriptions)} subscriptions"
    )


async def whole(probe: Probe) -> Finding:
    """Twice the same orders, none twice."""
    mend = "Each order stands on one page, in an order that does not change; the last page has no next."
    try:
        first, again = await _numbers(probe), await _numbers(probe)
    except (ShopUnavailable, Unusable) as no:
        return Finding("pages", ok=False, found=str(no), mend=mend)
    if len({*first[0]}) < len(first[0]):
        return Finding("pages", ok=False, found="an order stands there twice", mend=mend)
    if first != again:
        return Finding("pages", ok=False, found="read twice, the pages are not the same", mend=mend)
    one = "Only one page was seen: name a customer with more orders than fit on it." if first[1] == 1 else ""
    return Finding("pages", ok=True, found=f"{first[1]} with {len(first[0])} orders", mend=one, warning=bool(one))


async def _numbers(probe: Probe) -> tuple[list[str], int]:
    pages = await _pages(probe)
    return [order.number for page in pages for order in page.orders], len(pages)


async def _pages(probe: Probe) -> list[AccountPage]:
    return list(await probe.shop.pages(probe.customer))


async def by_address(probe: Probe) -> Finding:
    mend = "Find a customer by their address however its letters are written, and give the very address back."
    try:
        customer = (await probe.account()).customer
        found = [await probe.shop.by_email(email) for email in (customer.email, customer.email.upper())]
    except ShopUnavailable as no:
        return Finding("by address", ok=False, found=str(no), mend=mend)
    same = [one is not None and one.id == customer.id for one in found]
    seen = "found" if all(same) else "not found in capitals" if same[0] else "not found"
    return Finding("by address", ok=all(same), found=seen, mend=mend)


async def whose(probe: Probe) -> Finding:
    """The id in the answer is the one that was asked for, to the letter."""
    try:
        answer = await probe.get(probe.account_path)
        if isinstance(answer, Answer):
            page_of(probe.customer, answer.json())
    except (ShopUnavailable, Unusable) as no:
        return Finding("whose account", ok=False, found=str(no), mend="customer.id is the id in the path.")
    return Finding("whose account", ok=isinstance(answer, Answer), found=probe.customer)


async def files(probe: Probe) -> Finding:
    mend = "Every label and photo that is named can be had from /files/ID: a PDF or a picture, 5 MB at most."
    try:
        photos, labels = files_in(await _pages(probe), probe.clock.now())
        got = [await probe.shop.file(id) for id in (*photos, *labels)]
    except (ShopUnavailable, Unusable) as no:
        return Finding("files", ok=False, found=str(no), mend=mend)
    return Finding("files", ok=None not in got, found=f"{len(photos)} photos, {len(labels)} labels", mend=mend)


async def quick(probe: Probe) -> Finding:
    """The median of a few: one is chance."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        try:
            await probe.account()
        except ShopUnavailable as no:
            return Finding("time", ok=False, found=str(no), mend="Answer, and in time.")
        took.append(time.perf_counter() - began)
    middle = statistics.median(took)
    mend = f"A customer waits for it: stay under {FAST:g} seconds. `gather_seconds` says when Baton gives up (2)."
    seen = f"{middle * 1000:.0f} ms for an account (median of {TIMES})"
    return Finding("time", ok=middle < SLOW, found=seen, mend=mend, warning=middle >= FAST)


ALWAYS: tuple[Rule, ...] = (
    wrong_secret, no_signature, other_path, stale, no_such_address, not_json, no_such_deed, no_such_product,
)  # fmt: skip
ACCOUNT: tuple[Rule, ...] = (readable, whose, whole, by_address, files, quick)
