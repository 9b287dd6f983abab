"""How often Python looks for cyclic garbage in a process that is there to stay."""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""New objects between two looks, looks until the survivors are looked at, and those until all are."""


def seldom() -> None:
    """What the start has made stays to the end and is never looked through again; the rest is, less often.

    By default every 700 new objects cause a look, and a turn makes more: a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
