"""What may be wanted of a subscription, and the words that tell it."""

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
        rf"|(?:{_CHARGED}) (?:\w+ ){{0,4}}after\b|(?:money|refund|payment) back\b|(?<!and )refund|charged again"
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
    Wish.RENEWAL: r"when\b|renew\w*|(?:will|am|do) i (?:\w+ ){0,2}(?:charged|billed|pay)\b|next (?:charge|payment)"
    r"|how (?:long|much)|what do i pay",
}
