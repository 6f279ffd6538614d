"""How time grows from 200 to 2,000 theories at three arguments for two of them: a table, a plot.

Every argument bears on a few theories, so that hits, too, grow as theories do; a line of slope 1
is then what the work itself asks for. Each size runs in a process of its own; what is counted is
processor time, which other jobs disturb less than the clock. The plot is written to
docs/growth.svg, where docs/performance.md shows it.
"""

from collections.abc import Iterator
from pathlib import Path

from tabulate import tabulate

from benchmarks import workspace

THEORIES = (200, 500, 1_000, 2_000)
ARGUMENTS = 1.5  # per theory
PHASES = ("load", "score", "explain", "ranks")
MARKS = ("o", "s", "^", "D")
PLOT = Path(__file__).parent.parent / "docs/growth.svg"

Row = tuple[str, str, str, str]


def measured() -> list[dict[str, float]]:
    """Processor seconds that each size takes, by phase, with peak memory and hits."""
    sizes = ((t, round(ARGUMENTS * t)) for t in THEORIES)
    each = [workspace.measure(*size, general=False) for size in sizes]
    return [{**one, **{phase: one[f"{phase}, processor"] for phase in PHASES}} for one in each]


def rows(found: list[dict[str, float]]) -> Iterator[Row]:
    """Rows of the overview: the largest against the smallest."""
    small, large = found[0], found[-1]
    sizes, hits = f"{THEORIES[-1]:,} theories to {THEORIES[0]}", large["hits"] / small["hits"]
    for phase in PHASES:
        ratio = f"{large[phase] / small[phase]:.1f}"
        yield f"{sizes}: {phase}", f"{large[phase]:.2f} s", ratio, f"{hits:.1f} times the hits"


def draw(found: list[dict[str, float]], plot: Path = PLOT) -> None:
    """Draw seconds by theories, both on a scale of ratios, with the slope of what is linear."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, NullFormatter

    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    axes = figure.subplots()
    for phase, mark in zip(PHASES, MARKS, strict=True):
        seconds = [one[phase] for one in found]
        (line,) = axes.plot(THEORIES, seconds, marker=mark, label=phase)
        linear = [seconds[0] * t / THEORIES[0] for t in THEORIES]
        axes.plot(THEORIES, linear, linestyle=":", linewidth=1, color=line.get_color())
        axes.annotate(
            f"{phase}: {seconds[-1] / seconds[0]:.1f} times",
            (THEORIES[-1], seconds[-1]),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=line.get_color(),
        )
    axes.set(xscale="log", yscale="log", xlabel="theories", ylabel="processor seconds")
    axes.set_xticks(THEORIES, [f"{t:,}" for t in THEORIES])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}"))
    axes.set_xlim(THEORIES[0] * 0.9, THEORIES[-1] * 1.9)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(
        f"{THEORIES[-1] // THEORIES[0]} times the theories, arguments and hits "
        "(dotted: in proportion)",
        loc="left",
        fontsize="medium",
    )
    with rc_context({"svg.hashsalt": "toi"}):
        figure.savefig(plot, metadata={"Date": None})


def run() -> None:
    """Measure all sizes, print what each takes, and draw it."""
    found = measured()
    table = [
        [f"{t:,}", f"{one['hits']:,.0f}", *(f"{one[phase]:.2f} s" for phase in PHASES)]
        + [f"{one['peak']:,.0f} MiB"]
        for t, one in zip(THEORIES, found, strict=True)
    ]
    small, large = found[0], found[-1]
    growth = [f"x {large[key] / small[key]:.1f}" for key in ("hits", *PHASES, "peak")]
    heads = ["theories", "hits", *PHASES, "peak memory"]
    print(tabulate([*table, ["growth", *growth]], heads, disable_numparse=True))
    draw(found)
