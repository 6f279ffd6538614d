"""Write docs/python.md from the docstrings of the public names of `toi`.

python tools/python_page.py
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that the page is of this checkout

import toi  # noqa: E402
from toi.analyses.shared.lazy import Lazy  # noqa: E402

PUBLIC = [getattr(toi, name) for name in toi._HOME]
PAGE = ROOT / "docs" / "python.md"
HEAD = """\
# Python

<!-- Made from docstrings by `python tools/python_page.py`; change it there. -->

`import toi` gives the commands as functions. Each takes the debate first, then the rubric, then
options by name, called and meant as on the command line; nothing is printed. None stands for
what the command would find by itself. What comes back is plain values, and `.to_json()` of it is
what `--format json` prints. Examples run where this repository is checked out.

In a notebook a result shows the screen of its command, with where it comes from; in a script
`print(result.screen())` does, and `.screen(width=120)` is wider. `.to_frame()` is the table that
the command writes as CSV, as a DataFrame of pandas or, without it, of polars (neither is
required); `.plot()` a matplotlib figure, `.plot("stacked")` another of its pictures,
`.plot(ax=ax)` the same into axes of yours, laid out for their width; and `.diff(other)` every
cell in which the table of another result of the same type differs. The draws themselves are
`toi.draws()`, as arrays, and `.to_xarray()` of it as a Dataset with dimensions draw, theory,
criterion and argument (xarray is not required either). [A notebook](notebook.ipynb) shows all of
it.
"""
WIDTH = 100  # as in pyproject.toml
HEADING = re.compile(r"^(\w[\w ]*)\n-+\n", re.M)
ENTRY = re.compile(r"^(?=\S)", re.M)


def page() -> str:
    """Return the whole page."""
    functions = filter(inspect.isfunction, PUBLIC)
    parts = [HEAD, "\n## Functions\n", *map(_function, functions), "\n## Types\n"]
    described: set[type] = set()
    for one in filter(inspect.isclass, PUBLIC):
        parts += map(_type, _with_inner(one, described))
    return "".join(parts)


def sections(docstring: str) -> dict[str, str]:
    """Return the sections of a numpydoc docstring by heading; the text before them by ''."""
    parts = HEADING.split(inspect.cleandoc(docstring))
    return {"": parts[0].strip()} | {
        head: text.strip("\n") for head, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def entries(section: str) -> Iterator[tuple[str, str]]:
    """Return the head of each entry of a section, and its description as one line."""
    for entry in filter(None, ENTRY.split(section)):
        head, _, text = entry.partition("\n")
        yield head, " ".join(text.split())


def _function(one: Callable[..., Any]) -> str:
    """Return the part of the page about one function."""
    found = sections(one.__doc__ or "")
    lines = [f"\n### `toi.{one.__name__}`\n\n{_marked(found[''])}\n"]
    lines.append(f"\n```python\n{signature(one)}\n```\n")
    for head in ("Parameters", "Returns", "Raises"):
        lines.append(f"\n{head}:\n\n{_listed(found[head])}")
    lines.append(f"\n```python\n{found['Examples']}\n```\n")
    return "".join(lines)


def signature(one: Callable[..., Any]) -> str:
    """Return how a function is called, without types, in lines that fit."""
    parameters = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(one).parameters.values()
    ]
    shown = str(inspect.Signature(parameters))
    shown = re.sub(r"<function (\w+) at \w+>", r"\1", shown)
    return _laid_out(f"toi.{one.__name__}", shown[1:-1].split(", "))


def _laid_out(name: str, arguments: list[str]) -> str:
    """Write a call as the formatter does: on one line, on one line of its own, or one each."""
    inside = ", ".join(arguments)
    if len(f"{name}({inside})") <= WIDTH:
        return f"{name}({inside})"
    if len(f"    {inside}") <= WIDTH:
        return f"{name}(\n    {inside}\n)"
    return "\n".join([f"{name}(", *(f"    {one}," for one in arguments), ")"])


def _type(one: type) -> str:
    """Return the part of the page about one class."""
    found = sections(one.__doc__ or "")
    heading = f"### `toi.{one.__name__}`" if one in PUBLIC else f"#### `{one.__name__}`"
    lines = [f"\n{heading}\n"]
    lines.append(f"\n{_marked(found[''])}\n")
    if "Attributes" in found:
        lines.append(f"\n{_listed(found['Attributes'])}")
    if is_dataclass(one):
        rows = (_row(f.name, f.type) for f in fields(one) if f.name != "notes")
        lines.append("\n```python\n" + "\n".join(rows) + "\n```\n")
    return "".join(lines)


def _row(name: str, kind: Any) -> str:
    """Return a field and its type; of what is worked out when asked for, its property's."""
    if get_origin(kind) is Lazy:
        (kind,) = get_args(kind)
        name = name.removeprefix("_")
    return f"{name}: {_type_name(kind)}"


def _with_inner(one: Any, described: set[type]) -> Iterator[type]:
    """Yield a class, then those of the analyses in its fields; each once for the page."""
    for inner in get_args(one):
        yield from _with_inner(inner, described)
    if not inspect.isclass(one) or one in described:
        return
    if one in PUBLIC or (is_dataclass(one) and one.__module__.startswith("toi.analyses")):
        described.add(one)
        yield one
        for field in fields(one) if is_dataclass(one) else ():
            yield from _with_inner(field.type, described)


def _marked(text: str) -> str:
    """Return text of a docstring as Markdown."""
    return text.replace("``", "`")


def _listed(section: str) -> str:
    """Return a section of a docstring as a Markdown list."""
    lines = ""
    for head, text in entries(section):
        name, _, kind = head.partition(" : ")
        lines += f"- `{name}`" + f" ({kind})" * bool(kind) + f": {_marked(text)}\n"
    return lines


def _type_name(kind: Any) -> str:
    """Return an annotation as it stands in the source, without modules."""
    written = inspect.formatannotation(kind).replace("'", '"')  # as the linter has it in pages
    return re.sub(r"[\w.]+\.(\w+)", r"\1", written)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
