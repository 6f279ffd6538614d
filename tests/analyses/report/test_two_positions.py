"""Reports on two positions: where they part comes first, and each is called as people do."""

import re
from dataclasses import replace

import toi
from tests.analyses.report.positions import POSITION, order, report
from tests.analyses.report.reading import read, rows


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


def test_what_is_set_is_set_in_both_and_once_in_the_command(folder):
    found = report(folder / "bold.yaml", folder / "meek.yaml", settings=["method=topsis"])
    assert [one.label.set for one in found.positions] == [("method=topsis",)] * 2
    again = read(toi.report_html(found)).first("section", id="origin").first("code").text
    assert again.count("--set method=topsis") == 1


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


def test_a_line_may_get_nothing_by_one_rule_and_something_by_another(folder):
    """A rule of compromise names those lines alone to which it gives something."""
    found = report(folder / "bold.yaml", folder / "meek.yaml", portfolio_first=True)
    split = found.split
    first, *others = split.compromises
    kept = dict(list(first.shares.items())[1:])
    assert len(kept) < len(first.shares)
    bare = replace(split, compromises=(replace(first, shares=kept), *others))
    assert read(toi.report_html(replace(found, split=bare))).first("section", id="portfolio")
