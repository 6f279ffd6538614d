"""Orders and links that the essay states outright; [n] is a line of its text.

They come out of the records by themselves. Where one fails, a reading is wrong.
"""

import statistics
from dataclasses import replace

import pytest

import toi
from tests.data.scored import result, rows, scores, shipped

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
    return shipped()


def changed(before, after):
    return {name for name in before if abs(before[name] - after[name]) > 1e-9}


def test_tools_in_the_loss_stand_out_on_dual_use():
    """[394] calls T09 particularly dangerous; T20 inherits it [414]."""
    risk = {n: row.raw["dual_use_risk"] for n, row in rows("essay-author").items()}
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
    before = scores("essay-author")
    others = [t for t in debate.debate.theories.values() if t.judgements and t.id != "T01"]
    raise_all = [f"{t.id}.{c}=10" for t in others for c in ("directness", "deception_relevance")]
    assert scores("essay-author", *raise_all)["T01"] > before["T01"]
    spared = [f"{a}=0" for a in ("far-below-needed-level", "explains-after-the-fact")]
    assert "T01" in changed(before, scores("essay-author", *spared))
    unconditional = debate.debate.theories["T01"].model_copy(update={"conditional_on": None})
    alone = replace(debate.debate, theories={**debate.debate.theories, "T01": unconditional})
    found = toi.score(replace(debate, debate=alone), "essay-author").results
    assert next(row.score for row in found if row.id == "T01") > before["T01"]


@pytest.mark.parametrize("theory", NOT_MOST_DIRECT)
def test_not_the_most_direct_way(debate, theory):
    """[376], [380], [386], [389], [400], and by inheritance [402]."""
    kinds = "part" if theory == "T06b" else None
    argument = NOT_MOST_DIRECT[theory]
    bearing = debate.debate.arguments[argument]
    assert "not-most-direct" in bearing.tags
    without = rows("essay-author", f"{argument}=0", kinds=kinds)[theory]
    accepted = rows("essay-author", f"{argument}=1", kinds=kinds)[theory]
    assert accepted.raw["directness"] < without.raw["directness"] - 0.5
    proposed = rows("proponent", kinds=kinds)[theory]
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
    before = scores("essay-author", *weigh_all)
    off = [f"{name}=0" for name in switched_off]
    assert moved <= changed(before, scores("essay-author", *weigh_all, *off))


def test_prediction_is_low_throughout_once_its_critiques_are_accepted():
    """[41], [50-58]; T02 included."""
    believed = rows("essay-author", "prediction=0.9")
    assert max(row.raw["ex_ante_predictiveness"] for row in believed.values()) < 4
    proposed = rows("proponent")
    for name, row in believed.items():
        assert row.raw["ex_ante_predictiveness"] < proposed[name].raw["ex_ante_predictiveness"]


def test_no_theory_is_worth_nothing_and_some_are_worth_doing():
    """[5] commendable, [291] not such a bad egg, [317] a non-zero number of researchers."""
    found = result("essay-author")
    assert min(row.score for row in found.results) > 5
    above = [row for row in found.results if row.score > found.nothing]
    assert len(above) >= 3
    assert all(row.score < 100 for row in found.results)


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
    found = rows("proponent")
    foresight = {n: row.raw["ex_ante_predictiveness"] for n, row in found.items()}
    assert set(sorted(foresight, key=lambda n: -foresight[n])[:2]) == {"T02", "T17"}
    against = {n: row.raw["deception_relevance"] for n, row in found.items()}
    assert set(sorted(against, key=lambda n: -against[n])[:3]) == {"T04", "T06", "T18"}
    rubric = toi.rubric(debate, "proponent").rubric
    assert rubric.weights["dual_use_risk"] < 0.5 * max(rubric.weights.values())


def test_silence_does_not_pay(debate):
    """[48] nearly all are criticised: those without an answer of their own lose as others do."""
    silent = {t.id for t in debate.debate.theories.values() if not t.answered}
    assert silent == {"T10", "T14", "T17", "T18", "T19"}
    found = result("essay-author").results
    acting = {row.id: row.acting for row in found}
    assert min(acting[name] for name in silent) > 0.7 * statistics.median(acting.values())
    lost = {row.id: row.contributions.case - row.score for row in found}
    others = statistics.median(lost[name] for name in lost if name not in silent)
    assert statistics.median(lost[name] for name in silent) > 0.8 * others
    assert next(row.id for row in found) not in silent


def test_end_stories_stand_in_the_order_of_the_text():
    """[103] enumerative safety doomed, [156] retargeting promising, [187] microscope AI not.

    [128] and [143]: reverse engineering hides enumerative safety, Olah's dream is it again.
    """
    found = scores("essay-author", kinds="end-story")
    heirs = {"E02", "E03"}
    assert min(found, key=lambda n: found[n]) == "E01"
    assert all(found["E01"] < found[name] for name in found if name not in heirs | {"E01"})
    assert found["E04"] > max(found["E01"], found["E02"], found["T15"])
    assert found["E05"] > found["E04"]  # the only end story it is kind of excited about [306]


