"""`toi data check`: read everything, count it, and list what is wrong."""

from collections.abc import Iterator
from typing import Any

from toi.analyses.data.check_result import Checked
from toi.analyses.data.short_said import short_arguments
from toi.analyses.shared.format import listed
from toi.analyses.shared.judgements.at_end import at_end, end_in_words
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors
from toi.io.debate.checks import Entries
from toi.io.debate.entry import Entry
from toi.io.debate.folders import find_folders
from toi.io.debate.load import load
from toi.io.look_alikes import say_alike
from toi.records.debate import Debate


def run_check(folder: str | None = None) -> Checked:
    """Check a data folder, claims included; problems are returned, not raised."""
    places = find_folders(folder)
    try:
        loaded = load(places.data.path, places.data.shown_as, True, places.data.origin)
    except InputErrors as error:
        return Checked(None, {}, tuple(error.problems), places.notes)
    counts = {kind: len(entries) for kind, entries in loaded.entries.items()}
    counts["judgements"] = sum(len(t.judgements) for t in loaded.debate.theories.values())
    counts["effects"] = sum(len(a.effects) for a in loaded.debate.arguments.values())
    return Checked(
        LoadedDebate(loaded.debate, places).provenance(),
        counts,
        (),
        places.notes,
        short_arguments(loaded.entries.get("arguments", ()), loaded.debate),
        tuple(_without_room(loaded.debate)),
        sum(bool(a.against) and not a.effects for a in loaded.debate.arguments.values()),
        tuple(_look_alikes(loaded.entries, loaded.debate.words.many)),
    )


def _look_alikes(entries: Entries, many: str) -> Iterator[str]:
    """Yield the titles of one kind that look alike and are not the same."""
    for kind in ("criteria", "theories", "arguments", "lines"):
        titles = [(entry.record.title, entry) for entry in entries.get(kind, ())]
        yield from say_alike(titles, _place, many if kind == "theories" else kind)


def _place(entry: Entry[Any]) -> str:
    at = entry.problem("", "", "title")
    return f"{at.file}:{at.line}:{at.column}"


def _without_room(debate: Debate) -> Iterator[str]:
    """Yield the effects that can do nothing, since the cell is at that end of the scale."""
    for argument in debate.arguments.values():
        for effect in argument.effects:
            names = [debate.theories[name].short for name in at_end(debate, argument, effect)]
            if names:
                stand = "stands" if len(names) == 1 else "stand"
                end = end_in_words(debate, argument, effect)
                yield f"{argument.title}: {listed(names)} {stand} {end}"
