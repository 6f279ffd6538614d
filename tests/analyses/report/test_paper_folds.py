"""A paper on a split in a browser: its appendix is folded, and opens where somebody asks for it."""

import pytest

import toi
from tests.analyses.report.browser import page_of


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    debate = toi.load("docs/example/data")
    found = toi.report(debate, "example", portfolio_first=True, budget="2M EUR")
    written = tmp_path_factory.mktemp("paper") / "paper.html"
    written.write_text(toi.report_html(found), encoding="utf-8")
    return written


def test_the_appendix_is_folded_and_opens_for_what_is_in_it(browser, file):
    with page_of(browser, file) as page:
        page.emulate_media(media="print")
        assert page.is_visible("#split-sure")
        assert not page.is_visible("#ranking")
        assert not page.is_visible("#contents")
    for fragment, shown in (("#ranking", "#ranking"), ("#r=example&reach=70", "#live")):
        with page_of(browser, file, fragment) as page:
            assert page.is_visible(shown)
            page.emulate_media(media="print")
            assert page.is_visible("#ranking")


def test_a_page_on_one_position_prints_what_it_says_and_not_its_records(browser, tmp_path):
    debate = toi.load("docs/example/data")
    written = tmp_path / "page.html"
    written.write_text(toi.report_html(toi.report(debate, "example")), encoding="utf-8")
    with page_of(browser, written) as page:
        page.emulate_media(media="print")
        assert page.is_visible("#ranking")
        assert not page.is_visible("#theories")
        assert not page.is_visible("#arguments")
    with page_of(browser, written, "#theory-A") as page:
        assert page.is_visible("#theory-A")
