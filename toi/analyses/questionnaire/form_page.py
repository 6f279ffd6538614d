"""A questionnaire as one file for a browser, without a network: answers become a line of text."""

from importlib.resources import files

from toi.analyses.questionnaire.questions import BELIEFS, FREE, VALUES
from toi.analyses.questionnaire.result import FormMade, FormQuestion
from toi.analyses.report.html import Markup, page_head, tag, together
from toi.analyses.shared.format import count
from toi.io.questionnaire.response import BELIEF, LONGEST_NAME, WEIGHT

SENT = (
    "Nothing leaves this page by itself. Copy the line and send it to whoever asked you, or "
    "save it as a file and send that."
)
ASKED = (  # beside the box of a weight, and of a belief
    "How many points for this change, if the one you want most gets 100?",
    "How likely is it to be right?",
)


def form_page(made: FormMade) -> str:
    """Return the whole page as one file that needs nothing else."""
    style = _text("toi.analyses.report", "page.css") + _text(__package__, "form.css")
    script = _text(__package__, "form.js")
    words = made.provenance.words
    title = f"{words.title}: your position" if words.title else "Your position"
    main = tag("main", tag("h1", title), _form(made), Markup(f"<script>{script}</script>"))
    written = tag(
        "html", page_head(title, style, script), Markup("\n"), tag("body", main), lang="en"
    )
    return f"<!DOCTYPE html>\n{written}\n"


def _form(made: FormMade) -> Markup:
    weights = [one for one in made.questions if one.key.startswith(WEIGHT)]
    beliefs = [one for one in made.questions if one.key.startswith(BELIEF)]
    need = (
        "This page needs a script, which your browser does not run; ask for the questions as a "
        "spreadsheet."
    )
    return tag(
        "form",
        tag("p", f"{count(len(made.questions), 'question')}. {FREE}"),
        tag("noscript", tag("p", need, class_="verdict")),
        _name(),
        _part("What you value", VALUES.format(one=made.provenance.words.one), weights),
        _part("What you believe", BELIEFS, beliefs),
        _sending(),
        id="questions",
        novalidate=True,
        autocomplete="off",
        data_from=made.start,
        data_data=made.provenance.data_digest[:6],
    )


def _part(heading: str, said: str, asked: list[FormQuestion]) -> Markup | None:
    if not asked:
        return None
    return together([tag("h2", heading), tag("p", said), *map(_question, asked)])


def _question(one: FormQuestion) -> Markup:
    """Write a question with its field, and what is said for and against it."""
    sides = [tag("p", tag("strong", f"{label}: "), said) for label, said in one.sides]
    about = f"about-{one.key}"
    return tag(
        "section",
        tag("h3", tag("label", one.title, for_=one.key)),
        tag("div", *sides, id=about),
        tag(
            "p",
            tag("span", ASKED[one.key.startswith(BELIEF)], id=f"asked-{one.key}"),
            " ",
            tag(
                "input",
                type="text",  # so that 1% can be written, and 12,5
                id=one.key,
                data_key=one.key,
                size=6,
                inputmode="numeric",
                aria_describedby=f"{about} asked-{one.key} wrong-{one.key}",
            ),
            " of 100 ",
            tag("span", id=f"wrong-{one.key}", class_="wrong", role="alert"),
        ),
        class_="asked",
    )


def _name() -> Markup:
    label = tag("label", "Your name, or another that the group knows you by", for_="name")
    said = "wrong-name"
    field = tag("input", type="text", id="name", maxlength=LONGEST_NAME, aria_describedby=said)
    remark = tag("span", id=said, class_="wrong", role="status")
    return tag("p", label, " ", field, " ", remark)


def _sending() -> Markup:
    return together(
        [
            tag("h2", "Your answers"),
            tag("p", SENT),
            tag("p", tag("output", id="said")),
            tag("p", tag("label", "The line", for_="line")),
            tag("textarea", id="line", readonly=True, rows=4, spellcheck="false"),
            tag(
                "p",
                tag("button", "Copy the line", type="button", id="copy"),
                " ",
                tag("button", "Save as a file", type="button", id="save"),
            ),
        ]
    )


def _text(package: str | None, name: str) -> str:
    return files(package or "").joinpath(name).read_text(encoding="utf-8")
