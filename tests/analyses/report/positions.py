"""Positions on the example's records, and reports on them."""

import toi

DATA = "docs/example/data"
POSITION = (
    "schema: toi/rubric/1\nid: {0}\ntitle: The {0} view\nweights: {{reach: {1}, risk: {2}}}\n"
)


def report(*names, **asked):
    return toi.report(toi.load(DATA), *map(str, names), **asked)


def order(page):
    return [one.attributes["id"] for one in page.first("main").all("section")]
