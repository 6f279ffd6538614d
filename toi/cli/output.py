"""Where results go: the screen, a pipe or a file, in one of the forms."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from toi.cli.options import Format
from toi.errors import usage
from toi.io.files import write_whole

__all__ = ["emit", "free_for_output", "write_whole"]

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
    form = form_of(output, form)
    if form is Format.json:
        text = result.to_json()
    elif form is Format.table:
        text = screen(result)
    else:
        text = table(result).render(form.value) + _origin(result, form)
    emit_text(text, getattr(result, "notes", ()), output, force, quiet)


def form_of(output: Path | None, form: Format) -> Format:
    """The form that was asked for, else that of the ending of the output file."""
    if output is not None and form is Format.table:
        return BY_SUFFIX.get(output.suffix.lower(), form)
    return form


def _origin(result: Any, form: Format) -> str:
    """Below a table for people, where it comes from; CSV has it in columns of its own."""
    made = getattr(result, "provenance", None)
    if made is None or form is Format.csv:
        return ""
    from html import escape

    from toi.analyses.shared.provenance import origin

    line = escape(
        origin(made, getattr(result, "rubrics", ())), quote=False
    )  # Markdown takes HTML too
    return f"<p>{line}</p>\n" if form is Format.html else f"\n{line}\n"


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
    if output is None or str(output) == "-":
        sys.stdout.write(text)
    else:
        write_whole(output, text, force)


def free_for_output(output: Path | None, force: bool) -> None:
    """Refuse an output file that is there already, before anything else is written."""
    if output is not None and output.exists() and not force:
        raise usage(f"{output} exists; --force replaces it", "file-exists")
