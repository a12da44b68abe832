"""A village of made-up people with the registers that states are made of, and nothing else."""

from datetime import date
from pathlib import Path

import yaml
from tests.homes import TODAY

from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.pipeline.demonstrating import ALBERTSLUND
from videre.pipeline.importing import import_delivery
from videre.pipeline.synthesising import MANIFEST, synthesise
from videre.synth.request import Request

REGISTERS = ("persons", "residence", "institutions", "programmes", "enrolments", "official_figures")


def village(root: Path, *, n_persons: int = 1500, seed: int = 7) -> Home:
    """Return a home of a village, filled as a real one is filled."""
    settings = Settings(municipality=ALBERTSLUND, municipality_name="Albertslund", today=TODAY, is_demo=True)
    home = make_home(root, settings)
    synthesise(Request(n_persons, seed, from_year=2006, to_year=2016), home.paths.suppliers, lambda *_: None)
    for entry in yaml.safe_load((home.paths.suppliers / MANIFEST).read_text("utf-8")):
        if entry["register"] in REGISTERS:
            file = home.paths.suppliers / entry["file"]
            import_delivery(
                home, entry["register"], file, mapping=entry["mapping"], reported=date.fromisoformat(entry["reported"])
            )
    return home
