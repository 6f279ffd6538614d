"""Forms of output, and the endings of files that name them."""

from collections.abc import Iterable
from pathlib import Path

from toi.cli.options import Format
from toi.errors import InputErrors, usage

BY_ENDING = {
    ".txt": Format.table,
    ".json": Format.json,
    ".csv": Format.csv,
    ".md": Format.markdown,
    ".html": Format.html,
    ".xlsx": Format.xlsx,
}


def form_of(output: Path | None, form: Format | None, text: Iterable[str] = ()) -> Format | None:
    """Return the form that was asked for, else that which the ending of the output file names.

    Parameters
    ----------
    text : iterable of str
        Further endings of the command's own text.

    Raises
    ------
    InputErrors
        If the ending names another form than the one that was asked for, or none.
    """
    ending = "" if output is None else output.suffix.lower()
    if not ending:
        return form
    known = {**BY_ENDING, **dict.fromkeys(text, Format.table)}
    if ending not in known:
        raise unknown_ending(ending, known)
    if form not in (None, Format.table, known[ending]):
        message = f"--format {form} and the ending {ending} name two forms; give one of them"
        raise usage(message, "bad-ending")
    return known[ending]


def check_ending(output: Path | None, *endings: str) -> None:
    """Refuse an output file whose ending promises what the command does not write."""
    ending = "" if output is None else output.suffix.lower()
    if ending and ending not in endings:
        raise unknown_ending(ending, endings)


def unknown_ending(ending: str, known: Iterable[str]) -> InputErrors:
    """Return the error that no output is made of an ending."""
    *others, last = known
    listed = f"{', '.join(others)} or {last}" if others else last
    return usage(f"no output is made of the ending {ending}; {listed}", "bad-ending")
