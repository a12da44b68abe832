"""`videre serve`: the site."""

from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.home.home import find_home_root, get_home
from videre.web.config.serving import serve_site


def run(*, home: Path | None = None, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> int:
    """Serve the site of a home until Ctrl-C.

    Parameters
    ----------
    home
        The home; $VIDERE_HOME or ./videre-home when left out.
    host
        The address to listen on. A demonstration is served on this machine's own address only.
    port
        The port to listen on.
    workers
        Processes that answer, each with four threads.
    """
    opened = get_home(find_home_root(home))
    name = opened.settings.municipality_name
    where = f"http://{host}:{port}/"
    serve_site(
        opened,
        host,
        port,
        workers=workers,
        when_ready=lambda: say(f"Videre for {name} is at {where}. Stop it with Ctrl-C."),
    )
    return ExitCode.DONE
