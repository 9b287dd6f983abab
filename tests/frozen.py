"""What the collection made lives to the end of a worker: the garbage collector need not look through it each time.

Eleven thousand tests and the model are a great heap; an eighth of the time of a conversation went into it.
"""

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
