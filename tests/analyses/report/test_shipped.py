"""The report on the shipped debate by its fullest position: size, reasons, lines of the text."""

import re

import pytest

import toi
from tests.analyses.report.reading import read, rows
from toi.analyses.report.compute import run_report
from toi.analyses.report.result import ReportRequest
from toi.errors import usage

MOST = 430_000  # bytes of a page by one rubric, which a mail takes beside others
SPLIT = 14_000  # of its section on splitting effort, which takes longest and is left out here


@pytest.fixture(scope="module")
def written():
    """Takes seconds: what a page weighs, only the shipped records can tell."""
    debate = toi.load()
    rubric = toi.rubric(debate, "essay-author")
    no_split = usage("left out", "left-out")
    found = run_report(debate, [rubric], ("listed",), no_split, ReportRequest())
    return toi.report_html(found)


def test_it_can_be_mailed(written):
    assert len(written.encode("utf-8")) < MOST - SPLIT


def test_terms_and_the_text_are_explained_where_they_first_stand(written):
    page = read(written)
    told = [dl for dl in page.all("dl") if dl.attributes.get("class") == "words"]
    *where, everything = [[dt.text for dt in dl.all("dt")] for dl in told]
    assert "interpretability" in where[0]
    assert sorted(term for terms in where for term in terms) == sorted(everything)
    summary = page.first("section", id="summary")
    assert "Line 33" in summary.text
    links = [a.attributes["href"] for a in summary.all("a")]
    assert any(link.startswith("https://www.alignmentforum.org/") for link in links)


def test_every_theory_has_a_page_with_arguments_their_lines_and_sources(written):
    page = read(written)
    articles = list(page.first("section", id="theories").all("article"))
    assert len(articles) == 20
    for article in articles:
        assert "line" in next(article.all("table")).text
        assert [a for a in article.all("a") if a.attributes["href"].startswith("#argument-")]
        assert [a for a in article.all("a") if a.attributes["href"].startswith("#source-")]
    essay = page.first("li", id="source-essay").first("a")
    assert essay.attributes["href"].startswith("https://www.alignmentforum.org/")


def test_it_departs_from_balanced_and_stands_beside_the_shipped_positions(written):
    page = read(written)
    position = page.first("section", id="position")
    assert "Where it departs from balanced" in [h.text for h in position.all("h3")]
    [ranks] = page.first("section", id="comparison").all("table")
    heads = [th.text for th in ranks.first("thead").all("th")]
    assert {"essay-author", "balanced", "proponent"} < set(heads)
    assert len(list(rows(ranks))) == 20


def test_what_leads_unranked_is_told_at_the_top_and_linked_to_its_entry(written):
    page = read(written)
    [point] = [
        li for li in page.first("section", id="summary").all("li") if "Not ranked" in li.text
    ]
    linked = [a.attributes["href"][1:] for a in point.all("a")]
    entries = {
        row.attributes.get("id"): row.text for row in page.first("section", id="also").all("tr")
    }
    assert linked.pop() == "also"
    assert linked
    scores = [int(re.search(r" (\d+) ", entries[name])[1]) for name in linked]
    table = page.first("table", id="ranking-table")
    assert min(scores) >= max(int(row[3]) for row in rows(table))


def test_whose_numbers_make_the_lead_uncertain_stands_at_the_top(written):
    shares = re.search(
        r"Whose numbers make the lead uncertain:(.*?)\.",
        read(written).first("section", id="summary").text,
    )[1]
    assert "inferred from the text" in shares
    assert sum(map(int, re.findall(r"(\d+) %", shares))) in range(97, 103)
