"""A yes before something irreversible: what is one, what is a no, and what is neither and so is asked again."""

import re

from bot.flow import Given
from bot.labels import one_slip
from bot.slots.naming import bare

CLEAR = frozenset(
    "yes y yep yeah yup ye yea yh ya yas yus aye ok okay okey okie oki k kk sure confirmed absolutely definitely"
    " alright certainly indeed oui si sí ja haan sim".split()
)
"""Words that make a yes of what follows them, unless that says something else."""
FAINT = frozenset("please correct right go confirm fine".split())
"""Words that are a yes only among their like: "please do" is one, "please help me" and "go back" are none."""
YES = CLEAR | FAINT
NO = frozenset("no nope nah stop cancel dont don't not never leave wait".split())
ALIKE = YES | frozenset(
    "do it that this is thats that's its it's all good for on ahead with and then now so proceed thanks thank thx you"
    " pls plz me by the my refund label return order make send pay process begin start i want card".split()
)
HEARTY = YES | frozenset(
    "good great perfect lovely brilliant excellent wonderful awesome works deal agreed agree".split()
)
"""One of these must be said, where a yes is only heard: a mere "hm" or "got it" is none."""
BESIDE = frozenset(
    "a accept after again agree agreed ah all already am an any appreciate appreciated appreciating are as asap"
    " at away awesome back be because been best bitte bless boss brilliant bro buddy can cheers continue"
    " convenience cool could course danke deal dear definitely did does doing done earliest early end exactly"
    " excellent faithfully favor favore fine first friend gerne gimme give glad god going good got gracias"
    " grazie great guys had haha happy has have he hello help her here hey hi him how hun i'd i'll i'm id if ill"
    " im immediately in indeed is it just keep kindly let let's lets like lol looks lot lots love lovely ma'am"
    " maam madam man mate merci mine much my myself need nice not obrigada obrigado of oh per perfect plait"
    " plaît pleased pleasure por possible posted problem quick quickly ready really regards right s'il said same"
    " say send sent she sincerely sir so soon sounds such take team then there thing think through to today too try"
    " u understood up ur us very vous want wanted was we we're well went what whatever when whenever why will"
    " wish wonderful works would x xx yet you're your yours yourself".split()
)
"""Words that may stand beside a yes and change nothing of it; another word says something else, and is asked about."""
REFUSAL = (
    NO
    | (ALIKE - frozenset("card send pay make process begin start".split()))
    | frozenset(
        "thx im i'm i i'll ill i'd id am want need at a an any way sorry actually oh hm hmm uh um really rather changed"
        " mind to more anymore longer fine keep them these those better nvm forget about already yet again just only"
        " changing after but well is was will would like hey sure sir mate bro today of interested bother thought"
        " something else anything everything both either all none neither as we leave be kidding hell n".split()
    )
)
"""Words of a no; what says more than that, as "no, Thursday" does, puts something right."""
HUMS = frozenset("oh hm hmm uh um well so thx thanks thank you please pls really i im i'm am".split())
"""Of these alone nothing is refused."""
LONGEST = 8
"""Words of a yes; what is longer says more than that."""

