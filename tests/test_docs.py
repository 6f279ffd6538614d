"""Documents tell the truth: what they show is what the commands print.

A block ```console holds commands (`$ toi ...`), each followed by its whole output.
`TOI_REFRESH=1` rewrites the outputs instead of checking them.
"""

import os
import re
from pathlib import Path

import pytest

from tests.command import run
from toi.model import argument, evidence, method, records, rubric
from toi.model.base import Record

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"```console\n(.*?)```\n", re.S)

FIELDS = re.compile(r"(<!-- fields: ([\w ]+) -->)\n(.*?)<!-- end -->", re.S)
MODELS = {
    name: model
    for module in (records, argument, evidence, method, rubric)
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, Record)
}


def commands(block):
    """Pairs of command line and the output shown below it."""
    parts = re.split(r"(?m)^\$ (.*)\n", block)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def shown(line):
    """What a command line prints at 80 columns; notes and errors too."""
    words = re.findall(r'"[^"]*"|\S+', line.split(" #")[0])
    assert words[0] == "toi", f"documents show toi alone, not {words[0]}"
    done = run(*(w.strip('"') for w in words[1:]), cwd=ROOT)
    return done.err + done.out


def refreshed(text):
    def fresh(match):
        body = "".join(f"$ {line}\n{shown(line)}" for line, _ in commands(match[1]))
        return f"```console\n{body}```\n"

    return BLOCK.sub(fresh, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_outputs_are_what_the_commands_print(page):
    text = page.read_text(encoding="utf-8")
    if os.environ.get("TOI_REFRESH"):
        page.write_text(refreshed(text), encoding="utf-8")
        return
    for block in BLOCK.findall(text):
        for line, output in commands(block):
            assert shown(line) == output, f"{page.name}: $ {line}"


def test_every_command_and_option_is_documented():
    import typer.main

    from toi.cli.app import app

    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    def walk(command, path):
        children = getattr(command, "commands", {})
        for name, child in children.items():
            yield from walk(child, [*path, name])
        if not children:
            yield " ".join(path), [o for p in command.params for o in p.opts if o.startswith("-")]

    for command, options in walk(typer.main.get_command(app), ["toi"]):
        assert f"## `{command}" in page, command
        section = page.split(f"## `{command}")[1].split("\n## ")[0]
        everywhere = page.split("## Everywhere")[1].split("\n## ")[0]
        for option in options:
            assert f"`{option}" in section or f"`{option}" in everywhere, f"{command} {option}"


def test_every_rubric_key_and_record_field_is_documented():
    shown = {name for page in PAGES for name in _models_shown(page.read_text(encoding="utf-8"))}
    assert shown == set(MODELS) - {"Record", "Reasoned"}


@pytest.mark.parametrize("page", ["records.md", "rubrics.md"])
def test_fields_are_those_of_the_models(page):
    path = ROOT / "docs" / page
    text = path.read_text(encoding="utf-8")
    fresh = FIELDS.sub(lambda m: f"{m[1]}\n{_table(m[2].split())}<!-- end -->", text)
    if os.environ.get("TOI_REFRESH"):
        path.write_text(fresh, encoding="utf-8")
    else:
        assert text == fresh


def _models_shown(text):
    return [name for match in FIELDS.finditer(text) for name in match[2].split()]


def _table(names):
    """The fields of some models, with what their descriptions say."""
    rows = ["| field | needed | meaning |", "|---|---|---|"]
    for name in names:
        for key, field in MODELS[name].model_fields.items():
            assert field.description, f"{name}.{key}"
            needed = "yes" if field.is_required() else ""
            rows.append(f"| `{field.alias or key}` | {needed} | {field.description} |")
    return "\n".join(rows) + "\n"


def test_links_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
