"""Debates to draw, and what every picture must keep to."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from toi.analyses.plotting.style import styled
from toi.analyses.shared.session import open_debate, prepare

ODD = (
    "<script>alert(1)</script>",
    "costs $x_1$ & 50 % of a_b",
    'a "quoted" \\alpha {b} ^c',
    "grinning \U0001f600 unicorn \U0001f984",
    "\u89e3\u91ca\u6027\u7814\u7a76\u6709\u7528\u5417",
    "\u05e9\u05dc\u05d5\u05dd (abc) 123 \u05e2\u05d5\u05dc\u05dd",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
    "Wide words WWWWWWWWWWWWWWW",
)
LONG = "A title that goes on and on, past all that a page could ever hold, " * 4

CRITERIA = """\
schema: toi/criteria/1
criteria:
  - {id: a_b_c, title: "$x_1$ <b>", short: F, question: "?", direction: benefit, scale: [0, 10]}
  - {id: harm, title: Harm, short: Ha, question: "?", direction: cost, scale: [0, 10]}
  - {id: reach, title: Reach, short: Re, question: "?", direction: benefit, scale: [0, 10]}
"""
RUBRIC = """\
schema: toi/rubric/1
id: odd_$x$
title: "Odd <title> of $x_1$"
weights: {a_b_c: 40, harm: 30, reach: 30}
weights_sure: {dirichlet: 20}
"""


def workspace(folder, n, titles=ODD):
    """A debate of `n` theories below a folder, their titles odd ones in turn."""
    theories = ["schema: toi/theories/1\ntheories:"]
    for i in range(n):
        short, cells = titles[i % len(titles)].replace("'", "''"), (i * 7 % 8, i * 3 % 8, i * 5 % 8)
        judged = ", ".join(
            f"{name}: {{value: {{pert: [{v}, {v + 0.5}, {v + 2}]}}, basis: stated, why: so}}"
            for name, v in zip(("a_b_c", "harm", "reach"), cells, strict=True)
        )
        theories.append(
            f"  - {{id: T{i + 1:02d}, kinds: [listed], title: '{short} {LONG}', short: '{short}',"
            f" claim: c, case: c, judgements: {{{judged}}}}}"
        )
    arguments = ["schema: toi/arguments/1\narguments:"]
    for i in range(min(n, 12)):
        effect = "{on: [%s], criterion: %s, lowers: 0.4, basis: stated, why: so}"
        on = "listed" if i == 0 else f"T{i + 1:02d}"
        arguments.append(
            f"  - {{id: a-rather-long-name-of-an-argument-{i}, kind: critique, title: t, gist: g,"
            f" speaker: post, credence: {{value: 0.{i % 8 + 1}, basis: stated, why: so}},"
            f" effects: [{effect % (on, ('a_b_c', 'reach')[i % 2])}]}}"
        )
    files = {
        "data/criteria.yaml": CRITERIA,
        "data/theories.yaml": "\n".join(theories) + "\n",
        "data/arguments.yaml": "\n".join(arguments) + "\n",
        "rubrics/odd.yaml": RUBRIC.replace("odd_$x$", "odd"),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def setting(folder):
    """The debate of such a folder and its rubric, compiled."""
    return prepare(open_debate(folder / "data"), folder / "rubrics/odd.yaml")


def words_of(figure):
    """Every text that is drawn, in order, spaces as they are typed."""
    return [t.get_text().replace("\u00a0", " ") for t in texts_of(figure)]


def texts_of(figure):
    """Those of the page first, in the order in which they were set; then those of the axes."""
    found = dict.fromkeys([*figure.texts, *figure.findobj(Text)])
    return [t for t in found if t.get_visible() and t.get_text().strip()]


def marks_of(axes):
    """Marks that stand alone, as (marker, x, y)."""
    lines = [line for line in axes.lines if len(line.get_xdata()) == 1]
    return [(line.get_marker(), line.get_xdata()[0], line.get_ydata()[0]) for line in lines]


def boxes_of(figure):
    """Where every text stands, in dots."""
    with styled():
        canvas = FigureCanvasAgg(figure)
        figure.draw_without_rendering()
        renderer = canvas.get_renderer()
        return [(t.get_text(), t.get_window_extent(renderer)) for t in texts_of(figure)]


def assert_legible(figure):
    """No text is cut off by the page, and no two meet."""
    width, height = figure.get_size_inches() * figure.dpi
    boxes = boxes_of(figure)
    for text, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, f"{text!r} leaves the page: {box}"
    x0, y0, x1, y1 = np.array([box.extents for _, box in boxes]).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    down = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    met = [
        f"{boxes[i][0]!r} meets {boxes[j][0]!r}"
        for i, j in np.argwhere(np.triu((across > 1) & (down > 1.5), 1))
    ]
    assert not met, "; ".join(met)
