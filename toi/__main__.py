"""`python -m toi`, and what the script `toi` runs."""

import gc
import signal
import sys
from types import FrameType


def _end(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that no file is left half written beside its place."""
    sys.exit(128 + number)


def run() -> None:
    """Run the command line, from the first import on without a traceback for Ctrl-C."""
    # A command keeps nearly all objects that it makes: looking for rubbish among them after every
    # 700, as is usual, takes a twentieth of its time.
    gc.set_threshold(1_000_000, 50, 50)
    for ending in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, ending, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        from toi.cli.app import main

        main()
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done but Python's own tidying up
        gc.freeze()  # which need not look for rubbish among what ends with it


if __name__ == "__main__":
    run()
