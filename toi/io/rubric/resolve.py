"""From the name of a rubric to the whole of it: found, extended, set and checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from toi.errors import InputErrors, Problem, usage
from toi.io.debate.entry import Entry
from toi.io.debate.folders import Folder, Folders
from toi.io.debate.load import check_schema, checked_document, read_document
from toi.io.debate.partial import sound_part
from toi.io.debate.validate import validate
from toi.io.rubric.checks import check_layer, check_whole
from toi.io.rubric.settings import apply_settings
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import Document, parse
from toi.records.debate import Debate
from toi.records.portfolio import Portfolio
from toi.records.rubric import Rubric, layered
from toi.records.weight_uncertainty import counts_only_which, why_idle

DEFAULT = "balanced"
UNWRITTEN = "none"  # what the rubric is called where none was written for the data


@dataclass(frozen=True)
class ResolvedRubric:
    """A rubric with all it inherits and all that was set, ready to compile.

    Attributes
    ----------
    layers : tuple of Entry
        The files it is made of, the nearest first.
    notes : tuple of str
        What to tell the user: why this rubric was chosen, what in it has no effect.
    """

    rubric: Rubric
    name: str
    settings: tuple[str, ...] = ()
    layers: tuple[Entry[Rubric], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the resolved content, whatever its form and the order of its keys."""
        import hashlib
        import json

        unsaid = {"extends", "data"}
        if self.rubric.portfolio == Portfolio():  # what is left as it is counts for nothing
            unsaid.add("portfolio")
        content = self.rubric.model_dump(mode="json", by_alias=True, exclude=unsaid)
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def available(folders: Folders) -> dict[str, tuple[Folder, Traversable]]:
    """Find every rubric.

    Parameters
    ----------
    folders : Folders
        Where to look, the nearest first.

    Returns
    -------
    dict
        Folder and file by name; of two with one name the nearer.
    """
    found: dict[str, tuple[Folder, Traversable]] = {}
    for folder in folders.rubrics:
        if folder.path.is_dir():
            for file in sorted(folder.path.iterdir(), key=lambda f: f.name):
                hidden = file.name.startswith(".")  # answers that wait to be gone on with
                if file.name.endswith((".yaml", ".yml")) and not hidden:
                    found.setdefault(file.name.rsplit(".", 1)[0], (folder, file))
    return found


def shadowed(folders: Folders, folder: Folder, file: str) -> list[str]:
    """Return the folders further away that hold a rubric file of the same name."""
    later = folders.rubrics[folders.rubrics.index(folder) + 1 :]
    return [other.shown_as for other in later if (other.path / file).is_file()]


@dataclass(frozen=True)
class RubricFile:
    """A rubric's file.

    Attributes
    ----------
    name : str
        What results call the rubric.
    file : Traversable
        Where it lies.
    shown_as : str
        What messages call the file.
    folder : Folder or None
        The folder of rubrics that it lies in, if it lies in one.
    notes : tuple of str
        What to tell the user about the choice of this file.
    """

    name: str
    file: Traversable
    shown_as: str
    folder: Folder | None = None
    notes: tuple[str, ...] = ()


def resolve(
    asked: str | None, folders: Folders, debate: Debate, settings: Iterable[str] = ()
) -> ResolvedRubric:
    """Find, read, extend, set and check a rubric.

    Where the default was written for other data, the only rubric beside the data is used,
    else equal weights.

    Parameters
    ----------
    asked : str or None
        A name, a path, or None for the default.
    folders : Folders
        Where names are looked for.
    debate : Debate
        What the rubric is about.
    settings : iterable of str
        Changes for one run, as in ``--set``.

    Returns
    -------
    ResolvedRubric
        Ready to compile, with notes on its choice.

    Raises
    ------
    InputErrors
        With every problem in the rubric, in what it extends and in the settings.
    """
    problems: list[Problem] = []
    found = find(DEFAULT if asked is None else asked, folders)
    layers = _chain(_read_file(found.file, found.shown_as, problems), folders, problems)
    if asked is None and _does_not_fit(layers, debate):
        own = [own for own, (folder, _) in available(folders).items() if not folder.shipped]
        if len(own) == 1:
            note = f"rubric {own[0]!r} is used, the only one beside this data"
            chosen = resolve(own[0], folders, debate, settings)
            return replace(chosen, notes=(*found.notes, note, *chosen.notes))
        others = f"; --rubric takes {', '.join(own)}" if own else ""
        note = f"no rubric was written for this data: equal weights on its core criteria{others}"
        notes = (*found.notes, note)
        return _resolved(UNWRITTEN, [], debate, tuple(settings), problems, notes)
    return _resolved(found.name, layers, debate, tuple(settings), problems, found.notes)


