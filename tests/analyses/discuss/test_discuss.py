"""`toi data discuss`: what a panel should talk about, by scoring what each reader says."""

import json
from itertools import combinations

import pytest

from tests.command import run
from toi.analyses.discuss.screen import _beyond
from toi.analyses.shared.session import open_debate, prepare
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.io.xlsx import tabs_of_workbook

THEORIES = {"T1": (8, 2), "T2": (3, 1), "T3": (6, 4), "T4": (5, 2)}
READ = {  # of speed and harm
    "anna": {"T1": (8, 3), "T2": (5, 1), "T3": (2, 2), "T4": (5, 2)},
    "ben": {"T1": (7, 2), "T2": (4, 2), "T3": (9, 3), "T4": (6, 2)},
    "carla": {"T1": (8, 2), "T3": (9, 2), "T4": (5, 3)},
}


@pytest.fixture
def panel(workspace):
    with (workspace / "data/theories.yaml").open("a", encoding="utf-8") as file:
        for name in ("T3", "T4"):
            speed, harm = THEORIES[name]
            file.write(
                f"  - {{id: {name}, kinds: [listed], title: Way {name}, short: Way {name}, "
                f"claim: x, case: y, "
                f"judgements: {{speed: {{value: {speed}, basis: stated, why: x}}, "
                f"harm: {{value: {harm}, basis: stated, why: x}}, "
                "margin: {value: 50, basis: stated, why: x}}}\n"
            )
    rows = ["reader,theory,criterion,value"]
    for reader, cells in READ.items():
        for theory, pair in cells.items():
            rows += [
                f"{reader},{theory},{c},{v}" for c, v in zip(("speed", "harm"), pair, strict=True)
            ]
    (workspace / "panel.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return workspace


def discussed(*options):
    done = run("data", "discuss", "panel.csv", "-r", "plain", "-f", "json", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)


def means():
    """What the readers say together of each cell."""
    found = {}
    for cells in READ.values():
        for theory, pair in cells.items():
            for criterion, value in zip(("speed", "harm"), pair, strict=True):
                found.setdefault((theory, criterion), []).append(value)
    return found


def scores(folder, cells):
    """Deterministic scores, with some cells as they are given."""
    lines = ["schema: toi/rubric/1", "id: one", "title: One", "extends: plain", "overrides:"]
    lines += ["  judgements:"]
    lines += [f"    {t}.{c}: {{value: {v:.12g}, why: x}}" for (t, c), v in cells.items()]
    (folder / "rubrics/one.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = prepare(open_debate("data"), "one")
    found = exact_ranking(model.problem, [model.problem.row[t] for t in THEORIES])
    return dict(zip(THEORIES, found.totals.tolist(), strict=True))


def best(by_theory, few):
    return max(sum(by_theory[t] for t in some) for some in combinations(by_theory, few))


def test_worth_is_that_of_scoring_every_readers_value_in_turn(panel):
    """By brute force over the deterministic score, arguments and all."""
    said = means()
    mean = {cell: sum(values) / len(values) for cell, values in said.items()}
    now = scores(panel, mean)
    uncertain = {cell: values for cell, values in said.items() if len(set(values)) > 1}
    known = {
        (cell, value): scores(panel, {**mean, cell: value})
        for cell, values in uncertain.items()
        for value in set(values)
    }
    for few in (1, 2):
        found = discussed("--choose", few)
        assert found["score"] == pytest.approx(best(now, few))
        assert found["chosen"] == sorted(now, key=now.get, reverse=True)[:few]
        worth = {(c["theory"], c["criterion"]): c for c in found["cells"]}
        assert set(worth) == set(uncertain)
        for cell, values in uncertain.items():
            there = [known[cell, value] for value in values]
            gains = [best(s, few) - sum(s[t] for t in found["chosen"]) for s in there]
            assert worth[cell]["points"] == pytest.approx(sum(gains) / len(gains), abs=1e-9)
            chance = sum(gain > 1e-9 for gain in gains) / len(gains)
            assert worth[cell]["chance"] == pytest.approx(chance)
        points = [cell["points"] for cell in found["cells"]]
        assert points == sorted(points, reverse=True)
        assert points[0] > 0
        assert found["everything"] >= points[0] - 0.05


def test_the_choice_turns_at_the_value_that_is_said(panel):
    cell = next(c for c in discussed()["cells"] if c["above"] is not None)
    mean = {key: sum(values) / len(values) for key, values in means().items()}
    now = scores(panel, mean)
    leader = max(now, key=now.get)
    for off, same in ((-0.01, True), (0.01, False)):
        there = scores(panel, {**mean, (cell["theory"], cell["criterion"]): cell["above"] + off})
        assert (max(there, key=there.get) == leader) is same


def test_the_screen_says_what_to_discuss_and_who_stands_where(panel):
    done = run("data", "discuss", "panel.csv", "-r", "plain", "--choose", "2")
    assert done.code == 0, done.err
    first = discussed("--choose", "2")["cells"][0]
    assert (first["theory"], first["criterion"]) == ("T3", "speed")
    text = " ".join(done.out.split())
    assert "Discuss first Way T3 on Speed: readers say 2 to 9" in text
    assert "2 anna 9 (2)" in text
    assert f"below {first['below']:.3g}" in text  # no inequality beside the mean, which is false
    assert not {"<", ">"} & set(text.split())
    assert max(map(len, done.out.splitlines())) <= 80


def test_a_range_is_told_with_its_ends(panel):
    text = (panel / "panel.csv").read_text(encoding="utf-8")
    (panel / "panel.csv").write_text(text.replace("anna,T3,speed,2\n", "anna,T3,speed,1..3\n"))
    done = run("data", "discuss", "panel.csv", "-r", "plain", "--choose", "2")
    assert "Of a range its mean counts: anna 1 to 3 for Way T3 on Speed." in " ".join(
        done.out.split()
    )
    table = run("data", "discuss", "panel.csv", "-r", "plain", "--choose", "2", "-f", "csv").out
    assert table.splitlines()[0].endswith(",carla,ranges")
    assert ",anna 1 to 3" in table


def test_remarks_come_along_on_a_sheet_of_their_own(panel):
    text = (panel / "panel.csv").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    said = [f"{line},{'long known' if 'ben,T2,speed' in line else ''}" for line in lines]
    (panel / "panel.csv").write_text("\n".join([f"{head},why", *said]) + "\n")
    assert discussed()["remarks"] == [{"theory": "T2", "reader": "ben", "why": "long known"}]
    asked = ("data", "discuss", "panel.csv", "-r", "plain", "-o", "agenda.xlsx")
    assert run(*asked).code == 0
    sheets = tabs_of_workbook("agenda.xlsx", (panel / "agenda.xlsx").read_bytes())
    assert [one.title for one in sheets] == ["Agenda", "Remarks"]
    assert "ben,long known" in sheets[1].text


@pytest.mark.parametrize(
    ("mean", "turn", "shown"),
    [(4.8, 4.0857, "4.08"), (4.2, 4.9143, "4.92"), (4.2, 4.92, "4.92"), (0.5, 0.0, "0")]
    + [(712.0, 734.2, "735"), (2.0, 2.0001, "2.0001"), (-3.0, -3.4162, "-3.42")],
)
def test_a_turning_point_is_rounded_to_where_the_choice_is_turned(mean, turn, shown):
    assert _beyond(mean, turn) == shown


def test_nothing_to_discuss(panel):
    (panel / "panel.csv").write_text(
        "reader,theory,criterion,value\nanna,T1,speed,9\nben,T1,speed,8\n", encoding="utf-8"
    )
    out = run("data", "discuss", "panel.csv", "-r", "plain").out
    assert "No cell alone changes that, whatever each of the 2 readers says" in " ".join(
        out.split()
    )


def test_a_whole_option_is_worth_what_each_readers_view_of_it_in_turn_is(panel):
    """By brute force; carla read nothing of T2, so two views of it count half each."""
    mean = {cell: sum(values) / len(values) for cell, values in means().items()}
    now = scores(panel, mean)
    found = {one["theory"]: one for one in discussed("--choose", "2")["options"]}
    assert set(found) == set(THEORIES)
    chosen = sorted(now, key=now.get)[-2:]
    for theory, one in found.items():
        worth, views = [], {}
        for reader, cells in READ.items():
            if theory in cells:
                speed, harm = cells[theory]
                seen = scores(panel, {**mean, (theory, "speed"): speed, (theory, "harm"): harm})
                views[reader] = seen[theory]
                worth.append(best(seen, 2) - sum(seen[t] for t in chosen))
        assert one["views"] == pytest.approx(views)
        assert one["points"] == pytest.approx(sum(worth) / len(worth))
        assert one["chance"] == pytest.approx(sum(w > 1e-9 for w in worth) / len(worth))
        assert one["score"] == pytest.approx(now[theory])
    assert max(one["points"] for one in found.values()) > 0
    shown = run("data", "discuss", "panel.csv", "-r", "plain", "--choose", "2").out
    first = max(found.values(), key=lambda one: one["points"])
    assert "as a whole" in shown
    assert f"{first['points']:.2f}" in shown


def test_table_has_a_column_of_each_reader(panel):
    out = run("data", "discuss", "panel.csv", "-r", "plain", "-f", "csv").out
    assert out.splitlines()[0].endswith(",chosen,anna,ben,carla")


@pytest.mark.parametrize("choose", ["4", "5"])
def test_fewer_must_be_chosen_than_there_are(panel, choose):
    done = run("data", "discuss", "panel.csv", "-r", "plain", "--choose", choose)
    assert (done.code, done.err) == (
        2,
        f"toi: {choose} of 4 options cannot be chosen; --choose takes 1 to 3 [bad-choice]\n",
    )


def test_what_is_adjusted_is_said_to_be(panel):
    corrected = run("data", "discuss", "panel.csv", "-r", "plain", "--correct-severity")
    said = " ".join(corrected.out.split())
    assert "(adjusted), and" in said
    assert "What readers say is adjusted: their severity is taken off" in said
    assert "toi data pool panel.csv -o rubrics/panel.yaml -r plain --correct-severity" in said
    assert "adjusted" not in run("data", "discuss", "panel.csv", "-r", "plain").out


def test_a_rubric_of_corrected_readings_is_not_what_is_discussed(panel):
    """Its judgements give way to those of the sheets, and that is said."""
    words = ("panel.csv", "-r", "plain", "--correct-severity", "-o", "rubrics/even.yaml")
    assert run("data", "pool", *words).code == 0
    done = run("data", "discuss", "panel.csv", "-r", "even")
    assert "note: rubric even has its own judgement of 8 cells that readers judged" in done.err
    assert "their severity not taken off (--correct-severity)" in done.err
    again = run("data", "discuss", "panel.csv", "-r", "even", "--correct-severity")
    assert "in its place stand the readings, as corrected here" in again.err
    assert "its own judgement" not in run("data", "discuss", "panel.csv", "-r", "plain").err


def test_the_next_command_shows_what_is_discussed_first(panel):
    first = discussed()["cells"][0]["theory"]
    out = run("data", "discuss", "panel.csv", "-r", "plain").out
    assert f"Next: toi show {first} -r plain" in out
    assert run("show", first, "-r", "plain").code == 0


def test_of_several_rubrics_one_has_to_be_named(panel):
    """Whose weights count is never guessed, nor are they left out in silence."""
    for command in (("discuss", "panel.csv"), ("pool", "panel.csv", "-o", "rubrics/even.yaml")):
        assert run("data", *command).code == 0
    assert (panel / "rubrics/even.yaml").exists()
    for command in (("discuss", "panel.csv"), ("pool", "panel.csv", "-o", "rubrics/odd.yaml")):
        done = run("data", *command)
        assert done.code == 2
        assert "say which is meant" in done.err


def test_a_line_between_level_options_is_said_to_be_none(panel):
    out = " ".join(run("data", "discuss", "panel.csv", "-r", "plain").out.split())
    found = discussed()
    mean = {key: sum(values) / len(values) for key, values in means().items()}
    now = sorted(scores(panel, mean).items(), key=lambda pair: -pair[1])
    assert (found["next_best"], found["margin"]) == (
        now[1][0],
        pytest.approx(now[0][1] - now[1][1]),
    )
    assert "scores do not decide" not in out
    rows = "anna,T1,speed,8\nben,T1,speed,6\nanna,T3,speed,8\nben,T3,speed,6.01\n"
    same = "".join(f"{who},{t},harm,2\n" for who in ("anna", "ben") for t in ("T1", "T3"))
    (panel / "panel.csv").write_text(f"reader,theory,criterion,value\n{rows}{same}")
    out = " ".join(run("data", "discuss", "panel.csv", "-r", "plain").out.split())
    assert "scores do not decide between it and" in out


def test_what_only_a_severe_reader_makes_worth_talking_of_is_said_to_be(panel):
    """dirk is three points worse everywhere, and apart from that sees what all see."""
    common = {"T1": (8, 2), "T2": (5, 4), "T3": (6, 3), "T4": (4, 6)}
    rows = [
        f"{reader},{theory},{criterion},{value + sign * off}"
        for reader, off in {"anna": 0, "ben": 0, "carla": 0, "dirk": 3}.items()
        for theory, pair in common.items()
        if (reader, theory) != ("ben", "T3")
        for criterion, value, sign in zip(("speed", "harm"), pair, (-1, 1), strict=True)
    ]
    text = "\n".join(["reader,theory,criterion,value", *rows, ""])
    (panel / "panel.csv").write_text(text, encoding="utf-8")
    asked = ("data", "discuss", "panel.csv", "-r", "plain", "--choose", "2")
    found = discussed("--choose", "2")
    assert set(found["evened"]["severe"]) == {"dirk"}
    even = discussed("--choose", "2", "--correct-severity")
    assert even["evened"] is None
    assert found["evened"]["chosen"] == even["chosen"]
    first = next((one for one in even["cells"] if one["points"] > 0.005), None)
    assert (found["evened"]["theory"] is None) == (first is None)
    said = " ".join(run(*asked).out.split())
    assert "Severe or lenient, beside the mean of all: dirk 22 % of the scale worse." in said
    assert "With that taken off, no cell alone would change the choice." in said
    assert "toi data discuss panel.csv --choose 2 -r plain --correct-severity" in said


@pytest.mark.parametrize(
    ("gate", "choose", "chosen", "said"),
    [
        ("harm >= 0", 1, [], "Every option is excluded by a gate: as it stands none is chosen."),
        ("speed < 6", 2, ["T1"], "Chosen as it stands, 1 of 4 options: Short way. Gates exclude"),
    ],
)
def test_what_a_gate_excludes_is_not_chosen(gate, choose, chosen, said, panel):
    (panel / "rubrics/gated.yaml").write_text(
        "schema: toi/rubric/1\nid: gated\ntitle: Gated\nextends: plain\n"
        f"gates: [{{{gate}: exclude}}]\n"
    )
    words = ("data", "discuss", "panel.csv", "-r", "gated", "--choose", str(choose))
    assert said in " ".join(run(*words).out.split())
    found = json.loads(run(*words, "-f", "json").out)
    assert found["chosen"] == chosen
    assert {cell["theory"] for cell in found["cells"] if cell["chosen"]} <= set(chosen)
