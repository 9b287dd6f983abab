"""Answers that any flow may want: one of a few, a photo, a yes before something irreversible."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.codec import dump, load
from bot.content import Choice
from bot.events import File
from bot.flow import NOTHING, Given, View, slot
from bot.hearing import righted
from bot.slots import agreeing
from bot.slots.agreeing import NO, YES
from bot.slots.naming import bare
from bot.slots.negation import spans

BRIEF = 7
NO_PHOTO = File("", "", "", 0)
NO_CAMERA = re.compile(
    r"\b(?:(?:do|did)(?:n'?t| not) have|have no|got no|haven'?t got|no|can(?:'?t|not)(?: (?:take|send|make|do))?) "
    r"(?:(?:a|any|the) )?(?:photos?|pictures?|pics?|camera|foto)\b",
    re.I,
)
"""Said of a picture before one is asked for: it will not come."""


EITHER = re.compile(r"\b(?:either|or)\b|\bsays?\b.*\bsays?\b", re.I)
"""Leaves it open which of two: it is asked about, and not the first one taken."""


def one_of(
    options: Mapping[Any, str],
    ask: Callable[[View], str],
    label: Callable[[Any, View], str],
    fits: Callable[[Any, View], bool] = lambda _option, _view: True,
    brief: Mapping[Any, str] | None = None,
    besides: Callable[[Given, View], Any] = lambda _given, _view: None,
    first: Callable[[Given, View], Any] = lambda _given, _view: None,
    extra: Callable[[View], tuple[Choice, ...]] = lambda _: (),
    **more: Any,
) -> Any:
    """One of a closed set of answers, each with its give-away words as a pattern; only those that fit are offered.

    `brief` are words that give one away only in a short answer to this very question; `besides` reads one from words
    that have none of these, `first` from words that may have several. `extra` are buttons for what is none of them.
    """
    short = {option: re.compile(rf"\b(?:{pattern})\b", re.I) for option, pattern in (brief or {}).items()}
    tells = {option: re.compile(rf"\b(?:{pattern})", re.I) for option, pattern in options.items()}
    by_value = {str(option): option for option in options}

    def read(given: Given, view: View) -> Any:
        if told := first(given, view):
            return told
        hits = _told(given.text, tells, short if given.asked else {})
        if not hits and (other := besides(given, view)):
            return other
        hits = hits or _told(righted(given.text), tells, short if given.asked else {})
        return hits[0] if len(hits) == 1 or (hits and not given.asked and not EITHER.search(given.text)) else None

    return slot(
        ask=ask,
        read=read,
        keep=str,
        take=lambda kept, view: by_value.get(kept) or (kept if kept in {c.value for c in extra(view)} else None),
        choices=lambda view: (
            *(Choice(label(option, view), str(option)) for option in options if fits(option, view)),
            *extra(view),
        ),
        **more,
    )


def _told(text: str, tells: Mapping[Any, re.Pattern[str]], short: Mapping[Any, re.Pattern[str]]) -> list[Any]:
    """The options that these words give away; in a short answer also by the words that do so only there."""
    hits = _outermost({option: spans(tell, text) for option, tell in tells.items()})
    if hits or len(text.split()) > BRIEF:
        return hits
    return _outermost({option: spans(tell, text) for option, tell in short.items()})


def _outermost(found: Mapping[Any, list[tuple[int, int]]]) -> list[Any]:
    """The options that are said, without one whose words are part of another's: "arrived broken" is no "broken"."""
    whole = {at for spans in found.values() for at in spans}

    def stands(start: int, end: int) -> bool:
        return not any(a <= start and end <= b and (a, b) != (start, end) for a, b in whole)

    return [option for option, spans in found.items() if any(stands(*at) for at in spans)]


OF_WHAT = re.compile(
    r"\b(?:which|what|what kind of|what sort of|how many) (?:photos?|pictures?|pics?|images?)\b|\b(?:photo|picture"
    r"|pic) of what\b"
    r"|^\W*(?:of what|of which(?: part| one)?|what of|how|how many|(?:of )?the (?:box|parcel|package|lamp|item|thing"
    r"|damage)"
    r" or (?:the |my )?\w+|just the \w+|is one enough|one enough)\W*$",
    re.I,
)
"""Asks what shall be seen on it."""