def with_settings(
    rubric: ResolvedRubric, folders: Folders, debate: Debate, settings: Iterable[str]
) -> ResolvedRubric:
    """Return a resolved rubric with further settings made in it.

    Raises
    ------
    InputErrors
        With every problem in the settings.
    """
    added = tuple(settings)
    if not added:
        return rubric
    asked = (*rubric.settings, *added)
    idle = _idle(rubric.name, rubric.rubric)  # the settings may mend it
    notes = tuple(note for note in rubric.notes if note not in idle)
    return _resolved(rubric.name, list(rubric.layers), debate, asked, [], notes)


def resolve_text(found: RubricFile, raw: bytes, folders: Folders, debate: Debate) -> ResolvedRubric:
    """Resolve a rubric from bytes that stand in the place of its file.

    Parameters
    ----------
    found : RubricFile
        The file.
    raw : bytes
        What it would hold.
    folders, debate
        As for `resolve`.

    Returns
    -------
    ResolvedRubric
        As if the file held these bytes.

    Raises
    ------
    InputErrors
        With every problem in the bytes and in what they extend.
    """
    problems: list[Problem] = []
    layers = _chain(read_entry(found.shown_as, raw, problems), folders, problems)
    return _resolved(found.name, layers, debate, (), problems, found.notes)


def _resolved(
    name: str,
    layers: list[Entry[Rubric]],
    debate: Debate,
    settings: tuple[str, ...],
    problems: list[Problem],
    notes: tuple[str, ...],
) -> ResolvedRubric:
    known = debate  # with the arguments of the layers below
    for entry in reversed(layers):
        problems += check_layer(entry, known)
        known = known.with_arguments(entry.record.arguments)
    if problems:
        raise InputErrors(problems)
    whole = apply_settings(content_of(layers), settings, known)
    problems += check_whole(whole, debate, layers)
    if problems:
        raise InputErrors(problems)
    return ResolvedRubric(whole, name, settings, tuple(layers), (*notes, *_idle(name, whole)))


def _idle(name: str, rubric: Rubric) -> tuple[str, ...]:
    """Note weights that differ although only which are above 0 counts."""
    differ = len({weight for weight in rubric.weights.values() if weight}) > 1
    if differ and counts_only_which(rubric.weights_sure):
        return (f"rubric {name}: {why_idle(rubric.weights_sure)}",)
    return ()


def content_of(layers: Sequence[Entry[Rubric]]) -> dict[str, Any]:
    """Lay the layers of a rubric over each other.

    Parameters
    ----------
    layers : sequence of Entry
        The files, the nearest first; without any, equal weights.

    Returns
    -------
    dict
        The content of a rubric file that extends none.
    """
    content: dict[str, Any] = {"schema": "toi/rubric/1", "id": UNWRITTEN}
    content |= {"title": "Equal weights on the core criteria", "weights_sure": "unknown"}
    for entry in reversed(layers):
        content = lay_over(content, _written(entry))
    return content


def lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Lay a child's content over its parent's.

    Weights that a child gives over a parent that left them `unknown` are meant: they count
    as `roughly`, unless the child says how sure they are.

    Parameters
    ----------
    parent, child : dict
        Contents of rubric files.

    Returns
    -------
    dict
        Both together.
    """
    merged = layered(parent, child)
    unsaid = child.get("weights") and "weights_sure" not in child
    if unsaid and parent.get("weights_sure") == "unknown":
        merged["weights_sure"] = "roughly"
    return merged


def _written(entry: Entry[Rubric]) -> dict[str, Any]:
    """Return what the file itself says of the position, as plain data."""
    data: dict[str, Any] = entry.document.data
    return {key: value for key, value in data.items() if key not in ("extends", "data")}


def _does_not_fit(layers: list[Entry[Rubric]], debate: Debate) -> bool:
    return any(name not in debate.criteria for e in layers for name in e.record.weights)


def _chain(
    entry: Entry[Rubric] | None, folders: Folders, problems: list[Problem]
) -> list[Entry[Rubric]]:
    """Read the rubric and all it extends, the child first."""
    known = available(folders)
    found: list[Entry[Rubric]] = []
    names: list[str] = []
    while entry is not None:
        found.append(entry)
        names.append(entry.document.name)
        parent = entry.record.extends
        if parent is None:
            break
        if parent not in known:
            message = f"no rubric {parent!r}{did_you_mean(parent, known)}"
            problems.append(entry.problem("unknown-rubric", message, "extends"))
            break
        folder, file = known[parent]
        name = f"{folder.shown_as}/{file.name}"
        if name in names:
            circle = " -> ".join([*names[names.index(name) :], name])
            message = f"a circle of `extends`: {circle}; remove one"
            problems.append(entry.problem("extends-cycle", message, "extends"))
            break
        entry = _read_file(file, name, problems)
    return found


def find(asked: str, folders: Folders) -> RubricFile:
    """Find the file of a rubric.

    Parameters
    ----------
    asked : str
        A name, or a path.
    folders : Folders
        Where names are looked for.

    Returns
    -------
    RubricFile
        It is there, whatever it holds.

    Raises
    ------
    InputErrors
        Where no rubric is called so.
    """
    if asked.endswith((".yaml", ".yml")) or "/" in asked:
        return _find_path(asked, folders)
    known = available(folders)
    if asked not in known:
        names = ", ".join(sorted(known))
        raise usage(
            f"no rubric is called {asked!r}{did_you_mean(asked, known)} (there are: {names})",
            "unknown-rubric",
        )
    folder, file = known[asked]
    shown_as = f"{folder.shown_as}/{file.name}"
    notes: tuple[str, ...] = ()
    if not folder.shipped and (folders.rubrics[-1].path / file.name).is_file():
        notes = (f"{shown_as} is used in place of the shipped one",)
    return RubricFile(asked, file, shown_as, folder, notes)


def _find_path(asked: str, folders: Folders) -> RubricFile:
    path = Path(asked)
    if not path.is_file():
        raise usage(f"no rubric file {asked}", "missing-file")
    for folder in folders.rubrics:
        file = folder.path / path.name
        if isinstance(file, Path) and file.resolve() == path.resolve():
            return RubricFile(asked, file, f"{folder.shown_as}/{path.name}", folder)
    return RubricFile(asked, path, asked)


def read_entry(name: str, raw: bytes, problems: list[Problem]) -> Entry[Rubric] | None:
    """Read the rubric that some bytes hold.

    Parameters
    ----------
    name : str
        What problems call the file.
    raw : bytes
        The file.
    problems : list of Problem
        Gets what is wrong.

    Returns
    -------
    Entry of Rubric, or None
        What is sound of it; None where nothing can be told apart.
    """
    document = checked_document(parse(name, raw), problems)
    return None if document is None else _entry(document, problems)


def _read_file(file: Traversable, name: str, problems: list[Problem]) -> Entry[Rubric] | None:
    document = read_document(file, name, problems)
    return None if document is None else _entry(document, problems)


def _entry(document: Document, problems: list[Problem]) -> Entry[Rubric] | None:
    content = document.data
    if not check_schema(document, "rubric", problems):
        if "schema" in content:
            return None  # another kind of file: what else it holds is not wrong
        content = {**content, "schema": "toi/rubric/1"}
    record = validate(Rubric, content, document, (), problems)
    if record is None:  # what is sound of it is checked further
        record = sound_part(Rubric, content, whole=("arguments",))
    return None if record is None else Entry(record, document, ())
