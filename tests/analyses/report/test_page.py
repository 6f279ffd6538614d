"""A report's page: one file, complete without a script, with the numbers of the screens."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

import toi
from tests.analyses.report.positions import DATA
from tests.analyses.report.reading import read, rows
from tests.command import run
from tests.test_layers import imports, within
from toi.analyses.report.sections.theories import _both_ways
from toi.analyses.score.result import Unranked


@pytest.fixture(scope="module")
def found():
    return toi.report(toi.load(DATA))


@pytest.fixture(scope="module")
def written(found):
    return toi.report_html(found)


@pytest.fixture(scope="module")
def page(written):
    return read(written)


def section(page, name):
    return page.first("section", id=name)


def test_headings_lead_down_step_by_step(page):
    levels = [int(head.name[1]) for head in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_within_the_page_leads_somewhere(page):
    names = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(names) == len(set(names))
    inner = [e.attributes["href"] for e in page.all("a") if e.attributes["href"].startswith("#")]
    assert len(inner) > 30
    assert {link[1:] for link in inner} <= set(names)


def test_contents_name_every_section_in_its_order(page):
    listed = [a.attributes["href"][1:] for a in page.first("nav").all("a")]
    assert listed == [one.attributes["id"] for one in page.first("main").all("section")]


def test_tables_have_captions_and_heads_and_pictures_numbers_beside_them(page):
    tables = [t for t in page.all("table") if "live" not in str(t.attributes)]
    assert len(tables) > 10
    for table in tables:
        assert table.first("caption").text
        assert all(th.attributes.get("scope") for th in table.all("th"))
    for row in page.all("tr"):
        if any(True for _ in row.all("svg")):
            assert re.search(r"\d", " ".join(td.text for td in row.all("td"))), row.text
    assert all(svg.attributes["aria-hidden"] == "true" for svg in page.all("svg"))


def test_the_page_asks_nothing_of_the_network_and_runs_nothing_but_its_own(page, written):
    for element in page.all():
        assert element.name not in {"img", "link", "iframe", "object", "embed", "form", "base"}
        assert not {"style", "src", "srcset"} & set(element.attributes), element
        assert not [name for name in element.attributes if name.startswith("on")], element
    policy = page.first("meta", http_equiv="Content-Security-Policy").attributes["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    [style] = re.findall(r"<style>(.*?)</style>", written, re.S)
    assert rules["style-src"] == f"'{digest(style)}'"
    for script in re.findall(r"<script>(.*?)</script>", written, re.S):
        assert rules["script-src"] == f"'{digest(script)}'"
    assert "@import" not in style
    assert "url(" not in style


def digest(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_ranking_is_that_of_toi_score(page):
    score = toi.score(toi.load(DATA))
    shown = list(rows(section(page, "ranking").first("table", id="ranking-table")))
    assert [row[0] for row in shown] == [row.short for row in score.results]
    for cells, row in zip(shown, score.results, strict=True):
        assert int(cells[3]) == round(row.score)
        assert cells[4].split(" to ")[0] == f"{row.interval.p05:.0f}"
        assert cells[1] == str(row.tier)


def test_waterfalls_lead_from_the_case_to_the_score(page, found):
    for entry in found.theories:
        one = entry.explained
        article = section(page, "theories").first("article", id=f"theory-{one.id}")
        told = [t for t in article.all("table") if "takes and gives" in t.first("caption").text]
        assert len(told) == (one.acting > 0)
        for table in told:
            (_, _, case, _), *steps, (_, _, score, _) = rows(table)
            assert float(case) == pytest.approx(one.case, abs=0.1)
            total = float(case)
            for _, points, after, _ in steps:
                total += float(points)
                assert after == f"{total:.1f}"
            assert score == after == f"{one.score:.1f}"


def test_reasons_are_told_in_words_with_how_far_they_are_believed(page):
    told = section(page, "why").text
    assert "What was tried got half as far as promised." in told
    assert "elieved 50 %, 40 % after replies" in told
    argument = section(page, "arguments").text
    assert "It answers: It falls short in practice" in argument


def test_the_words_are_those_of_the_debate(page):
    assert "doing nothing" in section(page, "ranking").text
    assert "A small debate: which theories" in section(page, "summary").text


def test_the_command_that_makes_the_page_again_stands_in_it():
    made = toi.report(toi.load(DATA), settings=["reach=75%"], kinds="all", budget="12 FTE", seed=3)
    again = section(read(toi.report_html(made)), "origin").first("code").text
    assert again == (
        f"toi report example --data {DATA} --set reach=75% --kind all --budget '12 FTE' --seed 3"
    )


def test_the_same_command_gives_the_same_page(written):
    assert toi.report_html(toi.report(toi.load(DATA))) == written


def test_what_writes_the_page_knows_neither_engine_nor_records():
    folder = Path("toi/analyses/report")
    files = [*folder.glob("sections/*.py"), *map(folder.joinpath, ("html.py", "page.py"))]
    assert len(files) > 15
    for file in files:
        for imported in imports(file):
            assert not within(imported, {"numpy", "toi.engine", "toi.records", "pydantic"}), file


def numbers(row):
    """The whole numbers that a row of cells holds."""
    return [int(cell.text) for cell in row if re.fullmatch(r"-?\d+", cell.text)]


def test_points_by_criterion_add_up_as_they_are_written(page, found):
    table = next(t for t in section(page, "why").all("table") if "by criterion" in t.text)
    for row in list(table.first("tbody").all("tr"))[: len(found.theories)]:
        score, *points = numbers(row.all("td"))
        assert sum(points) == score, row.text


def test_a_narrow_screen_names_every_number_and_shows_both_ends_of_a_picture(page):
    table = section(page, "ranking").first("table", id="ranking-table")
    for row in table.first("tbody").all("tr"):
        for cell in row.all("td"):
            has = {"data-lo", "data-hi"} if any(cell.all("svg")) else {"data-h"}
            assert has <= set(cell.attributes)


def test_the_page_has_one_number_for_how_often_the_first_comes_first(found):
    first = found.score.results[0]
    ranks = found.sensitivity.ranks
    assert ranks.counted == found.provenance.draws
    assert ranks.p_first[first.id] == first.p_first


def test_what_is_just_below_doing_nothing_is_said_to_be(found):
    first = found.score.results[0]
    near = replace(found.score, nothing=first.score + 0.001)
    page = read(toi.report_html(replace(found, scores=(near,))))
    told = section(page, "summary").text
    assert "score less than doing nothing" in told
    assert f"1 of them by so little that both are {first.score:.0f}" in told


def test_small_reasons_that_give_and_take_are_told_apart():
    reasons = [SimpleNamespace(points=points) for points in (-7.2, 3.1)]
    assert _both_ways(reasons) == " (-7.2 and +3.1)"
    assert _both_ways(reasons[:1]) == ""


def test_what_is_not_ranked_but_scores_higher_is_counted_beside_the_verdict(found):
    kinds = (Unranked("other", 5, 5, 3.0),)
    shown = replace(found, scores=(replace(found.scores[0], unranked=kinds),))
    verdict = (
        read(toi.report_html(shown)).first("section", id="summary").first("p", class_="verdict")
    )
    assert verdict.text.endswith("Nearly all of what is not ranked here scores higher: 5 of 5.")


def test_the_command_writes_one_file_and_replaces_none_unasked(folder, tmp_path):
    asked = ("report", folder / "bold.yaml", "--data", DATA, "--output", tmp_path / "out.html")
    assert f"wrote {tmp_path / 'out.html'}" in run(*asked).err
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    again = run(*asked)
    assert again.code == 2
    assert "--force replaces it" in again.err
    assert "no output is made of the ending .pdf" in run("report", "-o", "x.pdf").err
