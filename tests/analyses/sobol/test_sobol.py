"""Sobol indices of debates: which inputs are mixed, exact cases, what a user sees."""

import itertools
import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.command import run
from tests.strategies import problems
from toi.analyses.layout.page import Page
from toi.analyses.shared.input_basis import YOURS, labels_by_basis
from toi.analyses.shared.result import as_json
from toi.analyses.shared.session import combine, open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.analyses.sobol.compute import run_sobol
from toi.analyses.sobol.input_groups import input_groups
from toi.analyses.sobol.screen import sobol_screen, sobol_table
from toi.compile.scoring import compile_problem
from toi.distribution import point
from toi.engine.problem import event_label
from toi.engine.sampling.input_labels import labels_by_kind, mixed
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.scoring.ranking import best_shares, lead, order_key
from toi.engine.sensitivity.pick_freeze import mixed_totals
from toi.engine.sensitivity.sobol import indices, resample_counts, variances
from toi.errors import InputErrors

FINE = ("t8.directness", "T06", "better-without-interp", "tag:dual-use", "assumed")


@pytest.fixture(scope="module")
def setting():
    return prepare(open_debate(), "balanced")


@pytest.fixture(scope="module")
def shown(setting):
    return rows_of(setting.problem, setting.debate.shown(["listed"]))


@pytest.fixture(scope="module")
def result(setting, shown):
    return run_sobol(setting, shown, points=2048, groups=FINE)


def fields(inputs):
    return [getattr(inputs, name) for name in inputs.__dataclass_fields__]


def same(one, two):
    return all(np.array_equal(a, b) for a, b in zip(fields(one), fields(two), strict=True))


@settings(max_examples=30)
@given(problems())
def test_the_four_groups_hold_every_input_once(drawn):
    problem = compile_problem(*drawn)
    base, other = (sampled_inputs(problem, seed, 20) for seed in (1, 2))
    groups = list(labels_by_kind(problem).values())
    assert same(mixed(problem, base, other, frozenset().union(*groups)), other)
    assert same(mixed(problem, base, other, frozenset()), base)
    one_by_one = base
    for group in groups:
        one_by_one = mixed(problem, one_by_one, other, group)
    assert same(one_by_one, other)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


def lively(values):
    """Outputs that are not the same in all but one point in twenty."""
    drawn = values[:2].reshape(-1, values.shape[-1])
    most = [np.unique(column, return_counts=True)[1].max() for column in drawn.T]
    return np.array(most) < 0.95 * len(drawn)


@settings(max_examples=20, derandomize=True)
@given(problems())
def test_indices_of_small_debates_keep_their_bounds(drawn):
    problem = compile_problem(*drawn)
    theories = list(range(len(problem.theories)))
    totals, gated = mixed_totals(problem, theories, list(labels_by_kind(problem).values()), 0, 1024)
    counts = resample_counts(np.random.default_rng(0), 1024, 50)
    first = best_shares(order_key(totals, gated))
    for values in (totals, first):
        found = indices(variances(values[0], values[1], values[2:], counts))
        known = np.isfinite(found.first) & lively(values)
        # A handful of events in a thousand points have errors that resampling cannot see.
        error = 4 * np.hypot(found.first_error, found.total_error)[known] + 0.1
        assert (found.first[known] >= -error).all()
        assert (found.first[known] <= 1 + error).all()
        assert (found.total[known] >= 0).all()
        assert (found.total[known] + error >= found.first[known]).all()
        sums = found.first.sum(axis=0) - 4 * np.sqrt((found.first_error**2).sum(axis=0))
        assert (sums[known.all(axis=0)] <= 1.1).all()


def certain(problem):
    """The problem with every number at its mean and the weights known."""
    inputs = expected_inputs(problem)
    raw = problem.low + (problem.high - problem.low) * inputs.judgements[0]
    cells = zip(problem.judgement_theory, problem.judgement_criterion, strict=True)

    def fixed(quantities, values):
        return tuple(
            replace(q, law=point(float(v))) for q, v in zip(quantities, values, strict=True)
        )

    return replace(
        problem,
        judgements=fixed(problem.judgements, [raw[cell] for cell in cells]),
        answers=fixed(problem.answers, inputs.answer_force[0]),
        forces=fixed(problem.forces, inputs.force[0]),
        weight_law=replace(problem.weight_law, kind="exactly"),
        credence=np.round(problem.credence),
    )


