"""`toi data pool`: what readers judge together, as a rubric that puts it in the records' place."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from re import fullmatch

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.readings.panel import Panel
from toi.analyses.shared.format import count
from toi.analyses.shared.provenance import options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.session import LoadedDebate
from toi.distribution import MIXTURE, Distribution
from toi.errors import usage
from toi.io.rubric.find import RubricFile, available
from toi.io.rubric.resolve import ResolvedRubric, resolve, resolve_text
from toi.io.templates import fill
from toi.io.yaml.emit import flow
from toi.light_dataclass import dataclass
from toi.records.fields.json_forms import SLUG
from toi.records.reading import FINAL

UNNAMED = "pooled"
DIGEST = 12  # digits of the data's digest


@dataclass(frozen=True, eq=False)
class Pooled:
    """A rubric that puts what readers judge together in the place of the records.

    Attributes
    ----------
    rubric : ResolvedRubric
        To be scored with.
    text : str
        What a file of it holds.
    cells, judgements, readers : int
        How many cells are judged, by how many judgements of how many readers.
    extends : str or None
        The rubric whose weights and beliefs it keeps.
    below : ResolvedRubric
        That rubric, as read.
    """

    provenance: Provenance
    rubric: ResolvedRubric
    text: str
    cells: int
    judgements: int
    readers: int
    extends: str | None
    notes: tuple[str, ...]
    below: ResolvedRubric

    def __repr__(self) -> str:
        return f"<Pooled: {self.cells} cells by {self.readers} readers, {self.rubric!r}>"


def run_pool(
    opened: LoadedDebate,
    panel: Panel,
    files: Sequence[str],
    start: str | None = None,
    name: str = UNNAMED,
    file: str | None = None,
) -> Pooled:
    """Pool the readings of a panel into overrides of judgements.

    In each cell every group counts the same, and within a group every reader; the judgement
    is the mixture of their laws, so that what they disagree on stays in its range.

    Parameters
    ----------
    start : str, optional
        The rubric it extends: its weights and beliefs.
    name : str
        What the rubric is called.
    file : str, optional
        Where it will lie, for what is said of it; by default its name.

    Raises
    ------
    toi.InputErrors
        If there is nothing to pool, or the rubric could not be read back.
    """
    if panel.view == FINAL:
        message = "readings of the view 'final' have the arguments in them already"
        raise usage(f"{message}; pool those of the case, before any argument", "final-pooled")
    if not fullmatch(SLUG, name):
        message = f"{name!r} is not a name: a letter a-z, then letters, digits, - or _"
        hint = "; the file's name without ending is the rubric's" if file else ""
        raise usage(f"{message}{hint}", "bad-id")
    parent = resolve(start, opened.places, opened.debate)
    extends = _named(opened, parent, name)
    cells, notes = _cells(opened, panel)
    if not cells:
        raise usage("there is no judgement to pool", "empty")
    how = "their severity taken off" if panel.severity_off else "together"
    moved = [panel.severity_off] if panel.severity_off else []
    text = fill(
        "rubric/pooled.yaml",
        name=name,
        title=flow(f"What {count(len(panel.readers), 'reader')} judged, {how}"),
        extends=[f"extends: {extends}"] if extends else [],
        digest=opened.debate.digest[:DIGEST],
        files=", ".join(map(repr, files)),
        severity=[f"# {said[:1].upper()}{said[1:]}." for said in moved],
        judgements=_judgements(panel, cells),
    )
    shown_as = file or name
    found = RubricFile(name, Path(shown_as), shown_as)
    rubric = resolve_text(found, text.encode("utf-8"), opened.places, opened.debate)
    return Pooled(
        provenance=opened.provenance(rubric),
        rubric=rubric,
        text=text,
        cells=len(cells),
        judgements=sum(map(len, cells.values())),
        readers=len(panel.readers),
        extends=extends,
        notes=(
            *opened.noted(parent, rubric),
            *panel.notes,
            *notes,
            *moved,
            *_replaced(parent, cells, panel),
        ),
        below=parent,
    )


def _named(opened: LoadedDebate, parent: ResolvedRubric, name: str) -> str | None:
    """Return the name by which the parent is found again; None where no rubric was written."""
    if not parent.layers:
        return None
    named = {f"{f.shown_as}/{file.name}": n for n, (f, file) in available(opened.places).items()}
    below = named.get(parent.layers[0].document.name)
    if below is None:
        raise usage(f"{parent.name!r} is not found by its name; put it in ./rubrics", "bad-start")
    if below == name:
        message = f"{name!r} cannot extend itself; name the rubric it is laid over"
        raise usage(f"{message} (-r NAME), or another file", "bad-start")
    return below


Cells = dict[tuple[str, str], dict[str, Distribution]]  # (theory, criterion): {reader: law}


def _cells(opened: LoadedDebate, panel: Panel) -> tuple[Cells, tuple[str, ...]]:
    """Collect what is judged of each cell that a rubric can override, in the records' order."""
    debate = opened.debate
    wholes = sorted({t for _, t, _ in panel.laws if debate.theories[t].parts})
    found: Cells = {}
    for theory in (name for name in debate.theories if name not in wholes):
        for criterion in debate.criteria:
            keys = ((reader, (reader, theory, criterion)) for reader in panel.readers)
            laws = {reader: panel.laws[key] for reader, key in keys if key in panel.laws}
            if laws:
                found[theory, criterion] = laws
    made = "is made of parts; its judgements are theirs, and what was read of it is left out"
    return found, tuple(f"{name} {made}" for name in wholes)


