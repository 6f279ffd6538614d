"""Mixed-integer linear programmes by HiGHS, with nothing on standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def milp(*arguments: Any, **options: Any) -> Any:
    """Call `scipy.optimize.milp`, which is imported only here, in silence."""
    from scipy.optimize import milp as solve

    with silenced():
        return solve(*arguments, **options)


@contextmanager
def silenced() -> Iterator[None]:
    """Keep a line off standard output that HiGHS prints where it mends a whole solution."""
    import ctypes
    import os

    if os.name != "posix":
        yield
        return
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)  # what compiled code holds back
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
