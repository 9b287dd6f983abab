"""Words under which people mean the same thing: who waits for a rucksack may call it a backpack."""

from typing import Final

_GROUPS: Final = """
rucksack backpack bag daypack pack knapsack bagpack luggage
bag handbag purse tote satchel holdall duffel case suitcase
jumper sweater pullover jersey cardigan knitwear top
jacket coat parka anorak raincoat mac puffer
boots shoes trainers sneakers footwear hikers wellies wellingtons
sock socks stocking
kettle pot teapot boiler
pot pan saucepan casserole skillet frypan wok
planter flowerpot pot plant
mug cup beaker tumbler glass
jug pitcher carafe vase
bowl dish plate
headphone headset earphone earbud headphones bud can
speaker boombox soundbox
radio wireless stereo
lamp light lantern torch bulb chandelier
blanket throw cover duvet
rug carpet mat runner
cushion pillow
towel cloth teatowel
tent camping shelter
stove burner cooker
table desk
chair seat stool
puzzle jigsaw toy game
watch clock timepiece smartwatch
razor shaver
knife blade
machine maker coffeemaker coffeemachine
coffee bean beans espresso
tea leaf
blender mixer liquidiser smoothie
grinder mill
toaster grill
bottle flask thermos
lens objective camera
strap belt band
scarf shawl wrap
apron pinafore
candle wax
basket bin
mirror glass
trowel spade shovel
hose pipe hosepipe
can wateringcan
kite toy
board choppingboard
filter paper
"""


def _read(groups: str) -> dict[str, frozenset[str]]:
    """For each word, without its plural s, all that may mean the same."""
    alike: dict[str, frozenset[str]] = {}
    for line in groups.split("\n"):
        group = frozenset(word.removesuffix("s") for word in line.split())
        for word in group:
            alike[word] = alike.get(word, frozenset()) | group
    return alike


_ALIKE: Final = _read(_GROUPS)


def alike(word: str) -> frozenset[str]:
    """The word itself, and what else it may be called."""
    return _ALIKE.get(word, frozenset()) | {word}
