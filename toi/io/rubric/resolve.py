"""Finding a rubric, following `extends`, laying the layers over each other, checking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from toi.errors import InputErrors, Problem, usage
from toi.io.debate.entry import Entry
from toi.io.debate.folders import Folder, Folders
from toi.io.debate.load import check_schema, checked_document, read_document, validate
from toi.io.debate.partial import sound_part
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
    """Every rubric by name, the nearest layer first."""
    found: dict[str, tuple[Folder, Traversable]] = {}
    for folder in folders.rubrics:
        if folder.path.is_dir():
            for file in sorted(folder.path.iterdir(), key=lambda f: f.name):
                hidden = file.name.startswith(".")  # answers that wait to be gone on with
                if file.name.endswith((".yaml", ".yml")) and not hidden:
                    found.setdefault(file.name.rsplit(".", 1)[0], (folder, file))
    return found


def shadowed(folders: Folders, folder: Folder, file: str) -> list[str]:
    """The folders further away that hold a rubric file of the same name."""
    later = folders.rubrics[folders.rubrics.index(folder) + 1 :]
    return [other.shown_as for other in later if (other.path / file).is_file()]


@dataclass(frozen=True)
class Found:
    """A rubric's file: what it is called, where it lies and what messages call it.

    Attributes
    ----------
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
    """The rubric called `asked` (a name, a path, or None for the default) with `settings`.

    Where the default was written for other data, the only rubric beside the data is used,
    else equal weights.

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
    """Return a resolved rubric with further settings made in it."""
    added = tuple(settings)
    if not added:
        return rubric
    asked = (*rubric.settings, *added)
    return _resolved(rubric.name, list(rubric.layers), debate, asked, [], rubric.notes)


def resolve_text(found: Found, raw: bytes, folders: Folders, debate: Debate) -> ResolvedRubric:
    """As `resolve`, with other bytes in the place of those of the rubric's own file."""
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
    idle = counts_only_which(whole.weights_sure)
    if idle and len({w for w in whole.weights.values() if w}) > 1:
        notes = (*notes, f"rubric {name}: {why_idle(whole.weights_sure)}")
    return ResolvedRubric(whole, name, settings, tuple(layers), notes)


def content_of(layers: Sequence[Entry[Rubric]]) -> dict[str, Any]:
    """Some layers, the nearest first, laid over each other as plain data."""
    content: dict[str, Any] = {"schema": "toi/rubric/1", "id": UNWRITTEN}
    content |= {"title": "Equal weights on the core criteria", "weights_sure": "unknown"}
    for entry in reversed(layers):
        content = lay_over(content, _written(entry))
    return content


def lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """A child's content over its parent's.

    Weights that a child gives over a parent that left them `unknown` are meant: they count
    as `roughly`, unless the child says how sure they are.
    """
    merged = layered(parent, child)
    unsaid = child.get("weights") and "weights_sure" not in child
    if unsaid and parent.get("weights_sure") == "unknown":
        merged["weights_sure"] = "roughly"
    return merged


def _written(entry: Entry[Rubric]) -> dict[str, Any]:
    """What the file itself says of the position, as plain data."""
    data: dict[str, Any] = entry.document.data
    return {key: value for key, value in data.items() if key not in ("extends", "data")}


def _does_not_fit(layers: list[Entry[Rubric]], debate: Debate) -> bool:
    return any(name not in debate.criteria for e in layers for name in e.record.weights)


def _chain(
    entry: Entry[Rubric] | None, folders: Folders, problems: list[Problem]
) -> list[Entry[Rubric]]:
    """The rubric and all it extends, the child first."""
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


def find(asked: str, folders: Folders) -> Found:
    """Find the file of a rubric.

    Parameters
    ----------
    asked : str
        A name, or a path.
    folders : Folders
        Where names are looked for.

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
    return Found(asked, file, shown_as, folder, notes)


def _find_path(asked: str, folders: Folders) -> Found:
    path = Path(asked)
    if not path.is_file():
        raise usage(f"no rubric file {asked}", "missing-file")
    for folder in folders.rubrics:
        file = folder.path / path.name
        if isinstance(file, Path) and file.resolve() == path.resolve():
            return Found(asked, file, f"{folder.shown_as}/{path.name}", folder)
    return Found(asked, path, asked)


def read_entry(name: str, raw: bytes, problems: list[Problem]) -> Entry[Rubric] | None:
    """The rubric that some bytes hold, or None with its problems noted."""
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
