"""Cells worked out slowly and one by one, from the records, as docs/model.md tells it."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import problems
from toi.compile.scoring import compile_problem, credence_of
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate


class SlowModel:
    """One world of a small debate: which arguments are sound is known."""

    def __init__(self, debate, rubric, sound):
        self.debate, self.rubric, self.sound = debate, rubric, sound

    def strength(self, name):
        argument = self.debate.arguments[name]
        if credence_of(argument, self.rubric.credences)[1]:  # settled
            return self.sound[name]
        left = 1.0
        for other in self.debate.arguments.values():
            for attack in other.against:
                if attack.argument == name:
                    left *= 1 - attack.force.mean * self.strength(other.id)
        return self.sound[name] * left

    def general(self, name):
        while self.debate.arguments[name].instance_of is not None:
            name = self.debate.arguments[name].instance_of
        return name

    def point(self, name):
        """What an argument says: that of its line, else of its family."""
        general = self.general(name)
        return self.debate.arguments[general].line or general

    def said(self, theory, criterion, side):
        """What acts on a side of a cell: {point: {family: {argument: pull}}}."""
        found = {}
        for argument in self.debate.arguments.values():
            for effect in argument.effects:
                force = getattr(effect, side)
                if theory in effect.on and effect.criterion == criterion and force is not None:
                    families = found.setdefault(self.point(argument.id), {})
                    pulls = families.setdefault(self.general(argument.id), {})
                    pulls[argument.id] = force.mean * self.strength(argument.id)
        return found

    def taken(self, point, families):
        """What one point takes away: apart as far as it does not overlap, else the strongest."""
        strongest = [max(pulls.values()) for pulls in families.values()]
        line = self.debate.lines.get(point)
        overlap = 0.0 if line is None else self.rubric.overlap.of(line)
        apart = 1 - math.prod(1 - pull for pull in strongest)
        return (1 - overlap) * apart + overlap * max(strongest)

    def left(self, said):
        return math.prod(1 - self.taken(point, families) for point, families in said.items())

    def sides(self, theory, criterion):
        sides = [self.said(theory, criterion, side) for side in ("lowers", "raises")]
        return [self.left(said) for said in sides], {point for said in sides for point in said}

    def borrowed(self, theory, criterion, peer):
        """What is left by what its peer bears beyond it and what does not spare it."""
        _, own = self.sides(theory, criterion)
        cost = self.debate.criteria[criterion].direction == "cost"
        said = self.said(peer, criterion, "raises" if cost else "lowers")
        beyond = {
            point: families
            for point, families in said.items()
            if point not in own and not self.spare(families, theory)
        }
        return self.left(beyond)

    def spare(self, families, theory):
        """Whether some argument passes a theory by in so many words."""
        names = [name for pulls in families.values() for name in pulls]
        return any(theory in self.debate.arguments[name].spares for name in names)

    def cell(self, base, theory, criterion, borrowed=1.0):
        (low, high), _ = self.sides(theory, criterion)
        if self.debate.criteria[criterion].direction == "cost":
            high *= borrowed
        else:
            low *= borrowed
        lowered_first = 1 - (1 - base * low) * high
        raised_first = (1 - (1 - base) * high) * low
        return (lowered_first + raised_first) / 2


def examined(debate, theory):
    said = debate.theories[theory].scrutiny
    return 1.0 if said is None else said.value


def peers(debate, theory):
    """The chance of each peer, None for none, to be the one whose wear a theory bears."""
    weights = {t: examined(debate, t) for t in debate.theories if t != theory}
    mine = examined(debate, theory) if debate.theories[theory].peers else 1.0
    if mine == 1.0 or not sum(weights.values()):
        return {None: 1.0}
    shares = {t: (1 - mine) * w / sum(weights.values()) for t, w in weights.items()}
    return {None: mine, **shares}


@given(problems(conditions=False, parts=False, scrutiny=False), st.data())
@settings(max_examples=25)
def test_every_cell_in_a_world_is_as_the_page_tells_it(case, data):
    debate, rubric = case
    problem = compile_problem(debate, rubric)
    events = data.draw(st.tuples(*[st.sampled_from([0.0, 1.0])] * len(problem.arguments)))
    slow = SlowModel(debate, rubric, dict(zip(problem.arguments, events, strict=True)))
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs.with_(sound=np.array([events]))).argued[0]
    for (t, theory), (c, criterion) in cells_of(problem):
        base = inputs.judgements[0, t, c]
        assert found[t, c] == pytest.approx(slow.cell(base, theory, criterion), abs=1e-12)


def cells_of(problem):
    return itertools.product(enumerate(problem.theories), enumerate(problem.criteria))


@given(problems(conditions=False, parts=False))
@settings(max_examples=25)
def test_the_score_is_the_mean_over_all_worlds_and_all_peers(case):
    """Exact as long as no argument reaches a cell twice, as a reply to several may."""
    debate, rubric = case
    assume(not any(argument.against for argument in debate.arguments.values()))
    rubric = rubric.model_copy(update={"scrutiny": "adjusted"})
    problem = compile_problem(debate, rubric)
    inputs = expected_inputs(problem)
    mean = np.zeros(inputs.judgements.shape[1:])
    for events in itertools.product([0.0, 1.0], repeat=len(problem.arguments)):
        chance = np.prod(np.where(events, problem.credence, 1 - problem.credence))
        if not chance:
            continue
        slow = SlowModel(debate, rubric, dict(zip(problem.arguments, events, strict=True)))
        for (t, theory), (c, criterion) in cells_of(problem):
            for peer, share in peers(debate, theory).items():
                borrowed = 1.0 if peer is None else slow.borrowed(theory, criterion, peer)
                base = inputs.judgements[0, t, c]
                mean[t, c] += chance * share * slow.cell(base, theory, criterion, borrowed)
    np.testing.assert_allclose(evaluate(problem, inputs).examined[0], mean, atol=1e-12)
