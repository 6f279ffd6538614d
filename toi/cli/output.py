"""Where results go: the screen, a pipe or a file, in one of the forms."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toi.cli.options import Format
from toi.errors import usage

BY_SUFFIX = {
    ".json": Format.json,
    ".csv": Format.csv,
    ".md": Format.markdown,
    ".html": Format.html,
}


def emit(
    result: Any,
    form: Format,
    screen: Callable[[Any], str],
    table: Callable[[Any], Any],
    output: Path | None = None,
    force: bool = False,
    quiet: bool = False,
) -> None:
    """Write one result; notes go to standard error."""
    if output is not None and form is Format.table:
        form = BY_SUFFIX.get(output.suffix.lower(), form)
    if form is Format.json:
        text = result.to_json()
    elif form is Format.table:
        text = screen(result)
    else:
        text = table(result).render(form.value)
    if not quiet:
        for note in getattr(result, "notes", ()):
            print(f"note: {note}", file=sys.stderr)
    if output is None or str(output) == "-":
        sys.stdout.write(text)
    else:
        write_whole(output, text, force)


def write_whole(path: Path, text: str, force: bool = False) -> None:
    """Write a file whole or not at all: beside it, then renamed."""
    import os
    import tempfile

    if path.exists() and not force:
        raise usage(f"{path} exists; --force replaces it", "file-exists")
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            Path(beside).chmod(0o666 & ~_umask())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise usage(f"cannot write {path}: {error.strerror}", "unwritable") from error


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
