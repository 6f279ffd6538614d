"""Memory that was freed is kept for what comes next, rather than given back to the system."""

import numpy as np

KEPT = 2**25 - 2**16  # bytes; glibc learns nothing from what is larger than 2**25


def keep_freed() -> None:
    """Have the C library keep what is freed, from now on.

    As a process begins, glibc fetches every array of more than 128 KiB from the system, page by
    page, and gives it back when it is dropped; where arrays come and go with every block of
    draws, that is a quarter of the time. It keeps what is freed up to the size of the largest
    that it ever gave back. This one is never touched, and so takes no memory.
    """
    np.empty(KEPT, dtype=np.uint8)
