"""`videre import`: take in what suppliers deliver."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines, progress_bar, say
from videre.cli.refusals import refusal_of
from videre.home.home import Home, find_home_root, get_home
from videre.pipeline.importing import ImportResult, import_delivery
from videre.store.kept_files import name_to_keep

SHOWN = 10


def run(
    register: str,
    *files: Path,
    mapping: str | None = None,
    reported: date | None = None,
    home: Path | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002 - the option's name
) -> int:
    """Import files of a register, CSV or XLSX, each whole or not at all.

    Rows that cannot be used are set aside, and the others taken; the same file twice changes nothing.

    Parameters
    ----------
    register
        Which register, e.g. enrolments.
    files
        The supplier's files, in the order in which they are to be imported.
    mapping
        The supplier's form: the name of a file in definitions/mappings/. Left out, the columns are the register's own.
    reported
        The day on which the supplier made the files, where the rows do not say it themselves.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        text for people, json for programs.
    """
    if not files:
        say("Name at least one file: videre import REGISTER FILE ...")
        return ExitCode.WRONG_CALL
    opened = get_home(find_home_root(home))
    results = [import_one(opened, register, file, mapping, reported) for file in files]
    if format == "json":
        print_json([as_object(result) for result in results])
    else:
        for result in results:
            print_lines(summary(result))
    return exit_code(results)


def import_one(home: Home, register: str, file: Path, mapping: str | None, reported: date | None) -> ImportResult:
    """Import one file with a bar on the terminal; says which file it was when it is refused."""
    try:
        with progress_bar(f"Importing {name_to_keep(file)}") as progress:
            return import_delivery(home, register, file, mapping=mapping, reported=reported, progress=progress)
    except Exception as error:
        if refusal_of(error) is not None:
            say(f"{name_to_keep(file)} was not imported. Nothing of it was written.")
        raise


def exit_code(results: Sequence[ImportResult]) -> ExitCode:
    """Return how the imports ended: nothing usable at all, some rows set aside, or done."""
    if not any(result.accepted + result.ignored for result in results):
        return ExitCode.NOTHING_TAKEN
    return ExitCode.SOME_SET_ASIDE if any(result.set_aside for result in results) else ExitCode.DONE


def summary(result: ImportResult) -> list[str]:
    """Return the result of one file as lines for people, with the first rows that were set aside."""
    taken_back = f", {result.withdrawn:,} taken back" if result.withdrawn else ""
    counts = f"{result.accepted:,} taken, {result.ignored:,} known already, {result.set_aside:,} set aside{taken_back}"
    lines = [f"{result.register}, {result.file_name}: {result.rows_in:,} rows: {counts}."]
    lines += [
        f"  row {problem['row']}, {problem['column'] or 'whole row'}: {problem['en']} [{problem['rule']}]"
        for problem in result.problems.head(SHOWN).iter_rows(named=True)
    ]
    if len(result.problems) > SHOWN:
        lines.append(f"  and {len(result.problems) - SHOWN:,} more.")
    if result.list_of_set_aside is not None:
        lines.append(f"  The whole list, in Danish and English: {result.list_of_set_aside}")
    return lines


def as_object(result: ImportResult) -> dict[str, object]:
    """Return the result of one file with the keys of the documented JSON; of the problems the first ten."""
    return {**result._asdict(), "problems": result.problems.head(SHOWN).to_dicts()}
