"""The form in a browser: filled in by hand, sent as a line or a file, and collected."""

from tests.analyses.report.browser import findings, page_of
from tests.command import run


def test_what_is_filled_in_comes_back_as_a_rubric(workspace, browser):
    assert run("rubric", "form").code == 0
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with page_of(browser, workspace / "form.html", **phone) as page:
        assert page.input_value("#line") == ""
        assert page.is_disabled("#save")
        page.fill("[id='weight.speed']", "30")
        for key, points in (("breaks-down", "7"), ("is-mended", "8")):
            page.fill(f"[id='belief.{key}']", points)
        told = "for 7 of 10 write 70; for 7 of 100, 7%."
        assert told in page.text_content("[id='wrong-belief.breaks-down']")
        assert page.input_value("#line") == ""
        page.fill("[id='belief.is-mended']", "")
        page.fill("[id='belief.breaks-down']", "0.7")
        assert page.input_value("#line") == ""
        assert "For 70 of 100 write 70." in page.text_content("[id='wrong-belief.breaks-down']")
        assert "No name is given" in page.text_content("#wrong-name")
        page.fill("#name", "Anna & Ünal")
        assert page.text_content("#wrong-name") == ""
        page.fill("[id='weight.speed']", "1")
        assert "1 beside shares of 1" in page.text_content("[id='wrong-weight.speed']")
        page.fill("[id='belief.breaks-down']", "1")
        assert page.input_value("#line") == "", "the same rule as in a sheet"
        assert "write 1% or 100" in page.text_content("[id='wrong-belief.breaks-down']")
        page.fill("[id='belief.breaks-down']", "1%")
        assert "Taken as 1 point of 100" in page.text_content("[id='wrong-weight.speed']")
        page.fill("[id='weight.speed']", "12,5")
        assert page.text_content("#said") == "2 of 4 answered."
        line = page.input_value("#line")
        with page.expect_download() as saved:
            page.click("#save")
        saved.value.save_as(workspace / "answers" / saved.value.suggested_filename)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert findings(page) == []
    [file] = (workspace / "answers").iterdir()
    assert file.name == "answers-Anna-Ünal.txt"
    assert file.read_text() == f"{line}\n"
    assert run("rubric", "collect", "answers", "-o", "class").code == 0
    text = (workspace / "class/anna-unal.yaml").read_text()
    assert 'title: "Anna & Ünal"' in text
    assert "breaks-down: {settled: 0.01}" in text
    assert "speed: 12.5" in text or "12.5 given" in text
