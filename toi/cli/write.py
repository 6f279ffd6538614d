"""Write to standard output or a file; notes go to standard error."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from toi.analyses.shared.letters import visible
from toi.cli.terminal.streams import held_by, tell, telling
from toi.errors import usage
from toi.io.written import STDOUT, note_writing

PIECE = 2**16  # letters that are written at a time

# A text, in pieces where it may be large, or bytes.
Content = str | Iterable[str] | bytes


def emit(
    content: Content,
    notes: Iterable[str] = (),
    output: Path | None = None,
    force: bool = False,
    quiet: bool = False,
    form: str = "table",
) -> None:
    """Write a result that is text or bytes already, in some form; say so where it is a file."""
    if not quiet:
        print_notes(notes)
    if output is not None and not to_stdout(output):
        from toi.io.files import write_whole

        write_whole(output, _whole(content), force)
        if not quiet:
            tell(f"wrote {output}")
    elif isinstance(content, bytes):
        put_bytes(content, form)
    else:
        put(content, form)


def print_notes(notes: Iterable[str]) -> None:
    """Print notes to standard error."""
    for note in notes:
        tell(f"note: {note}")


def _whole(content: Content) -> str | bytes:
    """Put pieces together as bytes, which take less memory than text does."""
    if isinstance(content, str | bytes):
        return content
    raw = bytearray()
    for piece in content:
        raw += piece.encode("utf-8", "backslashreplace")
    return bytes(raw)


def put(text: str | Iterable[str], form: str = "table") -> None:
    """Write text to standard output in letters that it holds; a terminal obeys none of them."""
    shown = visible if sys.stdout.isatty() else str
    with telling():
        note_writing(STDOUT)
        for piece in [text] if isinstance(text, str) else _joined(text):
            sys.stdout.write(held_by(sys.stdout.encoding, shown(piece), form))


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Join small pieces, since each that is written takes its time."""
    some: list[str] = []
    length = 0
    for piece in pieces:
        some.append(piece)
        length += len(piece)
        if length >= PIECE:
            yield "".join(some)
            some, length = [], 0
    yield "".join(some)


def put_bytes(raw: bytes, form: str) -> None:
    """Write what is no text to standard output, unless that is a terminal."""
    refuse_terminal(form)
    with telling():
        note_writing(STDOUT)
        sys.stdout.buffer.write(raw)


def refuse_terminal(form: str) -> None:
    """Refuse to show on a terminal what is no text."""
    if sys.stdout.isatty():
        raise usage(f"{form} is not for a terminal; write it to a file: --output FILE", "terminal")


def to_stdout(target: Path) -> bool:
    """Return whether a target is standard output, written as ``-``."""
    return str(target) == "-"


def refuse_targets(targets: Iterable[Path], force: bool) -> None:
    """Refuse files that are there already or cannot be, before any work is done for them."""
    from toi.io.files import is_taken, refuse_unwritable

    for target in targets:
        if to_stdout(target):
            continue
        refuse_unwritable(target)
        if not force and is_taken(target):
            raise usage(f"{target} exists; --force replaces it", "file-exists")
