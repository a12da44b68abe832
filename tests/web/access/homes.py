"""A demonstration's village, imported once a run, to be taken into the test's own database."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from videre.home.home import Home
from videre.home.settings import Settings
from videre.pipeline.demonstrating import deliver, make_home
from videre.pipeline.synthesising import synthesise
from videre.synth.request import Request


@cache
def imported_village() -> Home:
    """Return the home of 700 made-up people whose registers have been imported; nothing has been released."""
    settings = Settings(municipality=165, municipality_name="Albertslund", today=date(2016, 2, 1), is_demo=True)
    home = make_home(Path(mkdtemp()) / "home", settings)
    synthesise(Request(700, 20160201, from_year=2010, to_year=2016), home.paths.suppliers, lambda *_: None)
    deliver(home, home.paths.suppliers, lambda *_: None)
    return home
