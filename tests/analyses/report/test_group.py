"""Reports on a group: what is of all comes first, and of no member more than of another."""

import re
from pathlib import Path

import pytest

import toi
from tests.analyses.report.positions import DATA, POSITION, order, report
from tests.analyses.report.reading import read, rows
from toi.analyses.report import compute

VIEWS = ["The bold view", "The fair view", "The meek view"]  # what a group is called


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


def test_what_gates_of_all_exclude_has_no_rank_of_all_together(folder, tmp_path):
    last = report(*(folder / f"{name}.yaml" for name in ("bold", "fair", "meek"))).score.results[0]
    rubrics = [tmp_path / f"{name}.yaml" for name in ("one", "two", "three")]
    for share, file in zip((90, 50, 10), rubrics, strict=True):
        gate = f"gates: [{{'reach > {last.raw['reach'] - 0.1}': exclude}}]\n"
        file.write_text(POSITION.format(file.stem, share, 100 - share) + gate)
    page = read(toi.report_html(report(*rubrics)))
    [told] = [x for x in page.all("article") if x.attributes["id"] == f"theory-{last.id}"]
    assert "Excluded by a gate of every position; " in told.text
    assert "of all together" not in told.text
    joint = next(t for t in page.all("table") if t.first("caption").text.startswith("Joint rank"))
    [row] = [row for row in rows(joint) if row[0] == last.short]
    assert "gated" in row
    assert not [cell for cell in row if re.fullmatch(r"\d-\d", cell)]


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
