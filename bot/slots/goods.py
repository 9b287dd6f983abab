"""Things that come back: why, what they were worth, how one names them."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.anew import replace
from bot.flow import View
from bot.shop import Item, Money, Order, smallest
from bot.slots.picking import free, here, left
from bot.wording import Markup


class Reason(StrEnum):
    """Why something comes back."""

    DAMAGED = "damaged"
    FAULTY = "faulty"
    WRONG = "wrong"
    UNWANTED = "unwanted"
    OTHER = "other"
    """Something else: their own words go to whoever looks at it."""


GIVEN = "late"
"""The reason that money given for a wait bears: it is given once an order."""
COLOURS = (
    r"black|white|gr[ea]y|red|blue|navy|green|yellow|orange|pink|purple|brown|beige|cream|silver|gold|copper|sage|teal"
)
SIZES = r"(?:\d{2}(?:\.5)?|x{0,3}[sl]|m|small|medium|large)"
PART = r"(?:shade|lid|handle|screen|glass|lens|frame|rim|spout|leg|base)"
"""What is broken of a thing where its parts are seen, and not that it does not run."""
REASONS = {
    Reason.DAMAGED: (
        r"damag\w*|(?:has|have|had|got|full of|with|a) (?:(?:big|small|two|three|some|a) )?holes?\b"
        r"|(?:has|have|had|got|with|is|there'?s|theres) (?:an? )?(?:(?:big|small|tiny|little|huge|long) )?"
        r"(?:chips?|cracks?|dents?|scratch(?:es)?|tears?|rips?)\b(?! (?:in the plan|cookies?)|[ -]off)"
        r"|smash\w*|(?:came|arrived) (?:with|full of) rust|(?:came|arrived) (?:all )?rusty"
        r"|crack\w*|chipped|shatter\w*|dent\w*|scratch(?:ed|es|ing)?\b|torn|bent|in (?:pieces|bits|shards)"
        r"|ripped(?! off)|frayed|(?:has|have|had|got|with|a) (?:(?:loose|pulled|hanging) )(?:threads?|stitch(?:es)?)"
        r"|got a pull in"
        rf"|broken (?:{PART}|when|on arrival)|(?:arrived|came|delivered) (?:[\w']+ ){{0,4}}broken"
        rf"|{PART} (?:(?:is|was|are|were|came|arrived|all|also) )*broken"
    ),
    Reason.FAULTY: (
        r"faulty|leak\w*|drip(?:s|ping|ped|py)?\b|defect\w*"
        r"|(?:does|did|do)(?:n'?t| not) (?:work|turn|charge|switch|heat|toast|boil|start|light|glow|shine)\w*"
        r"|(?:has|have|had|got|gives off|with) (?:an? )?(?:(?:bad|strong|weird|strange|funny|odd|awful|horrible|nasty"
        r"|chemical|burnt|terrible) )?(?:smell|odou?r)|stinks?\b"
        r"|smells? (?:(?:of|like) (?:(?:a|an|the|some|old|wet|something|pure) )*(?:smoke|petrol|gas\w*|fish|chemicals?"
        r"|paint|glue|mou?ld|rot\w*|sick|vomit|urine|sewage|sweat|plastic|rubber|burn\w*|damp|cigarettes?|egg\w*|feet"
        r"|bad|off|nail)|bad|awful|terrible|horrible|weird|strange|funny|mou?ldy|burnt)\b"
        r"|tast(?:es?|ed) (?:(?:a bit|so|very|really|kind of|all) )?(?:old|stale|off|bad|awful|terrible|horrible|burnt"
        r"|mou?ldy|funny|weird|strange|like)\b|(?:is|are|was|were|came|arrived|it'?s|all|completely) stale\b|gone off"
        r"|only (?:\w+ ){1,3}(?:one|on one) side|(?:switch|button|lid|lever|zip|plug) (?:is |got |gets )?stuck"
        r"|(?:no|not|isn'?t|won'?t) (?:\w+ )?(?:work|heat|charg|turn|switch)\w*"
        r"|keeps? (?:falling|coming|switching|turning|cutting|tripping|leaking|stopping|freezing|crashing|jamming)\b"
        r"|(?:came|fell|broke|breaks|falls|comes) (?:off|apart)|snapped|jammed"
        r"|water (?:comes|came|is coming|runs|gets|seeps) (?:out|through)"
        r"|rust(?:y|ed|ing)\b|(?:has|have|had|got|is|some|of|with) rust\b(?! (?:colou?r|one|red))"
        r"|(?:lo{1,2}ses?|losing|lost|bleeds?|bleeding)(?: (?:its|the|all|some|of))* colou?rs?"
        r"|colou?rs? (?:\w+ )?(?:runs?|ran|running|bleeds?|fades?|faded|fading|came off|comes off|coming off|rubs? off"
        r"|wash(?:es|ed) out)|(?:has|have|is|it) fad(?:es|ed|ing)\b|discolou?r\w*"
        r"|stopped|dead|broke\b|broken|malfunction\w*|burns?\b|burn(?:t|ed)\b|burning|overheat\w*|smokes?\b|sparks?\b"
    ),
    Reason.WRONG: (
        r"(?<!on )(?<!it )(?<!that )(?<!did )wrong(?! (?:size|chat|window|person|tab)\b)"
        r"|different (?:item|one|colour|color|size)|not what i ordered"
        r"|(?:is|was|are)(?:n'?t| not) the (?:\w+ )?(?:that )?(?:i|we) ordered"
        rf"|ordered (?:it |them |one )?(?:(?:in|the|an?) )*(?:{COLOURS})\b[^.?!]{{0,20}}?\b(?:and|but|instead)"
        rf" (?:i |we )?(?:this|it|that|these|they|got|received|what)\b[^.?!]{{0,15}}?\b(?:{COLOURS})\b"
        r"|mixed up|(?:never|did(?:n'?t| not)) order(?:ed)?"
    ),
    Reason.UNWANTED: (
        r"unwanted|(?:changed|changing) my mind|no longer"
        r"|(?:(?:do|did)(?:n'?t| not)|(?<=\bi )not|(?<=\bwe )not) (?:want|need|like)"
        r"(?! to (?:return|refund|exchange|swap|send|cancel)\b)"
        r"(?! (?:(?:an?|the|any|my|your) )?"
        r"(?:refund|return|exchange|replacement|money|label|(?:store )?credit|voucher)\b)"
        r"|not (?:needed|wanted|necessary)|no (?:use|need) for|regret\w*|second thoughts"
        r"|(?:want|need|a) (?:bigger|smaller|larger) (?:size|one)"
        r"|ugly(?! (?:\w+ed|scratch\w*|dents?|cracks?|marks?|holes?|stains?|leaks?)\b)"
        r"|hate (?:it|them|the (?:colou?r|looks?|style|shape|fit))(?! (?:when|that|how|because)\b)"
        r"|not my (?:taste|style)|(?:do|does)(?:n'?t| not) suit|uncomfortable"
        r"|wrong size|(?:size|sizing) (?:problem|issue)s?\b"
        r"|(?:problem|issue)s? with (?:the |my |its )?(?:size|sizing|fit)\b"
        r"|(?:the |its )?(?:size|sizing|fit) (?:is|was) (?:off|wrong|not right|no good)"
        r"|(?:for|in) (?:a |the )?(?:(?:bigger|smaller|larger|next) )?size|size (?:up|down)"
        r"|(?:swap|switch|exchang\w*|chang\w*)\b.{0,40}(?:\b(?:for|to|into|in)|,) (?:an? |the |one in )?(?:size )?"
        rf"(?:{SIZES}|{COLOURS})\b"
        rf"|(?:(?:want|need|have|like|prefer|swap)\b.{{0,20}}?|(?<!got )(?<!sent )(?<!received )(?<!came )(?<!was )"
        rf"(?<!were )(?<!the )(?<!in )(?<!a )(?<!size ))\b(?:in )?(?:size )?{SIZES} instead of"
        rf" (?:the |an? |size )*{SIZES}\b"
        rf"|in (?:{COLOURS})\b.{{0,12}}\binstead|instead of (?:the )?(?:{COLOURS})\b"
        r"|too? (?:big|small|large|long|short|tight|loose|wide|narrow|dim|dark|bright|heavy|light|loud|noisy|scratchy"
        r"|itchy|thin|thick|soft|hard|slow|quiet|flimsy|sweet|bitter|strong|weak|cheap|old|plain|shiny)\b"
        r"|(?:is|are|was|were|came) (?:(?:a bit|very|quite|so) )?(?:small|big|tight)\b|\b(?:small|tight)\W*$"
        r"|(?:do|does|did)(?:n'?t| not) (?:fit|match|go with)|none of (?:it|them) fits?|by (?:mistake|accident)"
        r"|pinch(?:es)?\b|itch(?:y|es)?\b|(?:found|saw|got) (?:it|one|them|the same) (?:\w+ )?cheaper|cheaper elsewhere"
        r"|(?:got|have|was given) (?:one|it|them|another|the same) (?:\w+ )?(?:as a (?:present|gift)|already)"
        r"|already (?:has|have|had|got|owns?) (?:one|two|it|them|the same|another)"
        r"|(?:we|they|i) have two (?:of (?:them|these|those)|now|already)\b"
        r"|(?:bought|ordered) (?:it|them|one) twice|not as (?:big|small|large|long|short|nice|good|soft|bright) as"
        r"|(?:bigger|smaller|larger|longer|shorter|darker|heavier) than"
        r"|(?:swap|switch|exchange|change)\b[^.?!]{0,40}\bfor (?:a|an|the) (?!(?:new|another|working|same|good|proper"
        r"|right|correct|fresh|other|whole|intact)\b)\w+ one\b"
        r"|not (?:like|as) (?:on|in) (?:the |your )?(?:pictures?|photos?|website|site|shop|pics?)"
        r"|(?:looks?|is|are) (?:nothing like|different (?:from|to|than|on))"
        r" (?:the |your )?(?:pictures?|photos?|website|pics?)"
        rf"|more (?:{COLOURS}) than (?:{COLOURS})"
        rf"|(?:want|need|prefer|like|rather have) (?:it |them |one )?(?:in |the )(?:{COLOURS})(?: ones?)?\b"
        r"(?! (?:refund|return|replac|fix|back|box|bag|one back|ones back))"
        r"|nothing(?:'?s| is) wrong with|(?:looks?|feels?) (?:\w+ )?cheap\b"
        r"|not (?:quite |really |at all |exactly )?(?:what|as|how|like) i(?:'?d| had| have|'?ve)?"
        r" (?:imagined?|expected|hoped|thought|pictured|had in mind|wanted)"
    ),
    Reason.OTHER: r"(?!)",
}


def worth(items: tuple[Item, ...], order: Order) -> Money:
    """What was paid for all that is left of these lines or parts of them, at most what is left of the order."""
    total = sum((i.paid.amount * left(i) / i.quantity for i in items), Decimal())
    return Money(min(rounded(total, order), order.refundable.amount), order.total.currency)


def less_the_wait(order: Order, items: tuple[Item, ...], view: View) -> Markup:
    """That what was given for a wait comes off the money for these lines, where it does; with a blank before it."""
    given = [r.amount.amount for r in order.refunds if r.reason == GIVEN and r.state != "failed"]
    full = rounded(sum((i.paid.amount * left(i) / i.quantity for i in items), Decimal()), order)
    less = min(sum(given, Decimal()), full - order.refundable.amount)
    if less <= 0:
        return Markup()
    return view.words.say("late.less_the_wait", amount=Money(less, order.total.currency))


def rounded(sum_of_money: Decimal, order: Order) -> Decimal:
    """A sum as the order's currency can pay it."""
    return sum_of_money.quantize(smallest(order.total.currency), ROUND_HALF_UP)


def names(items: tuple[Item, ...], view: View) -> Markup:
    """What is left of lines as one would say them, with their number; in full where two would sound the same."""
    short = tuple(i.name for i in items)
    said = short if len(set(short)) == len(short) else tuple(i.title for i in items)
    counts = tuple(f"{left(i)} × " if left(i) > 1 else "" for i in items)
    return view.words.several(tuple(map(str.__add__, counts, said)))


def staying(order: Order, going: tuple[Item, ...], *, arrived: bool = False) -> tuple[Item, ...]:
    """What is left with the customer of the order, or of what has `arrived` of it."""
    gone = {i.id: i.quantity for i in going}
    rest = ((i, left(i) - gone.get(i.id, 0)) for i in (here(order) if arrived else free(order)))
    return tuple(replace(i, quantity=count, refunded=0) for i, count in rest if count > 0)
