"""Receiving events that are delivered once only: each is safe on disk before it is acknowledged, and imported later.

Killed at any instant, an event that was acknowledged is imported, and one that was not is still with its sender. The
same event twice is one: the register's key is the sender's own number of it.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.mapping import Mapping
from videre.domain.refusals import Refused
from videre.home.home import Home, HomeIsBusy
from videre.pipeline.importing import ImportResult, import_delivery
from videre.registers.catalogue import get_register
from videre.store.inbox import Inbox, read_segment

REGISTER: Final = "notifications"
LONGEST: Final = 64 * 1024  # characters of an event; a real one has some 300
MOST_FIELDS: Final = 60

Event = dict[str, str]


class NotAnEvent(Refused):
    """What came is no event that can be kept."""


class NotForEvents(Refused):
    """The mapping is of another register, or of files that are no CSV in UTF-8."""


class Kept(NamedTuple):
    """One event in the inbox, and how it is read: the supplier's mapping, and the day on which it was received."""

    mapping: str | None
    received: str
    event: Event


class Waiting(NamedTuple):
    """Events that were refused as a file, and wait for somebody to mend the mapping."""

    n_events: int
    refusal: str


class Imported(NamedTuple):
    """What became of the events in the inbox. n_torn: lines that were never acknowledged."""

    results: tuple[ImportResult, ...]
    waiting: tuple[Waiting, ...]
    n_torn: int


def receive(home: Home, texts: Sequence[str], *, received: date, mapping: str | None = None) -> None:
    """Keep events; when it returns, they are safe on disk and may be acknowledged.

    Args:
        home: whose inbox it is. Its writer's lock is not needed: no sender waits for an import.
        texts: each a JSON object of one event: the supplier's fields, or the register's own.
        received: the day, which counts as reported where the event does not say its own.
        mapping: the supplier's form; None for the register's own columns.

    Raises:
        NotAnEvent, NotForEvents, NoSuchDefinition: none of them is kept then, and none may be acknowledged.
    """
    get_form(home, mapping)
    events = [event_of(text, number) for number, text in enumerate(texts, start=1)]
    lines = [json.dumps([mapping, received.isoformat(), event], ensure_ascii=False, sort_keys=True) for event in events]
    inbox_of(home).append(lines)


def inbox_of(home: Home) -> Inbox:
    """Return the inbox of a home."""
    return Inbox(home.paths.inbox / REGISTER)


def get_form(home: Home, mapping: str | None) -> Mapping | None:
    """Return the supplier's form; raises NotForEvents."""
    if mapping is None:
        return None
    form = Definitions(home.paths.definitions).mapping(mapping)
    if form.register_name != REGISTER or form.file.format != "csv" or form.file.encoding.lower() != "utf-8":
        raise NotForEvents(f"The mapping {mapping} is not one of {REGISTER} in UTF-8. Name another.")
    return form


def event_of(text: str, number: int) -> Event:
    """Return an event, all its values as text; raises NotAnEvent, which says no more of it than its number."""
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not 0 < len(said) <= MOST_FIELDS:
        raise NotAnEvent(f"Event {number} is no JSON object of at most {MOST_FIELDS} fields. It is not acknowledged.")
    event = {}
    for name, value in said.items():
        if isinstance(value, dict | list | float) or any(ord(c) < ord(" ") for c in f"{name}{value}"):
            raise NotAnEvent(f"Event {number} has a value that is no plain text. It is not acknowledged.")
        event[name] = "" if value is None else str(value)
    return event


def import_received(home: Home) -> Imported:
    """Import the events that wait in the inbox, and remove what is in the store.

    Events with fields that nobody knows are imported by themselves, so that they do not keep the others waiting.

    Raises:
        HomeIsBusy: another process is writing; the events wait.
    """
    inbox = inbox_of(home)
    inbox.close()
    results: list[ImportResult] = []
    waiting: list[Waiting] = []
    n_torn = 0
    for path in inbox.list_closed():
        segment = read_segment(path)
        n_torn += segment.n_torn
        here: list[Waiting] = []
        kept = [Kept(*json.loads(line)) for line in dict.fromkeys(segment.lines)]
        for number, group in enumerate(groups_of(home, kept), start=1):
            try:
                results.append(import_group(home, group, f"received-{path.stem}-{number}.csv"))
            except HomeIsBusy:
                raise
            except Refused as refusal:
                here.append(Waiting(len(group), str(refusal)))
        waiting += here
        if not here:
            inbox.remove(path)
    return Imported(tuple(results), tuple(waiting), n_torn)


def groups_of(home: Home, kept: Sequence[Kept]) -> list[list[Kept]]:
    """Return events in groups that one file can hold: of one form and one day, with the same unknown fields."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Kept]] = defaultdict(list)
    for each in kept:
        unknown = tuple(sorted(set(each.event) - set(columns_of(get_form(home, each.mapping)))))
        groups[each.mapping or "", each.received, unknown].append(each)
    return [groups[key] for key in sorted(groups)]


def columns_of(form: Mapping | None) -> tuple[str, ...]:
    """Return the columns that a file of events has: those that the form expects, or the register's own."""
    if form is None:
        return (*(column.name for column in get_register(REGISTER).columns), "reported", "withdrawn")
    sources = [*form.columns.values(), *((form.reported,) if form.reported is not None else ())]
    names = [name for source in sources for name in source.names]
    return tuple(
        dict.fromkeys([*names, *((form.withdrawn.from_,) if form.withdrawn is not None else ()), *form.ignore])
    )


def import_group(home: Home, group: Sequence[Kept], name: str) -> ImportResult:
    """Import events as one file."""
    form, day = get_form(home, group[0].mapping), date.fromisoformat(group[0].received)
    names = tuple(dict.fromkeys([*columns_of(form), *sorted(group[0].event)]))
    filled = reported_column(form, day)
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / name
        file.write_text(as_csv([{**filled, **strip(each.event)} for each in group], names, form), "utf-8")
        return import_delivery(home, REGISTER, file, mapping=group[0].mapping, reported=day)


def reported_column(form: Mapping | None, day: date) -> Event:
    """Return the day of receiving in the column where the form looks for the day of report, where it has one."""
    if form is None or form.reported is None or form.reported.from_ is None:
        return {}
    return {form.reported.from_: day.strftime(form.reported.date or "%Y-%m-%d")}


def strip(event: Dictionary[str, str]) -> Event:
    """Return an event without its empty fields."""
    return {name: value for name, value in event.items() if value}


def as_csv(events: Sequence[Event], names: Sequence[str], form: Mapping | None) -> str:
    """Return events as CSV in the supplier's form."""
    text = io.StringIO()
    delimiter, heading = (form.file.delimiter, form.file.heading_lines) if form is not None else (";", 0)
    text.write("\n" * heading)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([event.get(name, "") for name in names] for event in events)
    return text.getvalue()
