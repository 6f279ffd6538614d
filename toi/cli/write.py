"""Write to standard output or a file; notes go to standard error."""

import sys
from collections.abc import Iterable
from pathlib import Path

from toi.errors import usage


def emit_text(
    text: str,
    notes: Iterable[str] = (),
    output: Path | None = None,
    force: bool = False,
    quiet: bool = False,
) -> None:
    """Write a result that is text already."""
    if not quiet:
        for note in notes:
            print(f"note: {note}", file=sys.stderr)
    if output is None or to_stdout(output):
        sys.stdout.write(text)
    else:
        from toi.io.files import write_whole

        write_whole(output, text, force)


def to_stdout(target: Path) -> bool:
    """Return whether a target is standard output, written as ``-``."""
    return str(target) == "-"


def refuse_existing(targets: Iterable[Path], force: bool) -> None:
    """Refuse files that are there already, before any work is done for them."""
    for target in targets:
        if not force and not to_stdout(target) and target.exists():
            raise usage(f"{target} exists; --force replaces it", "file-exists")
