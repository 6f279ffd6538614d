"""The members of a group one by one: their figures, a file of them, and pictures of them all."""

import csv
import io
import itertools
import json
import math
import random
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.text import Text

from tests.command import run
from tests.conftest import write_workspace
from tests.pictures import assert_legible
from toi.analyses.compare.group import compute as group_compute
from toi.analyses.compare.group.dots_figure import opinions_figure, places_figure
from toi.analyses.compare.group.figure import group_figure
from toi.analyses.compare.group.opinions import disputed, ends, parting
from toi.analyses.compare.group.people_screen import people_screen, people_table
from toi.analyses.compare.group.result import UnitingWeight
from toi.analyses.compare.group.screen import grouped
from toi.analyses.layout.page import Page
from toi.analyses.plotting.sheet import NothingToDraw
from toi.analyses.plotting.style import Look
from toi.api.compare import compare
from toi.api.load import load
from toi.engine.comparison import group_weights

TEXT = """\
schema: toi/rubric/1
id: {0}
title: {0}
weights: {{speed: {1}, harm: {2}}}
credences: {{arguments: {{breaks-down: {{settled: {3:g}}}}}}}
"""


def write_group(folder, size, seed=0):
    folder.mkdir(exist_ok=True)
    draw = random.Random(seed)
    for i in range(size):
        speed = (2, 90, 50, 3, 70)[i % 5]
        text = TEXT.format(f"p{i:03}", speed, 100 - speed, round(draw.random(), 1))
        (folder / f"p{i:03}.yaml").write_text(text)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The small debate, with groups of 4 and of 60 beside it."""
    folder = write_workspace(tmp_path_factory.mktemp("people"))
    for size in (4, 60):
        write_group(folder / f"g{size}", size)
    return folder


def group(place, size):
    return compare(load(place / "data"), str(place / f"g{size}"))


def test_each_is_as_its_own_rubric_scores(place):
    found = json.loads(run("compare", "g4", "-f", "json", cwd=place).out)
    for one in found["members"]:
        done = run("score", "-r", f"g4/{one['name']}.yaml", "-f", "json", cwd=place)
        alone = {row["id"]: row for row in json.loads(done.out)["results"]}
        assert one["ranks"] == {name: row["rank"] for name, row in alone.items()}
        assert one["scores"] == pytest.approx({n: row["score"] for n, row in alone.items()})
        assert sum(one["weights"].values()) == pytest.approx(1)
        said = f"settled: {one['beliefs']['breaks-down']:g}"
        assert said in (place / f"g4/{one['name']}.yaml").read_text()
        others = found["distance"][int(one["name"][1:])]
        assert one["apart"] == pytest.approx(sum(others) / 3)


def test_all_figures_of_everybody_in_one_table(place):
    done = run("compare", "-r", "g4", "--people", "-f", "csv", cwd=place)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["name"] for row in rows] == [f"p{i:03}" for i in range(4)]
    members = group(place, 4).members
    for row, one in zip(rows, members, strict=True):
        for head, figures in (
            ("rank", one.ranks),
            ("score", one.scores),
            ("weight", one.weights),
            ("belief", one.beliefs),
        ):
            for name, value in figures.items():
                assert float(row[f"{head}.{name}"]) == pytest.approx(value, abs=1e-6)


def test_the_screen_begins_with_who_stands_apart(place):
    found = group(place, 4)
    far = max(found.members, key=lambda one: (one.apart, [-ord(c) for c in one.name]))
    out = run("compare", "g4", "--people", cwd=place).out
    assert f"Of 4 rubrics {far.name} stands furthest from the others" in " ".join(out.split())
    assert "toi compare g4 --people -o people.xlsx" in out
    done = run("compare", "T1", "T2", "--people", cwd=place)
    assert done.err == "toi: --people is for three rubrics or more [unused-option]\n"


@pytest.mark.parametrize("size", [4, 60])
def test_a_dot_for_each_in_every_row(place, size):
    found = group(place, size)
    held = len(disputed(found, most=10))
    assert held == len(found.unite) + len(found.unite_weights)
    for draw, rows in ((places_figure, len(found.theories)), (opinions_figure, held)):
        assert_legible(draw(found, Look(width=7.2, height=4.05, dpi=72)))  # a slide
        figure = draw(found, Look())
        assert_legible(figure)
        dots = sum(len(one.get_offsets()) for one in figure.axes[0].collections)
        assert dots == rows * size
        named = [text.get_text() for text in figure.texts]
        assert ("p003" in named) == (size == 4), "few are told apart by name"


@pytest.mark.parametrize("top", [1, 2])
def test_what_people_hold_furthest_apart_is_shown_whether_or_not_it_moves_a_rank(place, top):
    """A third of the rows is kept for what lies furthest apart."""
    found = group(place, 4)
    everything = [*found.unite_weights, *found.unite]
    assert len(everything) > 2
    moved = replace(
        found,
        unite=tuple(replace(one, agreed=found.disagreement) for one in found.unite),
        unite_weights=tuple(replace(one, high=one.low + 0.001) for one in found.unite_weights),
    )
    shown = disputed(moved, top)
    assert len(shown) == top
    if top > 1:
        assert max(moved.unite, key=lambda one: one.high - one.low) in shown
    assert shown == sorted(shown, key=lambda one: one.agreed)
    notes = " ".join(text.get_text() for text in opinions_figure(moved, Look(top=top)).texts)
    assert f"{len(everything) - top} more on which they differ" in " ".join(notes.split())


def test_why_agreement_may_leave_more_in_dispute_is_said_where_it_does(place):
    found = group(place, 4)
    more = found.disagreement + 0.001
    worse = replace(found, unite=tuple(replace(one, agreed=more) for one in found.unite))
    better = replace(found, unite=tuple(replace(one, agreed=0.0) for one in found.unite))
    for one, told in ((worse, True), (better, False)):
        figure = opinions_figure(one, Look())
        notes = " ".join(" ".join(text.get_text() for text in figure.texts).split())
        assert ("Where that is more, the difference balances another" in notes) == told


@pytest.mark.parametrize(
    ("agreed", "disagreement", "told"),
    [
        (0.4, 0.4, False),
        (0.4, 0.402, False),
        (0.4004, 0.4, False),
        (0.4, 0.3996, False),
        (0.401, 0.4, True),
    ],
)
def test_more_is_said_to_be_left_only_where_the_figures_shown_say_so(
    place, agreed, disagreement, told
):
    """Shares are shown in per cent with one decimal."""
    found = group(place, 4)
    one = replace(found.unite_weights[0], agreed=agreed)
    assert bool(parting(replace(found, disagreement=disagreement), [one])) == told


def test_what_somebody_left_empty_is_told_and_is_not_what_they_hold_unlike_the_rest(place):
    """Who stands furthest from all differs by 90 % in one belief, and in no weight."""
    found = group(place, 4)
    belief = found.unite[0].argument
    far, others = found.furthest, [one for one in found.members if one is not found.furthest]
    far = replace(far, beliefs={belief: 1.0}, weights=dict.fromkeys(far.weights, 0.0))
    beliefs = (replace(found.unite[0], mean=0.1),)
    weights = tuple(replace(one, mean=0.0) for one in found.unite_weights)
    told = []
    for unanswered in ((), (f"belief.{belief}",)):
        members = replace(far, unanswered=unanswered), *others
        result = replace(found, members=members, unite=beliefs, unite_weights=weights)
        told.append(" ".join(people_screen(result, Page(200)).split()))
    said, empty = told
    assert "100 % for" in said
    assert "left empty" not in said
    assert "100 % for" not in empty
    assert "(1 question left empty, where another rubric stands in)" in empty


def test_ranks_that_rest_on_a_weight_left_empty_are_rings(place):
    found = group(place, 4)
    one, *others = found.members
    empty = replace(found, members=(replace(one, unanswered=("weight.speed",)), *others))
    for result, rings in ((found, 0), (empty, len(found.theories))):
        figure = places_figure(result, Look())
        drawn = [w for dots in figure.axes[0].collections for w in dots.get_linewidths()]
        assert sum(width > 0 for width in drawn) == rings
        words = [text.get_text() for text in figure.texts]
        assert ("a weight left empty: another stands in" in words) == bool(rings)


def test_a_workbook_of_people_begins_with_what_they_were_asked(place):
    found = group(place, 4)
    heads = list(people_table(found).as_spoken().headers)
    kinds = [head.partition(":")[0] for head in heads if ":" in head]
    first = kinds.index("Rank")
    assert set(kinds[:first]) == {"Weight", "Belief"}
    assert kinds[:first].count("Belief") == len(found.unite)
    assert len(heads) == len(people_table(found).headers), "nothing is left out"


def test_what_splits_most_is_drawn_although_it_ranks_low(place):
    found = group(place, 4)
    row, theory, split = found.joint[0], found.theories[0], found.splits[0]
    ids = [f"Z{n}" for n in range(1, 5)]
    found = replace(
        found,
        joint=tuple(replace(row, id=n, ranks=dict.fromkeys(row.ranks, int(n[1]))) for n in ids),
        theories=tuple(replace(theory, id=n, short=f"Way {n}") for n in ids),
        splits=tuple(replace(split, id=n, disputed=float(n == "Z4")) for n in ids),
        members=tuple(replace(one, ranks={n: int(n[1]) for n in ids}) for one in found.members),
    )
    figure = places_figure(found, Look(top=2))
    words = [text.get_text() for text in figure.findobj(Text)]
    assert [word for word in words if word.startswith("Way")] == ["Way Z1", "Way Z4"]
    notes = " ".join(" ".join(text.get_text() for text in figure.texts).split())
    assert "2 more are left out: shown are the first, and what splits the rest most." in notes


def test_pictures_call_people_by_their_titles(place):
    found = group(place, 4)
    some = replace(found.rubrics[0], title="Anna B."), replace(found.rubrics[1], title="A " * 40)
    called = replace(found, rubrics=(*some, *found.rubrics[2:]))
    for draw in (places_figure, opinions_figure, group_figure):
        words = [text.get_text() for text in draw(called, Look()).findobj(Text)]
        assert "Anna B." in words
        assert called.rubrics[1].name in words, "a long title gives way to the name"
        assert called.rubrics[0].name not in words


def test_groups_are_told_apart_by_shape_too(place):
    found = group(place, 60)
    assert len(grouped(found)) > 1
    dots = places_figure(found, Look()).axes[0].collections
    by_shape = {tuple(map(tuple, one.get_paths()[0].vertices)): one for one in dots}
    hues = [{tuple(hue) for hue in one.get_facecolors()} for one in by_shape.values()]
    assert len(hues) > 1
    assert all(len(one) == 1 for one in hues)


def test_who_all_hold_the_same_disagree_on_nothing(place):
    same = [str(place / "g4/p000.yaml")] * 3
    with pytest.raises(NothingToDraw, match="weigh and believe alike"):
        opinions_figure(compare(load(place / "data"), *same), Look())


def test_pictures_of_a_group_want_one(place):
    done = run("plot", "places", "g4/p000.yaml", "g4/p001.yaml", cwd=place)
    assert "plot places shows three rubrics or more, or a folder of them" in done.err
    assert run("compare", "g4", "--plot", "made", "-q", cwd=place).code == 0
    assert sorted(p.name for p in (place / "made").iterdir()) == [
        "compare.png",
        "opinions.png",
        "places.png",
    ]


def test_of_many_no_pair_is_told_and_a_sample_says_what_weights_carry(place, monkeypatch):
    told = group(place, 60)
    assert len(told.distance) == 60
    monkeypatch.setattr(group_compute, "MOST_IN_PAIRS", 50)
    monkeypatch.setattr(group_weights, "MOST", 20)
    many = group(place, 60)
    assert many.distance == many.merges == ()
    assert many.clusters == told.clusters
    assert many.sides.weights == pytest.approx(told.sides.weights, abs=0.05)
    assert [one.apart for one in many.members] == [one.apart for one in told.members]


def test_what_holds_of_several_rubrics_is_said_once(workspace):
    write_group(workspace / "g", 3)
    for file in (workspace / "g").iterdir():
        file.write_text(f"{file.read_text()}weights_sure: unknown\n")
    assert run("compare", "g").err == (
        "note: rubrics g/p000.yaml and g/p001.yaml, each: its weights differ, so they count as "
        "roughly, not as unknown\n"
    ), "the third has equal weights"


def test_the_dots_of_ten_who_rank_alike_do_not_overlap(workspace):
    for n in range(10):
        Path(f"rubrics/p{n}.yaml").write_text(
            f"schema: toi/rubric/1\nid: p{n}\ntitle: P{n}\nextends: plain\n"
        )
    found = compare(load(), *[f"p{n}" for n in range(10)])
    figure = places_figure(found, Look())
    figure.canvas.draw()
    axes = figure.axes[0]
    for dots in axes.collections:
        places = axes.transData.transform(dots.get_offsets()) / figure.dpi
        size = (dots.get_sizes().max() ** 0.5) / 72
        for one, other in itertools.combinations(places.tolist(), 2):
            assert math.dist(one, other) > 0.98 * size


def test_of_many_opinions_those_furthest_apart_keep_a_place(place):
    """Of four shown, three are those that would unite most, and one is the widest of the rest."""
    found = group(place, 4)
    ends_by_name = {
        "first": (0.4, 0.5),
        "second": (0.4, 0.5),
        "third": (0.4, 0.5),
        "high": (0.8, 0.9),
        "wide": (0.0, 0.6),
        "last": (0.3, 0.5),
    }
    weights = [
        UnitingWeight(name, name, low, (low + high) / 2, high, agreed=k / 10)
        for k, (name, (low, high)) in enumerate(ends_by_name.items())
    ]
    one = replace(found, unite=(), unite_weights=tuple(weights))
    assert [each.criterion for each in disputed(one, 4)] == ["first", "second", "third", "wide"]


def test_the_ends_of_an_opinion_are_of_those_who_answered(place):
    found = group(place, 4)
    which = found.unite_weights[0]
    held = [member.weights[which.criterion] for member in found.members]
    assert ends(found, which) == (min(held), max(held))
    most = held.index(max(held))
    members = [
        replace(member, unanswered=(f"weight.{which.criterion}",) if at == most else ())
        for at, member in enumerate(found.members)
    ]
    rest = [*held[:most], *held[most + 1 :]]
    assert ends(replace(found, members=tuple(members)), which) == (min(rest), max(rest))
