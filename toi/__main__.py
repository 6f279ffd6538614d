"""`python -m toi`, and what the script `toi` runs."""

import signal
import sys


def run() -> None:
    """Run the command line, from the first import on without a traceback for Ctrl-C."""
    try:
        from toi.cli.app import main

        main()
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done but Python's own tidying up


if __name__ == "__main__":
    run()
