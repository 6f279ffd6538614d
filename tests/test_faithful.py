"""Orders and links that the essay states outright; [n] is a line of its text.

They come out of the records by themselves. Where one fails, a reading is wrong.
"""

import statistics
from dataclasses import replace

import pytest

import toi

NOT_MOST_DIRECT = {
    "T03": "audits-use-behaviour",
    "T05": "governance-coordinates-better",
    "T06b": "deception-shown-otherwise",
    "T07": "oversight-without-interp",
    "T12": "culture-shifts-by-outreach",
    "T13": "culture-shifts-by-outreach",
}


@pytest.fixture(scope="module")
def debate():
    return toi.load()


def rows(debate, rubric, *settings, kinds=None):
    found = toi.score(debate, toi.rubric(rubric, debate, settings), kinds=kinds)
    return {row.id: row for row in found.results}


def scores(debate, rubric, *settings, kinds=None):
    return {name: row.score for name, row in rows(debate, rubric, *settings, kinds=kinds).items()}


def changed(before, after):
    return {name for name in before if abs(before[name] - after[name]) > 1e-9}


def test_tools_in_the_loss_stand_out_on_dual_use(debate):
    """[394] calls T09 particularly dangerous; T20 inherits it [414]."""
    risk = {n: row.raw["dual_use_risk"] for n, row in rows(debate, "essay-author").items()}
    assert sorted(risk, key=lambda name: -risk[name])[:2] in (["T09", "T20"], ["T20", "T09"])
    own_charge = {
        "T01",
        "T13",
        "T15",
        "T16",
    }  # met by dual-use arguments that name them [373, 403, 186, 408]
    general = [risk[name] for name in risk if name not in own_charge | {"T09", "T20"}]
    assert risk["T09"] > max(general) + 1.5
    assert risk["T09"] > statistics.mean(general) + 3 * statistics.stdev(general)


def test_the_force_multiplier_rises_with_the_others(debate):
    """[371] T01 is valid, but conditional on the success of the others."""
    before = scores(debate, "essay-author")
    others = [t for t in debate.debate.theories.values() if t.judgements and t.id != "T01"]
    raise_all = [f"{t.id}.{c}=10" for t in others for c in ("directness", "deception_relevance")]
    assert scores(debate, "essay-author", *raise_all)["T01"] > before["T01"]
    spared = [f"{a}=0" for a in ("far-below-needed-level", "explains-after-the-fact")]
    assert "T01" in changed(before, scores(debate, "essay-author", *spared))
    unconditional = debate.debate.theories["T01"].model_copy(update={"conditional_on": None})
    alone = replace(debate.debate, theories={**debate.debate.theories, "T01": unconditional})
    assert scores(replace(debate, debate=alone), "essay-author")["T01"] > before["T01"]


@pytest.mark.parametrize("theory", NOT_MOST_DIRECT)
def test_not_the_most_direct_way(debate, theory):
    """[376], [380], [386], [389], [400], and by inheritance [402]."""
    kinds = "part" if theory == "T06b" else None
    argument = NOT_MOST_DIRECT[theory]
    bearing = debate.debate.arguments[argument]
    assert "not-most-direct" in bearing.tags
    without = rows(debate, "essay-author", f"{argument}=0", kinds=kinds)[theory]
    accepted = rows(debate, "essay-author", f"{argument}=1", kinds=kinds)[theory]
    assert accepted.raw["directness"] < without.raw["directness"] - 0.5
    proposed = rows(debate, "proponent", kinds=kinds)[theory]
    assert accepted.raw["directness"] < proposed.raw["directness"] - 2


@pytest.mark.parametrize(
    ("switched_off", "moved"),
    [
        (["culture-shifts-by-outreach"], {"T12", "T13"}),  # [402]
        (["especially-dangerous"], {"T09", "T20"}),  # [414]
        (["trains-it-to-hide"], {"T09", "T20"}),  # [414]
        (["microscope-uneconomic"], {"T15", "T20"}),  # [415]
        (["nothing-learned-from-weights"], {"T15", "T20"}),  # [415]
        (["already-in-danger", "too-speculative", "godzilla-strategy"], {"T16", "T20"}),  # [416]
    ],
)
def test_shared_critiques_move_together(debate, switched_off, moved):
    """One record, one event: switching it off moves all that it hits."""
    weigh_all = [f"weights.{c}=10" for c in debate.debate.criteria]
    before = scores(debate, "essay-author", *weigh_all)
    off = [f"{name}=0" for name in switched_off]
    assert moved <= changed(before, scores(debate, "essay-author", *weigh_all, *off))


def test_prediction_is_low_throughout_once_its_critiques_are_accepted(debate):
    """[41], [50-58]; T02 included."""
    believed = rows(debate, "essay-author", "prediction=0.9")
    assert max(row.raw["ex_ante_predictiveness"] for row in believed.values()) < 4
    proposed = rows(debate, "proponent")
    for name, row in believed.items():
        assert row.raw["ex_ante_predictiveness"] < proposed[name].raw["ex_ante_predictiveness"]


def test_no_theory_is_worth_nothing_and_some_are_worth_doing(debate):
    """[5] commendable, [291] not such a bad egg, [317] a non-zero number of researchers."""
    found = toi.score(debate, "essay-author")
    assert min(row.score for row in found.results) > 5
    above = [row for row in found.results if row.score > found.nothing]
    assert len(above) >= 3


def test_weaker_and_joking_points_carry_less_credence(debate):
    """[76] other weaker difficulties, [197] and [310] jokes, [27] impressions."""
    arguments = debate.debate.arguments.values()
    main = [a for a in arguments if a.kind == "critique" and not {"minor", "joke"} & set(a.tags)]
    weak = [a for a in arguments if {"minor", "joke"} & set(a.tags)]
    assert weak

    def believed(argument):
        value = argument.credence.value
        return sum(value) / 2 if isinstance(value, tuple) else value

    typical = statistics.median(map(believed, main))
    assert all(believed(a) < typical for a in weak)
    footnote = [a for a in weak if {"S452", "S453", "S454", "S455"} & set(a.claims)]  # [497]
    on_deception = [a for a in main if "deception" in a.tags]
    assert max(map(believed, footnote)) < min(map(believed, on_deception))


def test_proponents_see_what_their_theories_aim_at(debate):
    """T02 and T17 predict [374, 410]; T04, T06 and T18 meet deception [378, 381, 411]."""
    found = rows(debate, "proponent")
    foresight = {n: row.raw["ex_ante_predictiveness"] for n, row in found.items()}
    assert set(sorted(foresight, key=lambda n: -foresight[n])[:2]) == {"T02", "T17"}
    against = {n: row.raw["deception_relevance"] for n, row in found.items()}
    assert set(sorted(against, key=lambda n: -against[n])[:3]) == {"T04", "T06", "T18"}
    rubric = toi.rubric("proponent", debate).rubric
    assert rubric.weights["dual_use_risk"] < 0.5 * max(rubric.weights.values())


def test_silence_does_not_pay(debate):
    """[48] nearly all are criticised: those without an answer of their own do not lead."""
    ranked = [row.id for row in toi.score(debate, "essay-author").results]
    silent = {"T10", "T14", "T17", "T18", "T19"}
    for name in silent:
        assert debate.debate.theories[name].gap
    assert not set(ranked[:3]) <= silent
    bearing = {row.id: row.arguments for row in toi.score(debate, "balanced").results}
    assert min(bearing[name] for name in silent) > 0.7 * statistics.median(bearing.values())
