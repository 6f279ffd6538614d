"""Short titles: cut between words, and told apart."""

import pytest

from toi.io.ids import short_titles


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Fiat E-Ducato Maxi", "Fiat E-Ducato Maxi"),
        ("Renault Master E-Tech Electric", "Renault Master E-Tech..."),
        ("Ford E-Transit (with a long bed, used)", "Ford E-Transit (with a..."),
        ("Mercedes-Benz-eSprinter-Kastenwagen", "Mercedes-Benz-eSprinter..."),
        ("Ford E-Transit of 26 marks", "Ford E-Transit of 26 marks"),
        ("A Kastenwagenversicherungsvertrag", "A Kastenwagenversicheru..."),
        ("Renault X Kastenwagenversicherung", "Renault X Kastenwagenve..."),
        ("A Kastenwagenversicherte more", "A Kastenwagenversichert..."),
    ],
)
def test_a_title_is_cut_between_words_unless_too_little_is_left(title, short):
    assert short_titles([title], 26) == [short]
    assert len(short) <= 26


def test_titles_that_begin_with_the_same_words_are_cut_within_one():
    titles = ["Renault Master E-Tech Electric", "Renault Master E-Tech Diesel", "Fiat"]
    assert short_titles(titles, 26) == [
        "Renault Master E-Tech E...",
        "Renault Master E-Tech D...",
        "Fiat",
    ]


def test_titles_that_begin_alike_keep_what_tells_them_apart():
    titles = ["Cost of maintenance of building A", "Cost of maintenance of building B"]
    longer = [f"{title}, which was built long ago" for title in titles]
    assert short_titles(titles, 26) == ["Cost of...of building A", "Cost of...of building B"]
    for some in (titles, longer, ["x" * 40 + "1" + "y" * 40, "x" * 40 + "2" + "y" * 40]):
        short = short_titles(some, 26)
        assert len(set(short)) == 2
        assert max(map(len, short)) <= 26
