"""Names that look alike and are not the same are told, and stay two."""

import pytest

from tests.command import run
from tests.io.matrix.test_rows import matrix
from toi.io.look_alikes import look_alikes
from toi.io.suggest import did_you_mean

CYRILLIC_A = "\u0410lpha"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alpha", CYRILLIC_A),
        ("Beta", "Be\u200bta"),
        ("Gamma", "\uff27amma"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("Anna's", "Anna\u2019s"),
        ("A-1", "a\u20131"),
    ],
)
def test_names_that_look_alike_are_found(one, other):
    assert list(look_alikes([(one, 1), ("Else", 2), (other, 3)])) == [((one, 1), (other, 3))]


@pytest.mark.parametrize("names", [("Alpha", "ALPHA"), ("Cafe", "Caf\u00e9"), ("Plan 1", "Plan l")])
def test_names_that_are_the_same_or_look_otherwise_are_not(names):
    assert not list(look_alikes((name, 0) for name in names))


def test_an_import_warns_with_both_places_and_keeps_both(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    raw = f"P,Reach,Re\u0430ch\ndirection,benefit,benefit\nAlpha,1,2\n{CYRILLIC_A},2,3\n"
    found = matrix(raw)
    assert [line.title for line in found.lines] == ["Alpha", CYRILLIC_A]
    assert len(found.columns) == 2
    heads, rows = (note for note in found.notes if "looks like" in note)
    assert heads.startswith(
        "'Re\u0430ch' (line 1, cell 3) looks like 'Reach' (line 1, cell 2), but"
    )
    assert f"'{CYRILLIC_A}' (line 4, cell 1) looks like 'Alpha' (line 3, cell 1), but" in rows
    assert "has U+0410, CYRILLIC CAPITAL LETTER A: they are two options" in rows
    (tmp_path / "m.csv").write_text(raw, encoding="utf-8")
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    checked = " ".join(run("data", "check", cwd="ws").out.split())
    assert "(data/theories.yaml:16:12) looks like 'Alpha' (data/theories.yaml:7:12)" in checked
    assert "they are two criteria" in checked


def test_a_name_that_looks_like_one_that_is_known_says_by_what_it_is_another():
    assert did_you_mean(CYRILLIC_A, ["Alpha", "Beta"]) == (
        f"; did you mean 'Alpha'? '{CYRILLIC_A}' has U+0410, CYRILLIC CAPITAL LETTER A"
    )
