"""Wherever somebody is told who is first, they are told if doing nothing would be better."""

from pathlib import Path

import pytest

import toi
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.shared.verdict import Standing, less_than_nothing, ranking_verdict
from toi.words import Words

DEBATE = "schema: toi/debate/1\ntitle: Two ways\nreference: doing nothing\n"
RUBRIC = "schema: toi/rubric/1\nid: {0}\ntitle: Careful {0}\nweights: {{harm: 100}}\n"
WORSE = "scores less than doing nothing (100): it costs more than it gives."


@pytest.fixture
def careful(workspace: Path) -> None:
    """A position that weighs harm alone, so that doing nothing is best."""
    Path("data/debate.yaml").write_text(DEBATE)
    Path("rubrics/careful.yaml").write_text(RUBRIC.format("careful"))


def said(*arguments: str) -> str:
    done = run(*arguments)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize(
    "asked",
    [
        *("score", "score --top 1", "explain T2", "sensitivity", "sensitivity ranks"),
        *("sensitivity flips", "sensitivity tornado", "sensitivity weights", "sensitivity cruxes"),
    ],
)
def test_each_screen_that_names_a_first_says_that_it_is_worse_than_doing_nothing(asked):
    assert WORSE in said(*asked.split(), "--rubric", "careful")
    assert "less than doing nothing (" not in said(*asked.split(), "--rubric", "plain")


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize("people", [2, 13])
def test_the_page_of_a_class_says_so_of_each(people):
    folder = Path("class")
    folder.mkdir()
    for n in range(people):
        (folder / f"p{n}.yaml").write_text(RUBRIC.format(f"p{n}"))
    (folder / "p0.yaml").write_text(
        "schema: toi/rubric/1\nid: p0\ntitle: Hasty\nweights: {speed: 100}\n"
    )
    page = read(toi.report_html(toi.report(toi.load(), "class")))
    told = page.first("section", id="members").text
    assert told.count("less than doing nothing") == people - 1  # all but the hasty one


@pytest.mark.usefixtures("careful")
def test_the_rubric_that_answers_made_says_so():
    text = "schema: toi/answers/1\nweigh: points\npoints: {speed: 0, harm: 100}\n"
    Path("a.yaml").write_text(text)
    assert WORSE in said("rubric", "elicit", "mine", "--answers", "a.yaml")


def test_those_who_share_the_first_place_are_spoken_of_together():
    level = [Standing(name, 1, 40.0, 0.5, 1) for name in "AB"]
    words = Words(reference="doing nothing")
    told = ranking_verdict(level, words=words, nothing=50.0)
    assert told.endswith(
        "But they score less than doing nothing (50): they cost more than they give."
    )
    assert ranking_verdict(level, words=words, nothing=40.0).endswith("score alike (40).")
    close = [Standing("A", 1, 40.0, 0.5, 1), Standing("B", 2, 39.0, 0.5, 1)]  # not told apart
    assert "But it scores less than" in ranking_verdict(close, words=words, nothing=50.0)


def test_what_rounds_to_the_same_is_called_a_little_less():
    told = less_than_nothing(39.8, 40.2, Words(reference="doing nothing"))
    assert told == "It scores a little less than doing nothing (40): it costs more than it gives."
    assert less_than_nothing(39.8, 40.2, Words()) is None  # nobody asks about doing nothing
