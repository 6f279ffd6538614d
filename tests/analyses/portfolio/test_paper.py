"""What the paper of a board says: who gets more than today, who less, and why."""

import html
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

import toi
from tests.analyses.portfolio.helpers import board
from toi.analyses.portfolio.line_result import ArgumentApart, CriterionApart
from toi.analyses.portfolio.rounded import amounts
from toi.analyses.portfolio.shown import amount_text, today_told
from toi.analyses.portfolio.wording.commitments import (
    commitments_effect,
    effect_in_words,
)
from toi.analyses.report.sections.split.doubts import (
    in_question,
    proposal,
    split_change,
    split_sure,
)
from toi.analyses.report.sections.split.in_short import in_short
from toi.analyses.report.sections.split.section import portfolio as section
from toi.analyses.shared.result import Interval


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return board(tmp_path_factory.mktemp("board"), "C=5%")


def paper(split, argued=False):
    """Return the rows of the section, each a list of its cells, and all its words."""
    result = SimpleNamespace(
        split=split,
        no_split=None,
        score=SimpleNamespace(results=()),
        request=SimpleNamespace(portfolio_first=argued),
        shorts={line.id: line.short_title for line in split.allocation},
        also=(),
        theories=(),
        told=frozenset(),
        criteria=(),
    )
    made = str(section(result).body)
    rows = [re.split("<t[dh]", row)[1:] for row in made.split("<tr")]
    return [[_plain(f"<td{cell}") for cell in row] for row in rows], _plain(made)


def _plain(text):
    return html.unescape(" ".join(re.sub("<[^>]*>", " ", text).split())).replace("\u00a0", " ")


def test_the_table_has_what_each_line_gets_today_and_the_change(made):
    rows, words = paper(made)
    heads = next(row for row in rows if "Today" in row)
    today, change = heads.index("Today"), heads.index("Change")
    odd = next(row for row in rows if row and row[0].startswith("The odd theory"))
    assert (odd[today], odd[change]) == ("400,000 EUR", "-300,000 EUR")
    unspent = next(row for row in rows if row and row[0] == "Unspent")
    assert unspent[today] == "1,100,000 EUR"
    assert "Less than today goes to The odd theory (-300,000 EUR)." in words
    short = dict(in_short(made))["Against today"]
    assert "Less than today goes to The odd theory (-300,000 EUR)." in short


def test_shares_are_compared_where_there_are_no_amounts(made):
    rows, words = paper(replace(made, amount=None, unit=None))
    assert "The odd theory (-15 %)" in words
    assert "EUR" not in words
    assert any("Change" in row for row in rows)


def test_all_of_the_gain_is_there_once(made):
    first = made.moves[0]
    moves = tuple(replace(first, closed=part) for part in (0.6, 0.998, 1.0, 1.0))
    _, words = paper(replace(made, moves=moves))
    assert "60 % of the gain by then" in words
    assert "99 % of the gain by then" in words
    assert words.count("all of the gain by then") == 1


def test_a_smallest_grant_that_is_not_worth_it_is_said_in_words(made):
    lines = tuple(
        replace(line, share=0.0, short=0.0, bound=None, smallest=0.075, role="out")
        for line in made.allocation
    )
    _, words = paper(replace(made, allocation=lines))
    assert "150,000 EUR is not worth it here" in words
    assert not re.search(r"worth (\S+), needs \1;", words)


def test_why_begins_with_what_sets_a_line_apart_and_by_how_much(made):
    best = replace(
        made.allocation[0],
        criterion=CriterionApart("reach", "Reach", False, 5.6),
        argument=ArgumentApart("P1", "It works elsewhere", 3.2),
    )
    rows, words = paper(replace(made, allocation=(best, *made.allocation[1:])), argued=True)
    assert "why: points against the average of 3 theories" in words
    why = "ahead on Reach (+6); for it “It works elsewhere” (+3); in "
    assert any(row and row[-1].startswith(why) for row in rows)
    lost = replace(
        best,
        share=0.0,
        short=3.0,
        bound=None,
        role="out",
        criterion=CriterionApart("risk", "Risk", True, -4.0),
        argument=None,
    )
    _, words = paper(replace(made, allocation=(lost,), commitments=(), moves=(), settled=()))
    assert re.search(r"worth \d+, needs \d+; behind for its high Risk \(-4\)", words)


