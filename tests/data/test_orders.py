"""Orders that the essay states, theory by theory and argument by argument; [n] is a line of it.

`test_faithful.py` holds the broad ones. These go into particulars: what a verdict, a concession,
an inherited critique or a weaker point does to whom.
"""

import statistics

import pytest

from tests.data import scored

AUTHOR = "essay-author"


@pytest.fixture(scope="module")
def debate():
    return scored.shipped()


@pytest.fixture(scope="module")
def author():
    """Every theory by its id, as the essay's author scores it."""
    return rows()


def rows(*settings, kinds="all"):
    """Return results by theory under the essay's position, with some settings."""
    return scored.rows(AUTHOR, *settings, kinds=kinds)


def scores(*settings):
    """Return scores by theory under the essay's position, with some settings."""
    return scored.scores(AUTHOR, *settings, kinds="all")


def points(row):
    """Return what each argument adds to a theory's score, or takes."""
    return row.contributions.arguments


def listed(debate, found):
    return {name: found[name] for name in debate.debate.shown(["listed"])}


def test_the_two_key_theories_are_clearly_rejected(debate, author):
    """[43-46] T02 and T04 are the key theories that the author does not accept."""
    ours = listed(debate, author)
    place = sorted(ours, key=lambda name: -ours[name].score)
    assert {"T02", "T04"} <= set(place[-5:])
    granted = ("T01", "T06", "T08")  # [371], [386], [391]
    assert max(ours["T02"].score, ours["T04"].score) < min(ours[n].score for n in granted)


def test_the_force_multiplier_is_the_soundest_of_the_list(debate, author):
    """[371] valid is the author's word for T01, as for no other of the twenty."""
    sound = {name: row.raw["soundness"] for name, row in listed(debate, author).items()}
    assert max(sound, key=lambda name: sound[name]) == "T01"


@pytest.mark.parametrize("name", ["T03", "T06a", "T08", "T18"])
def test_whatever_raises_another_theory_raises_the_force_multiplier(author, name):
    """[371] T01 hangs on the success of the others, each of them."""
    better = [f"{name}.{c}=10" for c in ("directness", "deception_relevance", "soundness")]
    worse = [f"{name}.{c}=0" for c in ("directness", "deception_relevance", "soundness")]
    before = author["T01"].score
    assert scores(*worse)["T01"] < before < scores(*better)["T01"]


@pytest.mark.parametrize(
    ("force", "moved"),
    [
        ("microscope-uneconomic.microscope", ("T15", "T20")),  # [415]
        ("too-speculative.ai-interpreters", ("T16", "T20")),  # [416]
        ("especially-dangerous.in-the-loss", ("T09", "T20")),  # [414]
        ("culture-shifts-by-outreach.by-outreach", ("T12", "T13")),  # [402]
    ],
)
def test_heirs_share_the_force_of_the_critique(author, force, moved):
    without = scores(f"{force}=0")
    for name in moved:
        assert without[name] > author[name].score


def test_the_reply_that_is_not_in_the_text_stays_a_gap(debate):
    """[396-398] T11 shares the critique of T10, and that critique is not there."""
    records = debate.debate
    for name in ("T10", "T11"):
        assert records.theories[name].gap
    ten, eleven = ({a.id for a in records.bearing_on(name)} for name in ("T10", "T11"))
    assert ten == eleven


def test_latent_knowledge_is_no_better_than_those_whose_critiques_it_shares(author):
    """[413-416] T20 has the critiques of T09, T15 and T16."""
    assert author["T20"].score < min(author[name].score for name in ("T09", "T15", "T16"))


def test_enumerative_safety_falls_by_its_reasons_in_their_order():
    """[103-111] the reasons stand from most important to less important."""
    order = [
        "danger-of-a-feature-ill-posed",
        "feature-notion-fuzzy",
        "danger-lies-in-abilities",
        "deep-deceptiveness",
        "vision-neurons-already-labelled",
    ]
    found = points(rows(kinds="end-story")["E01"])
    taken = [found[name] for name in order]
    assert taken == sorted(taken)
    assert taken[-1] < 0
    assert found["cleaner-data-simpler"] > taken[2]  # an aside of the case studies [431, 441]