def only(problem, group):
    """The problem in which one group alone is uncertain."""
    kept = {
        "weights": {"weight_law": problem.weight_law},
        "arguments": {"credence": problem.credence},
        "judgements": {"judgements": problem.judgements},
        "forces": {"forces": problem.forces, "answers": problem.answers},
    }
    return replace(certain(problem), **kept[group])


@pytest.mark.parametrize("group", ["weights", "arguments", "judgements", "forces"])
def test_where_one_group_alone_varies_it_carries_all(setting, shown, group):
    problem = only(setting.problem, group)
    groups = labels_by_kind(problem)
    totals, _ = mixed_totals(problem, shown, list(groups.values()), 0, 2000)
    counts = resample_counts(np.random.default_rng(0), 2000, 50)
    found = indices(variances(totals[0], totals[1], totals[2:], counts))
    varies = np.isfinite(found.first[0])
    assert varies.any()
    for g, name in enumerate(groups):
        for values, errors in (
            (found.first, found.first_error),
            (found.total, found.total_error),
        ):
            off = np.abs(values[g, varies] - (name == group))
            assert (off <= 4.5 * errors[g, varies] if name == group else off == 0).all()


def weightiest(problem, theory, n):
    """The arguments whose forces on what is weighed of a theory add up to most."""
    hits = problem.hits_on(theory)
    hits = hits[problem.weights[problem.hit_criterion[hits]] > 0]
    force = expected_inputs(problem).force[0, problem.hit_force[hits]]
    pull = np.bincount(problem.hit_argument[hits], force, len(problem.arguments))
    return np.argsort(-pull, kind="stable")[:n].tolist()


def shares_in_worlds(values, chance, worlds, known):
    """``sum_k Var(E[f_k | the known events]) / sum_k Var(f_k)`` over all worlds."""
    mean = chance @ values
    keys = [tuple(world[known]) for world in worlds]
    found = -(mean**2).sum()
    for key in set(keys):
        here = np.array([k == key for k in keys])
        found += ((chance[here] @ values[here]) ** 2).sum() / chance[here].sum()
    return found / (chance @ values**2 - mean**2).sum()


def test_events_of_a_debate_against_all_its_worlds(setting, shown):
    """Six arguments alone are uncertain; all 64 worlds are worked out."""
    problem = certain(setting.problem)
    inputs = expected_inputs(problem)
    best = shown[int(evaluate(problem, inputs).totals[0, shown].argmax())]
    column = weightiest(problem, best, 6)
    problem.credence[column] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5]
    worlds = np.array(list(itertools.product([0.0, 1.0], repeat=6)))
    chance = np.prod(np.where(worlds, problem.credence[column], 1 - problem.credence[column]), 1)
    inputs = replace(inputs, sound=problem.credence[None, :])
    sound = np.repeat(inputs.sound, len(worlds), axis=0)
    sound[:, column] = worlds
    scores = evaluate(problem, inputs.repeat(len(sound)).with_(sound=sound)).totals[:, shown]
    groups = [frozenset([event_label(problem.arguments[a])]) for a in column]
    totals, gated = mixed_totals(problem, shown, groups, 0, 20_000)
    counts = resample_counts(np.random.default_rng(0), 20_000, 100)
    for exact, drawn in (
        (scores, totals),
        (best_shares(order_key(scores)), best_shares(order_key(totals, gated))),
    ):
        found = indices(variances(drawn[0], drawn[1], drawn[2:], counts).together())
        for i in range(6):
            others = [j for j in range(6) if j != i]
            first = shares_in_worlds(exact, chance, worlds, [i])
            total = 1 - shares_in_worlds(exact, chance, worlds, others)
            assert abs(found.first[i, 0] - first) <= 4 * found.first_error[i, 0] + 1e-9
            assert abs(found.total[i, 0] - total) <= 4 * found.total_error[i, 0] + 1e-9


def test_who_is_first_shares_ties_and_passes_over_what_is_gated():
    totals = np.array([[3.0, 3.0, 1.0], [1.0, 2.0, 9.0], [1.0, 2.0, 3.0]])
    gated = np.array([[False] * 3, [False, False, True], [True] * 3])
    shares = [[0.5, 0.5, 0], [0, 1, 0], [1 / 3, 1 / 3, 1 / 3]]
    np.testing.assert_allclose(best_shares(order_key(totals, gated)), shares)
    assert lead(totals, 0, [1, 2]).tolist() == [0, -8, -2]
    assert lead(totals, 0, []).tolist() == [0, 0, 0]


