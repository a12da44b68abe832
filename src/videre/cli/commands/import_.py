"""`videre import`: take in what suppliers deliver."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from videre.cli.casework import bring_forward
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines, print_table, progress_bar, say
from videre.cli.refusals import refusal_of
from videre.home.home import Home, find_home_root, get_home
from videre.pipeline.importing import ImportResult, import_delivery
from videre.pipeline.previewing import Preview, preview_delivery
from videre.store.kept_files import name_to_keep

SHOWN = 10


def run(
    register: str,
    *files: Path,
    mapping: str | None = None,
    reported: date | None = None,
    preview: bool = False,
    rows: int = 10,
    home: Path | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002 - the option's name
) -> int:
    """Import files of a register, in the form that the mapping says, each whole or not at all.

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
    preview
        Show what the mapping makes of the first rows, and import nothing.
    rows
        How many rows a preview looks at.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        text for people, json for programs.
    """
    if not files:
        say("Name at least one file: videre import REGISTER FILE ...")
        return ExitCode.WRONG_CALL
    opened = get_home(find_home_root(home))
    if preview:
        looked_at = [preview_one(opened, register, file, mapping, reported, rows) for file in files]
        return show_previews(looked_at, format)
    results = [import_one(opened, register, file, mapping, reported) for file in files]
    bring_forward(opened)
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


def preview_one(
    home: Home, register: str, file: Path, mapping: str | None, reported: date | None, n_rows: int
) -> Preview:
    """Preview one file; says which one it was when it would be refused."""
    try:
        return preview_delivery(home, register, file, mapping=mapping, reported=reported, n_rows=max(n_rows, 1))
    except Exception as error:
        if refusal_of(error) is not None:
            say(f"{name_to_keep(file)} would not be imported.")
        raise


def show_previews(previews: Sequence[Preview], format: Literal["text", "json"]) -> ExitCode:  # noqa: A002
    """Print previews, and return how an import of these rows would end."""
    if format == "json":
        print_json(
            [{**p._asdict(), "rows": p.rows.to_dicts(), "problems": p.problems.to_dicts()} for p in previews],
        )
    else:
        for each in previews:
            print_preview(each)
    n_bad = [each.problems["row"].n_unique() for each in previews]
    if sum(n_bad) == sum(len(each.rows) for each in previews):
        return ExitCode.NOTHING_TAKEN
    return ExitCode.SOME_SET_ASIDE if any(n_bad) else ExitCode.DONE


def print_preview(preview: Preview) -> None:
    """Print what a mapping makes of the first rows, for people."""
    left_out = f" {preview.left_out} rows are of other registers." if preview.left_out else ""
    print_lines([f"{preview.register}, {preview.file_name}: the first {len(preview.rows)} rows.{left_out}", ""])
    print_lines([f"  {name} <- {source}" for name, source in preview.sources.items() if source])
    print_table(preview.rows.to_dicts(), preview.rows.columns)
    print_lines(["", *problem_lines(preview.problems), "Nothing was imported."])


def problem_lines(problems: pl.DataFrame) -> list[str]:
    """Return problems as lines: row, column, what to do, rule."""
    return [
        f"  row {problem['row']}, {problem['column'] or 'whole row'}: {problem['en']} [{problem['rule']}]"
        for problem in problems.iter_rows(named=True)
    ]


def exit_code(results: Sequence[ImportResult]) -> ExitCode:
    """Return how the imports ended: nothing usable at all, some rows set aside or missing, or done."""
    if not any(result.accepted + result.ignored for result in results):
        return ExitCode.NOTHING_TAKEN
    return ExitCode.SOME_SET_ASIDE if any(result.set_aside or result.lacking for result in results) else ExitCode.DONE


def summary(result: ImportResult) -> list[str]:
    """Return the result of one file as lines for people, with the first rows that were set aside."""
    taken_back = f", {result.withdrawn:,} taken back" if result.withdrawn else ""
    counts = f"{result.accepted:,} taken, {result.ignored:,} known already, {result.set_aside:,} set aside{taken_back}"
    lines = [f"{result.register}, {result.file_name}: {result.rows_in:,} rows: {counts}."]
    if result.left_out:
        lines.append(f"  {result.left_out:,} more rows are of other registers; import them by their own mapping.")
    lines += [f"  The file is not whole. {sentence}" for sentence in result.lacking]
    lines += problem_lines(result.problems.head(SHOWN))
    if len(result.problems) > SHOWN:
        lines.append(f"  and {len(result.problems) - SHOWN:,} more.")
    if result.list_of_set_aside is not None:
        lines.append(f"  The whole list, in Danish and English: {result.list_of_set_aside}")
    return lines


def as_object(result: ImportResult) -> dict[str, object]:
    """Return the result of one file with the keys of the documented JSON; of the problems the first ten."""
    return {**result._asdict(), "problems": result.problems.head(SHOWN).to_dicts()}
