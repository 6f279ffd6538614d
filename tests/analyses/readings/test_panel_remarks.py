"""What is told of a panel's sheets: remarks, weights, a halo, who judged."""

from pathlib import Path

import pytest

import toi
from tests.analyses.readings.panel import ANNA, BEN, imported
from tests.command import run


def test_what_roughly_means_is_told_by_the_own_weights(sheets):
    """Beta(30 x 3/4, 30 x 1/4) lies within .613 and .868 in nine draws of ten."""
    done = imported(sheets(anna=ANNA, ben=BEN))
    assert "weights are taken roughly, the 75 % of 'Value' as some 61 to 87 %; for" in done.err


def test_a_halo_of_the_sheets_is_told_with_the_ranking_they_make(sheets):
    """Who likes an option by two points on value sees two points less of its risk."""
    likes = {"anna": (2, -2, 0, 1, -1), "ben": (-2, 1, 1, -2, 2), "cara": (0, 1, -1, 1, -1)}
    head = "Plan,Value,Risk\ndirection,benefit,cost\nweight,1,1\nscale,0..10,0..10\n"
    for halo in (True, False):
        texts = {
            name: head + "".join(f"P{n},{5 + d},{5 - d * halo}\n" for n, d in enumerate(each))
            for name, each in likes.items()
        }
        imported(sheets(**texts), "--force")
        out = " ".join(run("score", cwd="round").out.split())
        said = (
            "Halo 1.00 (0 none, 1 all one opinion): who likes one thing about an option likes the "
            "rest of it."
        )
        assert (said in out) == halo
        assert ("up to 1.4 times as wide" in out) == halo


def test_how_sure_weights_are_is_kept_by_a_new_import_and_other_edits_are_named(sheets):
    files = sheets(anna=ANNA, ben=BEN)
    imported(files)
    rubric = Path("round/rubrics/sheet.yaml")
    text = rubric.read_text(encoding="utf-8")
    edited = text.replace("weights_sure: roughly", "weights_sure: exactly")
    rubric.write_text(edited.replace("Risk: 1", "Risk: 2"), encoding="utf-8")
    done = imported(files, "--force")
    again = rubric.read_text(encoding="utf-8")
    assert again == text.replace("weights_sure: roughly", "weights_sure: exactly")
    assert "weights_sure: exactly is kept, which stood there" in done.err
    assert "written anew from the sheets; no longer in it: Risk: 2" in done.err
    assert "taken roughly" not in done.err


def test_remarks_are_kept_as_reasons_and_come_back(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    lines = Path("round/readings.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.endswith(",sound")] == [
        "ben,,Two,Value,7,sound",
        "ben,,Two,Risk,5,sound",
    ]
    assert run("data", "agreement", "readings.csv", cwd="round").code == 0


def test_a_remark_beside_empty_cells_is_kept_and_told_at_the_option(sheets):
    """Who does not judge for a reason says more than who judges."""
    conflict = "I have worked with them"
    carla = f'Proposal,Value,Risk,Remarks\nOne,?,,"{conflict}"\nTwo,5,,\nFour,2,3,\n'
    files = sheets(anna=ANNA, ben=BEN, carla=carla)
    done = imported(files)
    assert "note: 4 cells left empty: 3 by carla and 1 by anna" in done.err
    assert f"carla,,One,Risk,,{conflict}" in Path("round/readings.csv").read_text()
    for command in (("show", "One"), ("explain", "One"), ("data", "agreement", "readings.csv")):
        told = " ".join(run(*command, cwd="round").out.split())
        assert conflict in told, command
    sheet = [f"../{name}" for name in files]
    for read in (["readings.csv"], sheet):
        told = run("data", "agreement", *read, cwd="round").out
        assert "4 cells left empty" in " ".join(told.split())


def test_a_report_tells_of_those_who_judged_and_of_no_arguments(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    arguments = Path("round/data/arguments.yaml").read_text(encoding="utf-8")
    assert "\n  - id" not in arguments
    found = toi.report(toi.load("round/data"), choose=2)
    assert found.agreement is not None
    page = toi.report_html(found)
    for told in (
        "Chosen as it stands, 2 of 4 options",
        "--choose 2",
        "What to discuss first",
        "ben says: “sound”",
        "how the readers judge",
    ):
        assert told in page, told
    assert "Those who judged" in page
    top = page.partition("In short")[2].partition("</section")[0]
    assert "Chosen as it stands, 2 of 4 options" in top
    assert "Worth finding out" not in top, "one agenda"
    assert "given what one position values?" in page
    assert "argument" not in page.partition("<main")[2].partition("<footer")[0]
    Path("round/readings.csv").write_text("reader,theory\nanna,One\n", encoding="utf-8")
    with pytest.raises(toi.InputErrors):
        toi.report(toi.load("round/data"), choose=2)
    spoiled = toi.report(toi.load("round/data"))
    assert spoiled.agreement is None
    assert any("readings.csv beside the data is left out" in note for note in spoiled.notes)
