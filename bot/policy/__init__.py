"""What the shop allows and wants, as settings with defaults, and the rules over them.

Every field is a setting an admin can show and set (`policy show`, `policy set`); its
`explain` is the help text. Nothing else in the product hard-codes such a number.
"""

from bot.policy.declaring import NONE, Amounts, PolicyError, Routes, setting
from bot.policy.reading import policy_of, read, shown
from bot.policy.settings import SETTINGS, Policy

__all__ = ["NONE", "SETTINGS", "Amounts", "Policy", "PolicyError", "Routes", "policy_of", "read", "setting", "shown"]
