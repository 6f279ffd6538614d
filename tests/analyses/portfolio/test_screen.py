"""What `toi portfolio` prints, suggests and refuses."""

import csv
import io
import re
from dataclasses import replace

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, refused
from tests.command import run
from toi.analyses.portfolio.wording.next_commands import next_commands


def test_tables_for_other_programs(debate):
    rows = list(csv.DictReader(io.StringIO(run("portfolio", *FAST, "-f", "csv").out)))
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert run("portfolio", *FAST, "-f", "markdown").out.startswith("# ")


def test_what_to_type_next_keeps_to_what_was_asked(debate):
    found = toi.portfolio(
        toi.load(), "plain", kinds="listed,other", max_lines=2, current="none", draws=100
    )
    first, kept = found.frontier[0], "--kind listed,other --max-lines 2 --current none"
    steep = replace(found, frontier=(first, replace(first, risk=1.0, cvar=first.cvar + 9)))
    assert f"portfolio -r plain {kept} --risk 0.5 --draws 100" in next_commands(steep)
    cautious = replace(steep, wishes=replace(steep.wishes, risk=0.5))
    assert f"portfolio -r plain {kept} --risk 0 --draws 100" in next_commands(cautious)


def test_caution_that_would_do_little_is_not_suggested(debate):
    found = run("portfolio", *FAST).out
    said, _, following = " ".join(found.split()).partition("Next: ")
    assert "More caution (--risk) would gain and cost little." in said
    assert "--risk" not in following


def test_what_is_wrong_is_said(debate):
    assert refused("--risk", "30") == "toi: risk 30 is above 1; for 30 % write 0.3 [risk-range]"
    assert "is not an amount" in refused("--budget", "much")
    assert "goes with several rubrics" in refused("--credence", "1")
    assert "no file or allocation 'nowhere.csv'" in refused("--current", "nowhere.csv")
    assert "add --set method=additive [no-worth]" in refused("--set", "method=topsis")
    both = ("--set", "portfolio.bounds.T1.floor=0.7", "--set", "portfolio.bounds.T2.floor=0.6")
    assert refused(*both) == (
        "toi: no split can meet all of: the budget (100 %), the floor of 70 % for Short way "
        "(T1) and the floor of 60 % for Long way (T2); give up one of them [split-infeasible]"
    )
    place = debate / "rubrics" / "plain.yaml"
    text = place.read_text()
    place.write_text(text + "portfolio:\n  bounds:\n    T1: {floor: 0.7}\n    T2: {floor: 0.6}\n")
    line = text.count("\n") + 3
    assert refused().startswith(
        f"rubrics/plain.yaml:{line}:10: no split can meet all of: the budget"
    )
    place.write_text(text)
    (debate / "today.yaml").write_text("T2: 3\nT9: 1\nT1: many\n")
    assert refused("--current", "today.yaml").splitlines() == [
        "today.yaml:2:1: no option, kind or group 'T9' [unknown-theory]",
        "today.yaml:3:5: the amount of T1, 'many', is not an amount, such as 2000000 or "
        "'12 FTE' [not-a-number]",
    ]
    (debate / "today.csv").write_text("T2,1\nT1,-1\nT3\n")
    assert refused("--current", "today.csv").splitlines() == [
        "today.csv:2:2: the amount of T1, -1, is not 0 or more [share-negative]",
        "today.csv:3:1: a row is an id and an amount [csv-cells]",
    ]
    done = run("portfolio", "-r", "plain", "-r", "plain", "--credence", "1,2,3")
    assert "3 credences for 2 rubrics [credence-count]" in done.err


@pytest.mark.parametrize("credence", ["0,1", "1e-9,1"])
@pytest.mark.parametrize("command", [("portfolio",), ("report", "--portfolio", "-o", "x.html")])
def test_a_rubric_without_a_say_is_left_out_by_name(debate, command, credence):
    """Else what the other decides alone has no range, and rules leave all unspent."""
    copy = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(copy.format(name))
    done = run(*command, "mine", "theirs", "--credence", credence)
    assert (done.code, done.out) == (2, "")
    assert "leaves no say to mine: split without, by -r theirs [credence-range]" in done.err
    three = run(*command, "mine", "theirs", "plain", "--credence", f"{credence},2")
    assert "by -r theirs -r plain --credence 1,2 [credence-range]" in three.err


