"""docs/notebook.ipynb shows what its cells give; `TOI_REFRESH=1` writes that into it."""

import os

import pytest

from tools import notebook

pytest.importorskip("pandas")
pytest.importorskip("xarray")


def told(outputs):
    """What outputs say, in words: pictures depend on the version of matplotlib."""
    for output in outputs:
        if output["output_type"] == "stream":
            yield "".join(output["text"])
            continue
        data = output["data"]
        html = "".join(data.get("text/html", ""))
        yield html if html.startswith('<div class="toi">') else "".join(data["text/plain"])
        yield sorted(data)


def test_the_notebook_shows_what_its_cells_give(monkeypatch):
    monkeypatch.chdir(notebook.ROOT)
    fresh = notebook.refreshed()
    if os.environ.get("TOI_REFRESH"):
        notebook.write(fresh)
    kept = [cell for cell in notebook.read()["cells"] if cell["cell_type"] == "code"]
    found = [cell for cell in fresh["cells"] if cell["cell_type"] == "code"]
    for before, after in zip(kept, found, strict=True):
        assert list(told(before["outputs"])) == list(told(after["outputs"])), before["source"]
    shown = [one.get("data", ()) for cell in kept for one in cell["outputs"]]
    assert sum("image/png" in one for one in shown) == 2
