"""The door of the young person and the parents, asked as everything else is: each answer beside the oracle's."""

import re

from tests.oracles import access as oracle
from tests.oracles.young_people import Child, Worker
from tests.web.access.plan_addresses import DOOR_ADDRESSES, STAFF_ADDRESSES, filled

NEEDS = "own_plan"
MARK = re.compile(r"mærke\d+x\d+q")
LINK = re.compile(r'href="/min-plan/([0-9a-f-]{36})"')


def ask_door(asking, worker: Worker, child: Child) -> None:  # type: ignore[no-untyped-def]  # Asking, which imports this
    """Ask the pages of the own plan, and who has looked: of the lines of before, those that the reader may be told."""
    if not asking.gets_in(worker, NEEDS) and asking.lot.random() < 0.9:
        return
    wanted = oracle.sees(asking.world, worker, child)
    named = {child.key} if wanted and wanted.name else set()
    status, said = asking.page(worker, NEEDS, f"/min-plan/{child.key}")
    is_let_in = asking.gets_in(worker, NEEDS)
    if is_let_in:
        is_hidden = "Navn og adresse er beskyttet" in said
        got = (status, is_named(child, said), is_hidden, 'id="agreed"' in said)
        is_own = oracle.role_of(worker)["recipient"] == "young_person"
        protects = wanted is not None and not is_own and is_protected(asking, child)
        expected = (200, bool(named), protects, "plan" in wanted.bases) if wanted else (404, False, False, False)
        asking.compare("/min-plan/<person_id>", got, expected, worker, child)
    else:
        asking.answers["/min-plan/<person_id>"] += 1
    status, said = asking.page(worker, NEEDS, f"/min-plan/{child.key}/opslag")
    if is_let_in:
        marks = {
            each.mark
            for each in child.lines
            if wanted
            and each.role != worker.role
            and oracle.is_told(each, wanted, worker)
            and "consent" not in each.event
        }
        got_looks = (status, set(MARK.findall(said)))
        asking.compare("/min-plan/<person_id>/opslag", got_looks, (200 if wanted else 404, marks), worker, child)
    else:
        asking.answers["/min-plan/<person_id>/opslag"] += 1
    if asking.lot.random() < 0.8 and not wanted:
        return
    ask_addresses(asking, worker, child, is_there=wanted is not None, named=named)


def is_named(child: Child, said: str) -> bool:
    """Return whether the heading of a page names a young person."""
    return re.search(rf"<h1[^>]*>[^<]*\b{child.given}\b", said) is not None


def is_protected(asking, child: Child) -> bool:  # type: ignore[no-untyped-def]
    return child.protected_until is not None and asking.world.day < child.protected_until


def ask_addresses(asking, worker: Worker, child: Child, *, is_there: bool, named: set[object]) -> None:  # type: ignore[no-untyped-def]
    """Ask the other addresses of the door: for whoever does not see the young person, nobody is there."""
    from tests.web.access.asking import undone  # noqa: PLC0415 - it imports this

    for path, body in DOOR_ADDRESSES:
        with undone():
            status, said = asking.page(worker, NEEDS, filled(path, child.key), **body)
        if asking.gets_in(worker, NEEDS):
            asking.compare(path, status == 404 or (is_there and status in {200, 302}), True, worker, child)
            asking.compare(path, asking.names_in(said) <= named, True, worker, child)
        else:
            asking.answers[path] += 1


def ask_own_lists(asking, worker: Worker) -> None:  # type: ignore[no-untyped-def]
    """Ask whose plans there are to read, and which objections wait."""
    status, said = asking.page(worker, NEEDS, "/min-plan")
    if asking.gets_in(worker, NEEDS):
        seen = [child.key for child, _sight in asking.seen_by_name(worker)]
        if len(seen) == 1:
            asking.compare("/min-plan", status, 302, worker)
        else:
            found = sorted(LINK.findall(said))
            asking.compare("/min-plan", (status, found), (200, sorted(map(str, seen))), worker)
    else:
        asking.answers["/min-plan"] += 1
    for path in STAFF_ADDRESSES:
        status, said = asking.page(worker, "write_plans", path)
        if asking.gets_in(worker, "write_plans"):
            wanted = 200 if path == "/indsigelser" else 404
            asking.compare(path, (status, asking.names_in(said)), (wanted, set()), worker)
        else:
            asking.answers[path] += 1
