"""Opening, preparing and serving the site of a home: what `videre serve`, `videre manage` and `videre demo` call."""

import json
import multiprocessing
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import StringIO

import django
from django.apps import apps
from django.core.management import ManagementUtility, call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from videre.home.home import Home, HomeIsBusy, today
from videre.pipeline.casework import Progress, TakenIn, roll_forward
from videre.pipeline.erasing import HoldsPersons
from videre.reports.steering import Steering
from videre.web.addresses import check_address
from videre.web.audit.guards import put_guards

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
    put_guards(connection)  # a later change of a table takes SQLite's triggers with the old one
    call_command("load_strategy", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def bring_casework_forward(home: Home, progress: Progress = lambda *_: None, *, settle_anyway: bool = False) -> TakenIn:
    """Let casework take what has been delivered and it has not taken, and follow the registers in who is involved.

    Args:
        home: whose casework. progress: told what is being done.
        settle_anyway: do what time alone asks for, too: end what the rules end, remove what may not be held any more.

    Raises:
        HomeIsBusy: another process is writing; the next import, `videre nightly` or start of the site does it.
    """
    prepare_database(home)
    from videre.web.access.actions import end_by_rule, follow_registers  # noqa: PLC0415 - models exist when it is open
    from videre.web.followup.actions import MAKES_LISTS, refresh_lists  # noqa: PLC0415 - the same
    from videre.web.people.sink import CaseworkDatabase  # noqa: PLC0415 - the same
    from videre.web.retention.closing import close_doors  # noqa: PLC0415 - the same
    from videre.web.retention.queries import spared  # noqa: PLC0415 - the same

    taken = roll_forward(home, CaseworkDatabase(home, spared), progress, settle_anyway=settle_anyway)
    if taken.n_deliveries or settle_anyway:
        follow_registers(day=today(home), by="videre import")
        end_by_rule(day=today(home), by="videre import")
        refresh_lists(day=today(home), by=MAKES_LISTS)
        close_doors(day=today(home), by="videre import")
    return taken


def prepare_database(home: Home) -> None:
    """Bring the database of a home to the program's form."""
    open_site(home)
    call_command("migrate", interactive=False, verbosity=0)


def casework_of(home: Home) -> Sequence[HoldsPersons]:
    """Return the casework database as a place that holds persons, for `pipeline.erasing`."""
    prepare_database(home)
    from videre.web.retention.erasing import CaseworkUnderRules  # noqa: PLC0415 - models exist once the site is open

    put_guards(connection)
    return (CaseworkUnderRules(home),)


def steering_of(home: Home) -> Steering:
    """Return what the steering group's records in a home's casework database say today, for the half-year report."""
    prepare_database(home)
    from videre.web.reporting.steering import steering_on  # noqa: PLC0415 - models exist once the site is open

    return steering_on(today(home))


def renew_demo_users(home: Home) -> list[dict[str, str]]:
    """Make one user a role in a demonstration, with new passwords, and return them to be printed.

    Returns:
        For each user `user_name`, `display_name`, `role` and `password`. Passwords are kept nowhere but here.

    Raises:
        NotADemonstration: the home is none.
    """
    prepare_site(home)
    users: list[dict[str, str]] = json.loads(call_command("make_demo_users", stdout=StringIO()))
    from videre.web.access.demonstration import involve_demo_users  # noqa: PLC0415 - models exist once the site is open
    from videre.web.followup.actions import MAKES_LISTS  # noqa: PLC0415 - the same
    from videre.web.followup.demonstration import fill_demo_lists  # noqa: PLC0415 - the same
    from videre.web.own.demonstration import fill_demo_plan  # noqa: PLC0415 - the same

    involve_demo_users(day=today(home), by="videre demo")
    fill_demo_lists(day=today(home), by=MAKES_LISTS)
    fill_demo_plan(day=today(home), by="videre demo")
    call_command("make_lists", stdout=StringIO())
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
    with suppress(HomeIsBusy):  # whoever writes now brings casework forward when done
        bring_casework_forward(home)
    # A forked worker has the locks of threads that it has not: a demonstration draws its report's charts before it
    # serves, and the first page with a chart then waited for ever. A spawned one begins anew.
    multiprocessing.set_start_method("spawn", force=True)
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


def has_database(home: Home) -> bool:
    """Return whether the site of a home has been used: whether there is a casework database."""
    return bool(home.paths.casework.exists() or home.settings.database_url or os.environ.get("VIDERE_DATABASE_URL"))


def keep_log(home: Home) -> str:
    """Seal, export, verify and shorten the log of a home's site, and return what was done.

    Raises:
        LogTamperedWith, CheckpointDiffers: somebody must look at once.
    """
    if not has_database(home):
        return "The site has not been used yet."
    open_site(home)
    call_command("migrate", interactive=False, verbosity=0)
    put_guards(connection)
    from videre.web.retention.telling import log_is_held  # noqa: PLC0415 - models exist once the site is open

    is_held = log_is_held(today(home))
    return str(call_command("keep_log", stdout=StringIO(), keep_all=is_held))


def keep_by_rules(home: Home) -> str:
    """Archive and erase what is due by the rules of retention, and return what was done."""
    if not has_database(home):
        return "The site has not been used yet."
    prepare_database(home)
    return str(call_command("keep_by_rules", stdout=StringIO()))


def make_lists(home: Home) -> str:
    """Make the follow-up lists anew for the day, tell by mail those who wish it, and return what was done."""
    if not has_database(home):
        return "The site has not been used yet."
    prepare_database(home)
    return str(call_command("make_lists", stdout=StringIO()))


def manage_site(home: Home, arguments: Sequence[str]) -> None:
    """Run one of Django's management commands, e.g. `make_user`, on the site of a home; `make-user` is the same."""
    open_site(home)
    command, *rest = arguments or ("help",)
    name = command if command.startswith("-") else command.replace("-", "_")
    ManagementUtility(["videre manage", name, *rest]).execute()
