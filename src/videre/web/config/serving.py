"""Opening, preparing and serving the site of a home: what `videre serve`, `videre manage` and `videre demo` call."""

import json
import os
from collections.abc import Callable, Sequence
from io import StringIO

import django
from django.apps import apps
from django.core.management import ManagementUtility, call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from videre.home.home import Home
from videre.web.addresses import check_address

SETTINGS = "videre.web.config.settings"
APPLICATION = "videre.web.config.wsgi:application"
THREADS = 4  # a page waits for the disk now and then; four requests at once keep two cores busy


def open_site(home: Home) -> None:
    """Make this process, and those it starts, the site of a home. A process can be the site of one home only."""
    os.environ["VIDERE_HOME"] = str(home.paths.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if not apps.ready:
        django.setup()


def prepare_site(home: Home) -> None:
    """Bring the database to the program's form, and make style and scripts ready; does little when all is done."""
    open_site(home)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_strategy", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def renew_demo_users(home: Home) -> list[dict[str, str]]:
    """Make one user a role in a demonstration, with new passwords, and return them to be printed.

    Returns:
        For each user `user_name`, `display_name`, `role` and `password`. Passwords are kept nowhere but here.

    Raises:
        NotADemonstration: the home is none.
    """
    prepare_site(home)
    users: list[dict[str, str]] = json.loads(call_command("make_demo_users", stdout=StringIO()))
    return users


def mail_subscribers(home: Home) -> tuple[int, int] | None:
    """Mail subscribers what is new; return how many mails were sent and how many could not be.

    None where the site has no database yet, so that nobody can subscribe.
    """
    if not (os.environ.get("VIDERE_DATABASE_URL") or home.settings.database_url or home.paths.casework.exists()):
        return None
    open_site(home)
    call_command("migrate", interactive=False, verbosity=0)
    mailed = json.loads(call_command("mail_news", stdout=StringIO()))
    return mailed["sent"], mailed["failed"]


def serve_site(home: Home, host: str, port: int, *, workers: int = 1, when_ready: Callable[[], None]) -> None:
    """Serve the site until the process is asked to stop.

    Args:
        home: whose site; prepared here.
        host, port: where. workers: processes, each with four threads.
        when_ready: called once, when the first worker has been started.

    Raises:
        NotOnLoopback: a demonstration at an address that others can reach.
        PortTaken: something else answers there.
    """
    check_address(host, port, is_demo=home.settings.is_demo)
    prepare_site(home)
    server = Granian(
        APPLICATION,
        address=host.strip("[]"),
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    server.on_startup(when_ready)
    server.serve()


def manage_site(home: Home, arguments: Sequence[str]) -> None:
    """Run one of Django's management commands, e.g. `make_user`, on the site of a home."""
    open_site(home)
    ManagementUtility(["videre manage", *arguments]).execute()