THANKED = re.compile(
    r"(?<![\s,.!])[\s,.!]+(?:many thanks|thanks|thank you|thank u|thx|cheers)"
    r"(?: (?:so|very|much|a lot|again|in advance))*\W*$",
    re.I,
)
"""A courtesy at the end, which makes no yes longer."""
THAT_ONE = re.compile(r"\b(that|this|the) one\b", re.I)
OTHER_ONE = re.compile(r"(?<!send )(?<!send me )\b(?:other|another|different|wrong) (?:one|charge|order|item)\b", re.I)
LEAVES = re.compile(
    r"\W*(?:(?:oh|ok(?:ay)?|no|nah|hm+|uh|actually|sorry|wait|well|then|just|please|pls)\b\W*)*"
    r"(?:leave (?:it|that|this)(?! (?:with|at|in|by|to|on|next|behind)\b)|forget (?:about )?it|never ?mind|nvm"
    r"|(?:i(?:'ll| will)? )?keep it(?! (?:short|simple)\b))\b(?!\?\W*\w)",
    re.I,
)
"""Begins by letting it be, whatever reason follows."""
_LEAD = (
    r"^\W*(?:(?:yes|yep|yeah|yup|ok(?:ay)?|sure|fine|right|please|pls|and|then|so|well|hm+|thanks|thank you|great|good"
    r"|cool|alright|i see|absolutely|definitely)\W+)*"
)
_FEW = r"(?:one|two|three|four|five|six|half|some|part|\d+)"
QUESTION = re.compile(
    rf"\?|{_LEAD}(?:(?:what(?! you\b)|how|where|why(?! not\b)|which|who)\b"
    r"|when(?:'?s| (?:will|do|does|can|is|are|would|should)) "
    r"|(?:you|u|ya)(?: guys)? (?:really |quite |totally |absolutely )?(?:sure|certain|positive)\b"
    r"|(?:do|does|did) (?:i|you|u|they|we)\b|(?:does|did) it\b"
    r"|(?:is|are|was|were|can|could|will|would|should|am|may|must|has|have)"
    r" (?:i|it|that|this|there|they|you|u|we|the|my)\b)"
    r"|\b(?:what|whom?|which|how much|how long|when|where|why)(?: (?:yes|exactly|though))?\W*$"
    r"|\b(?:know|tell me|wonder\w*|ask\w*|explain|see|check|depends(?: on)?)"
    r" (?:what|how|where|why|which|who|when|whether)\b",
    re.I,
)
"""A question beside a yes, at its head or asked outright: what it is about comes first."""
OF_THE_OTHER = re.compile(rf"{_LEAD}(?:(?:will|would|does|is) (?:that|this|it)\b|what happens\b)", re.I)
"""Asks what becomes of another one, and does not mean that instead."""
CONDITION = re.compile(
    r"\b(?:but|if|unless|except|apart from|until|once|(?:as|so) long as|first(?! thing\b)"
    r"|after(?! all\b)|before)\b",
    re.I,
)
HESITATES = re.compile(
    r"\b(?:tomorrow|tonight|next (?:week|month|year|time|bag|box)|(?:in|for) (?:a|an|one|two|ten|a few|\d+)"
    r" (?:minutes?|hours?|days?|weeks?|months?)|not today|bye|goodbye|(?:yeah|yea),? right$|i guess|suppose|husband"
    r"|wife|something else|pause|keep(?:ing)?(?! (?:me|going)\b)|hold (?:on|it)|hang on|maybe|perhaps|later"
    r"|another time|not sure|unsure"
    r"|i(?:'ll| will| must| need to| have to)? think(?! (?:so|that(?:'?s| is))\b)|let me|moment|minutes?|a sec(?:ond)?"
    r"|undecided|mistake|scrap|drop it|wrong (?:chat|window|person|tab)|changed my mind|refuse|forget)\b",
    re.I,
)
ELSE = re.compile(
    rf"\b(?:instead|rather|change|different|other|another|{_FEW} of|only {_FEW}|just {_FEW}|nothing|without|human|agent"
    r"|(?:real )?person|(?:only|just) (?:the|my|a|an)(?! (?:refund|money|label|return)\b)"
    r"|(?:the|my) \w+ only|cancel\w+|stopp\w+|end(?:ing)?|also|too|as well|plus|add)\b",
    re.I,
)
"""A part of it, or another thing than what the question named."""
GLADLY = re.compile(
    r"\W*(?:(?:oh|yes|ok(?:ay)?|well)\W+)*(?:(?:that|this)(?:'?d| would| will|'?s| is| sounds)|it(?:'?d| would"
    r"| sounds))(?: be)? (?:great|perfect|lovely|good|fine|brilliant|wonderful|excellent|ideal|super|amazing)"
    r"(?:\W+(?:thanks|thank you|please|pls|yes|mate|by me|for me))*\W*"
    r"|\W*(?:(?:yes|ok(?:ay)?|well|then|alright|fine|just|right)\W+)*(?:make it so|go for it"
    r"|let'?s do (?:it|that|this))(?:\W+(?:then|thanks|thank you|please|pls))*\W*",
    re.I,
)
"""A yes without the word: "that would be great", "make it so"."""
SIGHS = re.compile(
    r"^\W*(?:(?:ugh+|argh+|sigh|meh|pff+t?|oof|phew)\b\W*)+(?=\w)"
    r"|^\W*(?:oh|ah+|right|i see)\W+(?:so )?(?:it|they|you|that|i|we) (?:did|does|do|is|was|were|are|have|has)[.!,]+"
    r"\s+(?=(?:yes|yeah|yep|yup)\b)",
    re.I,
)
"""A sound before the answer, and none itself."""
INSISTS = re.compile(
    r"\b(?:i|we) (?:(?:still|really|do|already|just|said|told (?:you|u)) )*(?:(?:i|we) )?"
    r"(?:(?:want|need)(?: to have)? (?:it|this|that|them|the \w+|my \w+|someone|somebody) (?:\w+ )?(?:sorted"
    r"|fixed|done|solved|repaired|replaced|looked at|now|today|tonight)|(?:can'?t|cannot|can not|won'?t) wait)\b"
    r"|\b(?:get|have) (?:it|this|that) (?:sorted|fixed|done|solved|repaired|replaced)\b",
    re.I,
)
"""Wants it done, whatever no stands before it."""
ONLY_DO = re.compile(
    r"\W*(?:never ?mind|nvm)\W+(?:(?:just|yes|ok(?:ay)?|then)\W+)*(?:do it|go ahead)(?:\W+(?:then|please|pls|now))*\W*",
    re.I,
)
"""What they were about to say is let be, and the deed is not: "never mind, do it"."""
ALL_RIGHT = re.compile(
    r"(?<=\w)\W+(?:(?:and|all) )*the (?:rest|others?) (?:is|are|looks?) (?:all )?(?:right|fine|ok(?:ay)?"
    r"|good|correct)\b",
    re.I,
)
"""Beside a yes it changes nothing of it."""
THE_ONE = re.compile(r"\b(the (?:second|other|latter|later)) (?:one|charge)\b", re.I)
DOUBLED = re.compile(r"(\w)\1+")
STRETCHED = re.compile(r"(\w)\1{2,}")
"""Letters of a yes that is drawn out: "yesss", "okk"."""
WHY_NOT = re.compile(r"\bwhy not\b", re.I)
DOUBTS = (QUESTION, CONDITION, HESITATES, ELSE)


