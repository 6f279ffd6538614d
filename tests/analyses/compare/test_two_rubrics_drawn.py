"""Two rubrics of debates that hypothesis draws: the parts make the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analyses.compare.helpers import SOME, compared, positions
from tests.strategies import debates, rubrics
from toi.analyses.rubric.effect_compute import ranking_under
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.scoring.ranking import order_key
from toi.records.rubric import Rubric


@st.composite
def pairs(draw):
    debate = draw(debates())
    return debate, draw(positions(debate)), draw(positions(debate))


@SOME
@given(pairs())
def test_two_rubrics_never_crash_and_the_parts_make_the_whole(drawn):
    debate, one, other = drawn
    found = compared(debate, one, other)
    shown = tuple(sorted(debate.shown(["listed"])))
    old, new = (ranking_under(debate, rubric, shown) for rubric in (one, other))
    moves = {move.id: move for move in found.moves}
    for t, name in enumerate(shown):
        move = moves[name]
        assert move.before.score == pytest.approx(old.totals[t], abs=1e-9)
        assert move.after.score == pytest.approx(new.totals[t], abs=1e-9)
        for parts in (found.shapley, found.cruxes):
            whole = sum(part.points[name] for part in parts)
            assert whole == pytest.approx(new.totals[t] - old.totals[t], abs=1e-9)
    signs = [pair_signs(order_key(s.totals, s.gated)[None]) for s in (old, new)]
    distance = kendall_distance(*signs)[0, 0]
    assert found.agreement.pairs == pytest.approx(distance)
    assert sum(part.pairs for part in found.shapley) == pytest.approx(distance, abs=1e-9)
    assert sum(crux.pairs for crux in found.cruxes) == pytest.approx(distance, abs=1e-9)
    for part in found.shapley:
        mine = [crux for crux in found.cruxes if crux.group == part.group]
        assert sum(crux.pairs for crux in mine) == pytest.approx(part.pairs, abs=1e-9)
    if found.lead.steps:
        assert found.lead.verified


@SOME
@given(pairs())
def test_either_side_first_tells_the_same(drawn):
    debate, one, two = drawn
    there, back = compared(debate, one, two), compared(debate, two, one)
    for name, value in vars(there.agreement).items():
        other = getattr(back.agreement, name)
        assert (value == other) if isinstance(value, tuple) else value == pytest.approx(other)
    assert there.lead.a == back.lead.b
    for mine, theirs in zip(there.shapley, back.shapley, strict=True):
        assert mine.group == theirs.group
        assert mine.pairs == pytest.approx(theirs.pairs, abs=1e-9)
        for name, points in mine.points.items():
            assert points == pytest.approx(-theirs.points[name], abs=1e-9)
    cruxes = {(c.group, c.id): c.pairs for c in back.cruxes}
    if "arguments" not in {c.group for c in there.cruxes}:  # versions are named in order
        for crux in there.cruxes:
            assert crux.pairs == pytest.approx(cruxes[crux.group, crux.id], abs=1e-9)


@SOME
@given(pairs())
def test_the_same_rubric_twice_differs_in_nothing(drawn):
    debate, one, _ = drawn
    found = compared(debate, one, one)
    assert (found.shapley, found.cruxes, found.agreement.pairs) == ((), (), 0)
    assert found.lead.a == found.lead.b


def shuffled(value):
    """The same mapping with its keys the other way round, at every level."""
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return value


@SOME
@given(pairs())
def test_the_order_of_keys_changes_no_byte(drawn):
    debate, one, other = drawn
    again = [
        Rubric.model_validate(shuffled(rubric.model_dump(by_alias=True, mode="json")))
        for rubric in (one, other)
    ]
    assert compared(debate, one, other).to_json() == compared(debate, *again).to_json()


@SOME
@given(st.data())
def test_a_pair_that_differs_in_one_weight(data):
    debate = data.draw(debates())
    one = data.draw(rubrics(debate)).model_copy(update={"weights_sure": "exactly"})
    names = list(debate.criteria)
    if len(names) < 3:
        return
    weights = {name: weight + 1 for name, weight in one.weights.items()}
    changed = data.draw(st.sampled_from(names))
    one = one.model_copy(update={"weights": weights})
    heavier = {**weights, changed: weights[changed] * data.draw(st.sampled_from([0.1, 3, 60]))}
    found = compared(debate, one, one.model_copy(update={"weights": heavier}))
    (crux,) = found.cruxes
    assert (crux.group, crux.id) == ("weights", changed)
    assert crux.pairs == pytest.approx(found.agreement.pairs)
    for move in found.moves:
        assert crux.points[move.id] == pytest.approx(move.points, abs=1e-9)
