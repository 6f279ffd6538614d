"""What the speakers other than the essay's author would sign; [n] is a line of the text.

Orders are read off the text, never off a reader's numbers.
"""

import functools
import statistics

import pytest

import toi
from tests.data.scored import rows as scored_rows
from tests.data.scored import shares, shipped

POSITIONS = ("proponent", "basic-science", "top-down", "affordances", "better-work")
NORMS_AND_CULTURE = ("T05", "T10", "T11", "T12", "T13")
BUILDING_ALIGNED_MODELS = ("A09", "A12", "A13", "A14", "A15", "A17", "A20", "A24")  # [596]


@pytest.fixture(scope="module")
def debate():
    return shipped()


@pytest.fixture(scope="module")
def found():
    """Each position's rows, of all kinds, by id."""
    return {
        name: scored_rows(name, kinds="all") for name in (*POSITIONS, "balanced", "essay-author")
    }


def scores(rows):
    return {name: row.score for name, row in rows.items()}


def of_kind(debate, rows, *kinds):
    return {name: rows[name].score for name in debate.debate.shown(kinds)}


def pairs_won(debate, rows, against=None):
    """The share of pairs of an interpretability line and an agenda in which the former leads."""
    lines = of_kind(debate, rows, "listed", "end-story", "unlisted").values()
    agendas = of_kind(debate, rows, "agenda")
    others = [agendas[name] for name in against or agendas]
    return statistics.mean(ours > theirs for ours in lines for theirs in others)


@functools.cache
def points(theory, rubric, *settings):
    """What each argument adds to a theory's score."""
    explained = toi.explain(shipped(), theory, rubric, settings=settings)
    return {row.argument: row.points for row in explained.arguments}


@pytest.mark.parametrize("name", POSITIONS)
def test_a_position_rests_on_claims_and_keeps_hedges(debate, name):
    """A joke stays a joke: no shipped position writes a number over a record's credence."""
    rubric = toi.rubric(debate, name).rubric
    assert rubric.claims
    said = rubric.credences
    levels = (said.kinds, said.speakers, said.tags, said.arguments)
    given = [value for level in levels for value in level.values()]
    assert all(hasattr(value, "trust") for value in given)


# The list itself [370-413]


def test_the_list_speaks_before_anybody_answered_it(found):
    for name, row in found["proponent"].items():
        assert row.score == pytest.approx(row.contributions.case), name


def test_the_list_has_no_order_that_is_sure_and_no_theory_pays_for_another_aim(debate):
    rows = toi.score(debate, "proponent").results
    assert statistics.median(row.rank_range[1] - row.rank_range[0] for row in rows) >= 9
    last = {row.id for row in rows[-5:]}
    assert len(last & set(NORMS_AND_CULTURE)) <= 2
    assert toi.rubric(debate, "proponent").rubric.weights["dual_use_risk"] == 0  # never spoken of


def test_the_list_puts_its_effort_into_what_it_lists():
    split = shares("proponent").values()
    assert {kind for kind, _ in split} == {"listed"}
    assert sum(share > 0 for _, share in split) >= 10  # twenty routes, not one bet


# The first comment [530-538]


def test_understanding_is_reason_enough(debate, found):
    """[532] the clear best bet for understanding, which by itself recommends it."""
    rows = scores(found["basic-science"])
    rubric = toi.rubric(debate, "basic-science").rubric
    assert max(rubric.weights, key=lambda c: rubric.weights[c]) == "understanding"
    assert max(rows, key=lambda name: rows[name]) == "U01"
    listed = of_kind(debate, found["basic-science"], "listed")
    assert {"T14", "T02"} <= set(sorted(listed, key=lambda name: -listed[name])[:3])
    assert pairs_won(debate, found["basic-science"]) > 0.5
    assert pairs_won(debate, found["essay-author"]) < 0.1


@pytest.mark.parametrize("theory", ["T02", "T14", "U01"])
def test_the_best_bet_outweighs_that_findings_come_late(theory):
    """[530] to ask new science for foresight is the wrong reasoning; [532] the best bet."""
    by = points(theory, "basic-science")
    assert by["best-bet-for-understanding"] > -by["explains-after-the-fact"]
    assert by["too-many-juniors"] < 0  # agreed to [532]


def test_safety_by_design_comes_from_understanding(found):
    """[538] against set-ups that are to be safe without it."""
    rows = scores(found["basic-science"])
    for avoided in ("A13", "A14", "A17", "A24"):
        assert rows[avoided] < min(rows["U01"], rows["T14"], rows["T02"])