def test_shared_faults_of_enumerative_safety_reach_its_heirs():
    """[128] and [143]; [67] points at it from T04."""
    before = scores("essay-author", kinds="all")
    off = scores("essay-author", "feature-notion-fuzzy=0", kinds="all")
    assert {"E01", "E02", "E03", "T04"} <= changed(before, off)
    doomed = scores("essay-author", "enumerative-doomed=0", kinds="all")
    assert {"E01", "E02", "E03"} <= changed(before, doomed)


def test_outreach_is_at_least_as_good_as_every_listed_theory():
    """[191] the best theory of impact so far; [197] is a joke and stays out of it."""
    listed = scores("essay-author")
    outreach = scores("essay-author", kinds="outreach")
    joke = outreach.pop("O03")
    assert min(outreach.values()) > max(listed.values())
    assert joke < min(outreach.values())


def test_agendas_rank_above_the_listed_theories_as_a_group():
    """[289-310], and monitoring, process-based training, plain language [206-229]."""
    agendas = scores("essay-author", kinds="agenda")
    listed = scores("essay-author")
    assert statistics.median(agendas.values()) > max(listed.values())


def test_agendas_do_not_win_by_being_criticised_less(debate):
    """They are met by what bears on all alignment work [287, 596] and not argued for [293]."""
    records = debate.debate
    for name in records.shown(["agenda"]):
        assert any(a.kind == "critique" for a in records.bearing_on(name)), name
    lost = {
        row.id: row.contributions.case - row.score
        for row in result("essay-author", kinds="agenda").results
    }
    assert statistics.median(lost.values()) > 0
    marked = rows("balanced", kinds="agenda")
    assert sum(row.thin for row in marked.values()) > len(marked) / 2  # and it is said
    believed = [f"{a}=1" for a in ("alternatives-not-argued", "hits-every-method")]
    before = scores("balanced", kinds="agenda")
    after = scores("balanced", *believed, kinds="agenda")
    assert sum(after[name] < before[name] for name in before) > len(before) / 3


def test_the_authors_ranking_on_the_four_core_criteria_alone(debate):
    """All eight weigh in `essay-author`; on the core four the orders of the text stand too."""
    others = [c.id for c in debate.debate.criteria.values() if not c.core]
    core = rows("essay-author", *(f"weights.{name}=0" for name in others), kinds="all")
    score = {name: row.score for name, row in core.items()}
    assert score["E04"] > max(score["E01"], score["E02"], score["T15"])
    listed = [score[name] for name in debate.debate.shown(["listed"])]
    assert statistics.median(score[n] for n in debate.debate.shown(["agenda"])) > max(listed)


def test_basic_science_lifts_understanding(debate):
    """[530-538] the first comment; [532] agrees that too many juniors do this work."""
    author = [row.id for row in result("essay-author").results]
    science = [row.id for row in result("basic-science").results]
    for name in ("T14", "T02", "T01"):
        assert science.index(name) < author.index(name)
    rubric = toi.rubric(debate, "basic-science").rubric
    essay = toi.rubric(debate, "essay-author").rubric
    for name in ("directness", "other_harm"):
        assert rubric.weights[name] < essay.weights[name]
    assert rubric.credences.arguments["too-many-juniors"].trust > 1


def test_affordances_close_the_gap_to_other_ways_of_building_aligned_models():
    """[596] dual use and hiding meet every method alike."""
    methods = ("A09", "A13", "A14", "A15", "A17")
    gaps = {}
    for name in ("essay-author", "affordances"):
        found = scores(name, kinds="all")
        gaps[name] = statistics.mean(found[m] for m in methods) - found["T09"]
    assert gaps["affordances"] < gaps["essay-author"] - 3


def test_every_claim_has_a_home():
    from toi.analyses.data.coverage_compute import run_coverage
    from toi.analyses.shared.session import prepare

    found = run_coverage(prepare(toi.load(everything=True)))
    assert found.uncovered == 0
    assert sum(kind.claims for kind in found.kinds) == 536


def test_every_claim_has_a_few_words_to_find_it_by():
    claims = toi.load(everything=True).debate.claims
    for claim in claims.values():
        assert claim.find, claim.id
        assert 1 <= len(claim.find.split()) <= 6, claim.id


def test_what_is_said_of_all_meets_all_or_says_why_not(debate):
    """An argument that reaches by group and leaves some out says why, in `spares` or effects."""
    records = debate.debate
    for argument in records.arguments.values():
        hit = {t for e in argument.effects for t in records.members(e.on)}
        left_out = {
            t
            for e in argument.effects
            if set(e.on) & set(records.groups)
            for t in records.members(e.except_)
        }
        reached = {t for e in argument.effects for t in records.reached(e.on, e.except_)}
        spared = set(records.members(argument.spares))
        for name in left_out - spared:
            leaves = set(records.leaves([name]))
            assert leaves & reached or name not in hit, f"{argument.id} leaves out {name}"
