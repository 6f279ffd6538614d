"""Answers of the small debate: a line of them, and what is made of those collected."""

import json

from tests.command import run

LINE = (
    "toi-answers:1?name={}&from=plain&weight.speed=30&weight.harm=&belief.breaks-down=70%25"
    "&belief.is-mended=&end"
)


def collect(*arguments):
    done = run("rubric", "collect", "-o", "class", "--format", "json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out), done.err


def screen_of_collect(*arguments):
    done = run("rubric", "collect", *arguments, "-o", "class", "--force")
    return " ".join(done.out.split())
