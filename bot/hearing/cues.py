"""The words that show anger, hurry and danger, each with its weight."""

import re
from typing import Final

Cue = tuple[re.Pattern[str], float]


def _cues(*rows: tuple[str, float]) -> tuple[Cue, ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), weight) for words, weight in rows)


INSULTS: Final = _cues(
    (
        r"idiots?|morons?|stupid|liars?|lying|cheat(?:s|ers?|ing|ed)?|thie(?:f|ves)|scammers?|crooks?|fools?|dumb|"
        r"incompetent|incompetence|clowns?|useless|pathetic|shameless|frauds?|fraudsters?|bloody|robbers?|jokers?",
        1.3,
    ),
    (
        r"f+u+c+k+\w*|wtf|wth|sh[i1*]t+\w*|bullsh\w*|bs|crap\w*|damn|bastards?|assholes?|arse\w*|bollocks|"
        r"f\*+\w*|effing|fk(?:ing)?|stfu|piss(?:ed|ing)?|hell|screw(?:ed)?",
        1.3,
    ),
    (r"shame(?:ful)?(?: on (?:you|u|your|them))?|ashamed|disgrace(?:ful)?|disgust(?:ed|ing)", 1.6),
    (
        r"(?:i(?:'| wi)?ll|going to|gonna|will|am|m|see you in) (?:sue|take (?:\w+ )?legal|court)|lawyer|legal action",
        1.5,
    ),
    (
        r"never (?:again|ever|(?:\w+ )?(?:order|buy|shop|us)\w*)|last time|lost (?:a|my) customer|"
        r"(?:going|go|shop|take my (?:business|money)) elsewhere|done with (?:you|u|this|them)|"
        r"boycott|uninstall\w*|switch(?:ing)? to|close my account|bye bye",
        1.0,
    ),
)

ANGER: Final = _cues(
    (r"worst|terrible|horrible|horrid|awful|appalling|atrocious|dreadful|abysmal|shocking|rubbish|garbage|trash", 1.5),
    (
        r"ridiculous(?:ly)?|unacceptable|outrag\w+|absurd|joke|farce|nonsense|nightmare|infuriat\w+|insane|"
        r"unbelievable|unreal|can(?:'|’)?t believe|cannot believe|can not believe|a laugh",
        1.4,
    ),
    (
        r"frustrat\w+|annoy\w+|angry|furious|fuming|livid|upset|irritat\w+|fed up|sick of|sick and tired|tired of|"
        r"had enough|enough is enough|hate|raging|mad at",
        1.5,
    ),
    (
        r"dis+ap+oint\w*|poor(?:ly|est)?|pitiful|unprofessional|unhelpful|rude|careless\w*|mess|messed up|let down|"
        r"bad (?:service|experience|customer|support)|(?:very|so|really|too) bad|no apology|terribly",
        1.2,
    ),
    (
        r"robbed|stolen from|con(?:ned|ed)|duped|betrayed|cheated|looted|looting|fooled|fooling|harass\w*|mocking|ripped off|rip[- ]off|scammed",
        1.3,
    ),
    (
        r"(?:do(?:n't|nt|n’t)|do not|doesn'?t|does not|nobody|no one|noone|none of you) (?:\w+ )?(?:care|give a)|"
        r"wash(?:ed|ing)? (?:your|their) hands|ignor(?:ed|ing|es)|fob(?:bed|bing)? (?:me )?off|passing the buck|"
        r"runaround|run around|false (?:promises?|claims?)|broken promises?|empty promises?|excuses?|copy[- ]past\w+",
        1.2,
    ),
    (
        r"where the (?:hell|heck)|what the (?:hell|heck)|how (?:dare|hard)|what a (?:joke|waste)|waste of (?:time|money)|wasted|wasting",
        1.2,
    ),
    (
        r"why (?:the hell|on earth|do i have to|should i|can'?t you)|how (?:many times|much longer|long)|what'?s the point|are you (?:serious|kidding)|seriously|really\?",
        0.8,
    ),
    (r"😡|🤬|😠|👎|🖕|😤|🙄|😒|💩|🤡|😑", 1.2),
)

