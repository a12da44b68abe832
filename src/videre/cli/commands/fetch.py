"""`videre fetch`: open data from public sources."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines, progress_bar, say
from videre.definitions.opendata import SourceName
from videre.home.home import Home, find_home_root, get_home, now
from videre.pipeline.fetching import Fetched, client_of, fetch, read_fetched
from videre.registers.opendata.addresses import TEST_DOOR


def run(
    source: SourceName,
    *tables: str,
    home: Path | None = None,
    again: bool = False,
    offline: bool = False,
    only_fetch: bool = False,
    format: Literal["text", "json"] = "text",  # noqa: A002 - the option's name
) -> int:
    """Fetch open data: official figures of the country, the municipality and its neighbours.

    What is answered is kept as dated files with a manifest, and imported from them as official figures. What is
    unchanged since it was fetched is not asked for again.

    Parameters
    ----------
    source
        statbank (Statistics Denmark), uddannelsesstatistik or jobindsats.
    tables
        The names of files in definitions/opendata/; all of the source when left out.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    again
        Ask for the data even if they are unchanged.
    offline
        Ask nobody; import the files that were fetched before, or brought from another machine.
    only_fetch
        Keep the files, and import nothing.
    format
        text for people, json for programs.
    """
    opened = get_home(find_home_root(home))
    if os.environ.get(TEST_DOOR):
        say(f"{TEST_DOOR} is set: {source} is not asked; a server on this machine is.")
    results = fetched(opened, source, tables, again=again, offline=offline, only_fetch=only_fetch)
    if format == "json":
        print_json([as_object(result) for result in results])
    else:
        print_lines([line for result in results for line in lines_of(result)])
    return exit_code(results)


def fetched(
    home: Home, source: SourceName, tables: Sequence[str], *, again: bool, offline: bool, only_fetch: bool
) -> list[Fetched]:
    """Fetch with a bar on the terminal, or read what was fetched before."""
    if offline:
        return read_fetched(home, source, tables)
    with progress_bar(f"Fetching {source}") as progress:
        return fetch(
            home,
            source,
            tables,
            at=now(),
            find_client=client_of(home, os.environ),
            again=again,
            with_import=not only_fetch,
            progress=progress,
        )


def exit_code(results: Sequence[Fetched]) -> ExitCode:
    """Return how it ended: a table refused, some rows set aside, or done."""
    if any(result.refusal for result in results):
        return ExitCode.REFUSED
    is_some_set_aside = any(result.imported is not None and result.imported.set_aside for result in results)
    return ExitCode.SOME_SET_ASIDE if is_some_set_aside else ExitCode.DONE


def lines_of(result: Fetched) -> list[str]:
    """Return what became of a table as lines for people."""
    if result.folder is None:
        return [f"{result.table.name}: refused. {result.refusal}"]
    line = f"{result.table.name}: {result.outcome}, {result.n_figures:,} figures in {result.folder}."
    if result.imported is not None:
        taken = result.imported
        line += f" {taken.accepted:,} taken, {taken.ignored:,} known already, {taken.set_aside:,} set aside."
    return [line, f"  {result.refusal}"] if result.refusal else [line]


def as_object(result: Fetched) -> dict[str, object]:
    """Return what became of a table with the keys of the documented JSON."""
    taken = result.imported
    return {
        "table": result.table.name,
        "outcome": result.outcome,
        "folder": result.folder,
        "n_figures": result.n_figures,
        "refusal": result.refusal or None,
        "accepted": taken.accepted if taken is not None else None,
        "ignored": taken.ignored if taken is not None else None,
        "set_aside": taken.set_aside if taken is not None else None,
    }
