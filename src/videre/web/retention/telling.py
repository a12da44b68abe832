"""What would go and why, what waits, and what is held: the dry run's lines, and the night's sentence."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Model

from videre.web.audit.models import Entry
from videre.web.audit.retiring import months_before
from videre.web.installation import current_day, current_home
from videre.web.people.sink import CaseworkDatabase
from videre.web.retention.actions import erase_due, find_due, sections_to_cut
from videre.web.retention.archiving import rows_to_archive, write_package
from videre.web.retention.due import Kind, kinds
from videre.web.retention.models import ArchivePackage
from videre.web.retention.queries import held_on, open_holds, spared, waiting_packages

EXAMPLES = 5
DAYS_BETWEEN_PACKAGES = 28


def tell_all(day: date, examples: int = EXAMPLES) -> Iterator[str]:
    """Yield, a line at a time, what would go on a day and why, what waits, and what is held. Nothing is changed."""
    by_table = {kind.table: kind for kind in kinds()}
    yield f"By the rules, as on {day} (nothing is changed by this command):"
    for due in find_due(day):
        yield f"{due.table}: {len(due.goes)} go, {due.n_waiting} wait for the archive, {due.n_held} are held"
        for row in due.goes[:examples]:
            yield f"  {due.table} {row.pk}: {why(by_table[due.table], row)}"
    for kind, goes, n_held, n_waiting in sections_to_cut(day, held_on(day)):
        yield f"{kind.table}: sections of {len(goes)} plans go, {n_waiting} wait for the archive, {n_held} are held"
        for plan, sections in goes[:examples]:
            yield f"  {plan}: {', '.join(sections)}"
    yield from tell_persons(day)
    yield from tell_log(day)
    yield from tell_holds_and_packages(day)


def why(kind: Kind, row: Model) -> str:
    """Return when a row's period began, and how long it is."""
    for name in kind.rule.event:
        value = getattr(row, name)
        if value is not None:
            on = value.date() if isinstance(value, datetime) else value
            return f"{name} {on}, kept {kind.rule.years} years"
    return f"the basis has ended, kept {kind.rule.years} years"


def tell_persons(day: date) -> Iterator[str]:
    """Yield how many persons go, and of how many the identity stays for the sake of what is kept."""
    casework = CaseworkDatabase(current_home())
    ids = casework.whose_basis_has_ended(day)
    stays = spared(ids, day)
    n_kept, n_held = len(stays.kept - stays.held), len(stays.held & set(ids))
    n_gone = len(set(ids) - stays.kept - stays.held)
    yield (
        f"people.Person: {n_gone} go whole; of {n_kept} the register facts go, and who they are stays for what is kept "
        f"about them; {n_held} are held"
    )


def tell_log(day: date) -> Iterator[str]:
    """Yield how many lines of the log are older than they are kept."""
    months = current_home().settings.keep_log_months
    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    n_old = Entry.objects.filter(at__lt=months_before(newest, months)).count() if newest is not None else 0
    held = "; the log is held, so none goes" if log_is_held(day) else ""
    yield f"audit.Entry: {n_old} lines are older than {months} months{held}"


def log_is_held(day: date) -> bool:
    """Return whether no line of the log may be taken out by age: the log is held, or somebody as a whole."""
    held = held_on(day)
    return "log" in held.everybody or bool(held.of("log"))


def tell_holds_and_packages(day: date) -> Iterator[str]:
    """Yield the holds of a day, and the packages that wait for a receipt."""
    for hold in open_holds(day):
        whom = f"person {hold.person_id}" if hold.person_id else "everybody"
        yield (
            f"Held ({hold.pk}): {whom}, {hold.rule or 'everything'}, from {hold.since} until {hold.until}, "
            f"by {hold.placed_by}: {hold.reason}"
        )
    folder, waiting = current_home().paths.archive, list(waiting_packages())
    for package in waiting:
        yield f"Waits for the archive's receipt: {folder / package.name}, sha256 {package.sha256}"
    for file in sorted(set(folder.glob("*")) - {folder / package.name for package in waiting}):
        yield f"Belongs to no package that waits; remove it when you know what it is: {file}"


def keep_by_rules(*, by: str) -> str:
    """Do the night's part: write a package when one is asked for, erase what is due, and say what was done."""
    day = current_day()
    package = write_package(day=day, by=by) if wants_package(day) else None
    gone = erase_due(day=day, by=by)
    said = ", ".join(f"{n_rows} of {table}" for table, n_rows in gone.items()) or "nothing"
    parts = [f"Erased by the rules of retention: {said}."]
    if package is not None:
        parts.append(f"{package.n_records} records were written for the archive: {package.name}.")
    n_waiting = waiting_packages().count()
    if n_waiting:
        parts.append(f"{n_waiting} packages wait for the archive's receipt.")
    return " ".join(parts)


def wants_package(day: date) -> bool:
    """Return whether something is to be archived and no package was written lately: one a month, not one a night."""
    newest = ArchivePackage.objects.filter(removed_on__isnull=True).order_by("made_on").last()
    is_long_ago = newest is None or (day - newest.made_on).days >= DAYS_BETWEEN_PACKAGES
    is_lost = any(not (current_home().paths.archive / each.name).exists() for each in waiting_packages())
    return (is_long_ago or is_lost) and next(rows_to_archive(day), None) is not None
