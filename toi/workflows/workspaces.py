"""`toi data init`: a small debate to edit, with a rubric and the schemas."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from toi.results.workspaces import Workspace
from toi.workflows.schemas import schema_files


def new_workspace(folder: str) -> Workspace:
    """The files of a small, commented debate of three theories."""
    template = files("toi") / "templates" / "workspace"
    written = {
        f"{place}/{file.name}": file.read_text(encoding="utf-8")
        for place in ("data", "rubrics")
        for file in _files(template / place)
    }
    return Workspace(
        folder=folder,
        files={**written, **schema_files()},
        made="a small debate on how to get people to cycle to work, to be replaced by yours",
        rubric="mine",
    )


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
