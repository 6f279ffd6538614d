"""One trial: a folder of files, commands in it, and what must never happen."""

import contextlib
import io
import json
import os
import re
import resource
import shlex
import shutil
import signal
import sys
import traceback
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest import mock

from tests.command import CLEAN
from tests.fuzz.commands import Words, line
from tests.fuzz.files import (
    Files,
    blocks,
    changed,
    changed_text,
    from_schema,
    maps,
    names_in,
    schema,
    shipped,
    tables,
    workspaces,
    written,
)
from tests.fuzz.sheets import panels, people, workbook
from tests.fuzz.values import SPELLED, TEXTS
from toi.engine.smaa import wide_blocks

SECONDS = 10  # of the processor, for one command
MEMORY = 2**30  # bytes beyond what the process had
PROBLEM = re.compile(r"[^\n]+?(:\d+:\d+)?: [^\n]*\S \[[a-z0-9]+(-[a-z0-9]+)*\]")
USAGE = re.compile(r"Usage: toi .*\nTry 'toi[^\n]* -h' for help\.\n\nError: .+\n", re.S)
PAINT = re.compile(r"\x1b\[(0|1|2|31|32|36)m")
HOME = "home"
WRITES_RUBRICS = (("rubric", "new"), ("rubric", "set"), ("rubric", "edit"), ("rubric", "elicit"))


class TooLong(BaseException):
    """The time for a command is over."""


@dataclass
class Case:
    """Files and the commands to be run among them; `number` makes it again."""

    number: int
    files: Files
    lines: list[Words]
    typed: str
    terminal: bool  # whether output goes to one
    threads: str  # TOI_THREADS
    columns: str  # COLUMNS: how wide a terminal says that it is
    long: bool  # whether the debate is worked out as one of thousands of theories is


@dataclass
class Finding:
    """What went wrong: its class, for counting, and all that there is to say about it."""

    kind: str
    number: int
    line: Words
    detail: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.kind}\n  case {self.number}: toi {shlex.join(self.line)}\n{self.detail}"


def case(number: int) -> Case:
    """Make a case; the same number makes the same."""
    random = Random(number)
    files = dict(shipped() if random.random() < 0.01 else random.choice(workspaces()))
    raw = b"".join(files.values())
    ids = re.findall(r"\bid: *([\w-]+)", raw.decode())
    names = [*ids, *random.sample(names_in(raw), 5)]
    for name in random.sample(sorted(files), random.choice((0, 0, 1, 1, 1, 2))):
        files[name] = changed(random, files[name])
    if random.random() < 0.4:
        drawn = from_schema(random, schema("rubric"), names)
        if isinstance(drawn, dict):
            drawn |= {"id": "drawn", "title": "Drawn"}
        files["rubrics/drawn.yaml"] = written(drawn)
    for name, kept in (("table.csv", tables()), ("other.csv", tables()), ("split.csv", tables())):
        raw = random.choice(kept)
        files[name] = raw if random.random() < 0.3 else changed(random, raw)
    answers = [block for block in blocks("yaml") if b"toi/answers" in block]
    splits = [block for block in blocks("yaml") if b"shares" in block] or answers
    files["answers.yaml"] = changed(random, random.choice(answers))
    files["split.yaml"] = changed(random, random.choice(splits))
    replies = (*ids, "1", "2 1", "50", "?", "back", "quit", "")
    typed = "\n".join(random.choice(replies) for _ in range(9))
    lines = [line(random, names) for _ in range(random.choice((1, 1, 2)))]
    terminal = random.random() < 0.5
    raw = random.choice(maps())
    files["map.argdown"] = raw if random.random() < 0.3 else changed_text(random, raw)
    files["options.txt"] = changed_text(random, "\n".join(names).encode())
    files["sheets/one.csv"] = changed_text(random, random.choice(tables()))
    raw = random.choice(panels())
    files["panel.csv"] = raw if random.random() < 0.3 else changed_text(random, raw)
    files["people.csv"], files["lines.txt"] = people(random, names)
    if any("book.xlsx" in words for words in lines):  # it takes as long as most commands
        files["book.xlsx"] = workbook(random, random.choice((*tables(), files["people.csv"])))
    threads = _environment(random.choice(("", "", "", "1", "2", _odd(random))))
    columns = _environment(random.choice(("80", "80", "80", "1", "33", "300", _odd(random))))
    return Case(number, files, lines, typed, terminal, threads, columns, random.random() < 0.1)


def _odd(random: Random) -> str:
    return random.choice((*SPELLED, *TEXTS))


def _environment(text: str) -> str:
    """An environment holds no zero bytes; what is no UTF-8 stands in it as half a letter."""
    return text.replace("\x00", "").replace("\ud800", "\udcff")


def run_case(case: Case, box: Path) -> list[Finding]:
    """Run the commands of a case in `box`, which is emptied before.

    Returns
    -------
    list of Finding
        Empty where all is well.
    """
    shutil.rmtree(box, ignore_errors=True)
    here = box / "here"
    (box / HOME).mkdir(parents=True)
    for name, raw in case.files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(raw)
    found = []
    for words in case.lines:
        before = contents(box)
        code, out, err, problem = run(words, here, case)
        kinds = [problem] if problem else list(wrong_words(words, code, out, err))
        if case.terminal and not problem:
            kinds += obeyed_by_a_terminal(out)
        kinds += wrong_files(words, code, before, contents(box))
        found += [Finding(kind, case.number, words, detail) for kind, detail in kinds]
    return found


