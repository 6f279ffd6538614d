"""The text of a new rubric: made from the debate itself, to be learnt from as it is read."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toi.analyses.rubric.changes import plain_belief
from toi.analyses.rubric.influence import Carrier, Carriers
from toi.io.yaml.emit import flow
from toi.records.debate import Debate
from toi.records.rubric import Rubric, said_of
from toi.records.theory import Criterion
from toi.records.weight_uncertainty import SureOptions

WIDTH = 88
COLUMN = 29  # where remarks begin
MOST = 5  # arguments shown
GLUE = "\u2060"  # stands for a space at which no line may break
DIGEST = 12  # digits of the data's digest


@dataclass(frozen=True)
class Start:
    """What a new rubric is made from."""

    debate: Debate
    rubric: Rubric  # that it starts from
    name: str
    extends: str | None
    carriers: Carriers


def template(start: Start, full: bool = False) -> str:
    """The file, which scores as the rubric it starts from."""
    sections = [
        head(start.debate, start.name, start.extends),
        _values(start, full),
        _beliefs(start, full),
        _more(start),
    ]
    return "\n".join(line for section in sections for line in (*section, ""))[:-1] + "\n"


def remarked(text: str, remark: str = "", column: int = COLUMN) -> str:
    """A line with a remark behind it."""
    return f"{text.ljust(column - 1)} # {remark}" if remark else text


def remarks(text: str, indent: str = "", hang: str = "", first: str = "") -> Iterator[str]:
    """A remark on lines of its own, the first indented by `first`, the others by `hang`."""
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
    """The first lines: what it is called and what it rests on."""
    yield "schema: toi/rubric/1"
    yield f"id: {flow(name)}"
    yield "title: My view"
    if extends:
        yield remarked(f"extends: {flow(extends)}", "what you delete below comes from there")
    digest = debate.digest[:DIGEST]
    yield remarked(f'data: "{digest}"', "the records it was written for; check compares them")


def _values(start: Start, full: bool) -> Iterator[str]:
    yield "# 1. WHAT I VALUE. Only proportions count. Ask: moving one theory from the worst"
    yield "#    wording to the best, on which criterion is that worth most?"
    weights = start.rubric.weights or start.debate.core_weights
    rest = []
    yield "weights:"
    for name, criterion in start.debate.criteria.items():
        weight = weights.get(name, 0.0)
        if weight or full:
            yield from anchor_remarks(criterion)
            yield f"  {flow(name)}: {flow(weight)}"
        else:
            rest.append(name)
    if rest:
        yield from remarks(f"also there, at 0: {', '.join(rest)}", "  ")
    yield from _sure(start)


def anchor_remarks(criterion: Criterion) -> Iterator[str]:
    """The wording of the low and the high end."""
    ends = [criterion.anchors[end] for end in criterion.scale if end in criterion.anchors]
    low, high = criterion.scale
    less = ", less is better" if criterion.direction == "cost" else ""
    if len(ends) < 2:
        yield from remarks(f"{criterion.title}{less}. {criterion.question}", "  ", "  ")
        return
    first, last = f"{criterion.title}{less}. {low:g}: {ends[0]}", f"{high:g}: {ends[1]}"
    if len(first) + len(last) < 68:
        yield f"  # {first} .. {last}"
        return
    yield from remarks(first, "  ", "  ")
    yield from remarks(last, "  ", "  ", "  ")


def _sure(start: Start) -> Iterator[str]:
    sure: Any = start.rubric.weights_sure
    if isinstance(sure, SureOptions):
        sure = sure.model_dump(mode="json", exclude_unset=True)
    yield remarked(f"weights_sure: {flow(sure)}", "exactly | roughly | order | unknown")
    yield from _limits(start)
    if sure == "unknown":
        yield "# unknown counts only which weights are above 0: once you change one, write roughly"


def _limits(start: Start) -> Iterator[str]:
    """How to keep weights within limits, by the example of the two heaviest criteria."""
    weights = start.rubric.weights or start.debate.core_weights
    heavy = sorted((name for name, w in weights.items() if w > 0), key=lambda n: -weights[n])[:2]
    if isinstance(start.rubric.weights_sure, SureOptions) or len(heavy) < 2:
        return
    example = f"{{dirichlet: 30, constraints: [{heavy[0]} >= {heavy[1]}]}}"
    yield f"# or within limits, as in {example}"


def _beliefs(start: Start, full: bool) -> Iterator[str]:
    debate = start.debate.with_arguments(start.rubric.arguments)
    if not debate.arguments:
        return
    yield "# 2. WHAT I BELIEVE. Is an argument sound? 0 no .. 1 yes, before the replies to it,"
    yield "#    which then count; {settled: 0.3} leaves it there. How HARD it hits is its force: 3."
    yield "credences:"
    yield from _tags(start, debate)
    yield "  # kinds:                   # or leave hedges as they are and multiply the odds"
    yield "  #   critique: {trust: 2}"
    first = start.carriers.arguments[:MOST]
    yield "  arguments:                 # these carry most of the ranking; each wins over its tags"
    lines = [_argument(start, debate, carrier) for carrier in first]
    column = max((len(line) for line in lines), default=0) + 2
    yield from (remarked(line, _carries(c), column) for line, c in zip(lines, first, strict=True))
    yield "    # points: what that theory gains if the argument is sound; look: toi show NAME"
    if full:
        yield "    # All the others, at what they have now; take the # away to set one:"
        for carrier in start.carriers.arguments[MOST:]:
            line = "    # " + _argument(start, debate, carrier).lstrip()
            yield remarked(line, _carries(carrier), 48)
    else:
        rest = len(start.carriers.arguments) - len(first)
        if rest > 0:
            yield f"    # {rest} more: toi list arguments"


def _argument(start: Start, debate: Debate, carrier: Carrier) -> str:
    argument = debate.arguments[carrier.name]
    said = said_of(argument, start.rubric.credences)
    value = argument.credence.value if said is None else plain_belief(said[1])
    return f"    {flow(carrier.name)}: {flow(value)}"


def _carries(carrier: Carrier) -> str:
    pairs = f", turns {carrier.pairs} pairs" if carrier.pairs > 1 else ""
    pairs = ", turns 1 pair" if carrier.pairs == 1 else pairs
    return f"{carrier.theory} {carrier.points:+.0f} points{pairs}"


def _tags(start: Start, debate: Debate) -> Iterator[str]:
    """Tags as a remark: a line of them would change what is believed."""
    if not start.carriers.tags:
        return
    example = next(
        (c.name for c in start.carriers.tags if _alone(c.name, start, debate)),
        start.carriers.tags[0].name,
    )
    what = f"{len(debate.tags[example])} arguments: toi list arguments --tag {example}"
    yield '  # tags:                    # whole families at once: take the "# " away here and below'
    yield remarked(f"  #   {flow(example)}: 0.5", what)
    rest = [c.name for c in start.carriers.tags if c.name != example]
    if rest:
        counted = ", ".join(f"{name}{GLUE}{len(debate.tags[name])}" for name in rest)
        text = f"Also, with how many arguments each, those that move most first: {counted}"
        yield from remarks(f"  {text}", "  ")


def _alone(tag: str, start: Start, debate: Debate) -> bool:
    """Whether a line for this tag would quarrel with no other tag that is set."""
    members = [debate.arguments[name] for name in debate.tags[tag]]
    return not any(other in start.rubric.credences.tags for a in members for other in a.tags)


def _more(start: Start) -> Iterator[str]:
    """The other sections, as examples from the debate."""
    debate, rank = start.debate, start.carriers.theories
    yield '# 3. IF YOU LIKE. Take the "# " away to use a line.'
    yield from _model(debate)
    weights = start.rubric.weights or debate.core_weights
    heavy = sorted(debate.criteria.values(), key=lambda c: -weights.get(c.id, 0.0))
    yield from _gate(heavy)
    yield "# overrides:"
    yield from _judgement(debate, heavy[0], rank)
    yield from _force(debate, start.carriers.arguments)
    low, high = heavy[0].scale
    bend = [[low, 0], [low + (high - low) / 2, 0.8], [high, 1]]
    if heavy[0].direction == "cost":
        bend = [[low, 1], [low + (high - low) / 2, 0.8], [high, 0]]
    yield "# value_functions:"
    yield f"#   {flow(heavy[0].id)}: {flow(bend)}   # [raw, value]: most of it in the first half"
    yield "# portfolio:                 # how effort is split: toi portfolio"
    yield "#   risk: 0.3                # 0 the average alone .. 1 the worst tenth alone"
    if rank:
        yield f"#   bounds: {{{rank[0]}: {{cap: 0.2}}}}   # or floor: a share of the budget"
    yield "# arguments of your own: a list, with the fields of data/arguments.yaml"
    yield "#"
    name = start.name
    yield f"# See what it did: toi score --rubric {name}    Check it: toi rubric check {name}"
    if start.extends:
        yield f"# Why it differs: toi rubric diff {start.extends} {name}"
    yield f"# Change it from outside: toi rubric set {name} {heavy[0].id}=40%"


def _model(debate: Debate) -> Iterator[str]:
    """How the records are used, where they say more than arguments and judgements."""
    shared = [name for name, members in debate.members_of_lines.items() if len(members) > 1]
    if shared:
        yield "# overlap:                   # 0 all count, 1 the strongest alone: toi list lines"
        yield f"#   lines: {{{shared[0]}: 0.5}}"
    if any(theory.scrutiny for theory in debate.theories.values()):
        yield "# scrutiny: adjusted         # what was not examined bears what its peers did"
    judgements = [j for theory in debate.theories.values() for j in theory.judgements.values()]
    if not all(judgement.bears for judgement in judgements):
        yield "# not_bearing: left-out      # score theories only on what bears on them"


def _gate(heavy: Sequence[Criterion]) -> Iterator[str]:
    criterion = next((c for c in heavy if c.direction == "cost"), heavy[0])
    low, high = criterion.scale
    cost = criterion.direction == "cost"
    limit = low + (high - low) * (0.8 if cost else 0.2)
    yield "# gates:                     # who is left out, whatever else it scores"
    yield f"#   - {criterion.id} {'>' if cost else '<'} {limit:g}: exclude"


def _judgement(debate: Debate, criterion: Criterion, rank: Sequence[str]) -> Iterator[str]:
    name = next((name for name in rank if not debate.theories[name].parts), None)
    if name is None:
        return
    low, high = criterion.scale
    value = low + (high - low) * 0.7
    yield "#   judgements:              # a theory before any argument, as you see it"
    yield f"#     {name}.{criterion.id}: {{value: {flow(round(value, 9))}, why: what I saw}}"


def _force(debate: Debate, arguments: Sequence[Carrier]) -> Iterator[str]:
    """How hard an argument hits one theory."""
    for carrier in arguments:
        argument = debate.arguments.get(carrier.name)
        effect = argument.effects[0] if argument and argument.effects else None
        reached = debate.reached(effect.on, effect.except_) if effect else ()
        if effect is not None and reached:
            key = f"{carrier.name}.{effect.name}.{reached[0]}"
            yield "#   forces:                  # argument.effect.theory: .1 nitpick, .5 halves it"
            yield f"#     {key}: {{value: 0.2, why: overstated}}"
            return