def test_the_same_seed_gives_the_same_bytes(setting, shown):
    def found(seed, **options):
        return as_json(run_sobol(setting, shown, seed, 600, **options))

    before = found(0)
    assert before != found(1)
    assert before == found(0)


def test_neither_another_record_nor_another_group_moves_anybodys_points(setting, shown):
    groups = list(labels_by_kind(setting.problem).values())
    before, _ = mixed_totals(setting.problem, shown, groups, 0, 300)
    after, _ = mixed_totals(setting.problem, shown, [frozenset(), *groups], 0, 300)
    assert (before == after[[0, 1, *range(3, 7)]]).all()
    debate = setting.debate
    fewer = {name: t for name, t in debate.theories.items() if name != "T14"}
    other = compile_problem(replace(debate, theories=fewer), setting.rubric.rubric)
    t9 = [problem.row["T09"] for problem in (setting.problem, other)]
    one, _ = mixed_totals(setting.problem, t9[:1], groups, 0, 300)
    two, _ = mixed_totals(other, t9[1:], list(labels_by_kind(other).values()), 0, 300)
    assert one.tobytes() == two.tobytes()


def test_what_a_user_expects_of_the_shipped_data(result):
    outputs = result.outputs
    everyone = [outputs.who_is_first, outputs.lead, *outputs.scores.values()]
    assert len(outputs.scores) == 20
    assert result.whole == ("weights", "arguments", "judgements", "forces")
    for shares in everyone:
        for name in (group.id for group in result.inputs):
            first, total = shares.first[name], shares.total[name]
            assert -0.1 <= first <= 1.1
            assert 0 <= total <= 1.2
            assert total >= first - 0.1
            for value, (low, high) in (
                (first, shares.ci.first[name]),
                (total, shares.ci.total[name]),
            ):
                assert low - 0.02 <= value <= high + 0.02
        assert sum(shares.first[name] for name in result.whole) <= 1.1
        assert sum(shares.total[name] for name in result.whole) >= 0.9
    assert result.evaluations == 2048 * (2 + 4 + 5)


def test_a_part_of_a_group_carries_no_more_than_the_group(result):
    for shares in (result.outputs.who_is_first, *result.outputs.scores.values()):
        for part, group in (
            ("T08.directness", "judgements"),
            ("T06", "judgements"),
            ("better-without-interp", "arguments"),
            ("tag:dual-use", "arguments"),
        ):
            assert shares.total[part] <= shares.total[group] + 0.05


def test_nobody_elses_judgement_bears_on_a_score(result):
    shares = result.outputs.scores["T09"]
    assert shares.total["T08.directness"] == shares.first["T08.directness"] == 0
    assert result.outputs.scores["T08"].total["T08.directness"] > 0


def test_weights_that_are_exact_carry_nothing(shown):
    exact = prepare(open_debate(), "equal-weights")
    result = run_sobol(exact, shown, points=256)
    assert result.inputs[0].numbers == 0
    assert result.outputs.who_is_first.total["weights"] == 0
    assert "none" in sobol_screen(result, exact.opened.provenance(exact.rubric, 0), Page())


def test_methods_that_compare_theories_have_indices_too(setting, shown):
    compared = replace(
        setting,
        problem=replace(setting.problem, method=TopsisMethod()),
    )
    shares = run_sobol(compared, shown, points=256).outputs.who_is_first
    assert 0.05 < shares.total["weights"] < 1.2


def test_one_theory_alone_is_always_first(setting):
    rows = [setting.problem.row["T09"]]
    result = run_sobol(setting, rows, points=64)
    found = json.loads(as_json(result))["outputs"]
    assert set(found["who_is_first"]["first"].values()) == {None}
    assert found["lead"]["ci"]["total"]["weights"] == [None, None]
    assert found["scores"]["T09"]["total"]["weights"] > 0
    made = setting.opened.provenance(setting.rubric, 0)
    assert sobol_screen(result, made, Page()).startswith("Nothing to explain")
    assert "nan" not in sobol_table(result).to_csv().lower()


def test_the_bases_part_all_that_the_records_say(setting):
    by_basis = labels_by_basis(setting)
    labels = [label for group in by_basis.values() for label in group]
    known = frozenset().union(*labels_by_kind(setting.problem).values()) - {"weights"}
    assert len(labels) == len(set(labels))
    assert known == set(labels)


