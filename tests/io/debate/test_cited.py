"""What records cite: looked up in the files that are there."""

import pytest

from tests.command import run


@pytest.mark.parametrize("other", ["claims", "sources"])
def test_an_unknown_name_is_found_where_the_other_file_is_not_there(workspace, other):
    """Claims of a text are optional, and so are sources."""
    (workspace / f"data/{other}.yaml").unlink()
    arguments = workspace / "data/arguments.yaml"
    text = arguments.read_text(encoding="utf-8")
    text = text.replace("claims: [S2]", "claims: [S9]").replace("[essay]", "[no-essay]")
    arguments.write_text(text, encoding="utf-8")
    done = run("data", "check", cwd=workspace)
    told = {"claims": "no source 'no-essay'", "sources": "no claim 'S9'"}
    assert done.code == 1
    assert [said in done.err for said in told.values()] == [kind == other for kind in told]
