"""Reports on two positions, on a group and for a board: what was asked for comes first."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import toi
from tests.analyses.report.reading import read, rows
from tests.command import run
from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
)
from toi.analyses.report import compute
from toi.analyses.report.result import ReportRequest
from toi.analyses.score.result import Unranked

DATA = "docs/example/data"
VIEWS = ["The bold view", "The fair view", "The meek view"]  # what a group is called
POSITION = (
    "schema: toi/rubric/1\nid: {0}\ntitle: The {0} view\nweights: {{reach: {1}, risk: {2}}}\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("rubrics")
    for name, reach, risk in (("bold", 90, 10), ("meek", 10, 90), ("fair", 50, 50)):
        (place / f"{name}.yaml").write_text(POSITION.format(name, reach, risk))
    return place


def report(*names, **asked):
    return toi.report(toi.load(DATA), *map(str, names), **asked)


def order(page):
    return [one.attributes["id"] for one in page.first("main").all("section")]


def test_the_second_of_two_is_warned_of_as_the_first(folder):
    """Its leader may be too high as well, and How sure says so of both."""
    found = report(folder / "bold.yaml", folder / "meek.yaml")
    first = found.scores[1].results[0]
    second = replace(found.scores[1], expected=first.score - 9, level=("x",))
    told = replace(second, results=tuple(replace(row, tier=1) for row in second.results))
    page = read(toi.report_html(replace(found, scores=(found.scores[0], told))))
    high = f"({first.score:.0f}, perhaps too high)"
    assert all(high in page.first("section", id=name).text for name in ("summary", "members"))
    sure = page.first("section", id="robustness").text
    assert f"the {first.score:.0f} of {first.short} would be nearer {first.score - 9:.0f}" in sure
    assert sure.count("±: one standard error.") == 1 < sure.count("±")
    clear = replace(told, level=())  # who is ahead of all others is no lucky one of many
    page = read(toi.report_html(replace(found, scores=(found.scores[0], clear))))
    assert f"of {first.short} would be nearer" not in page.first("section", id="robustness").text


def test_a_split_between_two_counts_them_as_asked_and_can_be_made_again(folder):
    both = folder / "bold.yaml", folder / "meek.yaml"
    found = report(*both, portfolio_first=True, credence=[0.75, 0.25], by="The board")
    page = read(toi.report_html(found))
    said = page.first("section", id="portfolio").text
    assert re.search(r"bold\S* \(75 %\) and \S*meek\S* \(25 %\)", said)
    assert "The board" not in page.first("section", id="summary").text  # which is neither of them
    again = page.first("section", id="origin").first("code").text
    assert "--credence 0.75,0.25" in again


def test_two_positions_begin_with_where_they_part(folder):
    found = report(folder / "bold.yaml", folder / "meek.yaml")
    page = read(toi.report_html(found))
    assert order(page)[:2] == ["summary", "comparison"]
    part = page.first("section", id="comparison")
    assert part.first("h2").text == "Where they part"
    table = next(t for t in part.all("table") if "rank differently" in t.first("caption").text)
    assert ["Reach (weight)", "90 %"] in [row[:2] for row in rows(table)]
    for name in ("bold", "meek"):
        assert f"Ranking by “The {name} view”:" in page.first("section", id="ranking").text


def test_it_is_said_of_what_a_group_puts_first_by_how_many_a_gate_excludes_it(folder, tmp_path):
    first = report(*(folder / f"{name}.yaml" for name in ("bold", "fair", "meek"))).score.results[0]
    assert not first.gated
    rubrics = [folder / "bold.yaml", *(tmp_path / f"{name}.yaml" for name in ("one", "two"))]
    for file in rubrics[1:]:
        gate = f"gates: [{{'reach > {first.raw['reach'] - 0.1}': exclude}}]\n"
        file.write_text(POSITION.format(file.stem, 90, 10) + gate)
    found = report(*rubrics)
    page = read(toi.report_html(found))
    name = first.short
    summary = page.first("section", id="summary").text
    assert f"{name} (gated by 2 of 3)" in summary
    where = rf"{name}\W+rank 1 by [^;.]*, gated by 2"
    assert re.search(where, summary.replace("(rank", "rank"))
    assert re.search(where, page.first("section", id="group").text)
    assert "rank 1 by The bold view, gated by 2;" in page.first("section", id="theories").text


def test_two_positions_are_titled_and_records_alone_make_no_split_of_effort(folder):
    found = report(folder / "bold.yaml", folder / "meek.yaml")
    page = read(toi.report_html(found))
    assert "“The bold view” against “The meek view”" in page.first("h1").text
    assert "The meek view (meek)" in page.first("header").text
    assert "portfolio" not in order(page)


def test_a_bargain_over_effort_is_told_of_two_positions_only_where_it_is_asked_for(workspace):
    head = "schema: toi/rubric/1\nid: wary\ntitle: Wary\nextends: plain\n"
    (workspace / "rubrics" / "wary.yaml").write_text(head + "portfolio: {risk: 0.3}\n")
    opened = toi.load()
    assert toi.report(opened, "wary").split is not None
    assert toi.report(opened, "plain", "wary").split is None
    assert toi.report(opened, "plain", "wary", risk=0.3).split is not None


def test_two_positions_are_called_by_title_or_by_whose_page_it_is(folder, tmp_path):
    (tmp_path / "mine.yaml").write_text(POSITION.format("mine", 90, 10).replace("The mine", "My"))
    found = report(tmp_path / "mine.yaml", folder / "meek.yaml", by="Ada Lovelace")
    page = read(toi.report_html(found))
    assert "Ada Lovelace against “The meek view”" in page.first("h1").text
    titles = {section.first("h2").text for section in page.first("main").all("section")}
    assert {"Why (Ada Lovelace)", "The position (Ada Lovelace)"} <= titles
    told = [one for one in page.first("main").all("section") if one.attributes["id"] != "origin"]
    assert not any(re.search(r"\b(mine|meek)\b(?! view)", one.text) for one in told)
    assert "mine" in page.first("section", id="origin").text  # there, what to type


def test_one_position_is_called_by_its_title_beside_others(workspace):
    text = POSITION.format("bold", 1, 99).replace("reach", "speed").replace("risk", "harm")
    (workspace / "bold.yaml").write_text(text)
    page = read(toi.report_html(toi.report(toi.load(), "./bold.yaml")))
    told = [one for one in page.first("main").all("section") if one.attributes["id"] != "origin"]
    words = " ".join(one.text for one in told).replace("The bold view (rubric bold).", "")
    assert "Ranking by The bold view" in words
    assert not re.search(r"\bbold\b(?! view)", words)


def test_two_positions_say_in_words_what_stands_elsewhere_and_why(folder):
    page = read(toi.report_html(report(folder / "bold.yaml", folder / "meek.yaml")))
    why = (
        "The careful theory is number 2 for “The bold view” and 1 for “The meek view”, mostly "
        "because of weights, most of all that of Reach (90 % against 10 %)."
    )
    for part in ("summary", "comparison"):
        text = page.first("section", id=part).text
        assert why in text
        assert "“The bold view” would share the leader of “The meek view” if the weight" in text


def test_a_folder_is_a_group(folder):
    page = read(toi.report_html(report(folder)))
    assert order(page)[:3] == ["summary", "group", "members"]
    folded = page.first("details", id="appendix")
    assert "open" not in folded.attributes
    behind = [one.attributes["id"] for one in folded.all("section")]
    assert behind[0] == "theories"
    assert not {"summary", "group", "members"} & {*behind}
    part = page.first("section", id="group")
    assert "Kemeny" not in part.text
    ranks = next(t for t in part.all("table") if t.first("caption").text.startswith("Rank by"))
    assert [th.text for th in ranks.first("thead").all("th")][1:] == VIEWS
    by_name = {row[0]: row[1:] for row in rows(ranks)}
    assert by_name["The bold theory"][0] == "1"
    assert by_name["The careful theory"][2] == "1"


def test_a_group_s_page_is_of_no_member_more_than_of_another(folder, tmp_path):
    """Under other names, in another order, the page tells the same of theories and arguments."""
    names = {"bold": "xeno", "fair": "yara", "meek": "anna"}
    for old, new in names.items():
        text = (folder / f"{old}.yaml").read_text().replace(f"id: {old}", f"id: {new}")
        (tmp_path / f"{new}.yaml").write_text(text)
    pages = [read(toi.report_html(report(place))) for place in (folder, tmp_path)]
    assert order(pages[0]) == order(pages[1])
    assert not {"position", "why", "change", "robustness"} & set(order(pages[0]))
    for part in ("theories", "arguments"):
        told = []
        for page in pages:
            text = page.first("section", id=part).text
            told.append(re.sub(r"by The \w+ view((, | and )The \w+ view)*", "by N", text))
        assert told[0] == told[1]


def test_a_group_s_pictures_have_a_dot_for_everybody(folder):
    found = report(folder)
    part = read(toi.report_html(found)).first("section", id="group")
    [joint] = [t for t in part.all("table") if t.first("caption").text.startswith("Joint")]
    for row, one in zip(joint.first("tbody").all("tr"), rows(joint), strict=True):
        dots = list(row.first("svg").all("circle"))
        assert sorted(dot.first("title").text for dot in dots) == VIEWS
        name = one[0]
        ranks = [
            member.ranks[theory.id]
            for member in found.group.members
            for theory in found.group.theories
            if theory.short == name
        ]
        low, high = min(ranks), max(ranks)
        assert one[2] == (str(low) if low == high else f"{low}-{high}")
        many = len(found.group.theories)
        at = sorted(float(dot.attributes["cx"].removesuffix("%")) for dot in dots)
        assert at == pytest.approx([100 * (rank - 0.5) / many for rank in sorted(ranks)], abs=0.1)


def test_each_position_has_its_own_line_of_doing_nothing(folder):
    found = report(folder)
    bold, fair, meek = (score.nothing for score in found.scores)
    assert len({round(points) for points in (bold, fair, meek)}) == 3
    each = zip((bold, fair, meek), VIEWS, strict=True)
    first, second, third = (f"{points:.0f} by {name}" for points, name in each)
    told = f"Doing nothing scores {first}, {second} and {third}."
    page = read(toi.report_html(found))
    assert told in page.first("section", id="ranking").text
    below = [row.score < meek for row in found.scores[2].results]
    joint = {row.id: row.below_nothing for row in found.group.joint}
    assert any(below)
    for row, under in zip(found.scores[2].results, below, strict=True):
        assert joint[row.id] >= under


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


def test_what_is_not_ranked_but_scores_higher_is_counted_beside_the_verdict():
    found = report()
    kinds = (Unranked("other", 5, 5, 3.0),)
    shown = replace(found, scores=(replace(found.scores[0], unranked=kinds),))
    verdict = (
        read(toi.report_html(shown)).first("section", id="summary").first("p", class_="verdict")
    )
    assert verdict.text.endswith("Nearly all of what is not ranked here scores higher: 5 of 5.")


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


def test_the_command_writes_one_file_and_replaces_none_unasked(folder, tmp_path):
    asked = ("report", folder / "bold.yaml", "--data", DATA, "--output", tmp_path / "out.html")
    assert f"wrote {tmp_path / 'out.html'}" in run(*asked).err
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    again = run(*asked)
    assert again.code == 2
    assert "--force replaces it" in again.err
    assert "no output is made of the ending .pdf" in run("report", "-o", "x.pdf").err


def test_positions_that_start_from_another_do_not_speak_its_words(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(Path(__file__).parents[3] / DATA)
    course = tmp_path / "rubrics"
    course.mkdir()
    words = "position: Nobody holds this.\n"
    (course / "start.yaml").write_text(POSITION.format("start", 50, 50) + words)
    for name, reach in (("ann", 80), ("ben", 50)):
        text = POSITION.format(name, reach, 50).replace(f"The {name} view", "My view")
        (course / f"{name}.yaml").write_text(text + "extends: start\n")
    names = [f"rubrics/{name}.yaml" for name in ("ann", "ben", "start")]
    page = read(toi.report_html(toi.report(toi.load(), *names)))
    part = page.first("section", id="members").text
    assert "My view" not in page.first("main").text
    assert part.count("Nobody holds this.") == 1
    # ann gives risk the points that start gives it, though these are another share now.
    assert "Starts from start, and changes 1 weight." in part
    assert "The rubric start as it stands." in part
    assert not re.search(r"\bIt (weighs|says|believes|starts)\b", page.first("main").text)


def test_a_line_may_get_nothing_by_one_rule_and_something_by_another(folder):
    """A rule of compromise names those lines alone to which it gives something."""
    found = report(folder / "bold.yaml", folder / "meek.yaml", portfolio_first=True)
    split = found.split
    first, *others = split.compromises
    kept = dict(list(first.shares.items())[1:])
    assert len(kept) < len(first.shares)
    bare = replace(split, compromises=(replace(first, shares=kept), *others))
    assert read(toi.report_html(replace(found, split=bare))).first("section", id="portfolio")


def test_a_page_on_a_changed_position_is_titled_for_people(workspace):
    text = "schema: toi/rubric/1\nid: mine\ntitle: My view\nextends: plain\n"
    (workspace / "rubrics" / "mine.yaml").write_text(text)
    debate = toi.load()

    def title(*names):
        page = toi.report_html(toi.report(debate, *names, settings=["speed=70%"]))
        return re.search("<title>(.*?)</title>", page)[1]

    assert title("mine").endswith("the position “mine” (changed)")
    assert title("mine", "plain").startswith("mine (changed) against ")


def test_a_page_by_a_method_that_makes_no_sums_says_so_before_it_shows_any(workspace):
    page = toi.report_html(toi.report(toi.load(), "plain", settings=["method=topsis"]))
    assert "The position ranks by topsis, whose scores are no sums." in page
    assert "By topsis, as the rubric ranks, it has " in page
    assert "whose scores are no sums" not in toi.report_html(toi.report(toi.load(), "plain"))


@pytest.mark.parametrize("names", [["bold"], ["bold", "fair", "meek"]])
def test_of_very_many_the_first_are_told_and_the_page_says_so(folder, names, monkeypatch):
    files = [folder / f"{name}.yaml" for name in names]
    whole = report(*files)
    monkeypatch.setattr(compute, "MOST_TOLD", 2)
    found = report(*files)
    text = toi.report_html(found)
    page = read(text)
    first = [row.id for row in (found.group.joint if found.group else found.score.results)][:2]
    told = page.first("section", id="theories")
    assert [one.attributes["id"] for one in told.all("article")] == [f"theory-{i}" for i in first]
    head = told.first("h2").text
    left = len(found.score.results) - 2
    assert "The first 2 " in head
    assert f"Of the other {left} " in told.text
    assert "The first 2 " not in toi.report_html(whole)
    links = set(re.findall(r'href="#([^"]+)"', text))
    assert links <= set(re.findall(r'id="([^"]+)"', text)), "a link leads nowhere"
    if len(names) == 1:
        rows_of_why = page.first("section", id="why").text
        assert f"Mean of all {left + 2}" in rows_of_why
        means = re.compile(r"Mean of all \d+\D+(\d+)")
        everywhere = read(toi.report_html(whole)).first("section", id="why").text
        assert means.search(rows_of_why)[1] == means.search(everywhere)[1]
