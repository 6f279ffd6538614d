"""Run the cells of docs/notebook.ipynb, and write what they show back into it.

python tools/notebook.py

A cell shows what it prints and the value of its last line, as Jupyter would. No kernel is needed.
"""

import ast
import base64
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "notebook.ipynb"
DPI = 60


def read() -> dict[str, Any]:
    """Return the notebook."""
    return dict(json.loads(PAGE.read_text(encoding="utf-8")))


def write(notebook: dict[str, Any]) -> None:
    """Write the notebook, as Jupyter lays it out."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    PAGE.write_text(f"{text}\n", encoding="utf-8")


def run(notebook: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Run all cells of code in one fresh namespace; return the outputs of each."""
    names: dict[str, Any] = {"__name__": "__main__"}
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [_outputs("".join(cell["source"]), names, i + 1) for i, cell in enumerate(code)]


def _outputs(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """Run one cell: what it prints, then the value of its last line."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), f"cell {number}", "exec"), names)
        value = None if last is None else eval(compile(last, f"cell {number}", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        outputs.append(
            {
                "data": _shown(value),
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return outputs


def _shown(value: Any) -> dict[str, Any]:
    """Return a value in every form that a notebook may show."""
    found: dict[str, Any] = {}
    if hasattr(value, "savefig"):  # smaller than on the screen
        picture = io.BytesIO()
        value.savefig(picture, format="png", dpi=DPI, bbox_inches="tight")
        found["image/png"] = base64.b64encode(picture.getvalue()).decode()
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    if html:
        found["text/html"] = html.splitlines(keepends=True)
    found["text/plain"] = repr(value).splitlines(keepends=True)
    return found


def refreshed() -> dict[str, Any]:
    """Return the notebook with what its cells show now."""
    notebook = read()
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(code, run(notebook), strict=True), 1):
        cell["outputs"], cell["execution_count"] = outputs, number
    return notebook


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # so that the page is of this checkout
    write(refreshed())
