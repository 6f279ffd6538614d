"""An editor on a copy of a rubric, as often as it takes; the copy is kept if work would be lost."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from toi.cli.terminal.streams import tell
from toi.errors import InputErrors, usage

if TYPE_CHECKING:
    from toi.analyses.rubric.edit_compute import Draft

FALLBACKS = ("vi", "nano")
TAKE_LINE = {  # editors that open at a line when given +LINE
    *("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak"),
    *("mg", "joe", "jed", "ne", "mcedit", "gedit", "kate"),
}


def work_on(draft: "Draft", finish: Callable[[bytes], Any]) -> Any:
    """Edit a copy of a rubric until it is sound, and return what `finish` makes of it.

    What is wrong with the text is shown, and the editor opened again if that is wanted.
    Returns None if nothing was changed.

    Raises
    ------
    typer.Exit
        If it is given up; the copy is kept if it was changed.
    """
    folder = Path(tempfile.mkdtemp(prefix="toi-edit-"))
    copy = folder / draft.target.path.name
    copy.write_bytes(draft.target.raw)
    line = draft.line
    try:
        while True:
            open_editor(copy, line)
            raw = copy.read_bytes()
            if raw == draft.target.raw:
                print(f"{draft.target.path}: nothing was changed, so nothing was written.")
                _drop(folder)
                return None
            try:
                result = finish(raw)
            except InputErrors as error:
                line = draft.line_of(error)
                tell(error)
                if line is None or not _again(line):
                    break
            else:
                _drop(folder)
                return result
    except KeyboardInterrupt:
        _give_up(draft, copy, folder)
        raise
    except InputErrors as error:
        tell(error)
    except OSError as error:
        tell(f"toi: cannot read {copy}: {error.strerror} [unreadable]")
    _give_up(draft, copy, folder)
    raise typer.Exit(2)


def open_editor(path: Path, line: int | None) -> None:
    """Run the editor and wait for it; refused where there is none or it fails."""
    words = editor_words()
    name = Path(words[0]).name
    at = [f"+{line}"] if line and name in TAKE_LINE else []
    try:
        code = subprocess.call([*words, *at, str(path)])
    except OSError as error:
        message = f"cannot run the editor {words[0]!r}: {error.strerror}; set VISUAL or EDITOR"
        raise usage(message, "no-editor") from error
    if code:
        raise usage(f"the editor {words[0]!r} ended with code {code}", "editor-failed")


def editor_words() -> list[str]:
    """Return the editor as a command with its own options."""
    for variable in ("VISUAL", "EDITOR"):
        said = os.environ.get(variable, "").strip()
        if said:
            return _split(said, variable)
    found = next((name for name in FALLBACKS if shutil.which(name)), None)
    if found is None:
        names = " or ".join(FALLBACKS)
        message = f"no editor: VISUAL and EDITOR are not set, and no {names} is found"
        raise usage(f"{message}; change single values with: toi rubric set", "no-editor")
    return [found]


def _split(said: str, variable: str) -> list[str]:
    """Split the value of an environment variable as a shell would."""
    try:
        return shlex.split(said)
    except ValueError:
        raise usage(f"{variable} cannot be read as a command: {said}", "no-editor") from None


def _again(line: int) -> bool:
    """Ask whether to open the editor again; no answer is a no."""
    print(f"Open it again at line {line}? [Y/n] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        print(file=sys.stderr)
    return answer != "" and answer.strip().lower() in ("", "y", "yes")


def _give_up(draft: "Draft", copy: Path, folder: Path) -> None:
    """Say that nothing was written, and keep a text that somebody worked on."""
    kept = copy.is_file() and copy.read_bytes() != draft.target.raw
    if not kept:
        _drop(folder)
    where = f"; your text is kept in {copy}" if kept else ""
    tell(f"toi: nothing was written to {draft.target.path}{where}")


def _drop(folder: Path) -> None:
    """Remove the folder of the copy."""
    shutil.rmtree(folder, ignore_errors=True)
