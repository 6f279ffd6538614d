"""`toi data agreement`: reckoned by hand on the small debate of two theories, and a third."""

import json

import numpy as np
import openpyxl
import pytest

from tests.command import run

THIRD = """\
  - id: T3
    former: [T9]
    kinds: [other]
    title: The third way
    short: Third way
    claim: It works somehow.
    case: Why not.
    judgements:
      speed: {value: 5, basis: stated, why: It says so.}
      harm: {value: 5, basis: stated, why: It says so.}
      margin: {value: 60, basis: stated, why: It says so.}
"""
PANEL = """\
reader,group,theory,criterion,low,mode,high,value
anna,town,T1,speed,6,7,8,
anna,town,t2,Speed,1,2,3,
anna,town,the third way,speed,,,,4
ben,town,T1,speed,,,,9
ben,town,T2,speed,,,,1
ben,town,T9,speed,,,,5
carla,,T1,speed,,,,3
carla,,T2,speed,,,,5
carla,,T3,speed,,,,
carla,,T1,harm,,,,4
ben,,T1,harm,,,,5
"""


@pytest.fixture
def panel(workspace):
    with (workspace / "data/theories.yaml").open("a", encoding="utf-8") as file:
        file.write(THIRD)
    (workspace / "panel.csv").write_text(PANEL, encoding="utf-8")
    return workspace


def asked(*words):
    done = run("data", "agreement", *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def speed(found):
    return next(c for c in found["criteria"] if c["id"] == "speed")


def test_readers_with_one_another(panel):
    found = asked("panel.csv")
    of_speed = speed(found)
    assert [c["id"] for c in found["criteria"]] == ["speed", "harm"]
    assert (of_speed["readings"], of_speed["theories"], of_speed["whole"]) == (8, 3, 2)
    # Values 7 9 3 | 2 1 5 | 4 5. Squared differences of pairs within: (4 + 16 + 36) / 2,
    # (1 + 9 + 16) / 2, 1 / 1; over all pairs of the eight: 8 * 210 - 36 ** 2 = 384.
    assert of_speed["alpha"] == pytest.approx(1 - 7 * (28 + 13 + 1) / (8 * 210 - 36**2))
    apart = np.sqrt((56 / 3 + 26 / 3 + 1 / 2) / (2 + 2 + 1))
    assert of_speed["apart"] == pytest.approx(apart)
    assert of_speed["order"] == 1  # anna and ben; carla shares only two theories with each
    assert found["passed"] == 1


def test_the_records_beside_the_readers(panel):
    found = asked("panel.csv")
    # Together: a group counts once. T1 (8 + 3) / 2, T2 (1.5 + 5) / 2, T3 4.5.
    assert speed(found)["spread"] == pytest.approx(np.std([5.5, 3.25, 4.5], ddof=1))
    assert speed(found)["records_spread"] == pytest.approx(np.std([8, 3, 5], ddof=1))
    assert speed(found)["records_order"] == 1
    outside = {(o["theory"], o["criterion"]): o for o in found["outside"]}
    assert set(outside) == {("T1", "harm")}  # 2.17 in the records; 4 and 5 were read
    assert outside["T1", "harm"]["by"] == pytest.approx(4 - (1 + 4 * 2 + 4) / 6)
    assert (outside["T1", "harm"]["low"], outside["T1", "harm"]["high"]) == (4, 5)


def test_final_compares_with_the_records_after_the_arguments(panel):
    (panel / "panel.csv").write_text(
        "reader,view,theory,criterion,value\n"
        + "".join(f"{r},{v},T1,speed,{x}\n" for r in "ab" for v, x in (("case", 8), ("final", 4))),
        encoding="utf-8",
    )
    before, after = asked("panel.csv"), asked("panel.csv", "--final", "-r", "plain")
    assert (before["view"], after["view"]) == ("case", "final")
    assert before["outside"] == []  # the case in the records is 8
    raw = json.loads(run("score", "-r", "plain", "--format", "json").out)["results"]
    now = next(row["raw"]["speed"] for row in raw if row["id"] == "T1")
    assert [o["record"] for o in after["outside"]] == [pytest.approx(now)]
    assert after["outside"][0]["low"] == 4
    wrong = run("data", "agreement", "panel.csv", "--view", "finale")
    assert (wrong.code, "did you mean 'final'?" in wrong.err) == (2, True)


def test_who_stands_apart(panel):
    readers = {reader["id"]: reader for reader in asked("panel.csv")["readers"]}
    assert [readers[r]["group"] for r in ("anna", "ben", "carla")] == ["town", "town", None]
    carla = readers["carla"]["criteria"]["speed"]
    assert carla["outlier"]
    assert not readers["anna"]["criteria"]["speed"]["outlier"]
    # anna and ben are 8 and 1.5 on average where carla says 3 and 5.
    assert carla["higher"] == pytest.approx((-5 + 3.5) / 2)
    assert carla["distance"] == pytest.approx((5 + 3.5) / 2)
    assert "Apart from the others: carla on Speed" in run("data", "agreement", "panel.csv").out


def test_votes_are_bounds_until_a_correlation_is_declared(panel):
    assert asked("panel.csv")["votes"] == {
        "least": 2,
        "most": 3,
        "within": None,
        "between": None,
        "effective": None,
    }
    assert asked("panel.csv", "--correlation", "1")["votes"]["effective"] == pytest.approx(2)
    # Shares 1/4 1/4 1/2: 1 / (1/16 + 1/16 + 1/4 + 2 * .5 / 16).
    half = asked("panel.csv", "--correlation", "0.5,0")["votes"]["effective"]
    assert half == pytest.approx(1 / (0.375 + 0.0625))
    for wrong in ("1.5", "x", "0.1,0.2,0.3", "nan"):
        assert (
            "[bad-correlation]" in run("data", "agreement", "panel.csv", "--correlation", wrong).err
        )


def test_a_correlation_within_groups_that_nobody_shares_is_said_to_change_nothing(panel):
    words = ("data", "agreement", "panel.csv", "-r", "plain", "--correlation")
    assert "changes nothing" not in run(*words, "0.3").err
    (panel / "panel.csv").write_text(PANEL.replace(",town,", ",,"), encoding="utf-8")
    said = run(*words, "0.3").err
    assert "a correlation of 0.3 within groups changes nothing" in said
    assert "--correlation 0.3,0.3" in said
    assert "changes nothing" not in run(*words, "0.3,0.3").err


def test_orders_beside_the_ranking(panel):
    (panel / "orders.csv").write_text(
        "reader,theory,rank\nanna,T1,1\nanna,T2,2\nanna,T3,3\nben,T1,3\nben,T2,2\nben,T3,1\n"
        "carla,T1,1\ncarla,T2,2\ncarla,T3,2\n",
        encoding="utf-8",
    )
    found = asked("orders.csv", "-r", "plain")
    assert found["criteria"] == []
    ranked = json.loads(run("score", "-r", "plain", "-k", "all", "--format", "json").out)["results"]
    assert [row["id"] for row in ranked] == ["T1", "T2", "T3"]
    orders = found["orders"]
    assert orders["readers"]["anna"] == {"theories": 3, "spearman": 1, "kendall_tau_b": 1}
    assert orders["readers"]["ben"]["kendall_tau_b"] == -1
    assert orders["readers"]["carla"]["spearman"] == pytest.approx(np.sqrt(3) / 2)
    assert orders["among"]["spearman"] == pytest.approx(-1 / 3)
    kept = asked("orders.csv", "-r", "plain", "-k", "listed")["orders"]
    assert kept["readers"]["anna"]["spearman"] is None  # two theories make no order


def test_kinds_say_which_theories_count(panel):
    assert speed(asked("panel.csv", "-k", "listed"))["theories"] == 2


def test_the_order_of_rows_changes_nothing_but_the_order_of_readers(panel):
    head, *rows = PANEL.splitlines()
    (panel / "turned.csv").write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    one, other = asked("panel.csv"), asked("turned.csv")
    for found in (one, other):
        del found["files"]
        found["readers"].sort(key=lambda reader: reader["id"])
    assert one == other


def test_what_too_few_readings_cannot_tell_is_null(panel):
    (panel / "panel.csv").write_text("reader,theory,criterion,value\nanna,T1,speed,8\n")
    of_speed = speed(asked("panel.csv"))
    for name in ("alpha", "interval", "icc", "order", "apart", "spread", "records_order"):
        assert of_speed[name] is None
    assert run("data", "agreement", "panel.csv").out.startswith("1 reader alone")
    (panel / "panel.csv").write_text("reader,theory,criterion,value\nanna,T1,speed,\n")
    assert "judged nothing" in run("data", "agreement", "panel.csv").out


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "html"])
def test_every_form_has_every_criterion(panel, form):
    done = run("data", "agreement", "panel.csv", "-r", "plain", "--format", form)
    assert done.code == 0
    assert ("readers and findings are in .xlsx" in done.err) == (form == "csv")
    assert "Speed" in done.out
    assert "Harm" in done.out
    assert max(map(len, done.out.splitlines())) <= 80 or form != "table"


