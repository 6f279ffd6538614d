"""Table of readers: how severe each is, and on what clearly apart beyond that."""

from dataclasses import replace

from toi.analyses.layout.screen import Screen
from toi.analyses.readings.result import AgreementResult, PanelReader, ReaderSeverity
from toi.analyses.readings.shown.numbers_screen import MOST
from toi.analyses.shared.format import cut, listed, signed, whole

THEORIES = 5  # of fewer, a halo cannot be told
WIDEST = 24  # letters of a reader's name
READERS, MOST_READERS = 3, 12  # from which, and up to which, they have a table


def add_readers(screen: Screen, result: AgreementResult, everything: bool) -> None:
    """Add a table of readers, the most severe first, where one of them could stand apart."""
    severe = [
        (reader, severity) for reader in result.readers if (severity := reader.severity) is not None
    ]
    if len(severe) < READERS:
        return
    severe.sort(key=lambda pair: (-abs(pair[1].value), pair[0].id))
    shown = severe if everything else severe[:MOST_READERS]
    shown = sorted(shown, key=lambda pair: (-pair[1].value, pair[0].id))
    rows = [
        [cut(reader.id, WIDEST), str(reader.cells), *_severity(severity), _leaning(result, reader)]
        for reader, severity in shown
    ]
    heads = ["Reader", "Cells", "Severity", "", "Clearly apart, beyond that, on"]
    apart = any(row[-1] for row in rows)
    if not apart:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    align = "lrrll"[: len(heads)]
    screen.blank().table(rows, heads, align, shrink=4 if apart else None, wrap=True).blank()
    more = len(severe) - len(shown)
    several = len({severity.part for _, severity in severe}) > 1
    said = [
        "Severity: % of the scale by which a reader judges worse than the mean of all, that "
        "reader among them, on the same cells, over all criteria, with its standard error; * "
        "clearer than chance makes the largest."
    ]
    if apart:
        said.append(
            "Apart: points above (+) or below the mean of the others, beyond what severity makes "
            "everywhere, likewise."
        )
    enough = max(criterion.theories for criterion in result.criteria) >= THEORIES
    if enough:
        halo = replace(result.provenance.words, halo=result.halo)
        said += filter(None, [halo.on_halo(len(result.criteria))])
    odd = [
        f"{reader.id} says of {result.provenance.names.theory(name)}"
        for reader, severity in severe
        for name in severity.without
    ]
    if odd:
        said.append(f"Found without what {listed(odd, MOST)}: far from all else of that reader.")
    if more:
        said.append(f"{more} more readers: --all.")
    if several:
        said.append("Readers whom no chain of common cells joins cannot be compared in it.")
    screen.say(" ".join(said))


def _severity(severity: ReaderSeverity) -> tuple[str, str]:
    error = severity.standard_error
    mark = "*" if severity.clear else ""
    return signed(100 * severity.value), f"±{whole(100 * error)}{mark}" if error is not None else ""


def _leaning(result: AgreementResult, reader: PanelReader) -> str:
    titles = {criterion.id: criterion.title for criterion in result.criteria}
    clear = [(name, found) for name, found in reader.criteria.items() if found.clear]
    clear.sort(key=lambda pair: (-abs(pair[1].beyond), pair[0]))
    return ", ".join(
        f"{titles[name]} {signed(found.beyond, 1)} ±{found.standard_error or 0.0:.1f}"
        for name, found in clear
    )