def doubts(text: str) -> bool:
    """Whether something beside a yes must be met before it can count."""
    return any(pattern.search(text) for pattern in DOUBTS)


def with_verb(verb: str) -> re.Pattern[str]:
    """A yes that says with its own word what shall be done, and nothing else: "yes, cancel it please"."""
    return re.compile(
        rf"\W*(?:yes|yep|yeah|yup|sure|ok(?:ay)?|fine|alright|right|go on)\W+"
        r"(?:(?:that'?s what i(?:'?m| am)? (?:saying|said|want(?:ed)?|asked(?: for)?|meant?)"
        rf"|yes|yep|yeah|ok(?:ay)?|please|pls|do|just|go ahead|go on|and|then|so)\W+)*{verb}"
        r"(?: (?:it|that|this|them))?(?:\W+(?:please|pls|now|then|thanks|thank you))*\W*",
        re.I,
    )


_AGAIN = frozenset("please pls plz do then on that thanks thank you it to ask them the just and go ahead so".split())
"""Words before and behind what is said again."""


def repeats(text: str, shown: str) -> bool:
    """Whether a yes says over again what was shown, word for word, and nothing else: "yes, leave it in the shed"."""
    words, said = bare(text), bare(shown)
    if not words or words[0] not in CLEAR:
        return False
    words = words[next((at for at, word in enumerate(words) if word not in CLEAR), len(words)) :]
    while words and words[0] in _AGAIN and words[0] not in said[:1]:
        words = words[1:]
    while words and words[-1] in _AGAIN:
        words = words[:-1]
    return bool(words) and any(said[at : at + len(words)] == words for at in range(len(said)))


