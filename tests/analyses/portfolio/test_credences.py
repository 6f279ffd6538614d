"""Credences in several rubrics: which are refused, and commands that can be typed as they stand."""

import pytest

from tests.command import run

pytestmark = pytest.mark.usefixtures("debate")


@pytest.mark.parametrize("credence", ["1e308,1e308", "inf,1", "-1,2", "nan,1", "0,0"])
def test_credences_without_a_sum_are_refused(credence):
    done = run("portfolio", "plain", "plain", "--credence", credence)
    assert (done.code, done.out) == (2, "")
    assert (
        "credences in rubrics are numbers above 0, and at most 1e+100 [credence-range]" in done.err
    )


def test_credences_may_be_per_cents(debate):
    copy = "schema: toi/rubric/1\nid: mine\ntitle: One\nextends: plain\n"
    (debate / "rubrics/mine.yaml").write_text(copy)
    words = ("portfolio", "plain", "mine", "--draws", "200", "--credence")
    assert "(plain 60 % and mine 40 %)" in " ".join(run(*words, "60%,40 %").out.split())
    assert "'60%,much' is not numbers by commas" in run(*words, "60%,much").err


@pytest.mark.parametrize("risk", ["50%", "0,5"])
def test_caution_is_a_share_as_people_write_it(risk):
    words = ("portfolio", "plain", "--draws", "200", "-f", "csv", "--risk")
    assert run(*words, risk).out == run(*words, "0.5").out != run(*words, "0").out


def test_what_is_no_share_is_refused_in_words():
    done = run("portfolio", "plain", "--risk", "much")
    assert done.code == 2
    assert "'much' is not a share, such as 0.5 or 50%" in " ".join(done.err.split())


def test_a_file_with_a_space_is_quoted_in_every_command_that_is_suggested(debate):
    copy = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    mine, theirs = debate / "my view.yaml", debate / "their view.yaml"
    for file, name in ((mine, "mine"), (theirs, "theirs")):
        file.write_text(copy.format(name))
    both = ("portfolio", "my view.yaml", "their view.yaml", "--draws", "200")
    told = " ".join(run(*both).out.split())
    assert "toi portfolio 'my view.yaml' 'their view.yaml' --credence 2,1" in told
    assert "toi portfolio -r 'my view.yaml'" in told
    assert "by -r 'their view.yaml' [" in run(*both, "--credence", "0,1").err
    assert "(-r 'my view.yaml')" in run(*both, "--min-grant", "10%").err
    mixed = run("compare", "T1", "my view.yaml").err
    assert "toi compare T1 ID --rubric 'my view.yaml'" in mixed
