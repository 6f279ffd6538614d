"""What would change who leads, where it is plain."""

import pytest

from tests import small
from tests.engine.sensitivity.helpers import SimpleDebate, setting_of
from tests.json_text import as_json
from toi.analyses.flips.compute import run_changing
from toi.analyses.flips.screen import add_flips
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.result import Provenance


def test_one_theory_leads_whatever_happens():
    found = SimpleDebate({"T1": (8, 2)}, {"a": 3, "b": 1}).changing()
    assert (found.leader, found.runner_up, found.flips, found.tornado) == ("T1", None, (), ())
    assert found.weight_stability == {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    assert found.reason


def test_where_all_are_gated_nobody_leads():
    gates = [{"a < 9": "exclude"}]
    found = SimpleDebate({"T1": (8, 2), "T2": (5, 5)}, {"a": 3, "b": 1}, gates=gates).changing()
    assert found.leader is None
    assert found.weight_stability is None
    assert found.flips == ()
    assert "gate" in found.reason


def test_with_one_criterion_only_judgements_can_change_the_order():
    found = SimpleDebate({"T1": (8,), "T2": (5,)}, {"a": 1}).changing()
    assert found.weight_stability == {"a": (1.0, 1.0)}
    assert [(f.id, f.to, f.rounded, f.new_leader) for f in found.flips] == [
        ("T1.a", pytest.approx(5), 4.9, "T2"),
        ("T2.a", pytest.approx(8), 8.1, "T2"),
    ]


def test_equals_part_at_the_least_change():
    """Of two that tie, the first by id stands first; any change to its harm costs it that."""
    found = SimpleDebate({"T1": (8, 2), "T2": (8, 2)}, {"a": 1, "b": 1}).changing()
    assert found.leader == "T1"
    assert found.weight_stability == {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    assert {f.id for f in found.flips} == {"T1.a", "T1.b", "T2.a", "T2.b"}
    assert all(f.distance < 1e-6 and f.verified for f in found.flips)
    assert {f.id: f.rounded for f in found.flips}["T1.a"] == 7.9


def test_a_dominant_leader_keeps_its_place_under_all_weights():
    found = SimpleDebate({"T1": (8, 7), "T2": (5, 5)}, {"a": 3, "b": 0}).changing()
    assert found.weight_stability == {"a": (1.0, 1.0), "b": (0.0, 1.0)}
    assert not [f for f in found.flips if f.what == "weight"]


def test_under_minimum_the_size_of_a_weight_is_nothing():
    debate = SimpleDebate({"T1": (8, 4), "T2": (3, 9)}, {"a": 3, "b": 1}, method="minimum")
    found = debate.changing()
    assert found.leader == "T1"
    assert found.weight_stability is None
    assert {f.what for f in found.flips} == {"judgement"}


def test_the_order_of_records_does_not_matter():
    values = {"T1": (8, 2), "T2": (5, 5), "T3": (3, 8)}
    forth = SimpleDebate(values, {"a": 5, "b": 2}).changing()
    back = SimpleDebate(
        {t: row[::-1] for t, row in reversed(values.items())}, {"b": 2, "a": 5}
    ).changing()
    assert as_json(forth) == as_json(back)


def test_a_convention_that_puts_another_first_stands_among_the_changes():
    """T2 is not about c1, on which it is judged low."""
    say = {"basis": "stated", "why": "said"}
    judged = {"c1": {"value": 1, "bears": False, **say}, "c2": {"value": 8, **say}}
    theories = [small.theory("T1", {"c1": 6, "c2": 6}), small.theory("T2", judgements=judged)]
    debate = small.debate([small.criterion("c1"), small.criterion("c2")], theories, [])
    for here, there, first in (("as-judged", "left-out", "T2"), ("left-out", "as-judged", "T1")):
        model = setting_of(debate, small.rubric(not_bearing=here))
        found = run_changing(model, (0, 1))
        assert [(s.id, s.from_, s.to, s.new_leader) for s in found.switches] == [
            ("not_bearing", here, there, first)
        ]
        screen = Screen(Page(80))
        add_flips(screen, found, Provenance("1", "shipped", "0" * 12))
        assert "criteria that something is not about" in screen.text()
        other = setting_of(debate, small.rubric(not_bearing=there))
        assert run_changing(other, (0, 1)).leader == first
