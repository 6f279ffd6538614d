"""Screens as Markdown and HTML: short, headed, and safe whatever a title holds."""

import html
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from toi.analyses.layout.blocks import Across, TableRow
from toi.analyses.layout.documents import (
    document,
    html_page,
    html_text,
    markdown_page,
    markdown_text,
)
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.result import Provenance

MADE = Provenance("1", "shipped", "abcdef" * 9)
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[press](javascript:alert(1))",
    "a | b",
    "`code` *bold* _under_ ~~gone~~",
    "# no heading",
    "- no list",
    "1. no list",
    "two\nlines",
    "back\\slash",
    "&lt;",
    "\x1b[31mred",
]


def screen(page, cell="x"):
    made = Screen(page).say("The verdict.").blank()
    made.table(
        [[cell, "1"], Across("a line across"), TableRow(["gated", "2"], ("dim",))],
        ["Name", "N"],
        "lr",
    )
    made.line("More", "bold").line("as it is:  1").line("           2")
    return made.next("explain T01").end(MADE)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def parsed(text):
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    return tags


def test_html_is_a_whole_page_with_verdict_table_and_provenance():
    page = html_page("Offers: score", screen(document("html")), ["a <note>"])
    tags = parsed(page)
    names = [tag for tag, _ in tags.seen]
    assert page.startswith("<!DOCTYPE html>")
    assert names.count("table") == names.count("h1") == names.count("title") == 1
    assert ("p", {"class": "verdict"}) in tags.seen
    text = "".join(tags.texts)
    for part in ("Offers: score", "The verdict.", "a line across", "a <note>", "data shipped"):
        assert part in text
    assert "as it is:  1\n           2" in text
    assert "Next:" not in text
    assert ("td", {"class": "right"}) in tags.seen


def test_markdown_is_headed_and_its_table_is_one():
    text = markdown_page("Offers: score", screen(document("markdown")), ["a note"])
    lines = text.split("\n")
    assert lines[0] == "# Offers: score"
    assert "| Name | N |" in lines
    assert "|---|---:|" in lines
    assert "| gated | 2 |" in lines
    assert "- a note" in lines
    shown = MarkdownIt("commonmark").enable("table").render(text)
    assert shown.count("<tr>") == 4
    assert shown.count("<h1>") == shown.count("<h2>") == 1


@pytest.mark.parametrize("title", HOSTILE)
def test_html_shows_a_title_as_it_is(title):
    tags = parsed(html_page(title, screen(document("html"), title)))
    allowed = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "pre"}
    allowed |= {"table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in tags.seen} <= allowed
    assert not any(name.startswith("on") for _, attrs in tags.seen for name in attrs)
    assert "\x1b" not in "".join(tags.texts)


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_shows_a_title_as_it_is(title):
    """In a paragraph, a heading and a cell alike; GitHub's and CommonMark's rules."""
    render = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
    wanted = html_text(title.replace("\x1b[31m", ""))
    assert render(markdown_text(title)) == f"<p>{wanted}</p>\n".replace('"', "&quot;")
    body = render(markdown_page("Page", screen(document("markdown"), title)))
    assert body.count("<tr>") == 4
    cells = re.findall(r"<td>(.*?)</td>", body)
    assert html.unescape(wanted) in [html.unescape(cell) for cell in cells]