def test_what_the_rubric_says_is_its_own(setting):
    rubric = setting.rubric.rubric
    own = rubric.model_copy(
        update={
            "credences": type(rubric.credences).model_validate(
                {"arguments": {"better-without-interp": 0.5}}
            )
        }
    )
    changed = combine(setting.opened, replace(setting.rubric, rubric=own))
    event = event_label("better-without-interp")
    assert labels_by_basis(changed)[YOURS] == {event}
    assert labels_by_basis(setting)[YOURS] == frozenset()
    assert [n for n, labels in labels_by_basis(setting).items() if event in labels] == ["inferred"]


def test_names_of_groups(setting):
    found = input_groups(
        setting, [*FINE, "weights", "tag:dual-use", "T6", "too-many-goals.directness"]
    )
    assert list(found)[4:] == [
        *("T08.directness", "T06", "better-without-interp", "tag:dual-use", "assumed"),
        "too-many-goals.directness",
    ]
    assert found["T08.directness"] == {"judgement/T08/directness"}
    parts = setting.debate.leaves(["T06"])
    assert {label.split("/")[1] for label in found["T06"]} == set(parts) != {"T06"}
    assert found["tag:dual-use"] == set(map(event_label, setting.debate.tags["dual-use"]))
    assert found["too-many-goals.directness"] <= found["forces"]
    assert found["too-many-goals.directness"]


def test_names_are_joined_and_stand_for_lines_and_criteria(setting):
    words = ["line:dual-use", "criterion:directness", "T08.directness + tag:dual-use"]
    line, criterion, both = list(input_groups(setting, words).values())[4:]
    assert line == input_groups(setting, ["dual-use"])["dual-use"]
    assert {label.rsplit("/", 1)[1] for label in criterion} == {"directness"}
    assert "judgement/T08/directness" in criterion
    assert both == {"judgement/T08/directness", *map(event_label, setting.debate.tags["dual-use"])}


@pytest.mark.parametrize(
    ("word", "code", "hint"),
    [
        ("directness", "one-weight", "weights add up"),
        ("weights.directness", "one-weight", "'directness'"),
        ("tag:dual-us", "unknown-tag", "dual-use"),
        ("T08.dirctness", "unknown-id", "directness"),
        ("line:dul-use", "unknown-id", "dual-use"),
        ("criterion:dirctness", "unknown-id", "directness"),
        ("too-many-goals.directnes", "unknown-effect", "directness"),
        ("dual-use.x", "not-an-input", "ID.CRITERION"),
        ("T99.directness", "unknown-id", "T99"),
        ("wieghts", "unknown-id", "wieghts"),
    ],
)
def test_names_that_are_no_group(setting, word, code, hint):
    with pytest.raises(InputErrors) as refused:
        input_groups(setting, [word])
    assert code in str(refused.value)
    assert hint in str(refused.value)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("theory", [None, "T08"])
def test_the_screen_fits_and_says_what_it_shows(setting, result, width, theory):
    made = setting.opened.provenance(setting.rubric, 0)
    text = sobol_screen(result, made, Page(width), theory)
    assert max(map(len, text.splitlines())) <= width
    shares = result.outputs.scores[theory] if theory else result.outputs.who_is_first
    assert f"{100 * shares.total['weights']:.0f} %" in text
    noisy = any(shares.ci.first[name][0] <= 0 < shares.total[name] for name in shares.first)
    assert ("within noise" in text) == noisy
    assert "nan" not in text


def test_the_table_holds_every_output(result):
    rows = sobol_table(result).rows
    assert len(rows) == 22 * len(result.inputs)
    assert len(sobol_table(result, "T08").rows) == len(result.inputs)
    assert all(not (isinstance(v, float) and math.isnan(v)) for row in rows for v in row)


def test_one_group_that_varies_is_all_there_is_to_say(tmp_path):
    (tmp_path / "m.csv").write_text("theory,reach\nscale,0..10\nAlpha,4..6\nBeta,4..6\n")
    assert run("data", "import", "m.csv", "-o", "w", cwd=tmp_path).code == 0
    done = run("sensitivity", "sobol", "--draws", "100", cwd=tmp_path / "w").out
    assert "All of the uncertainty about who is first comes from the judgements." in done
    assert "several at once" not in done
    assert "--draws 100 has no effect here" in " ".join(done.split())