class Stream(io.TextIOWrapper):
    """Standard output or standard error, which may pass for a terminal."""

    def __init__(self, terminal: bool) -> None:
        self.kept, self.terminal = io.BytesIO(), terminal
        super().__init__(self.kept, encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.kept.getvalue().decode("utf-8", "replace")


def run(words: Words, here: Path, case: Case) -> tuple[int, str, str, tuple[str, str] | None]:
    """Run one command in this process.

    Returns
    -------
    tuple
        Exit code, standard output, standard error; and the class and the text of what it
        should not have ended in.
    """
    from toi.cli.app import main

    out, err = Stream(case.terminal), Stream(False)
    stdin = io.TextIOWrapper(io.BytesIO(case.typed.encode()), encoding="utf-8")
    kept = {name: os.environ[name] for name in ("TOI_CACHE", "PATH") if name in os.environ}
    around = {**CLEAN, **kept, "HOME": str(here.parent / HOME), "VISUAL": "true"}
    around |= {"TOI_THREADS": case.threads, "COLUMNS": case.columns}
    code, problem, back = 0, None, Path.cwd()
    with (
        mock.patch.dict(os.environ, around, clear=True),
        mock.patch.object(sys, "argv", ["toi", *words]),
        mock.patch.object(sys, "stdin", stdin),
        mock.patch.object(wide_blocks, "WIDE", 0 if case.long else wide_blocks.WIDE),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("error")
        try:
            os.chdir(here)
            with _limits():
                main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
        except BaseException as error:  # whatever it is, it is a finding
            problem = (_class(error), traceback.format_exc())
        finally:
            os.chdir(back)
    return code, out.text(), err.text(), problem


@contextlib.contextmanager
def _limits() -> Iterator[None]:
    """Stop what takes too much of the processor or of memory."""

    def stop(*_: object) -> None:
        raise TooLong

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(FileNotFoundError):  # only Linux says how much there is already
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _class(error: BaseException) -> str:
    """Where in toi an error rose, and of what kind it is."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [step for step in steps if "/toi/" in step.filename and "/tests/" not in step.filename]
    place = f"{own[-1].filename.rpartition('/toi/')[2]}:{own[-1].name}" if own else "?"
    return f"{type(error).__name__} in {place}"


def wrong_words(words: Words, code: int, out: str, err: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the exit code and with what was printed."""
    if code not in (0, 1, 2, 130):
        yield f"exit code {code}", err
    said = [row for row in err.splitlines() if not row.startswith(("note: ", "wrote "))]
    if code == 2 and not USAGE.fullmatch(err):
        bad = [row for row in said if not PROBLEM.fullmatch(row)]
        if bad or not said:
            yield "error in another form", "\n".join(bad) or "(nothing is said)"
    if code == 2 and out:
        yield "output beside an error", out[:300]
    if code == 0 and said and words[:2] != ("rubric", "elicit"):
        yield "words on standard error", "\n".join(said[:5])
    yield from obeyed_by_a_terminal(err)
    if out.startswith("{"):
        try:
            json.loads(out, parse_constant=_refused)
        except ValueError as error:
            yield "no JSON", str(error)


def obeyed_by_a_terminal(text: str) -> Iterator[tuple[str, str]]:
    """What would move the cursor, hide letters, or turn their direction; colours are harmless."""
    text = PAINT.sub("", text)
    found = {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"}
    found |= set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    if found:
        yield "control characters", repr(sorted(found))


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def contents(folder: Path) -> Files:
    """Every file and folder below a folder, but for what libraries keep at home."""
    return {
        str(file.relative_to(folder)): file.read_bytes() if file.is_file() else b""
        for file in folder.rglob("*")
        if file.relative_to(folder).parts[0] != HOME
    }


def wrong_files(words: Words, code: int, before: Files, after: Files) -> Iterator[tuple[str, str]]:
    """What was written though nobody asked for it, or though the command was refused."""
    touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if code == 2 and touched - {name for name in touched if name.endswith(".answers.yaml")}:
        yield "written, though refused", ", ".join(sorted(touched))
        return
    named = [word for word in words if word or words[:2] == ("data", "init")]  # "" is here
    allowed = [os.path.normpath(f"here/{word}") for word in named]
    if words[:2] in WRITES_RUBRICS or words[:2] == ("rubric", "check"):
        allowed.append("here/rubrics")
    if words[0] == "report" or words[:2] == ("rubric", "form"):  # they have names of their own
        allowed += ["here/report.html", "here/form.html"]
        allowed += [f"{place}.html" for place in allowed]  # a name without an ending gets one
    if words[0] == "plot":  # without -o a picture has the name of what it shows
        allowed += [f"here/{word}.png" for word in words[1:3]]
    stray = {
        name
        for name in touched
        if not any(
            name == place or name.startswith(f"{place}/") or place.startswith(f"{name}/")
            for place in allowed
        )
    }
    if stray:
        yield "written beside the named output", ", ".join(sorted(stray))
