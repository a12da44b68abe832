"""Imports hostile files one after the other in this process, and prints what each cost: run as a program by the test.

    python -m tests.hostile.measuring FOLDER

Memory is the highest resident set while a file is imported (VmHWM, reset by the kernel's clear_refs) less the resident
set before the first file: what one file leaves behind counts against the next, so nothing can hide.
"""

import gc
import json
import re
import resource
import sys
import time
from datetime import date
from pathlib import Path

from tests.homes import ALICE, new_home, write_csv
from tests.hostile import bombs, cubes, texts, workbooks
from tests.hostile.files import FILES, Hostile, write

from videre.cli.refusals import refusal_of
from videre.home.home import Home
from videre.pipeline.importing import import_delivery

JUNE = date(2014, 6, 30)
MAPPINGS = {
    "wide": ("benefits", '{encoding: utf-16, delimiter: ";"}', ("cpr", "benefit", "start"), ["reported"]),
    "fixed": ("benefits", "{format: fixed, fields: {cpr: [1, 10], benefit: [11, 30], start: [31, 40]}}", None, []),
    "json-stat": ("official_figures", "{format: json-stat}", None, []),
}
FIGURE = (
    "indicator: {constant: x}, cohort: {from: a}, area: {constant: x}, value: {from: value}, published: {constant: '1'}"
)
LOADED = (bombs, cubes, texts, workbooks)  # each adds its files to FILES


def kibibytes(what: str) -> int:
    """Return VmRSS or VmHWM of this process."""
    found = re.search(rf"{what}:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1])


def make_mappings(home: Home) -> None:
    """Write the mappings by which some files are read."""
    folder = home.paths.definitions / "mappings"
    folder.mkdir(exist_ok=True)
    columns = "cpr: {from: cpr}, benefit: {from: benefit}, start: {from: start}"
    for name, (register, shape, _, ignored) in MAPPINGS.items():
        said = columns if register == "benefits" else f"{FIGURE}, source: {{constant: x}}"
        (folder / f"{name}.yaml").write_text(
            f"name: {name}\nregister: {register}\nsupplier: X\ntitle: {{da: x, en: x}}\nfile: {shape}\n"
            f"columns: {{{said}}}\nignore: [{', '.join(ignored)}]\n"
        )


def outcome(home: Home, file: Hostile, path: Path) -> dict[str, object]:
    """Return what became of a file."""
    try:
        result = import_delivery(home, file.register, path, mapping=file.mapping or None, reported=JUNE)
    except Exception as error:  # noqa: BLE001 - whatever it is, the test says what it should have been
        refusal = refusal_of(error)
        kind = type(error).__name__
        return {"refused": kind if refusal else None, "bug": None if refusal else repr(error), "said": str(error)}
    said = " ".join(result.problems["en"].to_list())
    rules = sorted(set(result.problems["rule"]))
    return {"refused": None, "bug": None, "taken": result.accepted + result.ignored, "rules": rules, "said": said}


def main(folder: Path) -> None:
    """Import every hostile file and print a line of JSON for each."""
    resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30, 8 * 2**30))  # should all else fail, the machine lives on
    home = new_home(folder / "home")
    make_mappings(home)
    warm = write_csv(folder / "warm.csv", [{"cpr": ALICE, "benefit": "sygedagpenge", "start": "2013-01-01"}])
    import_delivery(home, "benefits", warm, reported=JUNE)
    import_delivery(home, "benefits", warm, reported=date(2014, 7, 31))  # libraries are loaded, tables are there
    gc.collect()
    before = kibibytes("VmRSS")
    for file in FILES.values():
        path = folder / "hostile"
        write(file, path)
        Path("/proc/self/clear_refs").write_text("5")
        cpu, wall = time.process_time(), time.perf_counter()
        found = outcome(home, file, path)
        found |= {"cpu_seconds": time.process_time() - cpu, "seconds": time.perf_counter() - wall}
        print(json.dumps({"name": file.name, **found, "extra_kib": kibibytes("VmHWM") - before}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
