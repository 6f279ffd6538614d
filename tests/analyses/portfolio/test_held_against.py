"""What a split is held against is told with its score, and what to ask where nothing beats it."""

import json
import re

import pytest

from tests.analyses.report.reading import read
from tests.command import run

VANS = """\
Van,Price (EUR),Range (km),Running cost (EUR/month)
direction,cost,benefit,cost
scale,{price},{reach},{running}
Trafic,34900,950,340
Buzz,54000,420,170
"""
OF_SHEET = {"price": "34900..54000", "reach": "420..950", "running": "170..340"}
FROM_NOTHING = {"price": "0..60000", "reach": "0..1000", "running": "0..500"}
# By equal weights: what has the low end of each scale has 2 of 3 costs at their best, and a third
# of 100 points each for them; Trafic is best on price and range, Buzz on running cost alone.
NOTHING, TRAFIC, BUZZ = 67, 67, 33


def imported(folder, reference="none", **scales):
    (folder / "vans.csv").write_text(VANS.format(**scales))
    assert run("data", "import", "vans.csv", "-o", "own", "--force", cwd=folder).code == 0
    naming = folder / "own/data/debate.yaml"
    text = naming.read_text().replace("reference: none", f"reference: {reference}")
    naming.write_text(text.replace("option, options", "van, vans"))
    return folder / "own"


def said(folder, *words):
    done = run(*words, cwd=folder)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


@pytest.mark.parametrize(("reference", "baseline"), [("none", "taking none"), ("no van", "no van")])
def test_where_nothing_beats_doing_nothing_both_scores_are_told(reference, baseline, tmp_path):
    own = imported(tmp_path, reference, **OF_SHEET)
    text = said(own, "portfolio")
    start = f"No van scores more than {baseline} ({NOTHING}); the best, Trafic, scores {TRAFIC} too"
    assert text.startswith(f"{start}: all stays unspent.")
    assert f"Buzz scores {BUZZ}, {baseline} {NOTHING}" in text
    assert json.loads(run("portfolio", "-f", "json", cwd=own).out)["nothing"] == pytest.approx(
        200 / 3
    )


def test_a_user_learns_what_doing_nothing_is_taken_to_have_and_can_say_otherwise(tmp_path):
    own = imported(tmp_path, **OF_SHEET)
    text = said(own, "portfolio")
    ends = "Price (EUR) 34900, Running cost (EUR/month) 170 and Range (km) 420"
    assert f"Taking none counts as having the low end of every scale: {ends}." in text
    assert "scale in criteria.yaml; in a sheet, a row scale" in text
    said(own, "report", "--portfolio", "-o", "page.html")
    page = " ".join(read((own / "page.html").read_text()).first("main").text.split())
    assert f"No van scores more than taking none ({NOTHING})" in page
    assert ends in page

    text = said(imported(tmp_path, **FROM_NOTHING), "portfolio")
    assert "counts as having" not in text


def test_what_is_to_be_spent_all_the_same_is_split_as_the_screen_says(tmp_path):
    own = imported(tmp_path, **OF_SHEET)
    text = said(own, "portfolio")
    assert "If one is taken in any case, toi score says which" in text
    command = re.search(r"Next: .*?\| toi (portfolio .*?--floor listed=100%)", text)
    assert command is not None
    done = run(*command[1].split(), "-f", "json", cwd=own)
    shares = {line["id"]: line["share"] for line in json.loads(done.out)["allocation"]}
    assert shares == {"Trafic": pytest.approx(1), "Buzz": pytest.approx(0)}


def test_what_a_split_brings_is_told_above_what(tmp_path):
    (tmp_path / "vans.csv").write_text(
        "Van,Range (km)\ndirection,benefit\nscale,100..1000\nTrafic,950\nBuzz,420\n"
    )
    assert run("data", "import", "vans.csv", "-o", "own", cwd=tmp_path).code == 0
    text = said(tmp_path / "own", "portfolio", "--notes")
    assert re.search(r"It brings \d+ points of the score above taking none \(0\)", text)
    assert "Points: of the score, above taking none (0)." in text


def test_a_ranking_says_in_its_notes_where_doing_nothing_would_stand(tmp_path):
    own = imported(tmp_path, **OF_SHEET)
    assert "taking none" not in said(own, "score").lower()
    text = said(own, "score", "--notes")
    assert f"Taking none would score {NOTHING}, with every benefit at its worst" in text
    assert "(the low end of every scale: Price (EUR) 34900" in text
    named = imported(tmp_path, "no van", **FROM_NOTHING)
    text = said(named, "score", "--notes")
    assert f"no van {NOTHING} - " in text
    assert "would score" not in text
    assert "low end" not in text


def test_two_rubrics_that_would_spend_nothing_are_not_said_to_spend_alike(tmp_path):
    own = imported(tmp_path, **OF_SHEET)
    (own / "rubrics/other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nextends: sheet\n"
        "weights: {price-eur: 2, range-km: 1, running-cost-eur-month: 1}\n"
    )
    text = said(own, "portfolio", "sheet", "other")
    assert text.startswith(
        "2 rubrics (sheet 50 % and other 50 %) would leave all unspent, each alone and together."
    )
    assert "Why, by one of them: toi portfolio -r sheet." in text


def test_two_scores_of_one_option_are_told_apart_where_they_stand(tmp_path):
    """Where a value bends, its mean over the draws is less than the value of the mean."""
    (tmp_path / "vans.csv").write_text(
        "Van,Reach,Risk\nweight,50,50\ndirection,benefit,cost\nscale,0..100,0..10\n"
        "Trafic,0..100,10\nBuzz,0,9\n"
    )
    assert run("data", "import", "vans.csv", "-o", "own", cwd=tmp_path).code == 0
    own = tmp_path / "own"
    (own / "rubrics/bent.yaml").write_text(
        "schema: toi/rubric/1\nid: bent\ntitle: Bent\nextends: sheet\n"
        "value_functions: {Reach: [[0, 0], [50, 1], [100, 1]]}\nweights_sure: exactly\n"
    )
    text = said(own, "portfolio", "bent")  # on average 3/4 of the 50 points, at the mean all
    assert re.search(r"the best, Trafic, scores 3[78] on average \(50 at the mean\): all", text)
    assert re.search(r"Trafic scores 3[78] on average \(50 at the mean\), taking none 50", text)
    assert "Buzz scores 5, taking none 50" in text
