"""`toi rubric set`: values changed in a rubric's text, nothing else touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from shlex import quote
from typing import Any

from toi.analyses.portfolio.result import ShareMove
from toi.analyses.rubric.changes import changes_between
from toi.analyses.rubric.effect_compute import shift
from toi.analyses.rubric.result import PartChange, RubricChanged
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.entry import Entry
from toi.io.paths import read_plain
from toi.io.rubric.layers import content_of
from toi.io.rubric.personal import Target, target
from toi.io.rubric.resolve import ResolvedRubric, resolve_text
from toi.io.rubric.setting_change import SettingChange, keep_forms, value_at
from toi.io.rubric.settings import read_settings
from toi.io.rubric.weight_settings import set_weights, shares_made
from toi.io.yaml.edit import with_content, with_values
from toi.io.yaml.parse import MAX_BYTES, parse
from toi.records.credences import covers, said_of
from toi.records.debate import Debate
from toi.records.rubric import Rubric, differ
from toi.records.weight_uncertainty import ORDER_ONLY, numbers_count

Values = dict[tuple[Any, ...], Any]
WHY = "my own judgement"
LEVELS = ("default", "kinds", "speakers", "tags")


def run_set(
    opened: LoadedDebate, asked: str, settings: Iterable[str], kinds: str | None = None
) -> RubricChanged:
    """Change a rubric file; raises `InputErrors`, with nothing written, if any part is wrong."""
    settings = tuple(settings)
    file = target(asked, opened.places)
    before = resolve_text(file.found, file.raw, opened.places, opened.debate)
    debate = opened.debate.with_arguments(before.rubric.arguments)
    values, notes = _planned(before, _read(settings, debate, asked), debate)
    raw, after = _edited(file, values, opened, ", ".join(settings))
    if not numbers_count(after.rubric.weights_sure):  # no share is what would be said of it
        notes = {key: note for key, note in notes.items() if not key.startswith("weights.")}
    written = raw != file.raw
    shown = opened.debate.shown(find_kinds(opened.debate, kinds))
    changes = tuple(changes_between(before.layers, after.layers, debate, notes))
    result = RubricChanged(
        provenance=opened.provenance(after),
        name=file.found.name,
        file=str(file.path),
        copied_from=file.copied_from if written else None,
        written=written,
        changes=changes,
        ranking=shift(opened.debate, before, after, shown) if written else None,
        notes=(
            *opened.noted(after),
            *_order_only(values, after),
            *copy_notes(file, written, opened),
            *_unreached(values, after, debate),
        ),
        split=_split(opened, before, after, changes) if written else None,
    )
    if written:
        file.write(raw)
    return result


def _split(
    opened: LoadedDebate,
    before: ResolvedRubric,
    after: ResolvedRubric,
    changes: Sequence[PartChange],
) -> tuple[ShareMove, ...] | None:
    """Find what a change of the preferences on a split does to it."""
    if not any(change.key.startswith("portfolio.") for change in changes):
        return None
    from toi.analyses.portfolio.split_change import share_moves  # brings the solver

    return share_moves(opened, before, after)


def _read(settings: Iterable[str], debate: Debate, asked: str) -> list[SettingChange]:
    """Read settings of the rubric that was asked for as changes, all or none."""
    problems: list[Problem] = []
    changes = read_settings(settings, debate, problems)
    if problems:
        raise InputErrors(_as_typed(p, asked) for p in problems)
    return changes


def _as_typed(problem: Problem, asked: str = "") -> Problem:
    """Return a problem of a setting, without the option that it does not have here."""
    edit = " ".join(filter(None, ["toi rubric edit", quote(asked) if asked else ""]))
    message = problem.message.replace(
        "cannot be set for one run; write it in a rubric file",
        f"is not a single value; write it with: {edit}",
    ).replace("in a rubric file", f"with: {edit}")
    file = problem.file.removeprefix("--set").strip() or "toi"
    return replace(problem, file=file, message=message)


def _planned(
    before: ResolvedRubric, changes: list[SettingChange], debate: Debate
) -> tuple[Values, dict[str, str]]:
    """Return what to put where in the file, with remarks by key."""
    own = before.layers[0].document.data
    values: Values = {}
    changes = keep_forms(content_of(before.layers), changes)
    for change in changes:
        if change.path[0] != "weights":
            _put(values, *_placed(change, own))
    weighed = [change for change in changes if change.path[0] == "weights"]
    notes: dict[str, str] = {}
    if weighed:
        said = ("weights_sure",) in values
        if not said:
            notes["weights_sure"] = "since a weight was set; unknown leaves them out of account"
        weights = before.rubric.weights
        if not weights:
            weights = debate.core_weights
            values.update({("weights", name): weight for name, weight in weights.items()})
        elif _has_percent(before.layers[0]):  # no number stands beside percentages
            values.update({("weights", name): own["weights"][name] for name in own["weights"]})
        values.update(_weights(weights, weighed, notes))
        new = {path[1]: value for path, value in values.items() if path[0] == "weights"}
        if own.get("weights_sure") == "unknown" and not said and differ({**weights, **new}):
            values["weights_sure",] = "roughly"
    return values, notes


def _has_percent(layer: Entry[Rubric]) -> bool:
    """Tell whether a file writes its weights with percent signs."""
    written: Any = layer.document.root.data if layer.document.root else {}
    weights = written.get("weights")
    return isinstance(weights, dict) and any(isinstance(w, str) for w in weights.values())


def _put(values: Values, path: tuple[Any, ...], value: Any) -> None:
    """Note a value, in the place of what was to be put there or below before."""
    for other in [p for p in values if p[: len(path)] == path]:
        del values[other]
    values[path] = value


def _placed(change: SettingChange, own: Mapping[str, Any]) -> tuple[tuple[Any, ...], Any]:
    """Return where a value goes; of an override that is there, the number alone is changed."""
    path, value = change.path, change.value
    if path[0] != "overrides" or (isinstance(value, Mapping) and "value" in value):
        return path, value
    if value_at(own, path):
        return (*path, "value"), value
    return path, {"value": value, "why": WHY}


def _weights(
    weights: dict[str, float], changes: list[SettingChange], notes: dict[str, str]
) -> Values:
    """Return weights as numbers; shares are reached by these alone, if that can be."""
    last = {change.path[1]: change for change in changes}
    plain = {name: change.value for name, change in last.items() if not change.is_share}
    whole = {**weights, **plain, **{n: c.value for n, c in last.items() if c.is_share}}
    problems: list[Problem] = []
    scaled = set_weights(whole, changes, problems)
    if problems:
        raise InputErrors(_as_typed(p) for p in problems)
    values: Values = {("weights", name): value for name, value in plain.items()}
    for name, said in shares_made(weights, scaled, changes).items():
        notes[f"weights.{name}"] = "; ".join(filter(None, said))
    shares = {name: change.value for name, change in last.items() if change.is_share}
    others = sum(value for name, value in whole.items() if name not in shares)
    left = 1 - sum(shares.values())
    for name, share in shares.items():
        number = share / left * others if left > 1e-9 and others > 0 else scaled[name]
        values["weights", name] = neat(number)
        notes[f"weights.{name}"] = f"{100 * share:.4g} % of all weight, the others as they were"
    if shares and left <= 1e-9:
        for name, weight in whole.items():
            if name not in shares and weight:
                values["weights", name] = 0
                notes[f"weights.{name}"] = "nothing is left for it"
        for name in shares:
            notes[f"weights.{name}"] = f"{100 * shares[name]:.4g} % of all weight"
    return values


def neat(number: float) -> float:
    """Return the shortest number within a millionth of `number`."""
    for digits in range(1, 17):
        short = float(f"{number:.{digits}g}")
        if abs(short - number) <= 1e-6 * abs(number):
            return short
    return number


def _edited(
    file: Target, values: Values, opened: LoadedDebate, settings: str
) -> tuple[bytes, ResolvedRubric]:
    """Return the new bytes and the rubric in them, which is the one that is meant."""
    raw = with_values(file.raw, values)
    document = parse(file.found.shown_as, raw)
    meant = with_content(parse(file.found.shown_as, file.raw).data, values)
    if document.problems or document.data != meant:
        raise usage(
            f"{file.found.shown_as} is written in a way that cannot be changed safely; nothing "
            "was written. Change it by hand: toi rubric edit",
            "cannot-edit",
        )
    try:
        after = resolve_text(file.found, raw, opened.places, opened.debate)
    except InputErrors as error:  # the file was sound, so the settings are to blame
        raise InputErrors(
            Problem(settings, None, None, p.message, p.code) for p in error.problems
        ) from None
    if values.get(("weights_sure",)) == "unknown" and after.rubric.weights_sure != "unknown":
        message = "weights that differ count; where you do not know them, set them alike too"
        raise InputErrors([Problem(settings, None, None, message, "weights-sure")])
    return raw, after


def copy_notes(file: Target, written: bool, opened: LoadedDebate) -> list[str]:
    """Say that a shipped rubric was copied."""
    if file.copied_from is None or not written:
        return []
    from toi.io.rubric.find import available

    name = file.found.name
    resting = [
        other
        for other, (_, found) in available(opened.places).items()
        if other != name and _extends(found) == name
    ]
    notes = [f"{file.copied_from} ships with toi; {file.path} is a copy, used in its place here"]
    if resting:
        notes.append(f"the copy also lies under what extends {name}: {', '.join(resting)}")
    return notes


def _extends(file: Traversable) -> Any:
    try:
        data = parse("", read_plain(file, MAX_BYTES)).data
    except OSError:
        return None
    return data.get("extends") if isinstance(data, dict) else None


def _order_only(values: Values, after: ResolvedRubric) -> list[str]:
    """Say where of the weights that were set only their order counts."""
    weighed = any(path[0] == "weights" for path in values)
    return [ORDER_ONLY] if weighed and after.rubric.weights_sure == "order" else []


def _unreached(values: Values, after: ResolvedRubric, debate: Debate) -> list[str]:
    """Say where lines about single arguments keep a broader one from them."""
    notes = []
    credences = after.rubric.credences
    for path in values:
        if path[0] != "credences" or path[1] not in LEVELS:
            continue
        line = tuple(path[1:3])
        covered = [a for a in debate.arguments.values() if covers(line, a)]
        kept = [a for a in covered if (said_of(a, credences) or ((), 0))[0] != line]
        if kept:
            some = ", ".join(a.id for a in kept[:3]) + (", ..." if len(kept) > 3 else "")
            notes.append(
                f"{'.'.join(line)} covers {len(covered)} arguments; {len(kept)} have a more "
                f"particular line, which wins: {some}"
            )
    return notes
