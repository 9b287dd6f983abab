"""Larkspur & Pine: an invented shop with invented people, for trying Baton out.

Its people are declared in `people/`, one file each, in days relative to the day the
data folder was first used, so that the stories never age.
"""

from adapters.shop.sample.clock import ShopClock
from adapters.shop.sample.faults import Faults
from adapters.shop.sample.owner import Owner
from adapters.shop.sample.shop import NAME, SampleShop

__all__ = ["NAME", "Faults", "Owner", "SampleShop", "ShopClock"]
