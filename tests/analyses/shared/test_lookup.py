"""Names that people type: what screens call a record is a name of it."""

from dataclasses import replace

import pytest

import toi
from tests import small
from tests.command import run
from toi.analyses.shared.lookup import find_record, find_theory, theories_called
from toi.analyses.shared.names import name_of
from toi.errors import InputErrors
from toi.words import Words


def debate(**words):
    theories = [
        small.theory("T1", title="Testing that thoughts are see-through", short="Glass tests"),
        small.theory("T2", title="Glass", short="Glass"),
        small.theory("T3", title="Red-teaming agendas", short="Red-teaming agendas"),
    ]
    return replace(small.debate([small.criterion()], theories), words=Words(meanings=words))


def test_every_name_on_a_screen_of_the_shipped_debate_names_its_theory():
    shipped = toi.load().debate
    for name, theory in shipped.theories.items():
        assert theories_called(shipped, name_of(theory)) == [name]
        assert theories_called(shipped, theory.title) == [name]


def test_titles_win_over_parts_and_parts_of_titles_over_parts_of_short_ones():
    assert find_theory(debate(), "glass  TESTS") == "T1"
    assert find_theory(debate(), "glass") == "T2"
    assert find_theory(debate(), "see-through") == "T1"
    assert find_theory(debate(), "tests") == "T1"


def test_what_is_like_a_short_title_is_suggested():
    for find in (find_theory, find_record):
        with pytest.raises(InputErrors, match="did you mean 'Glass tests'"):
            find(debate(), "Glas test")


def test_a_title_wins_over_a_term_of_the_glossary_and_a_term_over_a_part_of_a_title():
    known = debate(**{"glass": "what one sees through", "red-teaming": "to attack on purpose"})
    assert find_record(known, "Glass") == ("theories", "T2")
    assert find_record(known, "Red teaming") == ("words", "red-teaming")


def test_whole_names_win_over_beginnings_of_words_and_these_over_parts_across_kinds():
    theories = [small.theory(name) for name in ("Red-team", "Steam-engine", "Blue")]
    criterion = small.criterion("c", title="Team (1-10)", short="Group")
    known = small.debate([criterion], theories)
    assert find_record(known, "team") == ("criteria", "c")  # its unit may be left out
    assert find_theory(known, "team") == "Red-team"
    assert find_theory(known, "steam") == "Steam-engine"
    assert find_theory(known, "tea") == "Red-team"
    assert set(theories_called(known, "eam")) == {"Red-team", "Steam-engine"}


def test_kinds_tags_and_listings_are_taken_in_any_case():
    for typed, plain in (
        (("list", "Arguments", "--tag", "Dual-Use"), ("list", "arguments", "--tag", "dual-use")),
        (("list", "arguments", "--kind", "Support"), ("list", "arguments", "--kind", "support")),
        (
            ("list", "theories", "--kind", "AGENDA,all"),
            ("list", "theories", "--kind", "agenda,all"),
        ),
    ):
        found = run(*typed)
        assert found.out.splitlines()[1:] == run(*plain).out.splitlines()[1:] != [], found.err
