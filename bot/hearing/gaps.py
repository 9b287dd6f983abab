"""Sorted hashes as they are stored: the gaps between them, byte by byte, in three fifths of the room."""

import numpy as np
from numpy.typing import NDArray

_WIDTH = 4
"""Bytes of a hash."""


def stored(hashes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """One row for each byte of the gaps, the lowest first; of 60,000 hashes the upper ones are nearly all zero."""
    gaps = np.diff(hashes, prepend=hashes.dtype.type(0))
    return gaps.astype("<u4").view(np.uint8).reshape(-1, _WIDTH).T.copy()


def restored(rows: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The hashes whose gaps these are. Raises ValueError where there are not four rows."""
    if rows.ndim != 2 or len(rows) != _WIDTH:
        raise ValueError("hashes are stored in four rows of bytes")
    return np.cumsum(rows.T.copy().view("<u4").ravel(), dtype=np.uint32)
