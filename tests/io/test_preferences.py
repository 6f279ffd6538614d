import pytest

from toi.errors import InputErrors
from toi.io.preferences import MOST, read_preferences, read_statements


def told(found):
    return [f"{one.first.text} {one.sign} {one.second.text}" for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A > B", ["A > B"]),
        ("A>B>>C", ["A > B", "B >> C"]),
        ("A < B", ["B > A"]),
        ("A << B", ["B >> A"]),
        ("A = B == C ~ D", ["A = B", "B = C", "C = D"]),
        ("A > B = C > D", ["B = C", "A > B", "C > D"]),
        ("A, B > C", ["A > C", "B > C"]),
        ("A > B, C > D", ["A > B", "A > C", "B > D", "C > D"]),
        ("A > B; C > D", ["A > B", "C > D"]),
        ("A \u227b B \u223c C", ["B = C", "A > B"]),
        ('"x > y, or so" > The long way', ["x > y, or so > The long way"]),
    ],
)
def test_what_signs_mean(text, wanted):
    assert told(read_statements([text])) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A\nB\nC\n", ["A > B", "B > C"]),
        ("1. A\n2. B = C\n- D, E  # as good\n", ["B = C", "A > B", "C > D", "C > E"]),
        ("A\nB\n\nC\nD\n", ["A > B", "C > D"]),
        ("# mine\nA > B\n\nC = D\nE >> F < G\n", ["A > B", "C = D", "E >> F", "G > F"]),
        ("\ufeffA\r\nB\r\n", ["A > B"]),
        ("C#\nB\n", ["C# > B"]),
    ],
)
def test_files_hold_statements_or_lists_from_best_to_worst(text, wanted):
    assert told(read_preferences("mine.txt", text.encode())) == wanted


def test_names_know_where_they_stand():
    (one,) = read_preferences("mine.txt", b"# a remark\n  A > The long way\n")
    assert (one.first.line, one.first.column) == (2, 3)
    assert (one.second.line, one.second.column) == (2, 7)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A >= B", "'>=' is no sign"),
        ("A", "nothing is said of 'A'"),
        ("A, B", "nothing is said of 'A'"),
        ("", "nothing is said"),
        ("> A", "no name before '>'"),
        ("A >", "no name after '>'"),
        ("A > > B", "no name before '>'"),
        ('A "B" > C', "no sign before 'B'"),
    ],
)
def test_what_cannot_be_read_is_refused(text, word):
    with pytest.raises(InputErrors, match=word):
        read_statements(["A > B", text])


def test_all_problems_of_a_file_are_told_at_once():
    with pytest.raises(InputErrors) as error:
        read_preferences("mine.txt", b"A > B\nA >> \n> B\nA >> B\nA >< B\n")
    assert [(p.file, p.line, p.column) for p in error.value.problems] == [
        ("mine.txt", 2, 3),
        ("mine.txt", 3, 1),
        ("mine.txt", 5, 3),
    ]


def test_no_text_and_too_much_of_it_are_refused():
    with pytest.raises(InputErrors, match=r"mine.txt:2:1: byte 0xff is not UTF-8"):
        read_preferences("mine.txt", b"A > B\n\xff\xfe > C\n")
    with pytest.raises(InputErrors, match="there is no statement"):
        read_preferences("mine.txt", b"# nothing\n")
    with pytest.raises(InputErrors, match=f"{MOST + 1} statements; at most {MOST}"):
        read_preferences("mine.txt", b"A > B\n" * (MOST + 1))
