"""Strengths of arguments after replies (DF-QuAD)."""

from functools import partial

import numpy as np

from tests import small
from tests.published.register import held_against
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate

held_against = partial(held_against, subject="Strengths of arguments")


def aggregated(strengths):
    """Rago et al. 2016: ``f(v1, v2) = v1 + v2 - v1 v2``, one after another."""
    together = 0.0
    for one in strengths:
        together = together + one - together * one
    return together


def combined(base, against, supports):
    """Rago et al. 2016: the base score moved by the difference of the two sides."""
    if against >= supports:
        return base - base * abs(supports - against)
    return base + (1 - base) * abs(supports - against)


@held_against(
    "Rago, Toni, Aurisicchio and Baroni 2016, their recursion written out: twenty random debates "
    "of twelve arguments, attackers only",
    method="DF-QuAD",
)
def debates_of_attackers():
    random, found, wanted = np.random.default_rng(0), [], []
    for _ in range(20):
        base = random.uniform(0.05, 0.95, 12).round(3)
        attacks = [[j for j in range(i) if random.random() < 0.3] for i in range(12)]  # i attacks j
        arguments = [
            small.argument(
                f"a{i:02d}",
                float(base[i]),
                against=[(f"a{j:02d}", 1.0) for j in attacks[i]],
                effects=[] if attacks[i] else [(["A"], "c1", "lowers", 0.5)],
            )
            for i in range(12)
        ]
        problem = small.problem([small.criterion()], [small.theory("A", {"c1": 5})], arguments)
        found += [*evaluate(problem, expected_inputs(problem)).strength[0]]
        theirs = np.zeros(12)
        for i in reversed(range(12)):
            attackers = [theirs[k] for k in range(12) if i in attacks[k]]
            theirs[i] = combined(base[i], aggregated(attackers), 0.0)
        wanted += [*theirs]
    return found, wanted


@held_against(
    "the mean of both orders written out, where a cell is raised and lowered; DF-QuAD, from "
    "which this departs, keeps the base value where both are of equal force",
    method="cells after arguments",
)
def a_blow_and_a_support():
    """At .8, with a blow and a support of .5: .575, not .8 (see docs/divergences.md)."""
    hits = [("blow", "lowers"), ("support", "raises")]
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8})],
        [small.argument(name, 1.0, [(["A"], "c1", side, 0.5)]) for name, side in hits],
    )
    found = evaluate(problem, expected_inputs(problem)).values[0, 0, 0]
    base, blow, support = 0.8, 0.5, 0.5
    assert combined(base, blow, support) == base
    lowered_first = 1 - (1 - base * (1 - blow)) * (1 - support)
    raised_first = (1 - (1 - base) * (1 - support)) * (1 - blow)
    return [found], [(lowered_first + raised_first) / 2]


@held_against(
    "the e-democracy example of Rago, Toni, Aurisicchio and Baroni 2016 as the library "
    "Uncertainpy (Potyka; example RagoEtAlEDemocracy) has it: base scores, and the strengths that "
    "its forward propagation by products and linear influence prints",
    method="DF-QuAD",
)
def e_democracy():
    """Its two answers are cells of .5, where attack and support give what theirs give."""
    base = {"P1": 0.7, "P2": 0.5, "P3": 0.9, "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5}
    attacked = {"C2": "P2", "C3": "P2", "C4": "P2"}
    acts = {"P1": ("A1", "raises"), "P2": ("A1", "raises"), "P3": ("A2", "raises")}
    acts["C1"] = ("A2", "lowers")
    arguments = []
    for name, score in base.items():
        against = [(attacked[name], 1.0)] if name in attacked else []
        theory, side = acts.get(name, ("", ""))
        effects = [([theory], "c1", side, 1.0)] if theory else []
        arguments.append(small.argument(name, score, against=against, effects=effects))
    answers = [small.theory(name, {"c1": 5}) for name in ("A1", "A2")]
    problem = small.problem([small.criterion()], answers, arguments)
    found = evaluate(problem, expected_inputs(problem))
    strength = dict(zip(problem.arguments, found.strength[0], strict=True))
    published = {"P1": 0.7, "P2": 0.08, "P3": 0.9, "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5}
    cells = found.values[0, :, 0]
    return [*(strength[name] for name in published), *cells], [*published.values(), 0.862, 0.85]
