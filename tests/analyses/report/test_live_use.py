"""The live part in use: by keyboard, quickly, without a script, and in words."""

import json
import re
from dataclasses import replace

import pytest

import toi
from tests.analyses.report.browser import findings, page_of
from tests.analyses.report.live_page import moved, quick_score, write_page
from tests.conftest import write_workspace
from toi.analyses.shared.session import combine, open_debate, prepare, resolve_rubric
from toi.records.rubric import Rubric


@pytest.fixture(scope="module")
def file(opened, tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    return write_page(prepare(opened, "balanced"), folder / "page.html", "all")


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def tab_to(page, wanted, most=60):
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted in focused(page):
            return
    raise AssertionError(f"no way to {wanted!r} by Tab")


def test_the_keyboard_alone_suffices(browser, file, tmp_path):
    with page_of(browser, file, reduced_motion="reduce") as page:
        tab_to(page, "live-weight-3")
        page.keyboard.press("End")
        assert page.text_content("output[for=live-weight-3]") == "100 %"
        for _ in range(40):
            page.keyboard.press("ArrowLeft")
        tab_to(page, "live-keep-3")
        page.keyboard.press("Space")
        tab_to(page, "live-find")
        page.keyboard.type("level")
        moved(page)  # the list is shorter now
        tab_to(page, "live-credence")
        page.keyboard.press("Home")
        here = moved(page)
        assert here["outputs"]["live-weight-3"] == "60 %"
        assert "ex_ante_predictiveness=60" in here["link"]
        assert here["link"].count("=0&") == 1
        tab_to(page, "Save as a rubric file")
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        waiting.value.save_as(tmp_path / "mine.yaml")
        assert "ex_ante_predictiveness: 60" in (tmp_path / "mine.yaml").read_text()


def test_what_has_the_focus_is_not_hidden(browser, file):
    """Backwards, so that the page scrolls up and what sticks to its top comes in the way."""
    seen = """() => {
      const [one, head] = [document.activeElement, document.querySelector(".live-head")]
        .map((element) => element.getBoundingClientRect());
      const isTable = one.height > innerHeight; // of which some is always seen
      return isTable || (one.bottom <= innerHeight && one.top >= Math.max(head.bottom, 0));
    }"""
    with page_of(browser, file, reduced_motion="reduce") as page:
        page.focus("#live-name")
        for _ in range(30):
            page.keyboard.press("Shift+Tab")
            assert page.evaluate(seen), focused(page)


def test_a_kept_weight_leaves_no_more_than_there_is(browser, file):
    with page_of(browser, file) as page:
        moved(page, ("live-weight-3", 60), ("live-keep-3", True))
        here = moved(page, ("live-weight-0", 90))["outputs"]
        assert here["live-weight-3"] == "60 %"
        assert here["live-weight-0"] == "40 %"


def test_undo_gives_a_credence_back(browser, file):
    with page_of(browser, file) as page:
        before = moved(page)
        moved(page, ("live-credence-7", 0.99))
        page.click(".live-side button:visible")
        assert moved(page) == before
        assert focused(page) == "live-credence-7"


def test_of_one_alone_to_compare_the_board_shows_no_score(browser, opened, tmp_path):
    rubric = resolve_rubric(opened, "balanced", ["method=topsis"])
    gates = {"gates": [{"dual_use_risk > 2.45": "exclude"}]}
    changed = Rubric.model_validate({**rubric.rubric.model_dump(by_alias=True), **gates})
    model = combine(opened, replace(rubric, rubric=changed))
    [left] = [row.id for row in quick_score(model).results if not row.gated]
    with page_of(browser, write_page(model, tmp_path / "page.html")) as page:
        rows = page.locator(".live-board tbody tr")
        cells = [row.split("\t") for row in rows.all_inner_texts()]
        assert {tuple(row[3:6]) for row in cells} == {("-", "-", "")}
        assert [row[:2] for row in cells] == [["1", "1"], *[["gated"] * 2] * (len(cells) - 1)]
        lead = page.text_content(".live-lead")
        assert opened.debate.theories[left].short in lead
        assert "is the only one that no gate excludes." in lead


def test_it_says_whose_the_intervals_are_once_a_slider_moves(browser, file):
    with page_of(browser, file) as page:
        intervals = page.locator(".live-board td:last-child").all_text_contents()
        moved(page, ("live-weight-3", 60))
        assert "are still those of balanced" in page.text_content("#live")
        assert page.locator(".live-board td:last-child").all_text_contents() == intervals


MOVES = """
async (id) => {
  const control = document.getElementById(id);
  for (let value = 10; value < 100; value += 10) {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
}
"""


def milliseconds(page, slider):
    """How long the page works on a move, on average of nine, until what follows is laid out.

    Processor time of its main thread, which does not grow when others want the machine.
    """
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked():
        found = metrics.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "TaskDuration")

    before = worked()
    page.evaluate(MOVES, slider)
    return 1000 * (worked() - before) / 9


