"""Fragments of the page's address: older links, foreign ones, hostile ones."""

import pytest

from tests.analyses.report.browser import page_of
from tests.analyses.report.live_page import moved, write_page
from toi.analyses.shared.session import prepare


@pytest.fixture(scope="module")
def file(opened, tmp_path_factory):
    return write_page(prepare(opened, "balanced"), tmp_path_factory.mktemp("live") / "page.html")


@pytest.fixture(scope="module")
def unmoved(browser, file):
    with page_of(browser, file) as page:
        return moved(page)


def soon(page, holds):
    """Wait for something; the page's policy forbids Playwright's own way."""
    for _ in range(400):
        if holds():
            return True
        page.wait_for_timeout(50)
    return False


def note(page):
    return page.text_content(".live-notes") if page.is_visible(".live-notes") else None


def test_a_link_moves_the_sliders(browser, file, unmoved):
    fragment = "#r=balanced&directness=60&trains-it-to-hide=.2"
    with page_of(browser, file, fragment) as page:
        here = moved(page)
        assert here["ranking"] != unmoved["ranking"]
        assert page.evaluate("document.querySelector('.live-moved').value") == "60 %"
        assert here["link"].startswith("#r=balanced&directness=60&trains-it-to-hide=0.2&data=")
        assert note(page) is None


def test_a_link_of_older_data_is_told_and_still_moves(browser, file, unmoved):
    with page_of(browser, file, "#r=balanced&directness=60&data=abcdef&rubric=012345") as page:
        assert moved(page)["ranking"] != unmoved["ranking"]
        assert "made for other data than this page shows" in note(page)
        assert "made for other rubric than this page shows" in note(page)


def test_what_an_older_link_names_and_is_gone_is_left_out_and_counted(browser, file):
    with page_of(browser, file, "#r=balanced&once-there=.3&soundness=20") as page:
        assert "not understood here and left out (1)" in note(page)
        assert moved(page)["link"].startswith("#r=balanced&soundness=20&data=")


def test_an_anchor_is_no_position_and_keeps_the_one_there_is(browser, file):
    with page_of(browser, file) as page:
        here = moved(page, ("live-weight-3", 70))
        page.evaluate("location.hash = '#live-title'")
        assert moved(page) == here


def test_the_address_follows_the_sliders_and_the_page_the_address(browser, file, unmoved):
    with page_of(browser, file) as page:
        here = moved(page, ("live-weight-3", 70))
        assert soon(page, lambda: page.evaluate("location.hash") == here["link"])
        page.click("text=Back to balanced")
        assert soon(page, lambda: page.evaluate("location.hash") == "")
        assert moved(page) == unmoved
        page.evaluate(f"location.hash = {here['link']!r}")
        assert soon(page, lambda: moved(page) == here)


HOSTILE = [
    "#r=<img src=x onerror=alert(1)>",
    "#r=balanced&<script>alert(1)</script>=.5",
    "#r=balanced&directness=javascript:alert(1)",
    "#r=balanced&directness=1e3&trains-it-to-hide=2&__proto__=1&constructor=.5",
    "#r=balanced&directness=70&dual_use_risk=70",
    "#r=balanced&directness=NaN&soundness=-5&tractability=Infinity",
    "#r=balanced&%E0%A4%A=.5&%",
    "#r=balanced&" + "x" * 100_000,
    "#r=balanced" + "&directness=%00" * 500,
    "#r=%22%3E%3Csvg%20onload=alert(1)%3E&data=%3Cb%3E",
    "#r=",
]


@pytest.mark.parametrize("fragment", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_fragment_does_nothing(browser, file, unmoved, fragment):
    with page_of(browser, file, fragment) as page:
        elements = page.evaluate("document.querySelectorAll('#live *').length")
        here = moved(page)
        assert here == unmoved
        assert page.locator("#live img, #live svg, #live script").count() == 0
        assert "alert" not in page.text_content("#live")
    with page_of(browser, file) as page:
        assert elements == page.evaluate("document.querySelectorAll('#live *').length")