SARCASM: Final = _cues(
    (
        r"(?:great|good|nice|brilliant|fantastic|excellent|wonderful|amazing|superb|top|awesome) (?:job|work|service|stuff|one|going)|"
        r"well done|thanks (?:a lot|for nothing|so much for)|bravo|congrat\w*|slow clap|👏|hats off|kudos|"
        r"thank you so much for|so helpful|very helpful|oh (?:great|good|wow|brilliant|sure|yes|really)|just (?:great|brilliant|wonderful|perfect|fantastic)",
        0.9,
    ),
    (
        r"i guess|apparently|so[- ]called|supposedly|special child|must be nice|as usual|yet again|of course|surprise surprise|lol|lmao",
        0.4,
    ),
)
# Praise turns to sarcasm only beside something that went wrong.
TROUBLE: Final = re.compile(
    r"(?<!\w)(?:not|no|never|n't|didn'?t|hasn'?t|still|late|lost|broken|missing|wrong|wait\w*|delay\w*|nothing|"
    r"fail\w*|ignored|empty|cancel\w*|refund|damaged|refus\w*|instead)(?!\w)",
    re.IGNORECASE,
)

REPEATED: Final = _cues(
    (
        r"(?:\d+|two|three|four|five|six|several|many|multiple|so many|countless|numerous|umpteen|hundred) times|"
        r"(?:2nd|second|3rd|third|4th|fourth|5th|fifth|sixth|\d+th|umpteenth) (?:time|email|mail|message|chat|call|agent|person|attempt|request)|"
        r"time and (?:time )?again|again and again|over and over|every (?:single )?time|each time|everytime|repeated(?:ly)?|"
        r"still (?:no|nothing|not|waiting|haven'?t|hasn'?t|havent|hasnt|didn'?t|nobody|pending|unresolved)|yet again|once again|"
        r"back and forth|keeps? (?:\w+ )?(?:\w+ing|saying|telling)|(?:tried|trying) (?:calling|contacting|to (?:contact|reach|call|connect))",
        0.7,
    ),
    (
        r"(?:no|any|without|not (?:got|getting|received)(?: an?y?)?|never got an?) (?:proper )?(?:response|reply|answer|resolution|solution|update|one (?:is )?(?:respond\w*|repl\w*|answer\w*|call\w*|car\w*))|"
        r"(?:nobody|no ?one|not|never|none)(?: has| have| is| are| ever)? (?:respon\w+|repl\w+|answer\w*|call(?:ed|ing) (?:me )?back|got back|resolved)|unresolved|unanswered|"
        r"(?:already|have) (?:\w+ )?(?:contacted|called|complained|written|emailed|mailed|chatted|spoken|reported|told)",
        0.7,
    ),
)

CALM: Final = _cues(
    (
        r"sorry(?! (?:service|state|excuse))|my (?:mistake|bad|fault)|apolog(?:y|ies|ise|ize) for (?:my|the (?:confusion|mix))|never ?mind|no worries|no rush|no hurry|misread|all good|found it",
        1.6,
    ),
    (
        r"thank(?:s| you)(?! (?:for nothing|a lot for|so much for))|please|pls|plz|kindly|could you|would you|appreciate",
        0.3,
    ),
    (r"love|happy|great (?:help|service)|perfect|awesome|lovely|wonderful|excellent", 0.5),
)

