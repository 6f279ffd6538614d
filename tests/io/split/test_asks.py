"""A table of asks: what it says, what is taken for granted, and every mistake in it at once."""

from pathlib import Path

import pytest

from toi.errors import InputErrors
from toi.io.amounts.amount import Amount
from toi.io.debate.titles import NameBook
from toi.io.split.asks import AsksTable, read_asks

BUDGET = Amount(2e6, "EUR")


def book() -> NameBook:
    found = NameBook({}, {})
    for name, title in (("wells", "Clean water"), ("meals", "School meals"), ("cash", "Cash")):
        found.add("theory", name, title)
    return found


def read(folder: Path, text: str, budget: Amount | None = BUDGET) -> AsksTable:
    file = folder / "asks.csv"
    file.write_text(text, encoding="utf-8")
    return read_asks(str(file), book(), budget)


def shares(table: AsksTable) -> dict[tuple[str, str], float]:
    return {(ask.line, ask.kind): round(ask.share, 9) for ask in table.asks}


def test_asks_floors_and_smallest_grants_of_a_spreadsheet(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Proposal;Ask (kEUR);Smallest grant;Floor;Contact\n"
        "clean water;450,5;200 000;;Ann\n"
        "meals;500;;5%;\n"
        "Cash;;;;Di\n",
    )
    assert shares(table) == {
        ("wells", "cap"): 0.22525,
        ("wells", "grant"): 0.1,
        ("meals", "cap"): 0.25,
        ("meals", "floor"): 0.05,
    }
    assert [ask.said for ask in table.asks] == ["450,500 EUR", "200,000 EUR", "500,000 EUR", "5 %"]
    assert table.notes == (
        "asks.csv: 'Ask (kEUR)' is in thousands, as its heading says",
        "asks.csv: column is not read: Contact",
        "asks.csv: numbers without a unit are taken as EUR, as the budget is",
    )


def test_a_heading_in_per_cent_and_no_budget(tmp_path: Path) -> None:
    table = read(tmp_path, "Option,Max %\nCash,40\nmeals,7.5\n", budget=None)
    assert shares(table) == {("cash", "cap"): 0.4, ("meals", "cap"): 0.075}
    assert table.notes == ()


def test_every_mistake_is_told_at_its_cell(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        read(
            tmp_path,
            "Option,Ask,Smallest\n"
            "Clean watr,10,\n"
            'Clean water,300k,"400k"\n'
            "meals,120%,abc\n"
            "School meals,5%,\n"
            "Cash,300 USD,-5,7\n",
        )
    told = [(p.line, p.column, p.code) for p in caught.value.problems]
    assert told == [
        (2, 1, "unknown-theory"),
        (3, 3, "grant-above-cap"),
        (4, 2, "bad-bound"),
        (4, 3, "bad-bound"),
        (5, 1, "duplicate-key"),
        (6, 4, "csv-cells"),
    ]
    assert "did you mean 'Clean water'?" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "column", "code"),
    [
        ("Option,Min\nCash,5%\n", 2, "unknown-column"),
        ("Option,Ask,Cap\nCash,5%,6%\n", 3, "duplicate-key"),
        ("Option,Wish\nCash,5%\n", 1, "unknown-column"),
        ("Option,Ask (mil EUR)\nCash,5\n", 2, "bad-unit"),
    ],
)
def test_headings_that_leave_a_doubt_are_refused(
    tmp_path: Path, text: str, column: int, code: str
) -> None:
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (1, column, code)


@pytest.mark.parametrize("text", ["Option,Ask (USD)\nCash,500\n", "Option,Ask (kUSD)\nCash,500\n"])
def test_a_heading_in_another_currency_than_the_budget_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(InputErrors, match="is in USD, while the budget is in EUR"):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        read_asks(str(tmp_path / "none.csv"), book())
    assert [problem.code for problem in caught.value.problems] == ["unreadable"]


def test_asks_that_are_next_to_nothing_are_asked_about(tmp_path: Path) -> None:
    """Such as thousands whose k was forgotten: a split of them would leave all unspent."""
    table = read(tmp_path, "Proposal,Ask (EUR)\nwells,450\nmeals,500\n")
    assert table.notes == (
        "asks.csv: all caps together are 0.05 % of the budget: is their unit the budget's?",
    )
    assert read(tmp_path, "Proposal,Ask (EUR)\nwells,450\nmeals,20000\n").notes == ()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("35,500,20,500", "write 35500 and 20500, without a comma"),
        ("35,500,20000", "write 35500, without a comma"),
        ("100,200,300", "an amount with a comma needs quotes, or write it without, as 35500"),
        ("35000,5,5", "an amount with a comma needs quotes, or write it without, as 35500"),
    ],
)
def test_amounts_that_commas_part_are_told_without(tmp_path: Path, cells: str, told: str) -> None:
    with pytest.raises(InputErrors) as refused:
        read(tmp_path, f"Option,Cap,Smallest grant\nCash,{cells}\n")
    (problem,) = refused.value.problems
    assert problem.message.endswith(f"under 3 headings; {told}")


def test_amounts_without_a_budget_are_told_of_once(tmp_path: Path) -> None:
    rows = "Proposal,Cap,Smallest grant\nclean water,450,200\nmeals,500,x\ncash,10%,50\n"
    with pytest.raises(InputErrors) as caught:
        read(tmp_path, rows, budget=None)
    told = [(one.line, one.column, one.message) for one in caught.value.problems]
    assert [place for *place, _ in told] == [[2, 2], [3, 3]]
    assert "'450', is an amount, of which --budget says" in told[0][2]
    assert told[0][2].endswith("(as for 3 more here)")
