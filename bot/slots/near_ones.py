"""Who else may have ordered something, or have handed it in: as customers call them."""

FAMILY = (
    r"(?:wife|husband|partner|boyfriend|girlfriend|mum|mom|mother|dad|father|son|daughter|brother|sister|aunt|uncle"
    r"|cousin|gran\w*|friend|room[- ]?mate|flat[- ]?mate)"
)
"""Who does a thing for them as they would themselves."""
ANYBODY = rf"(?:{FAMILY}|colleague|boss|neighbou?r)"
"""The same, and whom they only know: a neighbour takes in what comes as well."""
