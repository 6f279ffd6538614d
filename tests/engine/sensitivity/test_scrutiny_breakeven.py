"""How much of its peers' wear a theory can take before it falls behind."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.sensitivity.scrutiny_breakeven import bearable_wear, bearing


def theory(name, value, examined, kind, **fields):
    said = {"scrutiny": {"value": examined, "why": "because"}, "peers": ["listed"]}
    return small.theory(name, {"c1": value}, kinds=[kind], **(said | fields))


def problem(**fields):
    """Three agendas that nobody examined; of two listed theories, one lost half of its 10."""
    return small.problem(
        [small.criterion()],
        [
            theory("A", 8, 0.1, "agenda"),
            theory("B", 5.5, 0.1, "agenda"),
            theory("C", 4, 0.1, "agenda"),
            theory("D", 9, 0.1, "agenda", peers=()),
            theory("L", 10, 1, "listed"),
            theory("M", 6, 1, "listed"),
        ],
        [small.argument("hit", 1, [(["L"], "c1", "lowers", 0.5)])],
        scrutiny="adjusted",
        **fields,
    )


def test_the_share_at_which_a_theory_meets_the_best_rival_by_hand():
    """Of its peers' mean wear of 1/4, A may take all: 6 left; nobody else is above M's 6."""
    here = problem()
    rivals = [here.row[name] for name in "LM"]
    found = bearable_wear(here, [here.row[name] for name in "ABCD"], rivals)
    np.testing.assert_array_equal(np.isnan(found), [False, True, True, True])
    assert found[0] == 1.0
    against_l = bearable_wear(here, [here.row["B"]], [here.row["L"]])
    assert against_l == pytest.approx([4 * (1 - 5 / 5.5)])


BENT = (np.array([0.0, 0.5, 0.52, 1.0]), np.array([0.0, 0.5, 0.9, 1.0]))


@pytest.mark.parametrize("function", [None, BENT], ids=["straight", "bent"])
def test_it_is_found_wherever_it_is(function):
    """Against L's 5: level as read, ahead by half a point, by half a point to the end, and between.

    A bend of the value function changes nothing of where the two are level.
    """
    values = {"A": 5.0, "B": 5.05, "C": 5.05 / 0.75, "D": 5.5, "E": 4.99, "F": 5.0 / 0.75}
    made = small.problem(
        [small.criterion()],
        [
            *(theory(name, value, 0.1, "agenda") for name, value in values.items()),
            theory("L", 10, 1, "listed"),
            theory("M", 6, 1, "listed"),
        ],
        [small.argument("hit", 1, [(["L"], "c1", "lowers", 0.5)])],
        scrutiny="adjusted",
    )
    made = replace(made, value_functions=(function,))
    found = bearable_wear(made, [made.row[name] for name in values], [made.row["L"]])
    level = [4 * (1 - 5 / value) for value in values.values()]
    wanted = [0, level[1], 1, level[3], np.nan, 1]
    assert found == pytest.approx(wanted, abs=1e-9, nan_ok=True)
    assert found[2] == 1.0


def test_a_gate_that_is_met_on_the_way_counts_as_behind():
    here = problem(gates=[{"c1 < 7": "exclude"}])
    found = bearable_wear(here, [here.row["A"]], [here.row["L"]])
    assert found == pytest.approx([4 * (1 - 7 / 8)], abs=1e-6)


def test_a_method_that_compares_theories_is_refused():
    with pytest.raises(ValueError, match="topsis"):
        bearable_wear(problem(method="topsis"), [0], [1])


def test_a_whole_takes_what_its_parts_take():
    """Two parts of 8 and 6 that nobody examined are 7, as one theory of 7 would be."""
    parts = [theory("A", 8, 0.1, "agenda"), theory("B", 6, 0.1, "agenda")]
    others = [theory("L", 10, 1, "listed"), theory("M", 6, 1, "listed")]
    whole = small.theory("W", parts=[{"id": n, "share": 1} for n in "AB"], kinds=["agenda"])
    hit = small.argument("hit", 1, [(["L"], "c1", "lowers", 0.5)])
    made = small.problem([small.criterion()], [*parts, *others, whole], [hit], scrutiny="adjusted")
    found = bearable_wear(made, [made.row["W"]], [made.row["M"]])
    assert found == pytest.approx([4 * (1 - 6 / 7)])
    borne = bearing(made, [made.row[name] for name in "MW"], 0.25).scrutiny.examined
    assert {t: borne[row] for t, row in made.row.items()} == {
        **dict.fromkeys("ABM", 0.75),
        **dict.fromkeys("LW", 1.0),
    }
