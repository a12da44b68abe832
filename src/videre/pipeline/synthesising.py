"""Making a municipality up: its registers in suppliers' formats, the order to deliver them in, and what is true."""

import json
from collections.abc import Callable
from pathlib import Path

import yaml

from videre.domain.days import iso_from_day
from videre.synth.municipality import make_municipality
from videre.synth.request import FolderNotEmpty, Request
from videre.synth.told.registers import canonical, registers
from videre.synth.told.reporting import read_reports
from videre.synth.told.spoiling import DirtyRow, spoil
from videre.synth.told.suppliers import canonical_mapping, read_deliveries, read_mapping, write_file
from videre.synth.truth.document import truth_of

MANIFEST = "deliveries.yaml"
TRUTH = "truth.json"


def synthesise(request: Request, folder: Path, progress: Callable[[str, int, int], None] | None = None) -> None:
    """Write the registers of a made-up municipality, the manifest and the truth into a folder.

    The same request gives the same bytes.

    Args:
        request: which municipality.
        folder: where to write; made when it is not there, and must be empty when it is.
        progress: told of each file: its name, which it is, and of how many.

    Raises:
        FolderNotEmpty: there is something in the folder.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(f"{folder} is not empty. Choose another folder with --out, or empty it first.")
    folder.mkdir(parents=True, exist_ok=True)
    made = make_municipality(request)
    rows_of = registers(made)
    reports = read_reports()
    per_thousand = reports.dirty_per_thousand if request.n_persons >= reports.dirty_from_persons else 0.0
    dirty: list[DirtyRow] = []
    manifest = []
    deliveries = read_deliveries()
    known_until = iso_from_day(request.period.end - 1)
    for place, delivery in enumerate(deliveries):
        if progress is not None:
            progress(delivery.file, place, len(deliveries))
        rows = canonical(rows_of[delivery.makes](), made.people)
        mapping = (
            read_mapping(delivery.mapping)
            if delivery.mapping is not None
            else canonical_mapping(delivery.register_name, rows.columns)
        )
        text, spoilt = spoil(made.draws.stream(f"dirt in {delivery.file}"), rows, mapping, delivery, per_thousand)
        write_file(text, mapping, delivery, folder / delivery.file)
        dirty += spoilt
        manifest.append(
            {
                "register": delivery.register_name,
                "file": delivery.file,
                "mapping": delivery.mapping,
                "reported": known_until,
            }
        )
    (folder / MANIFEST).write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), "utf-8")
    (folder / TRUTH).write_text(json.dumps(truth_of(made, dirty), ensure_ascii=False, indent=1) + "\n", "utf-8")
