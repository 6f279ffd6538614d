"""`toi data export --to argdown` and `toi data import` of an argument map."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from toi.analyses.data.schemas import schema_files
from toi.analyses.data.workspaces import Workspace
from toi.analyses.shared.format import count, listed
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors, Problem
from toi.io.argdown.plain import with_fields_in_order
from toi.io.argdown.read import MAX_BYTES, read_argdown
from toi.io.argdown.to_debate import MapDebate, debate_of_map
from toi.io.argdown.write import argdown_text
from toi.io.debate.folders import Folder, bundled, find_folders
from toi.io.debate.load import KINDS, UNSCORED, WORDS, load, read_document
from toi.io.files import read_up_to
from toi.io.paths import is_dir, is_file, read_plain
from toi.io.yaml.emit import block

SHIPPED = "shipped"  # what results call the data that comes with the package
CITED = ("claims", "sources", "evidence")
KEPT = (*UNSCORED, "allocations")  # files of which a map holds nothing
FILES = ("criteria", "theories", "lines", "arguments")
_ON = re.compile(r'^(\s*(?:- )?)"on":')  # a word that older readers of YAML take for true


def run_argdown_export(opened: LoadedDebate) -> str:
    """Write a debate as an argument map."""
    return argdown_text(opened.debate, _naming(opened.places.data))


def import_argdown(file: str, folder: str, onto: str | None = None) -> Workspace:
    """Return the files of a debate made from an argument map.

    Parameters
    ----------
    folder : str
        Where it will lie.
    onto : str, optional
        A data folder from which comes what the map leaves out, or ``shipped``.

    Raises
    ------
    InputErrors
        With every problem in the map, or in the folder.
    """
    base = _base(onto) if onto is not None else None
    known = load(base.path, base.shown_as, everything=True) if base else None
    made = debate_of_map(read_argdown(file, read_up_to(file, MAX_BYTES)), known)
    if not isinstance(made, MapDebate):
        raise InputErrors(made)
    if not made.records["theories"]:
        message = "no statement that can be a theory: [Title]: text #theory"
        raise InputErrors([Problem(file, None, None, message, "argdown-empty")])
    files = {
        f"data/{kind}.yaml": _file(kind, made.records[kind])
        for kind in FILES
        if made.records[kind] or kind == "arguments"
    }
    if made.naming is not None:
        files[f"data/{WORDS}.yaml"] = _words(made.naming)
    kept = dict(_kept(base.path, files)) if base else {}
    cited = [] if base else [kind for kind in CITED if _cites(made.records, kind)]
    sizes = [
        count(len(made.records[kind]), one)
        for kind, one in (("theories", "theory"), ("arguments", "argument"))
    ]
    sizes[0] = count(len(made.records["theories"]), "theory", "theories")
    return Workspace(
        folder=folder,
        files={**files, **kept, **schema_files()},
        made=f"{sizes[0]} and {sizes[1]} from {file}",
        try_out=f"toi score --set {made.records['criteria'][0]['id']}=60%",
        others={"toi plot graph": "the arguments as a picture"}
        if made.records["arguments"]
        else {},
        notes=(*made.notes, *([_left_out(cited)] if cited else [])),
    )


def _base(onto: str) -> Folder:
    """Find the data folder that a map is put onto; no folder need be called so for `shipped`."""
    if onto == SHIPPED and not is_dir(Path(onto)):
        return bundled("data")
    return find_folders(onto).data


def _cites(value: Any, kind: str) -> bool:
    """Tell whether records in plain data cite records of a kind."""
    if isinstance(value, Mapping):
        return bool(value.get(kind)) or any(_cites(inner, kind) for inner in value.values())
    return isinstance(value, list) and any(_cites(inner, kind) for inner in value)


def _left_out(cited: list[str]) -> str:
    return (
        f"a map has only the ids of {listed(cited)} that its records cite, so these have no file; "
        "--onto DIR takes them from a data folder (--onto shipped: from that of toi)"
    )


def _naming(folder: Folder) -> Mapping[str, Any]:
    """Return what the file of words of a debate holds, which was read without a problem."""
    file = folder.path / f"{WORDS}.yaml"
    document = read_document(file, folder.shown_as, []) if is_file(file) else None
    return document.data if document else {}


def _file(kind: str, items: list[dict[str, Any]]) -> str:
    head = [
        f"# yaml-language-server: $schema=../schemas/{kind}.json",
        f"schema: toi/{kind}/1",
        f"{kind}:" if items else f"{kind}: []",
    ]
    for item in items:
        record = with_fields_in_order(KINDS[kind], item)
        head += [*(_ON.sub(r"\1on:", line) for line, _ in block([record], indent=2)), ""]
    return "\n".join(head).rstrip() + "\n"


def _words(naming: Mapping[str, Any]) -> str:
    head = [
        f"# yaml-language-server: $schema=../schemas/{WORDS}.json",
        f"schema: toi/{WORDS}/1",
    ]
    return "\n".join([*head, *(line for line, _ in block(naming))]) + "\n"


def _kept(folder: Traversable, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files of a folder that a map has nothing of, as they are."""
    for kind in (*KEPT, WORDS):
        file = folder / f"{kind}.yaml"
        if f"data/{kind}.yaml" not in files and is_file(file):
            yield f"data/{kind}.yaml", read_plain(file, MAX_BYTES).decode("utf-8")
