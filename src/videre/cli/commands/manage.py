"""`videre manage`: Django's management commands on the site of a home."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.home.home import find_home_root, get_home
from videre.web.config.serving import manage_site


def run(
    *arguments: Annotated[str, Parameter(allow_leading_hyphen=True)],
    home: Annotated[Path | None, Parameter(name="--home")] = None,
) -> int:
    """Run a management command on the site: `videre manage make_user NAME --role ROLE`, `videre manage help`.

    Parameters
    ----------
    arguments
        The command and its arguments.
    home
        The home; $VIDERE_HOME or ./videre-home when left out.
    """
    manage_site(get_home(find_home_root(home)), arguments)
    return ExitCode.DONE
