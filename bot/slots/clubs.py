"""What may be wanted of a subscription, and the words that tell it."""

import re
from enum import StrEnum


class Wish(StrEnum):
    """What may be wanted of a subscription."""

    NEVER = "never"
    CHARGED = "charged"
    RESUME = "resume"
    CANCEL = "cancel"
    RENEWAL = "renewal"


_CHARGED = r"charg\w*|bill(?:ed|ing)|debit\w*|took|taken|paid|payments?"
WISHES = {
    Wish.NEVER: r"never (?:\w+ )?(?:sign|join|subscri|ask|order|agree)\w*|did(?:n'?t| not) (?:sign up|join|subscribe)",
    Wish.CHARGED: (
        rf"(?:you|was|were|been|got|still) (?:\w+ )?(?:{_CHARGED})\b|(?:charged|billed|debited) (?:me|my)\b"
        rf"|(?:{_CHARGED}) (?:\w+ ){{0,4}}after\b|(?:money|refund|payment) back\b|(?<!and )refund|(?<!be )charged again"
        r"|(?:charge|payment) (?:from|of|for) (?:the )?(?:last |previous )?(?:month|week|year)\b"
    ),
    Wish.RESUME: (
        r"resum\w*|restart\w*|re-?activat\w*|un-?cancel\w*|re-?subscri\w*|rejoin\w*|undo\b"
        r"|want (?!(?:\w+ ){0,3}(?:money|cash|refund|payment|charge|\d+)\b)(?:\w+ ){1,4}back\b"
        r"|(?:have|get|give me) (?:\w+ ){0,3}(?:club|circle|subscription|membership|plan|box) back\b"
        r"|(?:like|want)(?: to have)? (?:the|my|it|that|this)(?: \w+){0,2} again\b|start (?:\w+ ){1,4}again"
        r"|keep (?:\w+ ){1,4}after all|back after all"
    ),
    Wish.CANCEL: r"cancel\w*|stop\w*|end\b|quit\w*|unsubscrib\w*|terminat\w*|get(?:ting)? out|wants? out|leave\b"
    r"|(?:do(?:n'?t| not)|no longer) want (?:\w+ ){1,5}any ?more|no longer want",
    Wish.RENEWAL: r"when\b|renew\w*|(?:will|am|do) (?:i|it|you|they|my card) (?:\w+ ){0,2}(?:charged?|billed?"
    r"|pay|take)\b"
    r"|next (?:charge|payment|bill)|next (?:date|day|time) (?:you|they|it)\b"
    r"|how (?:long|much)|what (?:do|did) i pay|(?:no|any) (?:more|further)"
    r" (?:charg|pay)\w*|what (?:happens|if)\b|next (?:\w+ )?(?:coffee|tea|box|bag|delivery|parcel)\b",
}
LAST_PAID = re.compile(
    r"\bhow much (?:did|have|do|does) (?:i|you|we|it) (?:\w+ )?(?:pay|paid|charged?|take|taken|cost)\b"
    r"|\bwhat (?:did|have) (?:i|you) (?:pay|paid|charged?|take|taken)\b|\blast (?:pay(?:ment)?|paid|charged?)\b"
    r"|\bwhen (?:did|was|were) (?:i|you|my|the|it) (?:\w+ )?(?:pay|paid|payment|charged?|take)\b",
    re.I,
)
"""Asks what was paid for it, and when."""
NO_MORE = (
    r"(?:please |pls )?(?:(?:do not|don'?t|dont|never|stop) (?:\w+ ){0,1}?(?:charge|charging|bill|billing|debit|take)\b"
    r"|(?:no|without) (?:more |further |other )*(?:charges?|payments?)\b)[^.?!]{0,40}[.!]*"
)
"""Wants no more charges: that is what its end does by itself."""
NOT_COME = re.compile(
    r"\b(?:never|not|didn'?t|hasn'?t|haven'?t|did not|has not|have not) (?:\w+ ){0,3}?"
    r"(?:got|get|gotten|came|come|arrived?"
    r"|received?|delivered|sent)\b(?![^.?!]{0,20}\b(?:refund|money|confirm\w*|e-?mails?|answer|reply|response"
    r"|charged)\b)|\b(?:still )?not (?:yet )?here\b"
    r"|\bnothing (?:has |ever )?(?:came|come|arrived|in the post|was sent)\b",
    re.I,
)
"""Tells that nothing came of it."""
RUES = re.compile(
    r"\bby (?:accident|mistake)\b|\b(?:accident|mistaken)(?:al)?ly\b|\b(?:get|have|want|need) (?:it|that|this) back\b"
    r"|\bdid(?:n'?t| not) (?:mean|want) to\b",
    re.I,
)
"""Tells of an end that was none of their will, or is one no more."""
ENDS = re.compile(
    r"(?:\b(?:want|like|need|wanna|wish|have|going) (?:to )?|\b(?:can|could) (?:you|i) (?:please |pls )?"
    r"|\b(?:please|pls|just) |^\W*(?:(?:hi|hey|hello|so|ok(?:ay)?|and)\W+)*)(?:cancel|end|stop|quit|leave)\b",
    re.I,
)
"""Wants it to end; that it was ended is another matter."""
IF_ENDED = re.compile(
    r"\b(?:would|will|do) (?:i|we) (?:\w+ )?(?:get|have)\b|\bif (?:i|we) (?:cancel|end|stop|quit|leave)\b", re.I
)
"""Asks what its end would bring, and ends nothing yet."""
