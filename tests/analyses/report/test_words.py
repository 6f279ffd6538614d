"""Words of a debate, and whose page it is: told where somebody says so, else not a word."""

import re

import pytest

import toi
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.report.html import Markup
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.sections.words import with_words

NAMING = """\
schema: toi/debate/1
title: Two ways
text: the talk
sources: [talk]
about: What gets one there sooner.
words: {short cut: "a <way> that is quicker", policy: a rule}
"""
SOURCES = """\
schema: toi/sources/1
sources:
  - {id: essay, title: An Essay, authors: B. Writer}
  - {id: talk, title: The Talk, authors: A. Speaker, year: 2020, url: "https://example.org/"}
"""


def page_of(**asked):
    return read(toi.report_html(toi.report(toi.load(), "plain", **asked)))


@pytest.fixture
def naming(workspace):
    (workspace / "data" / "debate.yaml").write_text(NAMING)
    (workspace / "data" / "sources.yaml").write_text(SOURCES)
    return workspace


def test_a_term_is_explained_once_where_it_first_stands():
    meanings = {"short cut": "quicker", "policy": "a rule", "unused": "nothing"}
    sections = [
        Section("one", "One", Markup("<p>A dead end.</p>")),
        Section("two", "Two", Markup("<p>Some <b>short-cuts</b> &amp; policies.</p>")),
        Section("three", "Three", Markup("<p>A short cut. A policymaker. policy</p>")),
    ]
    one, two, three = with_words(sections, meanings)
    assert one.body == sections[0].body
    assert "quicker" in two.body
    assert "a rule" in two.body
    assert three.body == sections[2].body


def test_a_section_begins_with_what_it_says_and_one_to_look_things_up_in_with_its_words():
    text = Markup("<p>A short cut.</p>")
    for name, first in (("group", "A short"), ("theories", "quicker")):
        [found] = with_words([Section(name, "One", text)], {"short cut": "quicker"})
        other = {"A short", "quicker"} - {first}
        assert found.body.index(first) < found.body.index(other.pop())


def test_what_the_debate_and_its_text_are_stands_in_short(naming):
    page = page_of()
    summary = page.first("section", id="summary")
    assert "What gets one there sooner." in summary.text
    assert "The talk is The Talk by A. Speaker (2020)" in summary.text
    assert "https://example.org/" in [a.attributes["href"] for a in summary.all("a")]
    assert page.first("li", id="source-talk")
    words = page.first("section", id="method").first("dl", class_="words")
    assert "a <way> that is quicker" in words.text


def test_a_debate_without_words_has_no_word_of_them(workspace):
    page = page_of()
    assert not [dl for dl in page.all("dl") if dl.attributes.get("class") == "words"]
    assert "is line 33" not in page.text


def test_a_work_that_is_not_there_is_told_with_its_place(naming):
    file = naming / "data" / "debate.yaml"
    file.write_text(NAMING.replace("[talk]", "[tlak]"))
    done = run("data", "check")
    assert done.code == 1
    assert "data/debate.yaml:4:11: no source 'tlak'; did you mean 'talk'? [unknown-source]" in (
        done.out + done.err
    )


def test_a_speaker_that_says_nothing_is_told_with_its_place(naming):
    file = naming / "data" / "debate.yaml"
    file.write_text(f"{NAMING}speakers: {{pots: the essay}}\n")
    done = run("data", "check")
    assert done.code == 1
    assert "debate.yaml:7:12: no speaker 'pots'" in done.out + done.err


def test_terms_can_be_listed_and_shown(naming):
    assert "a <way> that is quicker" in run("show", "Short-Cut").out
    assert "policy" in run("list", "words").out


def test_a_page_says_whose_it_is(workspace):
    page = page_of(title="What <we> fund", by="The Board")
    assert page.first("h1").text == page.first("title").text == "What <we> fund"
    assert page.first("header").first("p", class_="by").text == "The Board"
    again = page.first("section", id="origin").first("code").text
    assert "--title 'What <we> fund' --by 'The Board'" in again


def test_where_nothing_says_whose_it_is_the_command_asks(workspace):
    head = "schema: toi/rubric/1\nid: mine\ntitle: My view\nextends: plain\n"
    (workspace / "rubrics" / "mine.yaml").write_text(head)
    said = run("report", "mine", "-o", "out.html").err
    assert "--title TEXT, --by NAME" in said
    page = read((workspace / "out.html").read_text(encoding="utf-8"))
    assert "My view" not in page.first("main").text
    assert "the position “mine”" in page.first("h1").text
    named = run("report", "mine", "-o", "out2.html", "--by", "Ada").err
    assert "--title" not in named


def test_a_page_on_a_table_of_ones_own_speaks_of_what_it_has(tmp_path, monkeypatch):
    (tmp_path / "vans.csv").write_text(
        "Van,Price,Load\ndirection,cost,benefit\nA,9,5\nB,7,2\nC,8,4\n"
    )
    monkeypatch.chdir(tmp_path)
    assert run("data", "import", "vans.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    page = read(toi.report_html(toi.report(toi.load("data"))))
    said = page.first("main").text
    assert re.search(r"Of \d+ weights and judgements, ", said)
    assert "As vans.csv has it. Less is better." in said


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_what_is_worth_finding_out_in_short_is_what_the_page_works_out(method):
    settings = [f"method={method}"]
    page = read(toi.report_html(toi.report(toi.load(), "essay-author", settings=settings)))
    short = page.first("section", id="summary").text.partition("Worth finding out")[2]
    change = page.first("section", id="change").text
    heaviest = change.partition("most first")[2].partition("Worth ")[2]
    assert "At a guess" not in page.text
    told = re.split(r"; |\.", short.lstrip(": "))[0].removeprefix("whether ").strip(' "“”')
    assert told
    assert told.casefold() in heaviest[: len(told) + 40].casefold()