def test_what_is_fixed_says_what_it_moves_in_the_table_and_not_in_short(made):
    cap = next(one for one in made.commitments if one.kind == "cap")
    more = amount_text(made, 1000 * round(2000 * cap.changes["C"]))
    rows, _ = paper(made)
    told = next(row for row in rows if row and row[0].startswith("Cap of 5 % for"))
    assert told[-1].startswith(f"The odd theory -{more}")
    grant = replace(cap, kind="grant", title="smallest grants")
    short = dict(in_short(replace(made, commitments=(grant,))))["Commitments"]
    assert "The odd theory" not in short
    effect = commitments_effect(replace(made, commitments=(grant,)))
    assert effect.startswith("The smallest grants gives more to ")
    assert effect.endswith(f"less to The odd theory ({more}).")


def test_what_is_proposed_is_said_in_amounts_with_what_was_fixed_and_its_price(made):
    first, *rest = made.allocation
    split = replace(
        made, allocation=(replace(first, role="floor"), *rest), unspent=0.0, commitments_cost=0.42
    )
    told = proposal(split)
    assert told.startswith("Proposed: 2,000,000 EUR to ")
    assert f"most to {first.short_title} (" in told
    assert "all that was fixed beforehand costs 0.4 points. " in told
    assert told.index("Proposed") < told.index("equal shares")
    assert f"{amounts(split)[first.id]:,.0f} EUR of it is held by floors;" in told
    free = replace(split, amount=None, commitments=())
    assert proposal(free).startswith("Proposed: All to ")
    assert "fixed" not in proposal(free)
    nothing = tuple(replace(line, share=0.0) for line in made.allocation)
    assert proposal(replace(made, allocation=nothing)) is None


def test_lines_that_were_named_are_held_against_those_that_were_not(made):
    lines = {line.id: 50.0 + 20 * n for n, line in enumerate(made.allocation)}
    rows = [SimpleNamespace(id=name, score=score, gated=None) for name, score in lines.items()]
    scores = (95.0, 60.0, 60.0, 20.0, None)
    also = [SimpleNamespace(id=f"x{n}", score=score) for n, score in enumerate(scores)]
    result = SimpleNamespace(score=SimpleNamespace(results=rows), also=also)
    every = tuple(replace(one, share=0.3, role="core") for one in made.allocation)
    assert in_question(result, made) is None
    told = in_question(result, replace(made, allocation=every, lines_asked=" --only A,B,C"))
    low, high = made.allocation[0].short_title, made.allocation[-1].short_title
    assert "Only 3 theories that were named beforehand compete here. Of 4 others 3 score" in told
    assert f"3 score higher than {low}, the lowest of these" in told
    assert told.endswith(f"and 1 higher than {high}, the highest.")


def test_how_sure_and_what_would_change_it_speak_of_the_split(made):
    sure = _plain(str(split_sure(made).body))
    assert "equal shares" in sure
    assert "Shares that range most" in sure
    none = replace(made.settled[0], moved=0.011 * made.budget)
    title = made.titles[none.argument]
    change = _plain(str(split_change(replace(made, settled=(none,))).body))
    assert f"would move as much as 2 % of it; most would “{title}” (1 %)." in change
    much = replace(none, moved=0.3 * made.budget)
    assert f"{title} (30 %" in _plain(str(split_change(replace(made, settled=(much,))).body))


def test_what_does_not_range_is_not_among_what_ranges_most(made):
    """In whole per cents; those that range are told with the widest first."""

    def told(*widths):
        lines = tuple(
            replace(line, share=0.3, range=Interval(0.3 - width / 2, 0.3, 0.3 + width / 2))
            for line, width in zip(made.allocation, widths, strict=True)
        )
        sure = _plain(str(split_sure(replace(made, allocation=lines)).body))
        return re.search(r"Shares that range most, in 9 of 10 reruns: (.*?)\.", sure)

    one, two, three = (line.short_title for line in made.allocation)
    found = told(0.1, 0.0, 0.2)[1]
    assert found.index(three) < found.index(one)
    assert two not in found
    assert told(0.004, 0.0, 0.009) is None


