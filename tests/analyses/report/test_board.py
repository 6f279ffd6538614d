"""Reports for a board: the split that is proposed comes first."""

import re
from dataclasses import replace

import pytest

import toi
from tests.analyses.report.positions import order, report
from tests.analyses.report.reading import read, rows
from toi.analyses.portfolio.demands.result import CommitmentRow
from toi.analyses.report.result import ReportRequest


def test_a_board_paper_begins_with_the_split_and_has_amounts():
    found = report(portfolio_first=True, budget="2000000")
    page = read(toi.report_html(found))
    assert order(page)[:2] == ["summary", "portfolio"]
    table = page.first("section", id="portfolio").first("table")
    *amounts, whole = [int(row[4].replace(",", "")) for row in rows(table) if row[4]]
    assert whole == 2_000_000
    assert amounts[0] == pytest.approx(2_000_000 * found.split.allocation[0].share, rel=0.01)
    assert sum(amounts) == whole
    bars = page.first("section", id="summary").first("table")
    drawn = [row for row in rows(bars) if row[0].startswith("The ")]
    lines = [line for line in found.split.allocation if line.share > 0]
    assert [row[0] for row in drawn] == [line.short_title for line in lines]
    assert [int(row[1].replace(",", "")) for row in drawn] == amounts
    assert len([*bars.all("svg")]) == len(lines)


def test_a_board_paper_speaks_of_its_split_and_leaves_the_ranking_to_the_end():
    found = report(portfolio_first=True, budget="2000000", only="A,C", floors=["C=600k"])
    page = read(toi.report_html(found))
    titles = {
        one.attributes["id"]: one.first("h2").text for one in page.first("main").all("section")
    }
    places = [*titles]
    assert places[2:4] == ["split-sure", "split-change"]
    assert (titles["split-sure"], titles["split-change"]) == ("How sure", "What would change it")
    assert places.index("ranking") > places.index("arguments")
    assert titles["ranking"] == "The ranking behind it"
    assert {"change", "robustness"} <= {*places[places.index("ranking") :]}
    folded = page.first("details", id="appendix")
    assert "open" not in folded.attributes
    assert [one.attributes["id"] for one in folded.all("section")] == places[4:]
    ranked = [row[0] for row in rows(page.first("section", id="ranking").first("table"))]
    names = {line.short_title for line in found.split.allocation}
    assert {name for name in ranked if name.startswith("The ")} == names
    told = page.first("section", id="origin").first("code").text
    for option in ("--only A,C", "--floor C=600k", "--budget 2000000"):
        assert option in told
    assert "equal shares" in page.first("section", id="split-sure").text
    verdict = page.first("section", id="summary").first("p", class_="verdict").text
    assert verdict.startswith("Proposed: 2,000,000 to 2 of 2 theories, most to ")
    assert "Only 2 theories that were named beforehand compete here." in page.first("main").text


def test_a_board_reads_its_split_first_and_no_today_but_its_own(tmp_path):
    plain = read(toi.report_html(report(portfolio_first=True)))
    verdict = plain.first("section", id="summary").first("p", class_="verdict").text
    assert "equal shares" in verdict
    assert "today" not in plain.first("section", id="portfolio").text.casefold()
    (tmp_path / "today.csv").write_text("A,500k\n")
    asked = {"budget": "2M EUR", "only": "A,C", "floors": ["C=600k"]}
    found = report(portfolio_first=True, current=str(tmp_path / "today.csv"), **asked)
    part = read(toi.report_html(found)).first("section", id="portfolio")
    assert "Today is today.csv" in part.text
    (tmp_path / "today.csv").write_text("Line,kEUR\nA,500\n")
    noted = report(portfolio_first=True, current=str(tmp_path / "today.csv"), **asked).notes
    assert "today.csv is in thousands, as its heading 'kEUR' says" in noted
    linked = [one.attributes["href"] for one in part.first("table").all("a")]
    assert sorted(linked) == ["#theory-A", "#theory-C"]
    page = read(toi.report_html(found))
    told = [one.attributes["id"] for one in page.first("section", id="theories").all("article")]
    assert sorted(told) == ["theory-A", "theory-C"]
    inner = {a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"][0] == "#"}
    assert inner <= {one.attributes.get("id") for one in page.all()}
    share = {line.id: line.share for line in found.split.allocation}
    assert set(share) == {"A", "C"}
    assert share["C"] >= 0.3 - 1e-9


def test_how_effort_would_be_split_stands_in_short_on_a_page_that_begins_with_the_ranking():
    found = replace(report(portfolio_first=True), request=ReportRequest())
    told = read(toi.report_html(found)).first("section", id="summary").text
    most = found.split.allocation[0]
    assert re.search(rf"How to split effort: .* Most goes to {most.short_title} \(\d+ %\)", told)


def test_a_line_says_that_a_floor_of_its_kind_holds_it_and_what_gets_nothing_stands_apart():
    found = report(portfolio_first=True)
    line = found.split.allocation[0]
    floor = CommitmentRow(
        "limit", line.kind, f"floor of 5 % for {line.kind}", 0.05, 0.4, 0.4, None, {}, True
    )
    out = replace(found.split.allocation[-1], role="borderline", share=0.0)
    split = replace(
        found.split, commitments=(floor,), allocation=(*found.split.allocation[:-1], out)
    )
    table = read(toi.report_html(replace(found, split=split))).first("section", id="portfolio")
    told = next(row for row in rows(table.first("table")) if row[0].startswith(line.short_title))
    assert f"only by the floor of 5 % for {line.kind}" in told[-1]
    bands = [row.text for row in table.all("tr") if row.attributes.get("class") == "band"]
    assert any(words.startswith("Maybe, with nothing now: too little") for words in bands)
    assert not any(words.startswith("Maybe: in") for words in bands)


def test_what_does_not_split_is_said_and_the_rest_stays():
    limits = ["portfolio.bounds.A.floor=0.7", "portfolio.bounds.B.floor=0.7"]
    with pytest.raises(toi.InputErrors):
        report(settings=limits, portfolio_first=True)
    page = read(toi.report_html(report(settings=limits)))
    assert "No split could be made" in page.first("section", id="portfolio").text
    assert "ranking" in order(page)