def _replaced(parent: ResolvedRubric, cells: Cells, panel: Panel) -> Iterator[str]:
    """Say that judgements of the rubric below, perhaps pooled ones, give way to the readings."""
    own = parent.rubric.overrides.judgements
    gone = sum(1 for theory, criterion in cells if f"{theory}.{criterion}" in own)
    if gone:
        as_read = (
            "as corrected here"
            if panel.severity_off
            else ("as they stand, their severity not taken off (--correct-severity)")
        )
        yield (
            f"rubric {parent.name} has its own judgement of {count(gone, 'cell')} that readers "
            f"judged; in its place stand the readings, {as_read}"
        )


def _judgements(panel: Panel, cells: Cells) -> Iterator[str]:
    """Write the overrides, cell by cell."""
    team = dict(zip(panel.readers, panel.teams, strict=True))
    for (theory, criterion), laws in cells.items():
        yield f"    {theory}.{criterion}:"
        yield from _value(laws, _shares({reader: team[reader] for reader in laws}))
        groups = len({team[reader] for reader in laws})
        within = f" in {count(groups, 'group')}" if groups < len(laws) else ""
        yield f"      why: {count(len(laws), 'reader')}{within}"


def _shares(team: Mapping[str, int]) -> dict[str, int]:
    """Return whole numbers in the proportion of the readers' shares: per group, then per reader."""
    held = list(team.values())
    sizes = {reader: held.count(group) for reader, group in team.items()}
    common = math.lcm(*sizes.values())
    return {reader: common // size for reader, size in sizes.items()}


def _components(
    laws: Mapping[str, Distribution], shares: Mapping[str, int]
) -> dict[Distribution, list[tuple[float, str]]]:
    """Return the laws of a mixture, each with the shares and names of those who hold it."""
    found: dict[Distribution, list[tuple[float, str]]] = {}
    for reader, whole in laws.items():
        for share, law in whole.weighed if whole.family == MIXTURE else ((1, whole),):
            found.setdefault(law, []).append((shares[reader] * share, reader))
    return found


def mixture_of(laws: Mapping[str, Distribution], team: Mapping[str, int]) -> Distribution:
    """Return what readers say together of a cell: every group counts the same, then every reader.

    Parameters
    ----------
    laws : mapping from reader to Distribution
        At least one.
    team : mapping from reader to int
        The number of each reader's group.
    """
    held = _components(laws, _shares({reader: team[reader] for reader in laws}))
    if len(held) == 1:
        return next(iter(held))
    shares = tuple(sum(share for share, _ in who) for who in held.values())
    return Distribution(MIXTURE, shares, components=tuple(held))


def _value(laws: dict[str, Distribution], shares: dict[str, int]) -> Iterator[str]:
    """Write a mixture, a line to each law with whose it is; a single law as it stands."""
    by_law = _components(laws, shares)
    if len(by_law) == 1:
        yield f"      value: {flow(next(iter(by_law)).to_yaml())}"
        return
    yield "      value:"
    yield f"        {MIXTURE}:"
    for law, held in by_law.items():
        share, who = sum(s for s, _ in held), ", ".join(reader for _, reader in held)
        yield f"          - [{flow(share)}, {flow(law.to_yaml())}]  # {who}"


def pool_screen(pooled: Pooled, file: str, page: Page) -> str:
    """Say what was written, and what to do with it."""
    made = pooled.provenance
    below = f", over {pooled.extends}" if pooled.extends else ""
    judged = f"{count(pooled.judgements, 'judgement')} of {count(pooled.readers, 'reader')}"
    what = f"{count(pooled.cells, 'cell')} by {judged}"
    there = options(replace(made, rubric=None))
    compared = f"compare {pooled.extends or 'balanced'} {made.rubric}{there}"
    screen = Screen(page).say(f"Wrote {file}: {what}{below}.")
    return screen.next(f"score{options(made)}", compared).end(made)
