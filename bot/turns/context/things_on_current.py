"""What runs on current or gas."""

import re

DEVICE = re.compile(
    r"\b(?:plug\w*|chargers?|charging|cables?|cords?|batter(?:y|ies)|sockets?|outlets?|wires?|wiring|adapt[eo]rs?|leads?|kettles?"
    r"|irons?|heat(?:er|ers|ing)|pads?|toasters?|blankets?|lamps?|lights?|phones?|laptops?|power ?banks?|hobs?|stoves?"
    r"|induction|cookers?|blenders?|mixers?|radios?|bulbs?|speakers?|headphones?|machines?|fans?)\b",
    re.I,
)
"""What runs on current or gas: where it melts, something burns."""
