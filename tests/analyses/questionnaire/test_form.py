"""`toi rubric form`: the same questions for all, as a sheet, a workbook or a page."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.command import run

KEYS = ["weight.speed", "weight.harm", "belief.breaks-down", "belief.is-mended"]


def questions(*arguments):
    done = run("rubric", "form", "--format", "json", "--force", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out)["questions"]


def test_it_asks_for_what_counts_and_for_the_arguments_that_matter(workspace):
    """Margin has no weight in the only rubric, so it is not asked for."""
    found = questions()
    assert [one["key"] for one in found] == KEYS
    assert "does this one get: from 0 to 10?" in found[0]["text"]
    assert ["Against it", "It is mended. What breaks is put right."] in found[2]["sides"]
    assert [one["key"] for one in questions("--questions", "0")] == KEYS[:2]
    chosen = ["--criteria", "margin, Speed", "--arguments", "repaired"]
    assert [one["key"] for one in questions(*chosen)] == [
        "weight.margin",
        "weight.speed",
        "belief.is-mended",
    ]


def test_a_criterion_is_asked_in_plain_words(workspace):
    """What is said to those who judge theories by it is not for those who weigh it."""
    file = workspace / "data/criteria.yaml"
    text = file.read_text()
    old = next(line for line in text.splitlines() if "question:" in line)
    file.write_text(text.replace(old, '    question: "How fast? Else the question does not bear."'))
    asked = next(one for one in questions() if "How fast" in str(one["sides"]))
    assert "How fast?" in str(asked["sides"])
    assert "does not bear" not in str(asked)
    page = (workspace / "form.html").read_text()
    assert "Filled in, it may read 100, 40, 40, 0" in page
    box = page.index('id="weight.speed"')
    assert "How many points for this change" in page[box - 200 : box], "asked beside the box"


def test_names_that_name_nothing_are_all_told_and_nothing_is_written(workspace):
    done = run("rubric", "form", "--criteria", "sped,harm", "--arguments", "nobody")
    assert done.code == 2
    assert "no criterion is called 'sped'; did you mean 'speed'? [unknown-id]" in done.err
    assert "no argument is called 'nobody'; `toi list arguments` shows all" in done.err
    assert not Path("form.html").exists()
    assert (
        "'./a.yaml' is a file; put it into ./rubrics"
        in run("rubric", "form", "--from", "./a.yaml").err
    )
    assert ".html, .csv or .xlsx [bad-ending]" in run("rubric", "form", "-o", "form.pdf").err


def test_a_sheet_and_a_workbook_ask_the_same(workspace):
    run("rubric", "form", "-o", "form.csv")
    run("rubric", "form", "-o", "form.xlsx")
    raw = Path("form.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for UTF-8"
    [heads] = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    answers, told = openpyxl.load_workbook("form.xlsx").worksheets
    [row] = answers.iter_rows(values_only=True)
    for head, brief in zip(heads, row, strict=True):
        assert head[head.rindex("[") :] == brief[brief.rindex("[") :]
        assert len(brief) < 120, "a head of a workbook is brief"
    in_full = " ".join(str(cell) for row in told.iter_rows(values_only=True) for cell in row)
    assert "Which of these changes would you want most? Give it 100." in in_full
    assert [head[head.rindex("[") :] for head in heads[1:]] == [f"[{key}]" for key in KEYS]
    assert "[name from=plain data=" in heads[0]
    for asked, head in zip(questions(), heads[1:], strict=True):
        for label, said in asked["sides"]:
            assert said in head, f"the page asks the same: {label}"
            assert f"{label}: {said}" in in_full


class Page(HTMLParser):
    """What a browser would make of a page: its elements and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_a_hostile_title_is_text_in_the_page_and_in_the_sheet(workspace):
    file = workspace / "data/arguments.yaml"
    text = file.read_text()
    file.write_text(text.replace("title: It breaks down", f"title: '={HOSTILE}'"))
    run("rubric", "form")
    page = Page(Path("form.html").read_text(encoding="utf-8"))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [a for _, a in page.tags if any(name.startswith("on") for name in a)]
    assert f"={HOSTILE}" in page.words
    run("rubric", "form", "-o", "form.xlsx")
    answers, told = openpyxl.load_workbook("form.xlsx").worksheets
    for sheet in (answers, told):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_the_page_needs_nothing_else_and_every_field_has_its_label(workspace):
    run("rubric", "form")
    page = Page(Path("form.html").read_text(encoding="utf-8"))
    assert not [a for _, a in page.tags if "src" in a or "href" in a]
    [policy] = [a["content"] for _, a in page.tags if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; ")
    labelled = {a["for"] for tag, a in page.tags if tag == "label"}
    fields = {a["id"] for tag, a in page.tags if tag in ("input", "textarea")}
    assert fields == labelled == {"name", "line", *KEYS}


@pytest.mark.parametrize("name", ["form.html", "form.csv"])
def test_a_file_is_not_replaced_unasked(workspace, name):
    Path(name).write_text("mine")
    assert "--force replaces it" in run("rubric", "form", "-o", name).err
    assert Path(name).read_text() == "mine"