def yes_or_no(given: Given, offered: set[str], verb: str = "", shown: str = "", other: str = "") -> str | None:
    """What these words answer to a question that offers yes, stop and perhaps change; None where that is not clear.

    `shown` are the words of the question and of its yes, `other` those of the other buttons: neither what only they
    say nor a number that stands nowhere is part of a yes.
    """
    if given.asked and verb and with_verb(verb).fullmatch(given.text):
        return "yes"
    text = _without_what_comes(ALL_RIGHT.sub("", SIGHS.sub("", given.text)), shown)
    words = bare(THE_ONE.sub(r"\1", THAT_ONE.sub(r"\1", THANKED.sub("", text))))
    if given.asked and ONLY_DO.fullmatch(given.text):
        return "yes"
    if given.asked and LEAVES.match(given.text):
        return "stop"
    if not given.asked or len(words) > LONGEST:
        return None
    if "change" in offered and OTHER_ONE.search(given.text) and not OF_THE_OTHER.search(given.text):
        return "change"
    refuses = given.intent == "deny" or (words and words[0] in NO and (len(words) <= 3 or "keep" in words))
    if refuses and set(words) <= REFUSAL and words[:1] and words[0] not in CLEAR and not set(words) <= HUMS:
        return "stop"
    if GLADLY.fullmatch(given.text):
        return "yes"
    if NO & set(bare(WHY_NOT.sub(" ", text))) or doubts(text):
        return None
    question = set(bare(shown))
    if _says_otherwise(words, question, set(bare(other))):
        return None
    return "yes" if _agrees(words, question, heard=given.sure and given.intent == "affirm") else None


ONE_MORE = re.compile(r"\b(?:another|a new) (?P<what>\w+)\b", re.I)


def _without_what_comes(text: str, shown: str) -> str:
    """A yes without what it says again of what comes, where that is another one of the same: "yes, another kettle"."""
    said = ONE_MORE.search(text)
    lines = [line for line in shown.casefold().splitlines() if "another one" in line]
    comes = said and any(said["what"].casefold() in {"one", *bare(line)} for line in lines)
    return ONE_MORE.sub(" ", text, count=1) if comes else text


def only_refuses(text: str) -> bool:
    """Whether nothing but a no is said, in however many words: "no sorry, I want to keep it"."""
    return set(bare(text)) <= REFUSAL


def only_agrees(text: str) -> bool:
    """Whether nothing but a yes is said: it tells nothing of what there is to choose, or what has happened."""
    words = [STRETCHED.sub(r"\1", word) for word in bare(text)]
    return bool(words) and words[0] in YES and set(words) <= ALIKE


def _says_otherwise(words: list[str], shown: set[str], other: set[str]) -> bool:
    """Whether a word is one of another button, or a number or size of something else."""
    foreign = other - shown - ALIKE
    return any(w in foreign or (w not in shown and (w.isdigit() or w in _SIZES)) for w in words)


_SIZES = frozenset("xs s m l xl xxl small medium large".split())


def _agrees(words: list[str], shown: set[str], *, heard: bool) -> bool:
    """A clear word at the head is a yes, a faint one only among its like; another is one only if it was heard so.

    None is where a word says something that neither a yes nor the question does.
    """
    words = [STRETCHED.sub(r"\1", word) for word in words]
    if not words:
        return heard  # a thumb
    known = ALIKE | BESIDE | shown
    words = [word if word in known else DOUBLED.sub(r"\1", word) for word in words]
    if any(word not in known and not any(one_slip(word, other) for other in known) for word in words):
        return False
    if words[0] in FAINT:
        return set(words) <= ALIKE
    if words[0] in HEARTY and set(words) & CLEAR:
        return True  # "great thanks, yes"
    return words[0] in CLEAR or words[:2] == ["do", "it"] or (heard and bool(set(words) & HEARTY))
