"""`videre init`: make a home."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.home.home import find_home_root, make_home
from videre.home.settings import Settings


def run(
    *,
    home: Path | None = None,
    strategy: str = "albertslund-2014-2017",
    municipality: int = 165,
    name: Annotated[str, Parameter(name="--name")] = "Albertslund",
) -> int:
    """Make a home: settings, keys and folders.

    Parameters
    ----------
    home
        Where; $VIDERE_HOME or ./videre-home when left out.
    strategy
        Which strategy is followed: the name of a file in definitions/strategies/.
    municipality
        Statistics Denmark's number of the municipality.
    name
        The municipality's name.
    """
    made = make_home(
        find_home_root(home), Settings(municipality=municipality, municipality_name=name, strategy=strategy)
    )
    say(f"Made a home at {made.paths.root}. Next: `videre import REGISTER FILE`.")
    return ExitCode.DONE