HURRY: Final = _cues(
    (
        r"asap|a\.s\.a\.p\.?|urgent(?:ly)?|urgency|emergency|immediate(?:ly)?(?! (?:delivery|dispatch|family))|"
        r"right (?:now|away|this (?:second|minute))|straight ?away|at once|instantly|at the earliest|"
        r"as (?:soon|fast|quick(?:ly)?) as (?:possible|you can|u can)|(?:quick|hurry|fast|quickly)(?: pls| please|!)|hurry(?: up)?|"
        r"need (?:\w+ ){0,4}(?:now|today|tonight|tomorrow|right now)|(?:answer|help|call|fix|refund|cancel|back|stop it|do it|solve it)(?: \w+){0,2} now(?! (?:it|i|the|they|you|my|and))|"
        r"time[- ]sensitive|top priority|without (?:any )?(?:further )?delay|no time to|running out of time|can'?t wait (?:any|another)",
        1.6,
    ),
    (
        r"(?:before|by|until|till|for|leav(?:e|ing)|fly(?:ing)?|travel+ing|need(?:ed|s)?(?: it| this| them| that)?|is|are|due|expires?|ends?|starts?|moving) (?:\w+ ){0,2}(?:today|tonight|tomorrow|tmrw|tmr|tomoro|this (?:evening|afternoon|morning))|"
        r"(?:tomorrow|today|tonight)(?:'s|s)? (?:is|only|morning|latest|the latest|at the latest|or)|in (?:an|one|two|2|1|a few|\d) (?:hours?|hrs?|minutes?|mins?)|within (?:the )?(?:hour|\d+ (?:hours?|hrs?|minutes?|mins?))|"
        r"(?:last|final) (?:day|chance)|(?:open|valid) (?:only )?(?:till|until) (?:today|tomorrow)",
        1.1,
    ),
    (
        r"quick(?:ly)?|soon as|priority|deadline|desperate(?:ly)?|wedding|funeral|surgery|hospital|medicines?|medication|insulin",
        0.5,
    ),
)

SAFETY: Final = _cues(
    (
        r"(?:caught|catch(?:es|ing)?|on|set) fire|fire hazard|in flames|flames?|smok(?:e|ed|ing)(?! detector| alarm| free)|burn(?:t|ed|ing|s)? (?:my|me|his|her|the|our|down|smell|hand)|burning|sparks?|sparking|"
        r"explod\w+|exploded|blew up|melt(?:ed|ing)|overheat\w*|electrocut\w+|electric shock|(?:got|gave me|gives) (?:\w+ )?shocks?|"
        r"injur\w+|bleed\w*|blood|stitches|hospital|ambulance|poison\w*|allerg(?:y|ic)(?: reaction)?|anaphyla\w+|rash|choking|choked|"
        r"kill myself|suicid\w*|end my life|self[- ]harm|hurt(?:ing)? myself|want to die|"
        r"threaten(?:ed|ing|s)? (?:me|my|us|to (?:hit|hurt|kill|beat))|assault\w*|(?:hit|punched|attacked|followed|groped|touched|harassed|abused) (?:me|my (?:wife|mother|mum|daughter|son|dad|father))|stalk\w*|glass in (?:my|the)|dead (?:rat|mouse)|mou?ldy food|carbon monoxide|gas leak",
        2.0,
    ),
)
NOT_DANGER: Final = re.compile(
    r"\b(?:fire (?:stick|tv|tablet|hd|works)|burn(?:ing|t)? (?:cd|dvd|calories|question)|allergy free|no allerg|is it (?:non)?allerg|fragrance|kill(?:ing)? (?:me|it)|blood(?:y| pressure)|hospital (?:bed|grade)|smoke (?:grey|gray))",
    re.IGNORECASE,
)
LEGAL: Final = _cues(
    (
        r"lawyers?|attorney|solicitor|legal (?:action|notice|team|proceedings)|legally|su(?:e|ing) (?:you|u|them)|lawsuit|small claims|(?:consumer|go(?:ing)? to|take (?:you|this|it|u) to|see you in) (?:\w+ )?(?:court|forum)|consumer (?:complaint|court|forum|protection|rights|affairs)|comsumer|ombudsman|trading standards|chargeback|charge back|police|fir\b|cyber ?crime|regulator|better business bureau|bbb|media|press",
        1.0,
    ),
)