# The second comment [541-565]


def test_top_down_leads_and_mechanistic_work_trails(found):
    """[544-548], [561]; of the twenty, T02 and T04 are told as mechanism [374, 378]."""
    rows = scores(found["top-down"])
    named = ("E01", "E02", "E03", "U04", "T02", "T04")
    assert rows["U02"] > max(rows[name] for name in named) + 10
    assert all(rows["U02"] > rows[name] for name in rows if name[0] == "T")
    for told_as_mechanism in ("T02", "T04"):
        for open_to_either in ("T03", "T06", "T08", "T18", "T19"):
            assert rows[told_as_mechanism] < rows[open_to_either]


def test_one_team_is_partly_on_the_path(found):
    """[546] somewhat on board with the work of one laboratory."""
    rows = scores(found["top-down"])
    assert rows["E03"] > rows["E01"]
    assert points("E03", "top-down")["one-team-on-the-path"] > 0


@pytest.mark.parametrize("theory", ["T03", "T18", "T19", "U02", "E04"])
def test_the_second_comment_is_about_mechanistic_work_only(theory):
    """[548] just for mechanistic work, and the top-down kind is exempt."""
    assert "mechanistic-needs-ambition" not in points(theory, "top-down")


# The fourth and fifth comment [571-598]


def test_techniques_that_affordances_enhance_lead(debate, found):
    """[573-580] debate and oversight, feedback, causes of failures; [582] not understanding."""
    listed = of_kind(debate, found["affordances"], "listed")
    enhanced = [listed[name] for name in ("T01", "T06", "T07", "T08")]
    assert min(enhanced) > statistics.median(listed.values())
    assert listed["T02"] < min(enhanced)


def test_new_handles_beat_circuits_by_hand(found):
    """[584] manual circuit analysis excites less, [586] downstream tasks more."""
    rows = scores(found["affordances"])
    assert min(rows["U01"], rows["U03"]) > max(rows["U04"], rows["E01"], rows["E02"])


def test_other_ways_to_build_aligned_models_are_about_as_good(debate, found):
    """[594-596] no better work of this kind is seen, and [586] no lead is claimed."""
    rows = scores(found["affordances"])
    ours = [rows[name] for name in ("T06", "T08", "U01", "U02", "U03", "E05")]
    theirs = [rows[name] for name in BUILDING_ALIGNED_MODELS]
    assert abs(statistics.mean(ours) - statistics.mean(theirs)) < 5
    leads = {
        name: pairs_won(debate, found[name], BUILDING_ALIGNED_MODELS)
        for name in ("affordances", "essay-author")
    }
    assert 0.1 < leads["affordances"] < 0.5
    assert leads["essay-author"] < leads["affordances"]


# The sixth and seventh comment [600-615]


def test_retargeting_leads_the_end_stories_and_enumeration_ends_them(debate, found):
    """[605] enumerative safety is given up; [607] retargeting is nearest to the plan."""
    stories = of_kind(debate, found["better-work"], "end-story")
    assert max(stories, key=lambda name: stories[name]) == "E04"
    assert min(stories, key=lambda name: stories[name]) == "E01"


def test_a_models_own_concepts_beat_most_other_work(debate, found):
    """[600-602] not talked out of it; [611-615] what the essay left out."""
    rows = scores(found["better-work"])
    agendas = of_kind(debate, found["better-work"], "agenda")
    assert min(rows["E04"], rows["U05"]) > statistics.median(agendas.values())
    given = {name for name, (_, share) in shares("better-work").items() if share > 0.01}
    assert {"E04", "U05"} <= given


def test_poor_work_so_far_weighs_little():
    """[604] it is an important point, and says little against the theories."""
    for theory, argument in (("T04", "far-below-needed-level"), ("T03", "no-way-to-audit-gpt4")):
        theirs = points(theory, "better-work")[argument]
        unanswered = points(theory, "better-work", "better-work-can-be-done=0")[argument]
        assert unanswered < 1.4 * theirs < 0


# All of them


@pytest.mark.parametrize("name", ["top-down", "affordances", "better-work", "essay-author"])
def test_enumerative_safety_stands_low_with_all_who_speak_of_it(debate, found, name):
    """[103], [543-545], [588], [605]."""
    rows = found[name]
    below = of_kind(debate, rows, "listed", "end-story", "unlisted")
    ranked = sorted(below, key=lambda line: below[line])
    assert ranked.index("E01") < len(ranked) // 4