def test_the_dream_inherits_fully_and_reverse_engineering_in_part(author):
    """[143] the dream is simply the same again; [128] the other often hides it."""
    off = ["danger-of-a-feature-ill-posed=0", "feature-notion-fuzzy=0", "deep-deceptiveness=0"]
    off += ["danger-lies-in-abilities=0", "enumerative-doomed=0"]
    without = scores(*off)
    gain = {name: without[name] - author[name].score for name in ("E01", "E02", "E03")}
    assert gain["E03"] > 0.75 * gain["E01"]
    assert 0 < gain["E02"] < 0.5 * gain["E03"]


def test_end_stories_stand_by_their_verdicts(author):
    """[306] the only exciting one, [156] promising, [187] neither, [103] doomed, [143] the same."""
    assert author["E05"].score > author["E04"].score > author["T15"].score
    assert author["T15"].score > author["E01"].score
    assert author["E02"].score > author["E01"].score
    assert author["E03"].score < author["E02"].score


def test_showing_ignorance_is_the_better_showpiece_and_the_joke_worse_than_nothing(debate, author):
    """[204] better, [195-196] limits of teaching and luring, [197] not to be done at home."""
    uses = debate.debate.shown(["outreach"])
    assert max(uses, key=lambda name: author[name].score) == "O07"
    assert min(uses, key=lambda name: author[name].score) == "O03"
    assert author["O03"].score < statistics.median(r.score for r in listed(debate, author).values())
    cost = {name: author[name].raw["opportunity_cost"] for name in uses}
    assert set(sorted(cost, key=lambda name: -cost[name])[:2]) == {"O01", "O02"}


def test_technical_outreach_stands_above_every_use_of_interpretability(debate, author):
    """[307] two makers of videos against the whole field, its use for outreach included."""
    uses = debate.debate.shown(["listed", "end-story", "unlisted", "outreach"])
    assert author["A10"].score > max(author[name].score for name in uses)


def test_governance_costs_least_and_outreach_did_more_than_the_field(debate, author):
    """[275, 295] per unit of effort, [307] two makers of videos, [364] more than emulation."""
    cost = {name: row.raw["opportunity_cost"] for name, row in author.items()}
    assert "A01" in sorted(cost, key=lambda name: cost[name])[:3]
    interpretability = debate.debate.shown(["listed", "end-story", "unlisted"])
    assert author["A10"].score > max(author[name].score for name in interpretability)
    assert min(author["A10"].score, author["A23"].score) > author["A17"].score


def test_demos_hand_nothing_to_capability_work(debate, author):
    """[297] no gain of function is needed."""
    case = debate.debate.theories["A02"].judgements["dual_use_risk"].value
    assert author["A02"].raw["dual_use_risk"] < case.mean + 0.1
    general = [row.raw["dual_use_risk"] for row in listed(debate, author).values()]
    assert author["A02"].raw["dual_use_risk"] < min(general)


def test_dual_use_is_charged_by_name_beyond_what_meets_all(debate, author):
    """[394] dangerous beyond the rest, [373] a multiplier, [403] sped up, [408] dangerous."""
    risk = {name: row.raw["dual_use_risk"] for name, row in listed(debate, author).items()}
    named = {"T09", "T01", "T16"}
    spoken_of = named | {"T20", "T13"}
    others = [risk[name] for name in risk if name not in spoken_of]
    assert min(risk[name] for name in named) > max(others)
    assert risk["T13"] > statistics.median(others)
    assert risk["T09"] == max(risk[name] for name in named)


