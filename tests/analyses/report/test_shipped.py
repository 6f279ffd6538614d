"""The report on the shipped debate by its fullest position: size, reasons, lines of the text."""

import re

import pytest

import toi
from tests.analyses.report.browser import page_of
from tests.analyses.report.reading import read, rows
from toi.analyses.report.compute import run_report
from toi.analyses.report.result import ReportRequest
from toi.errors import usage

MOST = 440_000  # bytes of a page by one rubric, which a mail takes beside others
SPLIT = 19_000  # of its section on splitting effort, which takes longest and is left out here


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


def test_points_by_criterion_add_up_to_the_score_of_each_theory(written):
    """In tenths, as both are written."""
    for article in read(written).first("section", id="theories").all("article"):
        steps, criteria = (
            list(rows(next(t for t in article.all("table") if said in t.first("caption").text)))
            for said in ("what takes and gives points", "by criterion")
        )
        points = [float(row[3]) for row in criteria]
        assert f"{sum(points):.1f}" == steps[-1][2], article.first("h3").text


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
        li for li in page.first("section", id="summary").all("li") if "not ranked here" in li.text
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


def test_what_is_said_of_arguments_adds_up(written):
    page = read(written)
    told = page.first("section", id="position")
    counts = re.search(r"beliefs in (\d+) of the (\d+) arguments", told.text)
    said, every = map(int, counts.groups())
    counted = [re.search(r"\((\d+) arguments?\)\.$", li.text) for li in told.all("li")]
    single = [li.text for li in told.all("li") if li.text.startswith("One by one")]
    assert sum(int(found[1]) for found in counted if found) + len(single) == said
    told = page.first("section", id="arguments")
    acting, answers = re.search(r"the (\d+) that act .* and (\d+) that only", told.text).groups()
    assert int(acting) + int(answers) == len(list(told.all("dt"))) <= every
    assert f"After {acting} arguments" in page.first("section", id="ranking").text


def test_a_lead_that_is_not_clear_is_not_called_firm_further_down(written):
    told = read(written).first("section", id="summary").text
    assert "No clear winner" in told
    assert "firm lead" not in told
    assert "sturdy" not in told


def test_the_first_is_ahead_only_on_what_both_are_judged_on(written):
    page = read(written)
    why = next(
        li.text for li in page.first("section", id="summary").all("li") if li.text[:4] == "Why:"
    )
    heads, *theories = (
        [cell.text for cell in row.all("th", "td")]
        for row in page.first("section", id="why").first("table").all("tr")
    )
    columns = [re.sub(r" \(\d+ %\)", "", head) for head in heads]
    out = {name for name, cell in zip(columns, theories[1], strict=True) if cell == "."}
    second = why.split("ahead of the second")[1]
    assert out
    assert not out & set(re.findall(r"(?:on|and) ([A-Z][\w -]+?) \(\+", second))
    assert all(name in second.split("judged on.")[1] for name in out)


def test_speakers_are_named_in_words(written):
    told = read(written).first("section", id="arguments").text
    assert "said by the first comment" in told
    assert "said by Yudkowsky" in told
    assert not re.search(r"said by [a-z0-9-]+-(?:\d|ref|quote)", told)


def test_the_other_rule_for_what_a_theory_is_not_about_stands_at_the_top(written):
    told = read(written).first("section", id="summary").text
    rule = re.search(r"not about were counted as judged, .* would .*lead, and (\d+) % of", told)
    assert int(rule[1]) > 0


def test_what_matters_more_than_any_argument_is_said_before_the_heaviest_argument(written):
    text = read(written).first("section", id="position").text
    first = text.index("What matters most between them is no argument: ")
    assert first < text.index("The argument that matters most between them")


def test_doing_nothing_is_told_apart_from_the_mean_and_whose_numbers_are_named_in_full(written):
    page = read(written)
    ranking = page.first("section", id="ranking").text
    assert re.search(r"Doing nothing scores \d+: no good done, no harm either\.", ranking)
    sure = page.first("section", id="robustness").text
    assert "this position's own beliefs and judgements" in sure
    assert re.search(r"Of others, which are not ranked here, \d+ score higher", sure)


def test_a_column_for_each_criterion_fits_on_a_laptop(browser, written, tmp_path):
    """Only the shipped records have eight criteria with titles as long as people write them."""
    file = tmp_path / "page.html"
    file.write_text(written, encoding="utf-8")
    wide = (
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
    )
    with page_of(browser, file, viewport={"width": 1000, "height": 900}) as page:
        for width in (1000, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.eval_on_selector_all("#why .scroll", wide) == []


def test_what_is_worth_finding_out_stands_by_its_worth_whatever_it_is(written):
    """By this rubric the weights are worth most, then an argument; noise is left out."""
    section = read(written).first("section", id="change")
    [table] = [t for t in section.all("table") if "find out" in t.first("caption").text]
    found = list(rows(table))
    assert found[0][0] == "How much each criterion should weigh"
    assert found[0][1:4] == ["", "", ""]
    assert found[1][0].startswith("Whatever the goal, a route without")
    assert found[1][1] == "88 %"
    worth = [float(row[-1].split(" ±")[0]) for row in found]
    assert worth == sorted(worth, reverse=True)
