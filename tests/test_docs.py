"""Documents tell the truth: what they show is what the commands print.

A block ```console holds commands (`$ toi ...`), each followed by its whole output. After
`<!-- folder: temporary -->` commands run in an empty folder that a page keeps to its end (or
to `<!-- folder: repository -->`), so that they may write. `<!-- file: NAME 1-9 -->` before a
block ```yaml says which lines of which file of that folder it holds; `<!-- write: NAME -->`
or `<!-- append: NAME -->` before any block puts it into a file there, `<!-- copy: FOLDER -->` a
folder of docs/. `$ cd FOLDER` is followed.
`<!-- asked: REPLY|REPLY -->` before a block ```text says after which replies `toi rubric elicit`
shows that screen.
`TOI_REFRESH=1` rewrites outputs and files instead of checking them.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.command import run
from toi.records import (
    answers,
    argument,
    credences,
    evidence,
    method,
    naming,
    portfolio,
    reading,
    rubric,
    theory,
    trust,
    weight_uncertainty,
)
from toi.records import (
    line as line_records,
)
from toi.records.base import Record

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
PART = re.compile(
    r"<!-- folder: (?P<folder>temporary|repository) -->"
    r"|```console\n(?P<console>.*?)```\n"
    r"|<!-- copy: (?P<copy>\S+) -->"
    r"|<!-- (?P<how>write|append): (?P<target>\S+) -->\n```\w*\n(?P<content>.*?)```\n"
    r"|(?P<asked><!-- asked: (?P<replies>.*?) -->)\n```text\n.*?```\n"
    r"|(?P<head><!-- file: (?P<file>\S+) (?P<first>\d+)-(?P<last>\d+) -->)\n```yaml\n.*?```\n",
    re.S,
)
SHELL = re.compile(r"```sh\n(.*?)```", re.S)
FIELDS = re.compile(r"(<!-- fields: ([\w ]+) -->)\n(.*?)<!-- end -->", re.S)
MODELS = {
    name: model
    for module in (
        theory,
        answers,
        argument,
        credences,
        evidence,
        line_records,
        method,
        naming,
        portfolio,
        reading,
        rubric,
        trust,
        weight_uncertainty,
    )
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, Record)
}


def commands(block):
    """Pairs of command line and the output shown below it."""
    parts = re.split(r"(?m)^\$ (.*)\n", block)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def shown(line, folder):
    """What a command line prints at 80 columns; notes and errors too."""
    words = re.findall(r'"[^"]*"|\S+', line.split(" #")[0])
    assert words[0] == "toi", f"documents show toi alone, not {words[0]}"
    done = run(*(w.strip('"') for w in words[1:]), cwd=folder)
    return done.err + done.out


def question(replies):
    """The question that follows some replies, about the shipped debate."""
    from toi.analyses.elicit.compute import set_scene
    from toi.analyses.elicit.questions import next_question
    from toi.analyses.elicit.screen import question_screen
    from toi.analyses.elicit.session import replied
    from toi.analyses.layout.page import Page
    from toi.analyses.shared.session import open_debate
    from toi.records.answers import no_answers

    scene, session = set_scene(open_debate(None, everything=True), "mine", no_answers())
    for reply in replies:
        session = replied(scene, session, next_question(scene, session), reply)
    return question_screen(next_question(scene, session).words(scene, session.answers), Page())


def told(text, temporary):
    """The page with what its commands print and its files hold."""
    here = ROOT

    def fresh(part):
        nonlocal here
        if part["folder"]:
            here = temporary if part["folder"] == "temporary" else ROOT
            return part[0]
        if part["copy"]:
            assert here != ROOT, "folders are copied into the temporary folder alone"
            shutil.copytree(ROOT / "docs" / part["copy"], here / Path(part["copy"]).name)
            return part[0]
        if part["target"]:
            assert here != ROOT, "files are written in the temporary folder alone"
            with (here / part["target"]).open(part["how"][0], encoding="utf-8") as file:
                file.write(part["content"])
            return part[0]
        if part["asked"]:
            return f"{part['asked']}\n```text\n{question(part['replies'].split('|'))}```\n"
        if part["file"]:
            lines = (here / part["file"]).read_text(encoding="utf-8").splitlines(keepends=True)
            kept = "".join(lines[int(part["first"]) - 1 : int(part["last"])])
            return f"{part['head']}\n```yaml\n{kept}```\n"
        body = ""
        for line, _ in commands(part["console"]):
            if line.startswith("cd "):
                here = (here / line[3:]).resolve()
                assert here.is_relative_to(temporary)
            body += f"$ {line}\n" + ("" if line.startswith("cd ") else shown(line, here))
        return f"```console\n{body}```\n"

    return PART.sub(fresh, text)


def records():
    files = (f for kind in ("data", "rubrics") for f in (ROOT / kind).rglob("*") if f.is_file())
    return {file: file.read_bytes() for file in files}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_outputs_are_what_the_commands_print(page, tmp_path, monkeypatch):
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)
    text = page.read_text(encoding="utf-8")
    before = records()
    fresh = told(text, tmp_path)
    assert records() == before, "documents leave the repository as it is"
    if os.environ.get("TOI_REFRESH"):
        page.write_text(fresh, encoding="utf-8")
    else:
        assert text == fresh


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_that_are_not_shown_to_run_exist(page):
    for block in SHELL.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            words = line.split()
            if words[:1] == ["toi"]:
                path = words[1:3] if words[1] in ("rubric", "data") else words[1:2]
                assert run(*path, "--help").code == 0, line


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


def test_every_form_of_a_setting_that_is_told_is_taken():
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.split("| form | does |\n|---|---|\n")[1].split("\n\n")[0]
    forms = [
        form for row in table.splitlines() for form in re.findall("`([^`]+)`", row.split("|")[1])
    ]
    assert len(forms) > 15
    for form in forms:
        setting = form.strip('"').replace("LINE", "dual-use")
        assert run("show", "T09", "--set", setting).code == 0, form


def test_rubrics_that_are_shown_in_parts_are_taken(tmp_path):
    """Each block of settings on the page of rubrics is one of a rubric of the shipped debate."""
    page = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8")
    blocks = re.findall("(?ms)^```yaml\n(.*?)^```$", page)
    assert len(blocks) > 5
    for n, block in enumerate(blocks):
        head = "" if "schema:" in block else f"schema: toi/rubric/1\nid: part{n}\ntitle: A part\n"
        file = tmp_path / f"part{n}.yaml"
        file.write_text(head + block, encoding="utf-8")
        done = run("rubric", "check", str(file))
        assert done.code == 0, block + done.err


def test_every_rubric_key_and_record_field_is_documented():
    shown = {name for page in PAGES for name in _models_shown(page.read_text(encoding="utf-8"))}
    assert shown == set(MODELS) - {"Record", "Reasoned", "Read"}


@pytest.mark.parametrize("page", ["records.md", "rubrics.md", "elicit.md", "readings.md"])
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


LINK = re.compile(r"\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)")


def _anchors(page):
    """The headings of a page, as links name them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    headings = re.findall(r"(?m)^#+ (.*)$", text)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", h).strip().lower()) for h in headings}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = page.parent / target if target else page
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), f"{target}#{anchor}"


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/decisions.md", "CONTRIBUTING.md"])
def test_the_files_that_are_named_exist(page):
    named = re.findall(r"`((?:toi|tests|docs|tools)/[^`\s<]*)`", (ROOT / page).read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_links_of_the_site_lead_somewhere(tmp_path):
    from tools.site import lay_out

    lay_out(tmp_path / "site")
    pages = sorted((tmp_path / "site").glob("*.md"))
    assert len(pages) == len(PAGES) + 1
    for page in pages:
        for target, _ in LINK.findall(page.read_text(encoding="utf-8")):
            assert not target or (page.parent / target).exists(), f"{page.name}: {target}"
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
    assert sorted(re.findall(r"- ([\w-]+\.md)", navigation)) == [page.name for page in pages]


def test_a_package_index_shows_no_link_into_the_repository():
    from tools.index_page import index_page

    shown = index_page((ROOT / "README.md").read_text(encoding="utf-8"))
    assert not LINK.findall(shown)
    guides = re.findall(r"`toi help ([\w-]+)`", shown)
    assert len(set(guides)) >= 5
    for guide in guides:
        assert run("help", guide).code == 0, guide


def test_the_index_of_the_documentation_names_every_page():
    linked = {target for target, _ in LINK.findall((ROOT / "docs" / "README.md").read_text())}
    assert {page.name for page in PAGES} - {"README.md"} <= linked