def test_a_move_shows_at_once(browser, file):
    """Every theory and agenda of the shipped debate, 208 arguments and more."""
    with page_of(browser, file) as page:
        assert len(moved(page)["ranking"]) > 40
        assert 0 < milliseconds(page, "live-weight-3") < 100


def test_a_move_among_five_hundred_shows_soon(browser, opened, tmp_path):
    file = write_page(prepare(opened, "essay-author"), tmp_path / "page.html", "all", times=9)
    with page_of(browser, file) as page:
        assert len(moved(page)["ranking"]) >= 500
        assert 0 < milliseconds(page, "live-weight-3") < 100
        scores = [score for _, _, score in moved(page, ("live-weight-3", 35))["ranking"]]
        assert scores == sorted(scores, reverse=True)
        assert page.locator(".live-board tbody tr:visible").count() == 100
        page.click(f"text=Show all {len(scores)}")
        assert page.locator(".live-board tbody tr:visible").count() == len(scores)


NASTY = "</script><img src=x onerror=alert(1)>'\"&amp; \U0001f98a \u05e9\u05dc\u05d5\u05dd"


def test_hostile_words_are_shown_as_words(browser, tmp_path, monkeypatch):
    monkeypatch.chdir(write_workspace(tmp_path))
    quoted = json.dumps(NASTY, ensure_ascii=False)
    for name in ("data/criteria.yaml", "data/theories.yaml", "data/arguments.yaml"):
        text = (tmp_path / name).read_text()
        hostile = re.sub(r"(?<=  title: ).*", lambda _: quoted, text)
        (tmp_path / name).write_text(re.sub(r"(?<=  short: ).*", "'<b>x</b>'", hostile))
    rubric = (tmp_path / "rubrics/plain.yaml").read_text().replace("Plain", quoted)
    (tmp_path / "rubrics/plain.yaml").write_text(rubric)
    opened = open_debate("data")
    file = write_page(prepare(opened, "plain"), tmp_path / "page.html")
    with page_of(browser, file) as page:
        here = moved(page, ("live-weight-1", 90), ("live-credence-0", 0.9))
        assert page.locator("#live img, #live b").count() == 0
        assert "</script><img src=x onerror=alert(1)>" in page.text_content("#live")
        with page.expect_download() as waiting:
            page.click("text=Save as a rubric file")
        waiting.value.save_as(tmp_path / "mine.yaml")
    linked, mine = (resolve_rubric(opened, one) for one in (here["link"], "mine.yaml"))
    assert linked.rubric.credences == mine.rubric.credences
    assert NASTY[:30] in mine.rubric.title


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A whole report of the example debate."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(toi.report_html(toi.report(toi.load("docs/example/data"))), encoding="utf-8")
    return file


def test_without_a_script_all_else_is_there(browser, report):
    with page_of(browser, report) as page:
        with_script = page.locator("table:visible, svg:visible").count()
        live = page.locator("#live :is(table, svg):visible").count()
        assert live == 1
    with page_of(browser, report, java_script_enabled=False) as page:
        assert page.locator("table:visible, svg:visible").count() == with_script - live
        assert page.locator("input:visible, button:visible, #live:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, report, scheme):
    with page_of(browser, report, color_scheme=scheme) as page:
        moved(page, ("live-weight-0", 80), ("live-credence-0", 0.99), ("live-keep-0", True))
        assert findings(page) == []


def test_nothing_of_it_is_printed(browser, report):
    with page_of(browser, report) as page:
        page.emulate_media(media="print")
        assert page.locator("#live:visible, button:visible, input:visible").count() == 0


def test_it_fits_any_width(browser, file, report):
    for one in (file, report):
        with page_of(browser, one, viewport={"width": 320, "height": 900}) as page:
            moved(page, ("live-weight-0", 80))
            for width in (320, 390, 700, 820, 1030, 1440):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                name = page.locator(".live-board tbody th").first.bounding_box()
                assert name["width"] > 5 * 16  # room for a word
