"""Of thousands of theories those that ever lead are looked at, and what they decide is the same."""

from toi.analyses.cruxes import contenders
from toi.analyses.cruxes.compute import run_cruxes
from toi.analyses.sensitivity.compute import run_sensitivity
from toi.analyses.sensitivity.request import SensitivityRequest
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import combine, open_debate, resolve_rubric
from toi.analyses.shared.theories import rows_of


def shipped(*settings, rubric="balanced"):
    """The shipped debate's theories that are ranked, and their kinds."""
    opened = open_debate()
    model = combine(opened, resolve_rubric(opened, rubric, settings))
    kinds = find_kinds(model.debate, None)
    return model, rows_of(model.problem, model.debate.shown(kinds)), kinds


def test_theories_that_never_lead_decide_nothing(monkeypatch):
    """Those that lead in no draw are left out, and every chance stays all but what it was."""
    model, shown, _ = shipped()
    every = run_cruxes(model, shown, draws=2048)
    monkeypatch.setattr(contenders, "MANY", len(shown) - 1)
    some = run_cruxes(model, shown, draws=2048)
    assert every.covered == 1.0
    assert len(some.theories) < len(every.theories)
    assert some.covered == 1.0
    of_all = {one.argument: one for one in every.cruxes}
    for one in some.cruxes:
        before = of_all[one.argument]
        assert abs(one.evppi - before.evppi) < 1e-9
        chances = one.p_first_if_accepted
        # Who leads in no draw as drawn may do so where an argument is turned over.
        assert all(abs(chances[t] - before.p_first_if_accepted[t]) < 0.01 for t in chances)


def test_few_are_looked_at_and_how_much_they_cover_is_said(monkeypatch):
    model, shown, kinds = shipped()
    monkeypatch.setattr(contenders, "MANY", 2)
    monkeypatch.setattr(contenders, "MOST", 2)
    found = run_sensitivity(model, kinds, SensitivityRequest("cruxes"), draws=2048)
    assert len(found.worth.theories) == 2
    assert 0.3 < found.worth.covered < 1.0
    said = [one for one in found.warnings if "cruxes are among the 2 of" in one]
    assert len(said) == 1
    assert f"{found.worth.covered:.1%} of draws" in said[0]
    about = run_cruxes(model, shown, draws=2048, theory="T15")
    assert "T15" in about.theories


def test_where_scores_hang_on_who_is_compared_all_are_looked_at(monkeypatch):
    model, shown, _ = shipped("method=topsis")
    monkeypatch.setattr(contenders, "MANY", 2)
    found = run_cruxes(model, shown, draws=512)
    assert len(found.theories) == len(shown)


def test_where_gates_exclude_some_those_that_are_last_are_looked_at_too(monkeypatch, tmp_path):
    strict = tmp_path / "strict.yaml"
    strict.write_text(
        "schema: toi/rubric/1\nid: strict\ntitle: Strict\nextends: balanced\n"
        "gates:\n  - {'directness < 2.5': exclude}\n"
    )
    model, shown, _ = shipped(rubric=strict)
    every = run_cruxes(model, shown, draws=2048)
    monkeypatch.setattr(contenders, "MANY", 2)
    monkeypatch.setattr(contenders, "MOST", 8)
    some = run_cruxes(model, shown, draws=2048)
    assert len(some.theories) < len(shown)
    worths = {one.name: one.evppi for one in every.groups}
    assert some.groups
    for one in some.groups:
        assert abs(one.evppi - worths[one.name]) < 0.1
