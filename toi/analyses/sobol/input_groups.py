"""Groups of uncertain inputs by name: the kinds that make up everything, and finer ones."""

from collections.abc import Collection, Iterator, Sequence

from toi.analyses.shared.input_basis import BASES, labels_by_basis
from toi.analyses.shared.lookup import find_criterion, find_line, find_record, is_called
from toi.analyses.shared.names import name_of, name_with_whole
from toi.analyses.shared.session import Model
from toi.engine.problem import SCRUTINY, WEIGHTS, ScoringProblem, event_label, weight_label
from toi.engine.sampling.input_labels import labels_by_kind
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.called import fold, title_without_unit
from toi.io.suggest import did_you_mean, in_any_case, nearest
from toi.light_dataclass import dataclass
from toi.records.debate import Debate

Labels = frozenset[str]
TAG, LINE, CRITERION = "tag:", "line:", "criterion:"
TOGETHER = "+"
SLIP = 0.8  # of how much two names have in common: `weight`, `judgment`, `Forces`
BASIS_TITLES = {
    "stated": "all that is stated",
    "inferred": "all that is inferred",
    "judged": "all that is judged",
    "assumed": "all that is assumed",
    "yours": "all that the rubric says itself",
}


@dataclass(frozen=True)
class NamedInputs:
    """Inputs that a word names: its full form, what to call them, and their labels."""

    name: str
    title: str
    labels: Labels


def input_groups(model: Model, words: Sequence[str] = ()) -> dict[str, Labels]:
    """Return the kinds that make up everything uncertain, and the groups that `words` name.

    Groups may share inputs. Words are those of `named_inputs` but single weights, which cannot
    vary alone.
    """
    found = labels_by_kind(model.problem)
    for one in named_inputs(model, words):
        found[one.name] = one.labels
    return found


def named_inputs(
    model: Model, words: Sequence[str], weights_apart: bool = False
) -> list[NamedInputs]:
    """Return the inputs that each word names.

    A word is one of: `weights`, `arguments`, `judgements`, `forces`; an argument, `tag:NAME` or
    `line:NAME` (whether they are sound); a theory (all its judgements), `criterion:NAME` (all
    judgements on it) or `THEORY.CRITERION` (one); `ARGUMENT.EFFECT` (a force); `weights.CRITERION`
    (one weight); `stated`, `inferred`, `judged`, `assumed` or `yours`, which the rubric says
    (whatever rests on that); or several of these with `+` between them.

    Parameters
    ----------
    weights_apart : bool
        Whether a single weight can be asked about.

    Raises
    ------
    toi.InputErrors
        Of every word that names nothing.
    """
    found: list[NamedInputs] = []
    wrong: list[Problem] = []
    for word in dict.fromkeys(words):
        try:
            parts = [_named(model, part.strip(), weights_apart) for part in word.split(TOGETHER)]
        except InputErrors as error:
            wrong += error.problems
            continue
        found.append(
            NamedInputs(
                TOGETHER.join(part.name for part in parts),
                " + ".join(part.title for part in parts),
                frozenset().union(*(part.labels for part in parts)),
            )
        )
    if wrong:
        raise InputErrors(wrong)
    return found


def read_as(model: Model, words: Sequence[str]) -> Iterator[str]:
    """Say as what each part of some words was read that is not the whole name of anything."""
    for part in dict.fromkeys(part.strip() for word in words for part in word.split(TOGETHER)):
        [found] = named_inputs(model, [part], weights_apart=True)
        typed, meant = (name.rpartition(":")[2].split(".") for name in (part, found.name))
        if not all(
            fold(one) == fold(other) or is_called(model.debate, one)
            for one, other in zip(typed, meant, strict=True)
        ):
            yield f"{part!r} is read as {found.name!r}: {found.title}"


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


def _named(model: Model, word: str, weights_apart: bool) -> NamedInputs:
    """Return the group that a word names, under its full name."""
    debate = model.debate
    kinds = labels_by_kind(model.problem)
    word = _kind_or_basis(debate, word, (*kinds, *BASES))
    if word in kinds:
        return NamedInputs(word, SCRUTINY if word == SCRUTINY else f"all {word}", kinds[word])
    if word in BASES:
        return NamedInputs(word, BASIS_TITLES[word], labels_by_basis(model)[word])
    prefix, colon, rest = word.partition(":")
    match prefix + colon:
        case "tag:":
            return _tag(model, rest)
        case "line:":
            return _line(model, find_line(debate, rest))
        case "criterion:":
            return _criterion(model, find_criterion(debate, rest))
    whose, dot, what = word.partition(".")
    if dot and whose == WEIGHTS:
        return _weight(model, find_criterion(debate, what), weights_apart)
    kind, name = find_record(debate, whose)
    match kind:
        case "theories" if dot:
            return _judgement(model, name, what)
        case "theories":
            title = f"all judgements of {name_of(debate.theories[name])}"
            return NamedInputs(name, title, _judgements(model, [name], debate.criteria))
        case "arguments" if dot:
            return _force(model, name, what)
        case "arguments":
            title = debate.arguments[name].title
            return NamedInputs(name, title, frozenset([event_label(name)]))
        case "tags" if not dot:
            return _tag(model, name)
        case "lines" if not dot:
            return _line(model, name)
        case "criteria" if weights_apart:
            raise usage(
                f"{name!r} is a criterion; ask for {CRITERION}{name} (all judgements on it) or "
                f"{WEIGHTS}.{name} (its weight)",
                "not-an-input",
            )
        case "criteria":
            raise _one_weight(name)
    raise usage(
        f"{word!r} is no uncertain input; name an argument, a line, tag:NAME, "
        f"{debate.words.an_one}, ID.CRITERION, {CRITERION}NAME, ARGUMENT.EFFECT or one of "
        f"{', '.join(BASES)}",
        "not-an-input",
    )


