"""What a scheduler runs each night: one command, step by step; a step that is refused does not stop the others."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from videre.domain.refusals import NeedsAttention, Refused
from videre.home.home import Home, today, writing
from videre.pipeline.data_health import keep_data_health
from videre.pipeline.doctoring import examine
from videre.pipeline.erasing import Places, finish_erasing, nowhere
from videre.pipeline.gathering import NothingDelivered
from videre.pipeline.receiving import import_received
from videre.pipeline.releasing import release
from videre.pipeline.telling_why import tell_why
from videre.registers.quality.feeds import FeedState
from videre.store.deliveries import Ledger
from videre.store.kept_files import remove_files_after
from videre.store.tombstones import Tombstones

Progress = Callable[[str], None]  # told of each step as it begins
Also = Callable[[], str]  # does a step, and says what it did
NOTHING_ELSE: Final[Mapping[str, Also]] = MappingProxyType({})


class StepDone(NamedTuple):
    """What became of one step.

    name: the step. said: what was done, in a sentence. is_refused: whether it could not be done, and why is said.
    needs_attention: whether somebody must look at the home.
    """

    name: str
    said: str
    is_refused: bool = False
    needs_attention: bool = False


def run_nightly(
    home: Home, places: Places = nowhere, progress: Progress | None = None, also: Mapping[str, Also] = NOTHING_ELSE
) -> list[StepDone]:
    """Run every step, and return what became of each, in order. Run twice in a night, the second finds nothing to do.

    Args:
        home: an opened home; each step locks it for as long as it writes.
        places: says of a home what holds persons beside its store.
        progress: told of each step as it begins.
        also: steps of the site, by name; each says what it did. They come before the home is examined.
    """
    steps: dict[str, Callable[[], StepDone]] = {
        "erasing": lambda: finish(home, places),
        "receiving": lambda: import_events(home),
        "keeping": lambda: remove_old_files(home),
        "checking": lambda: check(home),
        "releasing": lambda: release_when_a_month_has_ended(home),
        **{name: partial(done_by, name, step) for name, step in also.items()},
        "examining": lambda: look(home),
    }
    done = []
    for name, step in steps.items():
        if progress is not None:
            progress(name)
        try:
            done.append(step())
        except NothingDelivered:
            done.append(StepDone(name, "Nothing has been delivered yet."))
        except Refused as refusal:
            is_alarm = isinstance(refusal, NeedsAttention)
            done.append(StepDone(name, str(refusal), is_refused=True, needs_attention=is_alarm))
    return done


def done_by(name: str, step: Also) -> StepDone:
    """Return that a step of the site was done, and what it says of itself."""
    return StepDone(name, step())


def finish(home: Home, places: Places) -> StepDone:
    """Finish erasures that were interrupted."""
    if not Tombstones(home).pending():
        return StepDone("erasing", "No erasure was interrupted.")
    done = finish_erasing(home, places)
    return StepDone(
        "erasing", f"An interrupted erasure was finished; {done.n_persons} persons were still in the store."
    )


def import_events(home: Home) -> StepDone:
    """Import the events that wait in the inbox."""
    done = import_received(home)
    n_waiting = sum(each.n_events for each in done.waiting)
    n_accepted = sum(result.accepted for result in done.results)
    if n_waiting:
        said = f"{n_accepted} events were imported; {n_waiting} wait, since: {done.waiting[0].refusal}"
        return StepDone("receiving", said, is_refused=True)
    return StepDone("receiving", f"{n_accepted} events were imported.")


def remove_old_files(home: Home) -> StepDone:
    """Remove delivered files that are older than the home keeps them."""
    months = home.settings.keep_files_months
    if not months:
        return StepDone("keeping", "Delivered files are kept (keep_files_months: 0).")
    with writing(home):
        deliveries = Ledger(home.paths.ledger).deliveries()
        n_removed = remove_files_after(home.paths, deliveries, months, today(home))
    return StepDone("keeping", f"Files of {n_removed} deliveries were removed after {months} months.")


def check(home: Home) -> StepDone:
    """Ask the rules of data quality, and which feeds are late."""
    checked = keep_data_health(home, today(home))
    n_late = sum(feed.state is FeedState.LATE for feed in checked.feeds)
    return StepDone(
        "checking", f"{len(checked.problems)} rows break a rule and {n_late} feeds are late: `videre check`."
    )


def release_when_a_month_has_ended(home: Home) -> StepDone:
    """Release the catalogue's tables when a month has ended since they were released."""
    day = today(home)
    released_on = [json.loads(path.read_text("utf-8"))["as_known_at"] for path in home.paths.released.glob("*.json")]
    if released_on and max(released_on) >= day.replace(day=1).isoformat():
        return StepDone("releasing", f"The tables of this month were released as known at {max(released_on)}.")
    tables = release(home, day)
    if tables:
        tell_why(home, day)
    return StepDone("releasing", f"{len(tables)} tables were released as known at {day}.")


def look(home: Home) -> StepDone:
    """Examine the home."""
    found = examine(home.paths.root)
    wanted = [finding for finding in found if finding.needs_attention]
    if not wanted:
        return StepDone("examining", "The home is well.")
    said = f"{len(wanted)} things need attention: `videre doctor`."
    return StepDone("examining", said, needs_attention=True)