def test_the_main_problem_weighs_most_among_the_general_harms(debate, author):
    """[323] perhaps the main problem is the story that we build and then align."""
    general = ("build-then-align", "false-understanding", "overinterpretation", "safety-washing")
    general += ("graded-on-its-own-curve", "super-wicked", "crowded-streams-discourage")
    lost = {
        name: statistics.mean(points(r).get(name, 0.0) for r in listed(debate, author).values())
        for name in general
    }
    assert min(lost, key=lambda name: lost[name]) == "build-then-align"


def test_newcomers_crowd_the_field_more_surely_than_seniors(debate):
    """[265-277] counts for juniors; of seniors the author is less sure."""
    arguments = debate.debate.arguments
    assert (
        arguments["too-many-juniors"].credence.value
        > arguments["big-labs-unexplained"].credence.value
    )


def test_the_nitpick_takes_less_than_the_main_point():
    """[54] against [55]: one example is not the theory."""
    found = points(rows(kinds="listed")["T02"])
    assert abs(found["loss-curves-showed-the-jump"]) < 0.3 * abs(found["explains-after-the-fact"])


def test_prevention_and_behaviour_are_shorter_than_looking_inside(author):
    """[81-88], [214], [360] the other routes to what T04 and T08 are for."""
    for route in ("A09", "A12", "A18", "A19", "A20", "A21"):
        assert author[route].raw["directness"] > author["T04"].raw["directness"] + 2
    for theory in ("T03", "T04", "T07", "T08", "T09"):
        assert author["A13"].raw["tractability"] > author[theory].raw["tractability"] + 2


def test_of_the_two_threat_theories_the_slowdown_is_the_good_one(debate, author):
    """[386] a good theory of change; [383-384] three objections to the other."""
    parts = rows(kinds="part")
    assert parts["T06b"].score > parts["T06a"].score
    assert max(listed(debate, author).values(), key=lambda row: row.score).id == "T06"


def test_a_second_shift_of_culture_is_no_better_than_the_first(author):
    """[400-404] T13 has T12's critique, and two of its own."""
    assert author["T13"].score < author["T12"].score


def test_emulation_is_a_nightmare_to_build(debate, author):
    """[364] an engineering nightmare that will hardly be used."""
    agendas = debate.debate.shown(["agenda"])
    technical = [name for name in agendas if name not in ("A22", "A23")]
    assert min(technical, key=lambda name: author[name].raw["tractability"]) == "A17"


def test_effort_goes_to_governance_first_and_some_stays(debate):
    """[275, 295] governance, [312] his own agenda, [195] no more material, [317] not zero."""
    share = {name: share for name, (_, share) in scored.shares(AUTHOR).items()}
    assert max(share, key=lambda name: share[name]) == "A01"
    assert share["A23"] > 0.05
    kinds = {
        kind: sum(share.get(name, 0) for name in debate.debate.shown([kind]))
        for kind in ("listed", "outreach", "agenda")
    }
    assert 0 < kinds["listed"] <= kinds["outreach"] < kinds["agenda"]


def test_stopping_a_run_early_costs_the_least_of_the_list(debate):
    """[412] more shots without large amounts of capital, as its proponent puts it."""
    cost = {
        theory.id: theory.judgements["opportunity_cost"].value.mean
        for theory in debate.debate.theories.values()
        if "listed" in theory.kinds and theory.judgements
    }
    assert min(cost, key=lambda name: cost[name]) == "T19"


def test_kinds_stand_in_the_order_of_the_text(debate, author):
    """[289-293] agendas with better theories of impact; [191] outreach the best of the field's."""
    median = {
        kind: statistics.median(author[name].score for name in debate.debate.shown([kind]))
        for kind in ("agenda", "outreach", "listed", "end-story")
    }
    assert sorted(median, key=lambda kind: -median[kind]) == list(median)


def test_every_share_of_the_list_is_worth_something():
    """[291] not such a bad egg, [317] a non-zero number of researchers."""
    found = scored.result(AUTHOR)
    assert sum(row.score > found.nothing for row in found.results) > len(found.results) / 2
