"""Text of records and rubrics that would be code: the page shows it as text."""

import shutil

import pytest

import toi
from tests.analyses.report.reading import read
from toi.analyses.report.html import tag, text

SCRIPT = "</style></script><script>alert(1)</script>"
QUOTES = '"><svg onload=alert(2)> \' " ` {{ }}'
FOREIGN = "\U0001f600 \u05e9\u05dc\u05d5\u05dd"
LONG = "x" * 200


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of a small debate whose every text is hostile, and its elements."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree("docs/example", folder, dirs_exist_ok=True)
    change(folder / "data/theories.yaml", "The bold theory", quoted(SCRIPT)[:26] + '"')
    change(folder / "data/theories.yaml", "claim: It promises much.", f"claim: {quoted(SCRIPT)}")
    change(folder / "data/theories.yaml", "Little stands in its way.", FOREIGN)
    change(folder / "data/theories.yaml", "Little can go wrong.", quoted(QUOTES))
    change(folder / "data/theories.yaml", "case: It is safe.", "case: safe\n    sources: [bad]")
    change(folder / "data/arguments.yaml", "It falls short in practice", quoted(QUOTES))
    change(folder / "data/arguments.yaml", "What was tried got half as far as promised.", LONG)
    change(folder / "data/debate.yaml", "A small debate", quoted(SCRIPT))
    change(folder / "rubrics/example.yaml", "Reach before risk", quoted(SCRIPT))
    (folder / "data/sources.yaml").write_text(
        "schema: toi/sources/1\nsources:\n"
        "  - {id: bad, title: A title, authors: Somebody, url: 'javascript:alert(3)'}\n"
    )
    written = toi.report_html(toi.report(toi.load(folder / "data")))
    return written, read(written)


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def quoted(text):
    """Text as YAML has it between double quotes; an escape in it stays one."""
    return '"' + text.replace('"', '\\"') + '"'


def test_text_opens_no_element_and_no_attribute(page):
    written, found = page
    scripts = [one for one in found.all("script") if "type" not in one.attributes]
    assert len(scripts) <= 1
    assert not any("alert(" in script.text for script in scripts)
    assert len(list(found.all("style"))) == 1
    for element in found.all():
        assert not [name for name in element.attributes if name.startswith("on")]
    assert "<script>alert" not in written


def test_it_is_shown_as_it_is(page):
    _, found = page
    assert SCRIPT in found.first("h1").text
    assert SCRIPT in found.first("article", id="theory-A").text
    assert FOREIGN in found.first("article", id="theory-A").text
    assert QUOTES in found.first("dt", id="argument-falls-short").text
    assert LONG in found.first("section", id="arguments").text


def test_letters_that_turn_text_are_told_by_number():
    """Readers of files refuse them; what is set on a command line is shown too."""
    assert text("abc\u202edcba\x00") == "abc\\u202edcba\\x00"
    assert str(tag("a", "b", title="\u202e")) == '<a title="\\u202e">b</a>'


def test_an_address_that_is_no_page_of_the_web_is_no_link(page):
    _, found = page
    assert "javascript:alert(3)" in found.first("section", id="sources").text
    assert not [a for a in found.all("a") if "javascript" in a.attributes["href"].lower()]
