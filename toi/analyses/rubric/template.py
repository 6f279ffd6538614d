"""The text of a new rubric: made from the debate itself, to be learnt from as it is read."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toi.analyses.rubric.changes import plain_belief
from toi.analyses.rubric.influence import Carrier, Carriers
from toi.analyses.shared.rubrics.labels import UNCHANGED_TITLE
from toi.distribution import figure
from toi.io.templates import fill
from toi.io.yaml.emit import flow
from toi.light_dataclass import dataclass
from toi.records.credences import said_of
from toi.records.debate import Debate
from toi.records.rubric import Rubric
from toi.records.theory import Criterion
from toi.records.weight_uncertainty import SureOptions

WIDTH = 88
COLUMN = 29  # where remarks begin
MOST = 5  # arguments shown
GLUE = "\u2060"  # stands for a space at which no line may break
DIGEST = 12  # digits of the data's digest


@dataclass(frozen=True)
class Start:
    """The debate, rubric and name that a new rubric is made from."""

    debate: Debate
    rubric: Rubric  # that it starts from
    name: str
    extends: str | None
    carriers: Carriers


def template(start: Start, full: bool = False) -> str:
    """Write the file, which scores as the rubric it starts from.

    Parameters
    ----------
    full : bool
        Whether to name every criterion and every argument.
    """
    debate, rank = start.debate, start.carriers.theories
    weights = start.rubric.weights or debate.core_weights
    heavy = sorted(debate.criteria.values(), key=lambda c: -weights.get(c.id, 0.0))
    return fill(
        "rubric/new.yaml",
        one=debate.words.one,
        who=flow(rank[0] if rank else "all"),
        head=head(debate, start.name, start.extends),
        weights=_weights(start, full),
        sure=_sure(start),
        beliefs=_beliefs(start, full),
        records=_records(debate),
        gate=_gate(heavy),
        judgement=_judgement(debate, heavy[0], rank),
        force=_force(debate, start.carriers.arguments),
        heaviest=flow(heavy[0].id),
        bend=flow(_bend(heavy[0])),
        bounds=_bounds(rank),
        name=start.name,
        differs=differs(start.extends, start.name),
        criterion=heavy[0].id,
    )


def remarked(text: str, remark: str = "", column: int = COLUMN) -> str:
    """Write a line with a remark behind it."""
    return f"{text.ljust(column - 1)} # {remark}" if remark else text


def remarks(text: str, indent: str = "", hang: str = "", first: str = "") -> Iterator[str]:
    """Write a remark on lines of its own, the first indented by `first`, others by `hang`."""
    lines = textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=f"{indent}# {first}",
        subsequent_indent=f"{indent}# {hang}",
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (line.replace(GLUE, " ") for line in lines)


def head(debate: Debate, name: str, extends: str | None) -> Iterator[str]:
    """Write the first lines: what it is called and what it rests on."""
    yield "schema: toi/rubric/1"
    yield f"id: {flow(name)}"
    yield f"title: {UNCHANGED_TITLE}"
    if extends:
        yield remarked(f"extends: {flow(extends)}", "what you delete below comes from there")
    digest = debate.digest[:DIGEST]
    yield remarked(f'data: "{digest}"', "the records it was written for; check compares them")


def differs(extends: str | None, name: str) -> Iterator[str]:
    """Say how to see what sets it apart from what it extends."""
    if extends:
        yield f"# Why it differs: toi rubric diff {extends} {name}"


def _weights(start: Start, full: bool) -> Iterator[str]:
    weights = _starting(start)
    rest = []
    for name, criterion in start.debate.criteria.items():
        weight = weights.get(name, 0.0)
        if weight or full:
            yield from anchor_remarks(criterion)
            yield f"  {flow(name)}: {flow(weight)}"
        else:
            rest.append(name)
    if rest:
        yield from remarks(f"also there, at 0: {', '.join(rest)}", "  ")


def _starting(start: Start) -> dict[str, float]:
    """Return the weights; alike where only which are above 0 counts, since others would count."""
    weights = start.rubric.weights or start.debate.core_weights
    if start.rubric.weights_sure != "unknown":
        return weights
    above = [weight for weight in weights.values() if weight > 0]
    alike = above[0] if len(set(above)) == 1 else 1.0
    return {name: alike if weight > 0 else 0.0 for name, weight in weights.items()}


def anchor_remarks(criterion: Criterion) -> Iterator[str]:
    """Write the wording of the low and the high end."""
    ends = [criterion.anchors[end] for end in criterion.scale if end in criterion.anchors]
    low, high = criterion.scale
    less = ", less is better" if criterion.direction == "cost" else ""
    if len(ends) < 2:
        yield from remarks(f"{criterion.title}{less}. {criterion.question}", "  ", "  ")
        return
    first, last = f"{criterion.title}{less}. {figure(low)}: {ends[0]}", f"{figure(high)}: {ends[1]}"
    if len(first) + len(last) < 68:
        yield f"  # {first} .. {last}"
        return
    yield from remarks(first, "  ", "  ")
    yield from remarks(last, "  ", "  ", "  ")


def _sure(start: Start) -> Iterator[str]:
    sure: Any = start.rubric.weights_sure
    if isinstance(sure, SureOptions):
        sure = sure.model_dump(mode="json", exclude_unset=True)
    if sure == "unknown":  # said of weights that are alike; those that come to differ count
        yield "# Alike, they stand for any weights at all. Once they differ, they count, roughly:"
        yield remarked("# weights_sure: roughly", "exactly | roughly | order")
    else:
        yield remarked(f"weights_sure: {flow(sure)}", "exactly | roughly | order | unknown")
    yield from _limits(start)


def _limits(start: Start) -> Iterator[str]:
    """Show how to keep weights within limits, by the example of the two heaviest criteria."""
    weights = start.rubric.weights or start.debate.core_weights
    heavy = sorted((name for name, w in weights.items() if w > 0), key=lambda n: -weights[n])[:2]
    if isinstance(start.rubric.weights_sure, SureOptions) or len(heavy) < 2:
        return
    example = f"{{dirichlet: 30, constraints: [{heavy[0]} >= {heavy[1]}]}}"
    yield f"# or within limits, as in {example}"


def _beliefs(start: Start, full: bool) -> Iterable[str]:
    debate = start.debate.with_arguments(start.rubric.arguments)
    if not debate.arguments:
        return ()
    first = start.carriers.arguments[:MOST]
    lines = [_argument(start, debate, carrier) for carrier in first]
    column = max((len(line) for line in lines), default=0) + 2
    return fill(
        "rubric/beliefs.yaml",
        come=start.extends or "the data",
        tags=_tags(start, debate),
        arguments=[
            remarked(line, _carries(c), column) for line, c in zip(lines, first, strict=True)
        ],
        others=_others(start, debate, full),
    ).splitlines()


def _others(start: Start, debate: Debate, full: bool) -> Iterator[str]:
    """Write the arguments beyond the first few: each as a remark, or how many there are."""
    rest = start.carriers.arguments[MOST:]
    if full:
        yield "#     # All the others, at what they have now:"
        for carrier in rest:
            yield remarked(_argument(start, debate, carrier), _carries(carrier), 48)
    elif rest:
        yield f"#     # {len(rest)} more: toi list arguments"


def _argument(start: Start, debate: Debate, carrier: Carrier) -> str:
    """Write what is believed now, as a remark: a line would hide what the data come to say."""
    argument = debate.arguments[carrier.name]
    said = said_of(argument, start.rubric.credences)
    value = argument.credence.value if said is None else plain_belief(said[1])
    return f"#     {flow(carrier.name)}: {flow(value)}"


def _carries(carrier: Carrier) -> str:
    pairs = f", turns {carrier.pairs} pairs" if carrier.pairs > 1 else ""
    pairs = ", turns 1 pair" if carrier.pairs == 1 else pairs
    return f"{carrier.theory} {carrier.points:+.0f} points{pairs}"


def _tags(start: Start, debate: Debate) -> Iterator[str]:
    """Write tags as a remark: a line of them would change what is believed."""
    if not start.carriers.tags:
        return
    example = next(
        (c.name for c in start.carriers.tags if _alone(c.name, start, debate)),
        start.carriers.tags[0].name,
    )
    what = f"{len(debate.tags[example])} arguments: toi list arguments --tag {example}"
    yield "#   tags:                    # whole families at once"
    yield remarked(f"#     {flow(example)}: 0.5", what)
    rest = [c.name for c in start.carriers.tags if c.name != example]
    if rest:
        counted = ", ".join(f"{name}{GLUE}{len(debate.tags[name])}" for name in rest)
        text = f"Also, with how many arguments each, those that move most first: {counted}"
        yield from remarks(text, "", "    # ", "    # ")


def _alone(tag: str, start: Start, debate: Debate) -> bool:
    """Tell whether a line for this tag would quarrel with no other tag that is set."""
    members = [debate.arguments[name] for name in debate.tags[tag]]
    return not any(other in start.rubric.credences.tags for a in members for other in a.tags)


def _bend(criterion: Criterion) -> list[list[float]]:
    """Return a value function whose first half is worth most."""
    low, high = criterion.scale
    worst, best = (1, 0) if criterion.direction == "cost" else (0, 1)
    return [[low, worst], [low + (high - low) / 2, 0.8], [high, best]]


def _bounds(rank: Sequence[str]) -> Iterator[str]:
    if rank:
        yield f"#   bounds: {{{rank[0]}: {{cap: 0.2}}}}   # or floor: a share of the budget"


def _records(debate: Debate) -> Iterator[str]:
    """Show the keys for lines, scrutiny and what bears, where the debate records them."""
    shared = [name for name, members in debate.members_of_lines.items() if len(members) > 1]
    if shared:
        yield "# overlap:                   # 0 all count, 1 the strongest alone: toi list lines"
        yield f"#   lines: {{{shared[0]}: 0.5}}"
    if any(theory.scrutiny for theory in debate.theories.values()):
        yield "# scrutiny: adjusted         # what was not examined bears what its peers did"
    judgements = [j for theory in debate.theories.values() for j in theory.judgements.values()]
    if not all(judgement.bears for judgement in judgements):
        yield f"# not_bearing: left-out      # score {debate.words.many} only on what bears on them"


def _gate(heavy: Sequence[Criterion]) -> str:
    """Return a gate on the heaviest cost, or on the heaviest criterion if there is no cost."""
    criterion = next((c for c in heavy if c.direction == "cost"), heavy[0])
    low, high = criterion.scale
    cost = criterion.direction == "cost"
    limit = low + (high - low) * (0.8 if cost else 0.2)
    return f"{criterion.id} {'>' if cost else '<'} {figure(limit)}"


def _judgement(debate: Debate, criterion: Criterion, rank: Sequence[str]) -> Iterator[str]:
    name = next((name for name in rank if not debate.theories[name].parts), None)
    if name is None:
        return
    low, high = criterion.scale
    value = low + (high - low) * 0.7
    one = debate.words.one
    yield f"#   judgements:              # one {one} before any argument, as you see it"
    yield f"#     {name}.{criterion.id}: {{value: {flow(round(value, 9))}, why: what I saw}}"


def _force(debate: Debate, arguments: Sequence[Carrier]) -> Iterator[str]:
    """Show how hard an argument hits one theory."""
    for carrier in arguments:
        argument = debate.arguments.get(carrier.name)
        effect = argument.effects[0] if argument and argument.effects else None
        reached = debate.reached(effect.on, effect.except_) if effect else ()
        if effect is not None and reached:
            key = f"{carrier.name}.{effect.name}.{reached[0]}"
            what = f"argument.effect.{debate.words.one}"
            yield f"#   forces:                  # {what}: .1 nitpick, .5 halves it"
            yield f"#     {key}: {{value: 0.2, why: overstated}}"
            return
