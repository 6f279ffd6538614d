"""`toi rubric elicit`: the dialogue at a terminal, or a file of answers in its place."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import toi
from toi.cli import options as o
from toi.cli.output import CommandOutput, output_options
from toi.cli.terminal.interrupt import INTERRUPTED
from toi.errors import InputErrors, usage

if TYPE_CHECKING:
    from toi.analyses.elicit.compute import Wanted
    from toi.analyses.elicit.scene import Scene
    from toi.analyses.elicit.session import Session
    from toi.analyses.shared.session import LoadedDebate


@output_options(to_file=False)
def elicit(
    name: o.NewRubric,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Answers from a file; - is standard input."),
    ] = None,
    start: o.StartRubric = None,
    questions: Annotated[
        int | None,
        typer.Option(
            "--questions", min=0, metavar="N", help="Arguments to ask about, at most (7)."
        ),
    ] = None,
    seed: Annotated[
        int | None,
        o.seed_option("Seed of the order of questions (else 0)."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a session that was stopped.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew, whatever was answered before.")
    ] = False,
    data: o.Data = None,
    kind: o.Kind = None,
    force: o.ForceFile = False,
) -> CommandOutput:
    """A rubric from a few questions.

    They ask what you value, and about the arguments that matter most for it.

    \b
    Examples:
      toi rubric elicit mine
      toi rubric elicit mine --questions 3
      toi rubric elicit mine --answers answers.yaml
    """
    from toi.analyses.elicit.compute import Wanted, finish, forget
    from toi.analyses.elicit.screen import elicited_screen, elicited_table

    _fitting(answers, resume, restart)
    wanted = Wanted(start, seed, questions, kind, force)
    opened = toi.load(data)
    if answers is not None:
        scene, session = _given(opened, name, answers, wanted)
    else:
        scene, session = _begun(opened, name, wanted, resume, restart)
        session = _asked(scene, session)
    result = finish(scene, session, force)
    if answers is None:
        forget(name)
        print()
    return CommandOutput(result, elicited_screen, elicited_table)


def _fitting(answers: Path | None, resume: bool, restart: bool) -> None:
    """Refuse options that do not go together, and questions that nobody can answer."""
    if resume and restart:
        raise usage("--resume goes on, --restart begins anew; give one of them", "unused-option")
    if answers is not None and (resume or restart):
        raise usage("--resume and --restart go with questions, not with --answers", "unused-option")
    if answers is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise usage(
            "questions need a terminal; without one, give the answers: --answers FILE (its form: "
            "toi help elicit)",
            "no-terminal",
        )


def _given(
    opened: "LoadedDebate", name: str, file: Path, wanted: "Wanted"
) -> "tuple[Scene, Session]":
    """Answer all questions from a file."""
    from toi.analyses.elicit.compute import from_file
    from toi.io.yaml.parse import MAX_BYTES

    if str(file) == "-":
        return from_file(opened, name, "<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1), wanted)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise usage(f"cannot read {file}: {error.strerror}", "unreadable") from error
    return from_file(opened, name, str(file), raw, wanted)


def _begun(
    opened: "LoadedDebate", name: str, wanted: "Wanted", resume: bool, restart: bool
) -> "tuple[Scene, Session]":
    """Begin a session, or take up the one that was stopped."""
    from toi.analyses.elicit.compute import check_kept, forget, kept_file, recalled, set_scene
    from toi.analyses.rubric.new_compute import free_name
    from toi.cli.terminal.dialogue import goes_on
    from toi.records.answers import no_answers

    free_name(opened, name, wanted.start, wanted.force)
    try:
        kept = None if restart else recalled(name)
        if kept is None and resume:
            message = f"no session of {name!r} was stopped here; leave out --resume"
            raise usage(message, "nothing-to-resume")
        if kept is not None and not resume and not goes_on(kept_file(name)):
            kept = None
        scene, session = set_scene(opened, name, kept.record if kept else no_answers(), wanted)
        if kept is not None:
            check_kept(scene, kept)
    except InputErrors as error:
        if any(problem.file == str(kept_file(name)) for problem in error.problems):
            print("What was kept cannot be used; --restart begins anew:", file=sys.stderr)
        raise
    if kept is None:
        forget(name)
    return scene, session


def _asked(scene: "Scene", session: "Session") -> "Session":
    """Ask all questions; whoever leaves before the end is told how to go on."""
    from toi.analyses.elicit.compute import kept_file
    from toi.analyses.shared.provenance import options
    from toi.cli.terminal.dialogue import hold
    from toi.io.paths import is_file

    finished = hold(scene, session)
    if finished is not None:
        return finished
    file = kept_file(scene.name)
    if is_file(file):
        more = options(scene.opened.provenance())
        print(f"Stopped; your answers are kept in {file}.")
        print(f"To go on: toi rubric elicit {scene.name}{more}")
    else:
        print("Nothing was answered, so nothing is kept.")
    raise typer.Exit(INTERRUPTED)
