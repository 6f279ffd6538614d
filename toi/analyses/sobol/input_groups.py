"""Groups of uncertain inputs by name: the four that make up everything, and finer ones."""

from collections.abc import Collection, Sequence

from toi.analyses.shared.input_basis import BASES, labels_by_basis
from toi.analyses.shared.lookup import find_record
from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS, ScoringProblem, event_label
from toi.engine.sampling.input_labels import labels_by_kind
from toi.errors import usage
from toi.io.suggest import did_you_mean

Labels = frozenset[str]
TAG = "tag:"


def input_groups(model: Model, words: Sequence[str] = ()) -> dict[str, Labels]:
    """Return the four groups that make up everything uncertain, and those that `words` name.

    A word is one of: an argument, or `tag:NAME` (whether they are sound); a theory (all its
    judgements) or `THEORY.CRITERION` (one); `ARGUMENT.EFFECT` (a force); `stated`,
    `inferred`, `assumed` or `yours`, which the rubric says (whatever rests on that). Groups may
    share inputs.

    Raises
    ------
    toi.InputErrors
        Where a word names nothing, or a single weight.
    """
    found = labels_by_kind(model.problem)
    for word in words:
        if word not in found:
            name, labels = _named(model, word)
            found[name] = labels
    return found


def uncertain_numbers(problem: ScoringProblem, group: Labels) -> int:
    """Count the numbers of a group that are not known exactly."""
    quantities = (*problem.judgements, *problem.forces, *problem.answers)
    ranges = sum(q.label in group and not q.law.is_point for q in quantities)
    open_events = sum(
        event_label(name) in group and 0 < credence < 1
        for name, credence in zip(problem.arguments, problem.credence.tolist(), strict=True)
    )
    weighed = int((problem.weights > 0).sum())
    unsure = WEIGHTS in group and problem.weight_law.kind != "exactly" and weighed > 1
    return int(ranges + open_events + (weighed if unsure else 0))


def _named(model: Model, word: str) -> tuple[str, Labels]:
    """Return the group that a word names, under its full name."""
    debate = model.debate
    if word in BASES:
        return word, labels_by_basis(model)[word]
    if word.startswith(TAG):
        return _tag(model, word.removeprefix(TAG))
    whose, dot, what = word.partition(".")
    if dot and whose == WEIGHTS:
        raise _one_weight(what)
    kind, name = find_record(debate, whose)
    match kind:
        case "theories" if dot:
            return _judgement(model, name, what)
        case "theories":
            return name, _judgements(model, name, debate.criteria)
        case "arguments" if dot:
            return _force(model, name, what)
        case "arguments":
            return name, frozenset([event_label(name)])
        case "tags" if not dot:
            return _tag(model, name)
        case "lines" if not dot:
            return name, _line(model, name)
        case "criteria":
            raise _one_weight(name)
    raise usage(
        f"{word!r} is no uncertain input; name an argument, a line, tag:NAME, a theory, "
        f"THEORY.CRITERION, ARGUMENT.EFFECT or one of {', '.join(BASES)}",
        "not-an-input",
    )


def _one_weight(criterion: str) -> Exception:
    return usage(
        f"the weight of {criterion!r} cannot vary by itself, since weights add up to 100 %; "
        f"ask for '{WEIGHTS}'",
        "one-weight",
    )


def _tag(model: Model, tag: str) -> tuple[str, Labels]:
    tags = model.debate.tags
    if tag not in tags:
        raise usage(f"no tag {tag!r}{did_you_mean(tag, tags)}", "unknown-tag")
    return TAG + tag, frozenset(map(event_label, tags[tag]))


def _line(model: Model, line: str) -> Labels:
    """Return the events of a line's arguments and of their instances."""
    arguments = model.debate.arguments
    members = {name for name, argument in arguments.items() if argument.line == line}
    instances = {name for name, one in arguments.items() if one.instance_of in members}
    return frozenset(map(event_label, members | instances))


def _judgement(model: Model, theory: str, word: str) -> tuple[str, Labels]:
    criteria = model.debate.criteria
    if word not in criteria:
        raise usage(f"no criterion {word!r}{did_you_mean(word, criteria)}", "unknown-criterion")
    return f"{theory}.{word}", _judgements(model, theory, [word])


def _judgements(model: Model, theory: str, criteria: Collection[str]) -> Labels:
    """Return judgements of a theory on some criteria; a whole's are those of its parts."""
    problem = model.problem
    leaves = model.debate.leaves([theory])
    cells = zip(problem.judgement_theory, problem.judgement_criterion, strict=True)
    return frozenset(
        quantity.label
        for quantity, (t, c) in zip(problem.judgements, cells, strict=True)
        if problem.theories[t] in leaves and problem.criteria[c] in criteria
    )


def _force(model: Model, argument: str, word: str) -> tuple[str, Labels]:
    """Return the force of one effect, with those that the rubric overrides for single theories."""
    effects = [effect.name for effect in model.debate.arguments[argument].effects]
    if word not in effects:
        known = f"; it has {', '.join(effects)}" if effects else ""
        raise usage(
            f"'{argument}' has no effect {word!r}{did_you_mean(word, effects)}{known}",
            "unknown-effect",
        )
    label = f"force/{argument}/{word}"
    labels = (quantity.label for quantity in model.problem.forces)
    return f"{argument}.{word}", frozenset(
        found for found in labels if found == label or found.startswith(f"{label}/")
    )
