"""`toi data verify`: claims held against copies of a made-up text."""

import json
import textwrap
from pathlib import Path

import pytest

from tests.command import run
from toi.io.text_copy import letters_of, read_text_copy

TEXT = [
    "A short page on ferries",
    "",
    "Ferries are slower than bridges \u2013 everybody\u2019s cousin says so, and for once "
    "rightly. They wait for fog.",
    "",
    "Yet a \u201cslow crossing\u201d is when islanders read; nobody counted how much.",
    "A bridge, once built, is never unbuilt. Fog is no matter to it.",
]
CLAIMS = """\
schema: toi/claims/1
claims:
  - {id: S1, lines: [3, 3], section: A, kind: note, speaker: post, gist: g,
     find: slower than bridges - everybody's cousin}
  - {id: S2, lines: [5, 5], section: A, kind: note, speaker: post, gist: g, find: slow crossing}
  - {id: S3, lines: [6, 6], section: A, kind: note, speaker: post, gist: g, find: never unbuilt}
  - {id: S4, lines: [3, 6], section: A, kind: note, speaker: post, gist: g, find: wait for fog}
  - {id: S5, lines: [6, 6], section: A, kind: note, speaker: post, gist: g, find: once built}
  - {id: S6, lines: [1, 1], section: One, kind: meta, speaker: post, gist: g}
"""


@pytest.fixture
def claims(workspace):
    def written(text=CLAIMS):
        (workspace / "data/claims.yaml").write_text(text, encoding="utf-8")
        return workspace / "data/claims.yaml"

    for kind in ("theories", "arguments"):  # which cite claims of another text
        file = workspace / f"data/{kind}.yaml"
        file.write_text(
            "\n".join(x for x in file.read_text().splitlines() if "claims: [" not in x) + "\n"
        )
    written()
    return written


def verified(text, name="page.txt", encoding="utf-8"):
    Path(name).write_bytes(text.encode(encoding))
    done = run("data", "verify", name, "-f", "json")
    found = json.loads(done.out)
    assert done.code == (1 if found["failed"] else 0)
    return found


PLAIN = "\n".join(TEXT)
WRAPPED = "\n".join(textwrap.fill(line, 24) for line in TEXT)
HTML = (
    "<!doctype html><title>A page</title><script>'never unbuilt'</script><nav>Menu</nav>"
    + "".join(
        f"<p>{line.replace(' once ', ' <em>once</em> ').replace('fog', 'f&#111;g')}</p>\n"
        for line in TEXT
        if line
    )
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (PLAIN, True),
        (PLAIN.replace("\n", "\r\n"), True),
        (PLAIN.replace("\u2019", "'").replace("\u2013", "--").replace("\u201c", '"'), True),
        (PLAIN.upper(), True),
        (PLAIN.replace("slow crossing", "**slow** [crossing](https://example.org/a)"), True),
        (WRAPPED, False),
        (WRAPPED.replace("bridges", "brid-\nges"), False),
        (HTML, False),
    ],
)
def test_copies_in_which_every_claim_stands(claims, text, same):
    found = verified(text)
    assert found["failed"] == []
    assert (found["claims"], found["silent"], found["same_lines"]) == (5, 1, same)


def test_other_encodings(claims):
    assert verified(PLAIN, encoding="cp1252")["failed"] == []
    assert verified(PLAIN, encoding="utf-16")["failed"] == []


def test_what_fails_is_named_with_its_place_in_the_records(claims):
    claims(CLAIMS.replace("never unbuilt", "always unbuilt").replace("[5, 5]", "[1, 3]"))
    failed = verified(PLAIN)["failed"]
    assert [(f["claim"], f["place"], f["code"], f["found"]) for f in failed] == [
        ("S2", "data/claims.yaml:5:83", "claim-elsewhere", [5]),
        ("S3", "data/claims.yaml:6:83", "claim-missing", []),
    ]
    out = run("data", "verify", "page.txt").out
    assert "2 of 5 claims do not stand in page.txt as they say: 1 not in it, 1 elsewhere." in (
        " ".join(out.split())
    )
    assert "data/claims.yaml:5:83: S2: 'slow crossing' stands on line 5, not 1-3" in (
        " ".join(out.split())
    )


@pytest.mark.parametrize("text", [WRAPPED, HTML])
def test_order_shows_wrong_lines_where_the_copy_is_wrapped_otherwise(claims, text):
    claims(CLAIMS.replace("[5, 5]", "[1, 1]"))
    failed = verified(text)["failed"]
    assert [(f["claim"], f["code"]) for f in failed] == [("S2", "claim-elsewhere")]


def test_another_text_is_called_one(claims):
    verified("Something else.")
    out = run("data", "verify", "page.txt").out
    assert "5 not in it at all: this may be another text" in " ".join(out.split())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"%PDF-1.7 ...", "not-text"),
        (b"a\0b", "not-text"),
        (b"", "empty-file"),
        (b" \n-\n", "empty-file"),
    ],
)
def test_what_is_no_text(claims, raw, code):
    Path("page.txt").write_bytes(raw)
    done = run("data", "verify", "page.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("page.txt:1:1: ")
    assert f"[{code}]" in done.err


def test_a_debate_without_claims(claims, workspace):
    (workspace / "data/claims.yaml").unlink()
    (workspace / "page.txt").write_text(PLAIN, encoding="utf-8")
    assert run("data", "verify", "page.txt").err == "toi: data has no claims [no-claims]\n"


def test_html_takes_time_in_proportion(tmp_path):
    """Many small pieces of one line are not copied again for each."""
    file = tmp_path / "page.html"
    file.write_text("<html><body>" + "<b>ab</b>" * 20_000, encoding="utf-8")
    copy = read_text_copy(str(file))
    assert copy.lines == ("ab" * 20_000,)


def test_letters():
    assert letters_of("\u201cCo\u00f6p\u201d \u2014 \uff11st, stra\u00dfe\ufb01") == letters_of(
        '"Coo\u0308p" - 1ST STRASSEfi'
    )
