"""Sheets of several readers as a debate of their own: what is made of them, and refused."""

import json
from pathlib import Path

import pytest

import toi
from tests.command import run

ANNA = """\
Proposal,Value,Risk
direction,benefit,cost
weight,3,1
scale,0..10,0..10
One,8,2
Two,5,4..5..6
Three,?,9
"""
BEN = "Proposal,Value,Risk,Why\nTwo,7,5,sound\nOne,6,2,\nFour,1,1,\n"


@pytest.fixture
def sheets(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)

    def written(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return [f"{name}.csv" for name in texts]

    return written


def imported(files, *options):
    done = run("data", "import", *files, "-o", "round", *options)
    assert done.code == 0, done.err
    assert run("data", "check", cwd="round").code == 0
    return done


def refused(files, *options):
    done = run("data", "import", *files, "-o", "round", *options)
    assert (done.code, done.out) == (2, "")
    return done.err.splitlines()


def test_cells_are_mixtures_and_weights_those_of_the_sheets(sheets):
    done = imported(sheets(anna=ANNA, ben=BEN))
    assert "4 options, 2 criteria from the sheets of 2 readers" in done.out
    debate = toi.load("round/data").debate
    assert list(debate.theories) == ["One", "Two", "Three", "Four"]
    laws = {
        (t, c): judgement.value.to_yaml()
        for t, theory in debate.theories.items()
        for c, judgement in theory.judgements.items()
    }
    assert laws["One", "Value"] == {"mixture": [[1, 8], [1, 6]]}
    assert laws["One", "Risk"] == 2
    assert laws["Two", "Risk"] == {"mixture": [[1, {"pert": [4, 5, 6]}], [1, 5]]}
    assert laws["Three", "Value"] == {"uniform": [0, 10]}  # nobody knows
    assert debate.theories["Two"].judgements["Value"].why == "2 readers: anna 5, ben 7"
    rubric = toi.rubric(toi.load("round/data"), "round/rubrics/sheet.yaml").rubric
    assert dict(rubric.weights) == {"Value": 3, "Risk": 1}
    assert rubric.title == "The weights in the panel's sheets"


BY_READER = """\
Reviewer,Team,Proposal,Value,Risk
,,direction,benefit,cost
weight,,,3,1
,,scale,0..10,0..10
anna,town,One,8,2
anna,town,Two,5,4..5..6
anna,town,Three,?,9
ben,,Two,7,5
ben,,One,6,2
ben,,Four,1,1
"""


def test_a_table_with_a_column_of_readers_is_a_sheet_to_each(sheets):
    """As a spreadsheet gives it; it makes the same debate as a file from each of them."""
    rows = "direction,benefit,cost\nweight,3,1\nscale,0..10,0..10\n"
    anna = f"Group: town\nProposal,Value,Risk\n{rows}One,8,2\nTwo,5,4..5..6\nThree,?,9\n"
    imported(sheets(anna=anna, ben="Proposal,Value,Risk\nTwo,7,5\nOne,6,2\nFour,1,1\n"))
    made = ("readings.csv", "rubrics/sheet.yaml")
    apart = {name: Path("round", name).read_text() for name in made}
    digest = toi.load("round/data").debate.digest
    done = run("data", "import", *sheets(all=BY_READER), "-o", "round", "--force")
    assert "from the sheets of 2 readers" in done.out
    assert {name: Path("round", name).read_text() for name in apart} == apart
    assert toi.load("round/data").debate.digest == digest
    agreed = run("data", "agreement", "../all.csv", "-f", "json", cwd="round")
    assert [one["cells"] for one in json.loads(agreed.out)["readers"]] == [5, 6]


def test_a_table_of_readers_may_use_the_words_of_the_long_form(sheets):
    rows = ",direction,benefit,cost\nanna,One,8,2\nben,One,6,2\nben,Two,1,1\n"
    done = imported(sheets(all=f"reader,theory,Use,Risk\n{rows}"))
    assert "2 options, 2 criteria from the sheets of 2 readers" in done.out


def test_places_in_a_table_of_readers_are_those_of_the_file(sheets):
    wrong = BY_READER.replace("ben,,One,6,2", "ben,,One,6x,2").replace(
        "ben,,Four,1,1", "ben,,Four,1"
    )
    wrong += ",,Five,1,2\nben,,Two,7,5\n"
    assert refused(sheets(all=wrong)) == [
        "all.csv:9:4: 'One', column 'Value': '6x' is not a number; write 6, and the unit in a row "
        "named unit [csv-number]",
        "all.csv:10:5: 'Four' has 4 cells, but the first row has 5 [csv-cells]",
        "all.csv:11:1: this row names no reader [csv-empty]",
        "all.csv:12:3: 'Two' is there already, on line 8 [csv-duplicate]",
    ]


@pytest.mark.parametrize(
    "raw",
    ["Plan,Expert,Use\nA,7,3\nB,7,5\nC,2,9\n", "Reader,Pages,Use\nKindle,90,3\nKobo,80,5\n"],
)
def test_a_table_whose_heads_are_called_as_readers_are_is_no_panels(sheets, raw):
    done = run("data", "import", *sheets(plain=raw), "-o", "round")
    assert done.code == 0, done.err
    assert not Path("round/readings.csv").exists()


def test_a_folder_of_other_files_beside_the_sheets_is_not_read_as_sheets(sheets):
    """As where the place to make it was meant: what is no sheet is named, and not read."""
    sheets(anna=ANNA, ben=BEN)
    Path("notes.yaml").write_text("a: 1\nb: [x, y]\n", encoding="utf-8")
    assert "note: notes.yaml is no sheet and is left out" in imported(["."]).err


def test_scores_are_the_means_of_the_readers(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    found = json.loads(run("score", "--format", "json", cwd="round").out)["results"]
    scores = {row["id"]: row["score"] for row in found}
    assert scores["One"] == pytest.approx(0.75 * 70 + 0.25 * 80)
    assert scores["Two"] == pytest.approx(0.75 * 60 + 0.25 * 50)


def test_what_each_reader_said_is_kept_beside_the_records(sheets):
    """Pooling it again over the records changes no score, to the last digit."""
    imported(sheets(anna=ANNA, ben=BEN))
    agreed = json.loads(run("data", "agreement", "readings.csv", "-f", "json", cwd="round").out)
    assert [(r["id"], r["cells"]) for r in agreed["readers"]] == [("anna", 5), ("ben", 6)]
    pooled = run("data", "pool", "readings.csv", "-r", "sheet", "-o", "rubrics/p.yaml", cwd="round")
    assert pooled.code == 0
    both = [
        json.loads(run("score", "-r", r, "-f", "json", cwd="round").out)["results"]
        for r in ("sheet", "p")
    ]
    assert both[0] == both[1]


def test_records_made_of_the_sheets_are_not_held_against_them(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    own = run("data", "agreement", "readings.csv", cwd="round").out
    assert "|" not in own.partition("Next:")[0]
    assert "records" not in own
    other = BEN.replace("One,6", "One,9")
    Path("other.csv").write_text(other, encoding="utf-8")
    beside = run("data", "agreement", "../anna.csv", "../other.csv", cwd="round").out
    assert "Beside the bar the records" in beside


def test_groups_count_once(sheets):
    text = "Group: town,,\nPlan,Value,Risk\nOne,{},2\nTwo,1,1\n"
    files = sheets(
        anna=text.format(2), ben=text.format(4), carla="Plan,Value,Risk\nOne,9,2\nTwo,1,1\n"
    )
    imported(files, "--more", "Risk")
    value = toi.load("round/data").debate.theories["One"].judgements["Value"].value
    assert value.mean == pytest.approx((3 + 9) / 2)


def test_tabs_of_a_workbook(sheets, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for title, text in (("anna", ANNA), ("ben", BEN)):
        page = book.create_sheet(title)
        for line in text.splitlines():
            page.append(line.split(","))
    book.save("panel.xlsx")
    done = run("data", "import", "panel.xlsx", "-o", "round", "--readers")
    assert done.code == 0, done.err
    assert "2 readers" in done.out
    assert "tab 'Sheet' left out" not in done.err  # it is empty
    done = run("data", "import", "panel.xlsx", "-o", "one")
    assert "4 options" not in done.out
    assert "tab 'anna' is read, not 'ben'; --readers takes each for a reader's" in done.err


def test_a_folder_stands_for_its_sheets(sheets, tmp_path):
    sheets(anna=ANNA, ben=BEN)
    folder = tmp_path / "all"
    folder.mkdir()
    for name in ("anna.csv", "ben.csv"):
        (tmp_path / name).rename(folder / name)
    (folder / "~$ben.xlsx").write_text("a lock")
    (folder / "call.docx").write_text("a letter")
    done = imported(["all"])
    assert "2 readers" in done.out
    assert "note: all/call.docx is no sheet and is left out" in done.err
    assert "~$" not in done.err
    (tmp_path / "none").mkdir()
    assert refused(["none"]) == ["toi: none holds no sheet (.csv, .tsv, .txt, .xlsx) [empty]"]


def test_running_numbers_before_the_names_and_totals_without_a_number(sheets):
    text = "No.,Proposal,Value,Total\n1,One,{},\n2,Two,4,\n,Mean,{},\n"
    done = imported(sheets(anna=text.format(6, 5), ben=text.format(2, 3)))
    debate = toi.load("round/data").debate
    assert list(debate.theories) == ["One", "Two"]
    assert list(debate.criteria) == ["Value"]
    assert "note: anna.csv, ben.csv: column 'No.' left out: numbers" in done.err
    assert "note: anna.csv, ben.csv: column 'Total' left out: there is no number in" in done.err


def test_a_column_that_nobody_filled_in(sheets):
    text = "Proposal,Value,Worth\nOne,{},?\nTwo,4,\n"
    said = refused(sheets(anna=text.format(6), ben=text.format(2)))
    nobody = "nobody judged column 'Worth'; leave it out with --without 'Worth' [csv-empty]"
    assert said == [f"anna.csv:1:3: {nobody}"]


def test_sheets_that_contradict_one_another(sheets):
    ben = BEN.replace("Two,7", "scale,0..5,0..10,\ndirection,cost,cost,\nweight,2,1,\nTwo,3")
    said = refused(sheets(anna=ANNA, ben=ben))
    assert [line.split(": ", 1) for line in said] == [
        ["ben.csv:2:2", "column 'Value': another sheet has the scale 0..10 [other-scale]"],
        [
            "ben.csv:3:2",
            "column 'Value': another sheet has the direction benefit [other-direction]",
        ],
        ["ben.csv:4:2", "column 'Value': another sheet has the weight 3 [other-weight]"],
        ["ben.csv:6:2", "'One', column 'Value': 6 is off the scale 0 to 5 [off-scale]"],
    ]


def test_every_problem_of_every_sheet(sheets):
    said = refused(
        sheets(
            anna=ANNA.replace("8,2", "x,2"),
            ben=BEN.replace("7,5", "12,5"),
            carla="reader,theory,rank\n",
        ),
        "--without",
        "Valu",
    )
    assert [line.rsplit(" ", 1)[1] for line in said] == [
        "[csv-number]",
        "[off-scale]",
        "[csv-header]",
        "[csv-header]",
    ]
    assert said[0].startswith("anna.csv:5:2: ")
    assert said[1] == "ben.csv:2:2: 'Two', column 'Value': 12 is off the scale 0 to 10 [off-scale]"
    assert said[3] == "toi: no column 'Valu' to leave out; did you mean 'Value'? [csv-header]"


def test_costs_are_asked_about_once(sheets):
    text = "Plan,Value,Price\nOne,{},5\nTwo,4,3\n"
    files = sheets(anna=text.format(1), ben=text.format(2))
    said = refused(files)
    assert len(said) == 1
    assert said[0].startswith("anna.csv:1:3: is less better on 'Price'?")
    imported(files, "--less", "Price")


def test_a_name_that_one_reader_alone_has_may_be_misspelt(sheets):
    files = sheets(
        anna="Plan,Value\nNight trains,2\nSolar roofs,1\n",
        ben="Plan,Value\nNight trains,4\nSolar rooofs,three\n",
        carla="Plan,Value\nNight trains,4\nSolar roofs,1\n",
    )
    assert refused(files) == [
        "ben.csv:3:1: 'Solar rooofs' stands in the sheet of ben alone: is it 'Solar roofs'? Write "
        "it alike; or, if it is another option, add --option 'Solar rooofs' [near-name]",
        "ben.csv:3:2: 'Solar rooofs', column 'Value': 'three' is not a number; "
        "write one, or ? if unknown [csv-number]",
    ]
    sheets(ben="Plan,Value\nNight trains,4\nSolar rooofs,3\n")
    imported(files, "--option", "Solar rooofs")
    assert len(toi.load("round/data").debate.theories) == 3


def test_names_of_a_series_are_no_misspellings(sheets):
    files = sheets(anna="Plan,Value\nGrant A,2\nStudy 1,1\n", ben="Plan,Value\nGrant B,3\n")
    imported(files)
    anna, ben = "Night trains", "Nightly trains everywhere"
    files = sheets(anna=f"Plan,Value\n{anna},2\nX,1\n", ben=f"Plan,Value\n{ben},3\n")
    done = imported(files, "--force")
    assert f"{anna!r} stands in the sheet of anna alone: is it {ben!r}?" in done.err


def test_many_options_of_one_reader_each_are_not_all_compared(sheets):
    """Each with each by their letters takes minutes; that it is not done is said."""
    rows = {n: "".join(f"the {n} plan of zone {i},3\n" for i in range(150)) for n in ("one", "two")}
    done = imported(sheets(**{name: f"Plan,Value\n{text}" for name, text in rows.items()}))
    assert "300 options stand in one sheet alone; whether some of them are one" in done.err


def test_numbers_in_names_are_told_apart_by_what_they_are_worth(sheets):
    text = "Plan,Value\nMalaria nets {},2\nStudy {},1\nSolar roofs,4\n"
    files = sheets(anna=text.format("2.0", 1), ben=text.format(2, 2), carla=text.format("2.0", 1))
    assert refused(files) == [
        "ben.csv:2:1: 'Malaria nets 2' stands in the sheet of ben alone: is it 'Malaria nets 2.0'? "
        "Write it alike; or, if it is another option, add --option 'Malaria nets 2' [near-name]"
    ]
    done = imported(files, "--option", "Malaria nets 2")
    assert "note: 'Study 2' stands in the sheet of ben alone\n" in done.err


def test_a_scale_in_a_head_is_no_part_of_the_name(sheets):
    """Whichever sheet comes first, and whatever a direction is said of."""
    carla = "Proposal,Value (0-10),Risk [0..10]\nTwo,1,9\nOne,8,2\nThree,4,4\n"
    for name in ("aaron", "carla"):
        files = sheets(**{name: carla, "anna": ANNA, "ben": BEN})
        done = imported(sorted(files), "--less", "Risk [0..10]", "--force")
        criteria = toi.load("round/data").debate.criteria
        assert list(criteria) == [one.title for one in criteria.values()] == ["Value", "Risk"]
        assert "'Value (0-10)' and 'Risk [0..10]' read as Value and Risk" in done.err
        assert f"{name},,Two,Value,1," in Path("round/readings.csv").read_text()
        Path(f"{name}.csv").unlink()


def test_years_in_heads_tell_columns_apart(sheets):
    text = "Plan,Sales (2019-2020),Sales (2021-2022)\nOne,7,8\nTwo,5,4\n"
    imported(sheets(anna=text, ben=text.replace("One", "Three")))
    assert len(toi.load("round/data").debate.criteria) == 2


@pytest.mark.parametrize("head", ["Valeu", "Value of it", "Value (points)"])
def test_a_criterion_that_one_reader_alone_has_may_be_one_of_the_others(sheets, head):
    carla = f"Proposal,{head},Risk\nTwo,1,9\nOne,8,2\n"
    files = sheets(anna=ANNA, ben=BEN, carla=carla)
    assert refused(files) == [
        f"carla.csv:1:2: column '{head}' stands in the sheet of carla alone: is it 'Value' of the "
        f"others? Write it alike; or, if it is another criterion, add --more '{head}', or --less "
        "where less is better [near-name]"
    ]
    said = refused(files, "--more", head)
    assert [line for line in said if "has no weight" in line and "one with 'Value'" in line] == said


def test_a_criterion_of_another_name_is_told_beside_the_one_that_is_missing(sheets):
    ben = BEN.replace("Value", "Merit")
    files = sheets(anna=ANNA.replace("weight,3,1\n", ""), ben=ben)
    done = imported(files)
    assert (
        "column 'Merit' stands in the sheet of ben alone, which has no 'Value': if they are one, "
        "write them alike" in done.err
    )


def test_an_option_that_is_not_there(sheets):
    said = refused(sheets(anna=ANNA, ben=BEN), "--option", "Thre")
    assert said == ["toi: no row 'Thre'; did you mean 'Three'? [csv-header]"]


def test_an_option_that_a_reader_left_empty_is_no_remark(sheets):
    """At the end of a sheet as in the middle of it."""
    text = "Plan,Value,Risk\nSolar roofs\nNight trains,4,2\nLunar dust,,\nWritten by night\n"
    done = imported(
        sheets(anna=text, ben="Plan,Value,Risk\nLunar dust,1,2\nSolar roofs,3,3\n"),
        "--more",
        "Risk",
    )
    assert "note: anna.csv: no judgement of 'Solar roofs' and 'Lunar dust'" in done.err
    assert "line 5 below the table left out: 'Written by night'" in done.err


ROUNDED = """\
Plan,A,B,C,Total,Average
{}One,1,2,7,10,{}
Two,4,4,5,13,{}
Three,2,,3,5,2.5
"""


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [("3.3", "4.3", "means"), ("3.33", "4.33", "means"), ("2.5", "4.2", "weighted means")],
)
def test_results_that_are_rounded_are_left_out(sheets, one, two, said):
    """Whoever's sheet holds the weights, and whatever cells are empty."""
    weighed = "weight,2,1,1,,\n" if said == "means" else "weight,50,30,20,,\n"
    text = ROUNDED.replace("2.5\n", "{}\n")
    last = "2.5" if said == "means" else "2.3"
    files = sheets(anna=text.format(weighed, one, two, last), ben=text.format("", one, two, last))
    done = imported(files)
    assert (
        f"anna.csv, ben.csv: column 'Average' left out: it holds {said} of the others" in done.err
    )
    assert "column 'Total' left out: it holds sums of the others" in done.err
    assert list(toi.load("round/data").debate.criteria) == ["A", "B", "C"]
    rubric = toi.rubric(toi.load("round/data"), "round/rubrics/sheet.yaml").rubric
    assert rubric.weights_sure == "roughly"
    assert "equal weights" not in done.err


def test_a_result_that_does_not_follow_in_one_of_the_sheets(sheets):
    text = "Plan,A,B,C,Average\nOne,1,2,7,3.3\nTwo,4,4,5,{}\n"
    said = refused(sheets(anna=text.format("4.3"), ben=text.format("9.9")))
    assert said == [
        "ben.csv:1:5: column 'Average' is reckoned from the others in anna.csv, and does not "
        "follow from them here: mend it, or leave it out with --without 'Average' [csv-result]"
    ]


def test_results_of_a_reader_who_judged_one_option(sheets):
    text = "Plan,A,B,C,Average\n{}Two,4,4,5,4.3\n"
    done = imported(sheets(anna=text.format("One,1,2,7,3.3\n"), ben=text.format("")))
    assert "anna.csv, ben.csv: column 'Average' left out: it holds means of the others" in done.err


def test_a_criterion_without_a_weight_beside_others(sheets):
    ben = "Proposal,Value,Risk,Reach\nTwo,7,5,3\nOne,6,2,2\n"
    assert refused(sheets(anna=ANNA, ben=ben)) == [
        "ben.csv:1:4: column 'Reach' has no weight, as others have in a row weight: add it there, "
        "or leave the column out with --without 'Reach' [csv-empty]"
    ]


def test_a_column_of_results_without_a_number_is_no_criterion(sheets):
    """Formulas of which a workbook kept no value, in the rows of weights and directions neither."""
    text = "Plan,Value,Risk,Average\nOne,{},2,{}\nTwo,4,1,{}\n"
    anna = text.replace("One", "weight,2,1,\ndirection,benefit,cost,\nOne")
    for average in ("", "?"):
        files = sheets(anna=anna.format(1, "", ""), ben=text.format(2, average, average))
        done = imported(files, "--force")
        assert "column 'Average' left out: there is no number in it" in done.err
        assert "taken as a criterion" not in done.err
        assert "equal weights" not in done.err


def test_a_record_shows_its_mixture(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    out = run("show", "Two", cwd="round").out
    assert "value: mixture: 5 (50 %), 7 (50 %)" in out
    assert "value: mixture: pert 4 5 6 (50 %), 5 (50 %)" in out


def test_names_of_files_that_no_record_could_hold(sheets, tmp_path):
    (tmp_path / "a\x1b[31m.csv").write_text(BEN, encoding="utf-8")
    said = refused([*sheets(anna=ANNA), "a\x1b[31m.csv"])
    assert len(said) == 1
    assert "rename it, or write Reader: NAME above the table [control-character]" in said[0]
    text = "Reader: Ada,,,\n" + BEN
    (tmp_path / "a\x1b[31m.csv").write_text(text, encoding="utf-8")
    imported(["anna.csv", "a\x1b[31m.csv"])
    assert "Ada 7" in (tmp_path / "round/data/theories.yaml").read_text(encoding="utf-8")


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
