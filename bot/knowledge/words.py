"""From a question to the few stems that tell it from other questions."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.!?;\n]+\s*|,\s+|\s+(?:and|but|also|because|or|so)\s+", re.IGNORECASE)

# Words that many questions share; "when", "how long" and the like do tell questions apart and stay.
_COMMON = frozenset(
    """
    a about actually again all also am an and any anyone are as at be been but by can could dear did do does doing don
    done dont e else ever even for from g get gets getting give given go going good got guy guys had has have having he
    hello help her hey hi him his i if im in into is it its ive just keep keeps kind know let like ll m made make maybe
    me mine much my need needs no not now of off oh ok okay on one ones or our out over people please pls plz possible
    question quick re really s say says she should since so some someone still stuff sure t tell than thank thanks that
    the their them then there they thing things this to too u ur us use usually ve very want wanna was we were what
    whats which will with won wondering would yes yet you your
    care certain company customer customers item items product products service shop store support team
    today tomorrow tonight yesterday morning afternoon week weeks last
    """.split()
)

_SAME: dict[str, str] = {
    word: group.split()[0]
    for group in (
        "parcel package packages parcels shipment delivery deliver delivered deliveries delivering ship shipping "
        "shipped ships dispatch dispatched postage",
        "courier driver carrier couriers drivers carriers postman mailman",
        "return send back returns returned returning",
        "exchange swap swaps exchanged exchanging switch",
        "refund refunds refunded refunding reimburse reimbursed reimbursement moneyback",
        "cost price charge charges costs prices fee fees expensive",
        "phone telephone number call ring",
        "email mail mails emails",
        "hours open opening close closing closed opens closes",
        "weekend saturday saturdays sunday sundays weekends",
        "abroad international internationally overseas countries country worldwide europe canada japan germany france "
        "spain italy ireland england uk britain australia mexico india",
        "threw throw throws thrown chucked tossed dumped",
        "broken defective damaged damage faulty smashed cracked broke dented",
        "warranty guarantee guaranteed",
        "promo coupon discount voucher promotional discounts",
        "invoice receipt bill invoices receipts vat",
        "login signin sign log logging",
        "password passcode passwords",
        "scam phishing suspicious fake fraud fraudulent phish scammer",
        "hacked compromised unauthorised unauthorized hijacked",
        "subscription membership club subscriptions plan memberships",
        "pay payment paying payments paid",
        "declined rejected refused",
        "site website page webpage app checkout",
        "crash crashes crashing spinning spins frozen freezes down loading load loads",
        "track tracking tracked",
        "stuck moving updated update updating",
        "lost missing disappeared vanished",
        "late delayed delay overdue",
        "home in",
        "cancel cancelled cancelling cancellation canceled canceling",
        "address addresses",
        "stock available availability restock",
        "size sizes sizing fit fits",
        "robot bot human ai machine automated",
        "privacy data gdpr",
        "complain complaint complaints complaining",
        "instalments installments instalment installment",
        "gift present presents gifts",
        "voltage volt volts",
        "rude unprofessional impolite",
    )
    for word in group.split()
}
_ENDINGS = re.compile(r"(?:ies|ing|edly|ed|es|ly|s|e)$")


def folded(text: str) -> str:
    """Its words alone, all small and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def stems(text: str) -> tuple[str, ...]:
    """The telling words of a text, each reduced to its stem or to the word we use for all its kin."""
    return tuple(_stem(word) for word in folded(text).split() if word not in _COMMON)


def clauses(text: str) -> tuple[str, ...]:
    """The text and each part of it that may be a question by itself."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    return (text, *parts) if len(parts) > 1 else (text,)


def _stem(word: str) -> str:
    if same := _SAME.get(word):
        return same
    if len(word) <= 4 and not word.endswith("s"):
        return word
    stem = _ENDINGS.sub("", word)
    return _SAME.get(stem, stem if len(stem) >= 3 else word)
