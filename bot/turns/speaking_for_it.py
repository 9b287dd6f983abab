"""At the last yes to what gives something up: why they want it, or a no to our words that names the very deed."""

import re

from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import errands, keeping

_LEAD = r"\W*(?:(?:because|cause|cos|bc|as|since|well|so|just|honestly|sorry|hm+|oh|and|the|thing|is)\b\W*)*"
_I = r"(?:i|we)(?: (?:just|really|simply|honestly|also|actually|never|hardly|rarely|barely))*"
_REST = r"(?: (?!(?:to|you|u|but)\b)[\w'-]+){0,8}\W*"
_NOT_IT = (
    r"(?! (?:that|this|to|you|u|anything)\b)(?! (?:it|them) (?:cancell?ed|stopped|ended|refunded|back|gone|sent|to)\b)"
    r"(?!.*\b(?:credit|(?:the|my|any) money|refund\w*|money back|return\w*|replac\w*|new|another|label|person"
    r"|colleague|call|voucher|card"
    r"|charg\w*|cancel\w*|exchang\w*)\b)"
)
DISLIKES = re.compile(
    rf"{_LEAD}(?:{_I} (?:do(?:n'?t| not)|did(?:n'?t| not)|can(?:no|'?)t|no longer)(?: (?:really|actually|even|ever))*|"
    rf"{_I}(?<=never|ardly|arely)) (?:like|use|drink|eat|need|want|enjoy|afford|read|wear|finish"
    rf"|have (?:the )?(?:time|money|space|room|use))\b{_NOT_IT}{_REST}",
    re.I,
)
"""Of the thing, and not of what we are about to do: "I don't like it", "I just don't drink it any more"."""
OTHERWISE = re.compile(
    rf"{_LEAD}(?:(?:(?:it|they|that)(?:'?s| is|'?re| are| was| were|s)?|way|just|far|a (?:bit|little)) )*"
    r"too (?!bad\b)\w+"
    r"(?: (?:for (?:me|us)|now|these days|money|coffee|tea|of it|a month|every month))*\W*"
    rf"|{_LEAD}(?:(?:i|we)(?:'?ve| have)? )?(?:just )?(?:found|got|bought|have)\b(?: [\w'-]+){{0,4}}"
    rf" (?:cheaper|better|elsewhere|enough|plenty|already|too (?:much|many))\b{_REST}"
    rf"|{_LEAD}(?:(?:i|we) (?:(?:only|accidentally) )?(?:ordered|bought|signed up)(?: [\w'-]+){{0,4}} )?"
    rf"(?:by mistake|twice|by accident|accidentally)\b{_REST}"
    rf"|{_LEAD}(?:i|we)(?:'?m| am|'?re| are) (?:moving|broke|pregnant|allergic|travelling|traveling|going away"
    rf"|on a diet|switching|leaving)\b{_REST}"
    rf"|{_LEAD}(?:i|we)(?:'?ve| have)? (?:lost my|quit|switched|changed to|gave up|given up)\b{_REST}"
    rf"|{_LEAD}(?:(?:it|that)(?:'?s| is|s)? )?not worth\b{_REST}"
    rf"|{_LEAD}(?:(?:it|the \w+) )?(?:tastes?|is|was) (?:\w+ )?(?:bad|awful|horrible|gross|stale"
    r"|disgusting|terrible)\W*",
    re.I,
)
"""Other reasons; of what goes back for one they may be another reason than the one that was given."""
ASKS = re.compile(r"\?|\b(?:if|unless|keep|instead|rather|wait|until|pause|skip|refund)\b", re.I)


def told_why(scene: Scene) -> Turn | None:
    """ "I don't like it", at the question whether it shall end, is why it shall, and no answer to the question."""
    errand, text = scene.memory.errand, scene.text.replace("’", "'")
    if errand is None or not keeping.gives_up(errand) or errand.slot not in (errands.CONFIRM, "how"):
        return None
    ends = errand.flow in ("cancel", "subscription")
    if ASKS.search(text) or not (DISLIKES.fullmatch(text) or (ends and OTHERWISE.fullmatch(text))):
        return None
    lead = scene.say("errand.why_noted" if errand.slot == errands.CONFIRM else "errand.noted")
    return errands.ask_again(scene, lead, errand.misses).because("why they want it, and no answer")


_IT = r"(?:it|that|this|them|(?:the|my) \w+(?: \w+)?)"
_PAY = r"(?:refund (?:me|it|that|this|them|the \w+|my \w+)|(?:give|send|pay) (?:me )?(?:it|the|my)?(?: ?money)? ?back)"
DEEDS = {
    "cancel": rf"(?:cancel {_IT}|stop (?:the|my) \w+)",
    "subscription": rf"(?:(?:cancel|end|quit) {_IT}|stop (?:the|my) \w+)",
    "refund": _PAY,
    "send_back": r"(?:return|send) (?:it|them|that|this|the \w+|my \w+)(?: back)?",
    "charge": rf"(?:{_PAY}|(?:the )?difference(?: back)?)",
}
"""What the yes does, in words of theirs."""
NO = (
    r"\W*(?:(?:no+|nope|nah)\b\W*)+(?:(?:i (?:want|said|mean|meant)(?: you)?(?: to)?|just|only|please|pls|simply|then"
    r"|now|go ahead and|you can|do)\b\W*)*"
)
TAIL = r"(?:\W+(?:please|pls|now|then|back|already|thanks|thank you|today|for me))*\W*"


def names_the_deed(scene: Scene) -> Turn | None:
    """ "No, just cancel it": a no to something we said, and no no to the deed; a plain yes is asked for."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or not _does(errand):
        return None
    if not re.fullmatch(f"{NO}{DEEDS[errand.flow]}{TAIL}", scene.text, re.I):
        return None
    return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("a no that names the deed")


def _does(errand: Errand) -> bool:
    return errand.flow == "charge" or (errand.flow in DEEDS and keeping.gives_up(errand))