def test_every_suggested_split_keeps_the_budget():
    for rubrics, many in (((), 1), (("-r", "proponent", "-r", "essay-author"), 2)):
        seen = run("portfolio", "--budget", "2000000 EUR", *rubrics).out
        end = seen.split("Next:")[1].split("\ntoi ")[0].replace("\\\n", "")
        suggested = " ".join(end.split()).split(" | ")
        splits = [command for command in suggested if command.startswith("toi portfolio")]
        assert len(splits) == many
        assert all("--budget '2000000 EUR'" in command for command in splits), splits


@pytest.mark.parametrize("width", [60, 80])
def test_reasons_stand_whole_whatever_the_ids(tmp_path, width):
    """Ids that are words repeat the titles, and give way to the reasons."""
    (tmp_path / "m.csv").write_text(
        "Grant,reach\nscale,0..10\nChain-of-thought monitoring,7\nInterpretability lab,6\n"
        "Field building in Europe,1\n"
    )
    assert run("data", "import", "m.csv", "-o", "w", cwd=tmp_path).code == 0
    words = ("portfolio", "--budget", "2000000", "--set", "portfolio.returns=none")
    out = run(*words, cwd=tmp_path / "w", env={"COLUMNS": str(width)}).out
    assert max(len(line) for line in out.splitlines() if "toi " not in line) <= width
    assert "chain-of-thought-monitoring" not in re.split(r"Next:\s", out)[0]
    assert re.search(r"worth\s+60,\s+needs\s+70", out)
    assert "+23 for reach" in out


LONG = ("Village well repair", "Refugee legal advice")
SHEET = f"Grant,reach,ease\nscale,0..10,0..10\n{LONG[0]},7,3\n{LONG[1]},6,5\nRadio,1,9\n"


def own(tmp_path):
    """Make a debate of three grants, two with long titles, and three who judge them."""
    (tmp_path / "m.csv").write_text(SHEET)
    assert run("data", "import", "m.csv", "-o", "w", cwd=tmp_path).code == 0
    for share, name in enumerate(("anna", "bert", "cleo"), 2):
        (tmp_path / f"w/rubrics/{name}.yaml").write_text(
            f"schema: toi/rubric/1\nid: {name}\ntitle: {name}\nextends: sheet\n"
            f"weights: {{reach: {share}, ease: 1}}\n"
        )
    return tmp_path / "w"


def test_of_several_rubrics_titles_stand_whole_where_numbers_leave_room(tmp_path):
    folder = own(tmp_path)
    asked = ("portfolio", "anna", "bert", "cleo", "sheet", "--draws", "200")
    for width, whole in (("80", True), ("70", False)):
        out = run(*asked, cwd=folder, env={"COLUMNS": width}).out
        table = out[out.index("\nGrant") if "\nGrant" in out else out.index("\nOption") :]
        table = table.split("\n-- ")[0].splitlines()
        assert max(map(len, table)) <= int(width)
        assert all(any(row.startswith(title) for row in table) for title in LONG) == whole


def test_a_long_reason_goes_on_in_a_further_line_and_titles_stand_whole(tmp_path):
    """Asks leave money over, and why is the longest reason of all."""
    folder = own(tmp_path)
    (folder / "asks.csv").write_text(f"option,cap,smallest grant\n{LONG[0]},35000,35000\n")
    words = ("portfolio", "-r", "anna", "--budget", "1000000 EUR", "--asks", "asks.csv")
    caps = [part for name in (LONG[1], "Radio") for part in ("--cap", f"{name}=4.25%")]
    out = run(*words, *caps, "--draws", "200", cwd=folder, env={"COLUMNS": "80"}).out
    assert "caps, limits or smallest\n" in out
    assert all(f"{title} " in out.split("\n\n")[1] for title in LONG)