def test_a_workbook_has_readers_and_findings_too(panel):
    done = run("data", "agreement", "panel.csv", "-r", "plain", "-o", "agreement.xlsx")
    assert done.code == 0, done.err
    book = openpyxl.load_workbook("agreement.xlsx")
    assert book.sheetnames == ["Criteria", "Readers", "Findings"]
    assert [row[0].value for row in book["Criteria"]] == ["Criterion", "Speed", "Harm"]
    severity = {row[0].value: row[3].value for row in book["Readers"]}
    for reader in asked("panel.csv")["readers"]:
        assert severity[reader["id"]] == pytest.approx(100 * reader["severity"]["value"])
    said = " ".join(row[0].value for row in book["Findings"])
    assert "Apart from the others: carla on Speed" in said
    assert "Outside the span: T1 harm" in said


def test_a_reader_who_may_be_another_misspelt_is_asked_about(panel):
    """Not where both judged a cell, nor where the names are of a series."""
    head = "reader,theory,criterion,value\n"
    text = "Okafor,T1,speed,4\nOkafr,T2,speed,5\nReader 1,T1,speed,4\nReader 2,T2,speed,5\n"
    (panel / "panel.csv").write_text(head + text, encoding="utf-8")
    err = run("data", "agreement", "panel.csv").err
    asked = "note: 'Okafor' judged no cell that 'Okafr' did: are they one reader? Write it alike"
    assert err.count("are they one") == 1
    assert asked in err
    (panel / "panel.csv").write_text(f"{head}{text}Okafr,T1,speed,5\n", encoding="utf-8")
    assert "are they one" not in run("data", "agreement", "panel.csv").err
