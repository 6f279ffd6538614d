"""The rubric that is used where none is named: never a guess among several."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from toi.errors import InputErrors, usage
from toi.io.debate.folders import SHIPPED, Folders
from toi.io.paths import read_plain
from toi.io.rubric.find import RubricFile, available, find
from toi.io.suggest import listed
from toi.io.yaml.parse import MAX_BYTES, parse

DEFAULT = "balanced"
MOST_NAMED = 6  # rubrics in a note
# So that few files need be parsed; in whichever way YAML or JSON writes it.
_MARK = re.compile(rb"""(?:^|[{,])\s*["']?default["']?\s*:""", re.M)


class SeveralRubrics(InputErrors):
    """Several rubrics may be meant.

    Attributes
    ----------
    names : sequence of str
        The rubrics.
    """

    def __init__(self, names: Sequence[str], folders: Folders) -> None:
        self.names = names
        data = folders.data.shown_as
        option = "" if data == "data" or folders.data.shipped else f" --data {shlex.quote(data)}"
        told = usage(
            f"{listed(names, MOST_NAMED)} lie beside this data; say which is meant: "
            f"--rubric {names[0]}. For good: toi rubric set {names[0]} default=true{option}",
            "several-rubrics",
        )
        super().__init__(told.problems)


def choose(folders: Folders, fits: Callable[[RubricFile], bool]) -> RubricFile | None:
    """Choose the rubric that is meant where none is named.

    It is the one of the user's own that says `default: true`; else the shipped default,
    where it fits the data; else the only one beside the data, or the only one that fits.

    Parameters
    ----------
    folders : Folders
        Where to look.
    fits : callable
        Tells whether a rubric is about the data at hand, as far as that can be told.

    Returns
    -------
    RubricFile or None
        With a note on why it was chosen; None where no rubric was written for the data.

    Raises
    ------
    SeveralRubrics
        Where several may be meant.
    """
    marked = list(_marked(folders))
    if len(marked) > 1:
        message = f"{listed(marked, MOST_NAMED)} each say `default: true`; leave it in one of them"
        raise usage(message, "several-defaults")
    if marked:
        others = [name for name in _own(folders) if name not in marked]
        why = f"which says `default: true`; there {_are(others)}" if others else ""
        return _chosen(marked[0], folders, why) if why else find(marked[0], folders)
    usual = find(DEFAULT, folders)
    if fits(usual):
        return usual
    own = _own(folders)
    if len(own) == 1:
        return _chosen(own[0], folders, "the only one beside this data")
    fitting = [name for name in own if fits(find(name, folders))]
    if len(fitting) == 1:
        return _chosen(fitting[0], folders, "the only one that fits this data")
    if own:
        raise SeveralRubrics(fitting or own, folders)
    return None


def _own(folders: Folders) -> list[str]:
    """Return the rubrics beside the data; in a source tree those that ship lie there too."""
    return [name for name, (folder, _) in available(folders).items() if not folder.shipped]


def _marked(folders: Folders) -> Iterator[str]:
    for name, (folder, file) in available(folders).items():
        if folder.shipped and name in SHIPPED:
            continue
        try:
            raw = read_plain(file, MAX_BYTES)
        except OSError:
            continue
        data = parse("", raw).data if _MARK.search(raw) else None
        if isinstance(data, dict) and data.get("default") is True:
            yield name


def _chosen(name: str, folders: Folders, why: str) -> RubricFile:
    found = find(name, folders)
    return replace(found, notes=(*found.notes, f"rubric {name!r} is used, {why}"))


def _are(names: Sequence[str]) -> str:
    return f"{'is' if len(names) == 1 else 'are'} also {listed(names, MOST_NAMED)}"
