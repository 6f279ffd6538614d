"""`toi data pool`: what readers judge together, as a rubric."""

import json

import pytest

import toi
from tests.command import run
from toi.distribution import Distribution, point

PANEL = """\
reader,group,theory,criterion,low,mode,high
anna,town,T1,speed,6,7,8
ben,town,T1,speed,,9,
carla,,T1,speed,1,2,6
carla,,T2,speed,,5,
"""


@pytest.fixture
def panel(workspace):
    (workspace / "panel.csv").write_text(PANEL, encoding="utf-8")
    return workspace


def pooled(*words):
    return run("data", "pool", "panel.csv", "-r", "plain", *words)


def test_a_group_counts_once_however_many_read_in_it(panel):
    assert pooled("-o", "rubrics/panel.yaml").code == 0
    found = toi.rubric(None, "panel").rubric.overrides.judgements
    assert {key: override.value for key, override in found.items()} == {
        "T1.speed": Distribution(
            "mixture",
            (1, 1, 2),
            components=(
                Distribution("pert", (6, 7, 8)),
                point(9),
                Distribution("pert", (1, 2, 6)),
            ),
        ),
        "T2.speed": point(5),
    }


def test_disagreement_stays_in_the_range(panel):
    pooled("-o", "rubrics/panel.yaml")
    scored = json.loads(run("score", "-r", "panel", "--format", "json").out)["results"]
    first = next(row for row in scored if row["id"] == "T1")
    alone = json.loads(run("score", "-r", "plain", "--format", "json").out)["results"]
    before = next(row for row in alone if row["id"] == "T1")
    width, narrow = ((r["interval"]["p95"] - r["interval"]["p05"]) for r in (first, before))
    assert width > 2 * narrow  # speed is 1 to 9 now, where the record says 8
    exported = run("data", "export", "-r", "panel").out
    assert "mixture" in exported


def test_the_case_is_the_mean_of_the_groups_means(panel):
    pooled("-o", "rubrics/panel.yaml")
    (panel / "data/arguments.yaml").write_text("schema: toi/arguments/1\narguments: []\n")
    scored = json.loads(run("score", "-r", "panel", "--format", "json", "-q").out)["results"]
    first = next(row for row in scored if row["id"] == "T1")
    town, riders = (7 + 9) / 2, (1 + 4 * 2 + 6) / 6
    assert first["raw"]["speed"] == pytest.approx((town + riders) / 2)


def test_weights_and_beliefs_are_those_of_the_rubric_below(panel):
    pooled("-o", "rubrics/panel.yaml")
    assert toi.rubric(None, "panel").rubric.weights == toi.rubric(None, "plain").rubric.weights
    assert run("rubric", "check", "panel").code == 0


def test_the_rubric_below_may_be_named_by_its_file(panel):
    by_file = run("data", "pool", "panel.csv", "-r", "rubrics/plain.yaml")
    assert by_file == pooled()
    (panel / "other.yaml").write_bytes((panel / "rubrics/plain.yaml").read_bytes())
    assert "[bad-start]" in run("data", "pool", "panel.csv", "-r", "other.yaml").err


def test_the_text_says_whose_each_part_is_and_reads_back_by_itself(panel):
    done = pooled()
    assert done.code == 0
    assert "- [1, {pert: [6, 7, 8]}]  # anna" in done.out
    assert "id: pooled" in done.out


def test_nothing_is_overwritten_unasked(panel):
    pooled("-o", "rubrics/panel.yaml")
    before = (panel / "rubrics/panel.yaml").read_bytes()
    assert "[file-exists]" in pooled("-o", "rubrics/panel.yaml").err
    assert pooled("-o", "rubrics/panel.yaml", "--force").code == 0
    assert (panel / "rubrics/panel.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("sheet", "words", "code"),
    [
        (
            "reader,view,theory,criterion,value\na,final,T1,speed,3\n",
            ("-o", "p.yaml"),
            "final-pooled",
        ),
        ("reader,theory,rank\na,T1,1\n", ("-o", "p.yaml"), "empty"),
        (PANEL, ("-o", "rubrics/plain.yaml", "--force"), "bad-start"),
        (PANEL, ("-o", "my panel.yaml"), "bad-id"),
    ],
)
def test_what_cannot_be_pooled(panel, sheet, words, code):
    (panel / "panel.csv").write_text(sheet, encoding="utf-8")
    done = pooled(*words)
    assert (done.code, done.out) == (2, "")
    assert f"[{code}]" in done.err
    assert not (panel / words[1]).exists() or code == "bad-start"


def test_a_whole_has_no_judgement_of_its_own(panel):
    with (panel / "data/theories.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {id: T3, kinds: [listed], title: Both ways, short: Both, claim: Both.,\n"
            "     case: Both., parts: [{id: T1, share: 0.5}, {id: T2, share: 0.5}]}\n"
        )
    (panel / "panel.csv").write_text(PANEL + "carla,,T3,speed,,5,\n", encoding="utf-8")
    done = pooled()
    assert "T3" not in done.out
    assert "T3 is made of parts" in done.err
    agreed = json.loads(run("data", "agreement", "panel.csv", "--format", "json").out)
    assert agreed["criteria"][0]["readings"] == 5


def test_names_that_would_break_the_file_do_not(panel):
    (panel / "panel.yaml").write_text(
        "schema: toi/readings/1\nreadings:\n"
        '  - {reader: "a\\nid: evil", theory: T1, criterion: speed, value: 3}\n'
        "  - {reader: 'b # }', theory: T1, criterion: speed, value: 4}\n"
    )
    done = run("data", "pool", "panel.yaml", "-r", "plain", "-o", "rubrics/p.yaml")
    assert done.code == 0
    assert toi.rubric(None, "p").rubric.id == "p"


def test_the_python_interface_gives_the_rubric_that_the_command_writes(panel):
    pooled("-o", "rubrics/panel.yaml")
    debate = toi.load()
    found = toi.pool(debate, ["panel.csv"], "plain", name="panel")
    assert found.text == (panel / "rubrics" / "panel.yaml").read_text(encoding="utf-8")
    assert (found.cells, found.readers, found.extends) == (2, 3, "plain")
    by_name, by_rubric = toi.score(debate, "panel"), toi.score(debate, found.rubric)
    assert by_rubric.results[0].score == by_name.results[0].score
    assert by_rubric.provenance.rubric_digest == by_name.provenance.rubric_digest


def test_a_name_that_no_rubric_can_have_is_refused(panel):
    with pytest.raises(toi.InputErrors) as refused:
        toi.pool(None, ["panel.csv"], "plain", name="two words")
    assert refused.value.problems[0].code == "bad-id"


def test_a_rubric_of_other_records_says_that_it_may_be_old(panel):
    """Whoever makes the records anew from corrected sheets has to pool anew too."""
    assert pooled("-o", "rubrics/panel.yaml").code == 0
    assert "made beside other records" not in run("score", "-r", "panel").err
    theories = panel / "data/theories.yaml"
    theories.write_text(theories.read_text(encoding="utf-8").replace("8", "7"), encoding="utf-8")
    done = run("score", "-r", "panel")
    assert "note: rubric panel: its 2 judgements were made beside other records (" in done.err
    assert "make it anew (toi data pool), else toi rubric check panel --fix" in done.err
    assert run("rubric", "check", "panel", "--fix").code == 0
    assert "made beside other records" not in run("score", "-r", "panel").err
