"""What the shop allows and wants, as settings with defaults, and the rules over them.

Every field is a setting an admin can show and set (`policy show`, `policy set`); its
`explain` is the help text. Nothing else in the product hard-codes such a number.
"""

from bot.policy.contradictions import contradictions
from bot.policy.declaring import DEFAULT, NONE, Amounts, PolicyError, Routes, setting
from bot.policy.reading import policy_of, read, shown, unknown
from bot.policy.settings import SETTINGS, Policy

__all__ = [
    "DEFAULT",
    "NONE",
    "SETTINGS",
    "Amounts",
    "Policy",
    "PolicyError",
    "Routes",
    "contradictions",
    "policy_of",
    "read",
    "setting",
    "shown",
    "unknown",
]