def photo(ask: Callable[[View], str], needed: Callable[[View], bool], **more: Any) -> Any:
    """A picture, or the word that there is none."""

    def read(given: Given, _: View) -> File | None:
        if picture := next((f for f in given.files if f.is_image), None):
            return picture
        declined = given.asked and not given.files and (given.intent == "deny" or bool(NO & set(bare(given.text)[:3])))
        return NO_PHOTO if declined or NO_CAMERA.search(given.text) else None

    def take(kept: str, _: View) -> File | None:
        try:
            return NO_PHOTO if kept == NOTHING else load(File, kept)
        except ValidationError:
            return None

    return slot(
        ask=ask,
        read=read,
        keep=lambda file: dump(file) if file.ref else NOTHING,
        take=take,
        choices=lambda view: (Choice(view.words.say("photo.none"), NOTHING),),
        needed=needed,
        wants_file=True,
        miss=lambda given, view: view.words.say("photo.not_one", name=given.files[0].name) if given.files else "",
        tells=lambda given, view: view.words.say("photo.of_what") if OF_WHAT.search(given.text) else "",
        **more,
    )


def confirmed(
    ask: Callable[[View], str],
    options: Callable[[View], tuple[Choice, ...]],
    verb: Callable[[View], str] = lambda _: "",
    read: Callable[[Given, View], str | None] | None = None,
    besides: Callable[[Given, View], str | None] = lambda _given, _view: None,
    **more: Any,
) -> Any:
    """The last question before something irreversible; its options hold a stop, and a yes and a change where they fit.

    `verb` is what it does, where that word alone would be none: "yes, cancel" cancels. `read` takes the place of the
    usual reading, where more may be said beside a yes; `besides` comes before that, where a yes costs nothing.
    """

    def usual(given: Given, view: View) -> str | None:
        if not given.asked:
            return None
        if said := besides(given, view):
            return said
        choices = options(view)
        yes, other = (" ".join(c.label for c in choices if (c.value == "yes") is is_yes) for is_yes in (True, False))
        offered = {c.value for c in choices}
        said = agreeing.yes_or_no(given, offered, verb(view), f"{ask(view)} {yes}", other)
        return said if said in offered else None  # where nothing is a plain yes, none is read

    return slot(
        ask=ask,
        read=read or usual,
        take=lambda kept, view: kept if kept in {c.value for c in options(view)} else None,
        choices=options,
        only_when_asked=True,
        **more,
    )


def explained(
    ask: Callable[[View], str],
    needed: Callable[[View], bool],
    besides: Callable[[Given, View], str | None] = lambda _given, _view: None,
    **more: Any,
) -> Any:
    """Whether what was shown explains it; a no, in whatever words, is a person's business.

    `besides` reads what else may be wanted then, and comes first.
    """

    def choices(view: View) -> tuple[Choice, ...]:
        say = view.words.say
        return (Choice(say("explained.yes"), "yes"), Choice(say("explained.no"), "no"))

    return slot(
        ask=ask,
        read=lambda given, view: (besides(given, view) if given.asked else None) or _explained(given, view),
        choices=choices,
        needed=needed,
        only_when_asked=True,
        **more,
    )


BUT_MORE = re.compile(
    r"\W*(?:yes|yeah|yep|ok(?:ay)?|right|i see|sure|fine|thanks)\b[^.?!]{0,30}\bbut\b"
    r"(?! (?:thanks|thank you|ok(?:ay)?|fine)\b)",
    re.I,
)
"""A yes that goes on with what it does not explain."""


def _explained(given: Given, _: View) -> str | None:
    words = bare(given.text)
    if not given.asked or not words or len(words) > 25:
        return None
    if given.intent == "deny" or NOT_MINE.search(given.text) or (NO - {"wait", "leave", "stop"}) & set(words[:3]):
        return "no"
    if words[0] in YES and ASKS_ON.search(given.text):
        return None  # "yes but where is it": what was shown explains the charge, and not what they ask
    if BUT_MORE.match(given.text):
        return None  # "ok but it says 52 as well": not all of it is explained
    sure = given.sure and given.intent in ("affirm", "thanks")
    return "yes" if sure or words[0] in YES or GOT_IT.search(given.text) else None


ASKS_ON = re.compile(r"\b(?:but|and|so)\b[^.?!]{0,15}\b(?:where|when|why|what|how|who|which)\b|\?\s*$", re.I)
NOT_MINE = re.compile(
    r"\b(?:not mine|(?:did|do|does)(?:n'?t| not)|never|wrong|still|not why"
    r"|nobody (?:ordered|asked|agreed|wanted|bought)|(?:take|get) (?:it|that|this) off|why (?:do |should |would )?i"
    r"(?: have to)? pay)\b",
    re.I,
)
GOT_IT = re.compile(r"\b(?:explains? it|makes sense|i see|got it|i remember|of course)\b", re.I)
