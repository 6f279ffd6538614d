"""`toi data pool`: what several readers judge together, as a rubric."""

from pathlib import Path
from typing import Annotated

import toi
from toi.cli import options as o
from toi.cli.form import check_ending
from toi.cli.panel.options import CorrectSeverity, Files, Sheets, View, read_so, sheet_options
from toi.cli.write import emit, print_notes, put, refuse_targets, to_stdout


@sheet_options
def pool(
    files: Files,
    *,
    view: View = None,
    data: o.Data = None,
    rubric: Annotated[
        str | None, o.rubric_option("Whose weights and beliefs it keeps.", "NAME")
    ] = None,
    correct_severity: CorrectSeverity = False,
    sheets: Sheets,
    output: Annotated[Path | None, o.output_option("The rubric to write.", "FILE.yaml")] = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> None:
    """What several readers judge together, as a rubric.

    Each cell becomes a mixture: every group counts the same, and within it every reader.

    \b
    Examples:
      toi data pool panel.csv --output rubrics/panel.yaml
      toi score --rubric panel
    """
    from toi.analyses.layout.page import stdout_page
    from toi.analyses.readings.pool import UNNAMED, pool_screen
    from toi.io.files import write_whole

    if output is not None:
        check_ending(output, ".yaml", ".yml")
        refuse_targets([output], force)
    to_file = output is not None and not to_stdout(output)
    pooled = toi.pool(
        toi.load(data, everything=False),
        files,
        rubric,
        name=output.stem if output is not None and to_file else UNNAMED,
        file=output if to_file else None,
        correct_severity=correct_severity,
        view=view,
        **read_so(sheets),
    )
    if output is None or not to_file:
        emit(pooled.text, pooled.notes, quiet=quiet)
        return
    write_whole(output, pooled.text, force)
    if not quiet:
        print_notes(pooled.notes)
        put(pool_screen(pooled, str(output), stdout_page()))