def test_a_table_has_its_total_without_amounts_too(made):
    for split in (made, replace(made, amount=None, unit=None)):
        rows, _ = paper(split)
        total = next(row for row in rows if row and row[0] == "Total")
        assert total[1] == "100 %"


def test_a_line_that_gets_less_than_today_says_first_what_costs_it_most(made):
    odd = next(line for line in made.allocation if "-" in today_told(made)[line.id][1])
    odd = replace(
        odd,
        bound=None,
        role="core",
        criterion=CriterionApart("reach", "Reach", False, 5.6),
        behind=CriterionApart("speed", "Speed", False, -4.0),
        against=ArgumentApart("P1", "It fails elsewhere", -6.2),
    )
    lines = (odd, *(line for line in made.allocation if line.id != odd.id))
    split = replace(made, allocation=lines)
    _, words = paper(split, argued=True)
    why = "less than today: behind on Speed (-4), against it “It fails elsewhere” (-6); ahead on"
    assert why in words
    screen = " ".join(split.screen().split())
    assert "EUR: against it “It fails elsewhere” (-6))" in screen
    kind = replace(
        made.commitments[0], kind="limit", id=odd.kind, title="cap of 9 % for it", cost=1
    )
    bound = replace(split, commitments=(kind,))
    assert "less than today: bound by the cap of 9 % for it, behind" in paper(bound)[1]
    assert "-300,000 EUR: bound by the cap of 9 % for it" in " ".join(bound.screen().split())
    capped = replace(odd, bound="cap")
    split = replace(made, allocation=(capped, *lines[1:]))
    assert "less than today:" not in paper(split, argued=True)[1]
    assert "-300,000 EUR: its cap costs" in " ".join(split.screen().split())


def test_what_costs_a_line_is_found_only_where_it_gets_less_than_today(tmp_path):
    (tmp_path / "today.csv").write_text("A,1.95M\n")
    debate = toi.load("docs/example/data")
    found = toi.portfolio(debate, budget="2M EUR", current=str(tmp_path / "today.csv"), draws=100)
    less = next(line for line in found.allocation if line.id == "A")
    costs = [one.points for one in (less.behind, less.against) if one]
    assert 0 < less.share < 0.9
    assert costs
    assert max(costs) < 0
    assert not any(line.behind or line.against for line in found.allocation if line.id != "A")


def test_bands_begin_with_what_is_sure_and_the_mark_of_few_arguments_is_explained(made):
    first, *rest = made.allocation
    lines = (
        replace(first, role="floor", thin=True),
        *(replace(line, role="core", share=0.1) for line in rest),
    )
    words = replace(made.provenance.words, text="the text")
    read = replace(made.provenance, words=words)
    rows, words = paper(replace(made, allocation=lines, provenance=read))
    bands = [row[0].partition(":")[0] for row in rows if len(row) == 1]
    assert bands.index("Core") < bands.index("Fixed")
    assert "~ few arguments are about it, so its worth may be silence." in words


def test_a_line_that_a_floor_holds_in_is_no_sign_of_firmness(made):
    first, second = made.allocation[:2]
    lines = (
        replace(first, role="floor", share=0.5, rubrics=1.0),
        replace(second, role="core", share=0.4, rubrics=1.0),
    )
    split = replace(made, allocation=lines, other_rubrics={"other": {}})
    words = _plain(str(split_sure(split).body))
    assert "1 of the 1 theory that no floor holds in gets something under every" in words


def test_what_a_commitment_moves_says_how_many_more_lines_it_moves(made):
    many = tuple(
        replace(made.allocation[0], id=name, short_title=f"Line {name}") for name in "PQRSTU"
    )
    one = replace(made.commitments[0], changes=dict.fromkeys("PQRSTU", 0.02))
    told = effect_in_words(replace(made, allocation=many), one)
    assert told.startswith("Line P -40,000 EUR")
    assert told.endswith("3 others")