def _kind_or_basis(debate: Debate, word: str, known: Sequence[str]) -> str:
    """Return a word, in lower case where it is one of those known.

    What is all but one of these is a slip, and not meant as a part of some title that holds it.

    Raises
    ------
    toi.InputErrors
        Of a slip.
    """
    whose, dot, what = word.partition(".")
    if whose.casefold() in known:
        return whose.casefold() + dot + what
    meant = nearest(whose, known, SLIP)
    if meant is None or is_called(debate, whose) or (dot and meant != WEIGHTS):
        return word
    raise usage(
        f"{word!r} is no group of inputs; did you mean '{meant}{dot}{what}'?", "not-an-input"
    )


def _one_weight(criterion: str) -> Exception:
    return usage(
        f"the weight of {criterion!r} cannot vary by itself, since weights add up to 100 %; "
        f"ask for '{WEIGHTS}', or for '{CRITERION}{criterion}', all judgements on it",
        "one-weight",
    )


def _weight(model: Model, criterion: str, weights_apart: bool) -> NamedInputs:
    if not weights_apart:
        raise _one_weight(criterion)
    title = f"weight of {_on(model, criterion)}"
    return NamedInputs(f"{WEIGHTS}.{criterion}", title, frozenset([weight_label(criterion)]))


def _on(model: Model, criterion: str) -> str:
    return title_without_unit(model.debate.criteria[criterion].title)


def _tag(model: Model, tag: str) -> NamedInputs:
    tags = model.debate.tags
    tag = in_any_case(tag, tags)
    if tag not in tags:
        raise usage(f"no tag {tag!r}{did_you_mean(tag, tags)}", "unknown-tag")
    return NamedInputs(TAG + tag, f"arguments tagged {tag}", frozenset(map(event_label, tags[tag])))


def _line(model: Model, line: str) -> NamedInputs:
    """Return the events of a line's arguments and of their instances."""
    arguments = model.debate.arguments
    members = {name for name, argument in arguments.items() if argument.line == line}
    instances = {name for name, one in arguments.items() if one.instance_of in members}
    title = f"line: {model.debate.lines[line].title}"
    return NamedInputs(LINE + line, title, frozenset(map(event_label, members | instances)))


def _criterion(model: Model, criterion: str) -> NamedInputs:
    """Return all judgements on a criterion."""
    labels = _judgements(model, model.debate.theories, [criterion])
    title = f"all judgements on {_on(model, criterion)}"
    return NamedInputs(CRITERION + criterion, title, labels)


def _judgement(model: Model, theory: str, word: str) -> NamedInputs:
    criterion = find_criterion(model.debate, word)
    title = f"{name_with_whole(model.debate, theory)} on {_on(model, criterion)}"
    labels = _judgements(model, [theory], [criterion])
    return NamedInputs(f"{theory}.{criterion}", title, labels)


def _judgements(model: Model, theories: Collection[str], criteria: Collection[str]) -> Labels:
    """Return judgements of some theories on some criteria; a whole's are those of its parts."""
    problem = model.problem
    leaves = model.debate.leaves(theories)
    cells = zip(problem.judgement_theory, problem.judgement_criterion, strict=True)
    return frozenset(
        quantity.label
        for quantity, (t, c) in zip(problem.judgements, cells, strict=True)
        if problem.theories[t] in leaves and problem.criteria[c] in criteria
    )


def _force(model: Model, argument: str, word: str) -> NamedInputs:
    """Return the force of one effect, with those that the rubric overrides for single theories."""
    one = model.debate.arguments[argument]
    effects = [effect.name for effect in one.effects]
    if word not in effects:
        known = f"; it has {', '.join(effects)}" if effects else ""
        raise usage(
            f"'{argument}' has no effect {word!r}{did_you_mean(word, effects)}{known}",
            "unknown-effect",
        )
    label = f"force/{argument}/{word}"
    labels = (quantity.label for quantity in model.problem.forces)
    found = frozenset(one for one in labels if one == label or one.startswith(f"{label}/"))
    return NamedInputs(f"{argument}.{word}", f"force of {one.title} ({word})", found)
