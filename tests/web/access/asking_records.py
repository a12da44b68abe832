"""The pages of consent, sharing and involvement, each of their addresses asked by everybody of everybody."""

import re
from typing import TYPE_CHECKING

from tests.oracles import access as oracle
from tests.oracles.young_people import Child, Worker
from tests.web.access.undoing import undone

if TYPE_CHECKING:
    from tests.web.access.asking import Asking

MAY = "write_plans"
DONE, REFUSED, NOT_THERE = 302, 422, 404
CONSENT, SHARED = re.compile(r'class="record consent'), re.compile(r'class="record shared')


def ask_records(asking: "Asking", worker: Worker, child: Child) -> None:
    """Ask the two pages, and what is written from them."""
    sight = oracle.sees(asking.world, worker, child)
    ask_page_of_sharing(asking, worker, child, sight)
    ask_page_of_parts(asking, worker, child, sight)
    if asking.lot.random() < 0.5:
        send_consents(asking, worker, child, sight)
        send_sharings(asking, worker, child, sight)
        send_parts(asking, worker, child, sight)


def send(
    asking: "Asking", worker: Worker, child: Child, path: str, wanted: int, keys: dict[str, object], **body: object
) -> None:
    """Send something to an address, let it be undone, and compare how it was answered."""
    address = path
    for name, value in {"person_id": child.key, **keys}.items():
        address = address.replace(f"<{name}>", str(value))
    with undone():
        status, said = asking.page(worker, MAY, address, **(body or {"x": "1"}))
    if not asking.gets_in(worker, MAY):
        asking.answers[path] += 1
        return
    asking.compare(path, (status, asking.names_in(said) <= {child.key}), (wanted, True), worker, child)


def told_consents(worker: Worker, child: Child, sight: oracle.Sight | None) -> set[str]:
    """Return the keys of the consents of which a worker is told."""
    return {yes.key for yes in child.yeses if sight and oracle.is_told_of_consent(yes.recipient, sight, worker)}


def told_sharings(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> set[int]:
    """Return the keys of the sharings of which a worker is told."""
    units = oracle.units_of(worker, asking.world.day)
    return {each.key for each in child.meetings if sight and oracle.is_told_of_unit(each.unit, sight, units)}


def ask_page_of_sharing(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> None:
    """Ask for consents and sharings."""
    path = "/unge/<person_id>/deling"
    status, said = asking.page(worker, MAY, f"/unge/{child.key}/deling")
    if not asking.gets_in(worker, MAY):
        asking.answers[path] += 1
        return
    named = {child.key} if sight and sight.name else set()
    got = (status, asking.names_in(said), len(CONSENT.findall(said)), len(SHARED.findall(said)))
    n_consents, n_shared = len(told_consents(worker, child, sight)), len(told_sharings(asking, worker, child, sight))
    asking.compare(path, got, (200 if sight else NOT_THERE, named, n_consents, n_shared), worker, child)


def ask_page_of_parts(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> None:
    """Ask who has a part, and whether others may be involved."""
    path = "/unge/<person_id>/med"
    status, said = asking.page(worker, MAY, f"/unge/{child.key}/med")
    if not asking.gets_in(worker, MAY):
        asking.answers[path] += 1
        return
    named = {child.key} if sight and sight.name else set()
    may = sight is not None and oracle.may_involve(asking.world, worker, child, sight)
    got = (status, asking.names_in(said), f"/unge/{child.key}/med/giv" in said)
    asking.compare(path, got, (200 if sight else NOT_THERE, named, may), worker, child)


def send_consents(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> None:
    """Ask for a consent, answer the question that waits, and take consents back."""
    recipient, category = asking.lot.choice((("school", "plan"), ("guidance", "absence"), ("school", "exams")))
    years = oracle.age(child, asking.world.day)
    opens = category in oracle.by_rule(recipient, years, {category})
    opens = opens and category not in oracle.by_rule(recipient, years, None)
    opens = opens and not oracle.is_passing(sight)
    wanted = (DONE if opens else REFUSED) if sight else NOT_THERE
    path = "/unge/<person_id>/samtykke"
    send(asking, worker, child, path, wanted, {}, recipient=recipient, categories=category)
    is_told = sight is not None and oracle.is_told_of_consent("school", sight, worker)
    done = REFUSED if oracle.is_passing(sight) else DONE
    wanted = done if is_told else NOT_THERE
    send(asking, worker, child, f"{path}/<asked_id>", wanted, {"asked_id": child.asked}, answer="refused")
    for yes in child.yeses:
        is_there = yes.key in told_consents(worker, child, sight) and yes.withdrawn is None
        wanted = done if is_there else NOT_THERE
        send(asking, worker, child, f"{path}/<consent_id>/tilbage", wanted, {"consent_id": yes.key})


def send_sharings(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> None:
    """Share at a meeting, and stop what is shared."""
    wanted = NOT_THERE
    if sight:
        may = not oracle.is_passing(sight) and "school" in sight.bases and sight.age < 18
        wanted = DONE if may else REFUSED
    body = {"basis": "ssd", "unit": "day_care", "categories": "school", "matter": "2016-7"}
    send(asking, worker, child, "/unge/<person_id>/deling/del", wanted, {}, **body)
    for each in child.meetings:
        is_open = each.key in told_sharings(asking, worker, child, sight) and asking.world.day < each.until
        done = REFUSED if oracle.is_passing(sight) else DONE
        path, wanted = "/unge/<person_id>/deling/<disclosure_id>/stop", done if is_open else NOT_THERE
        send(asking, worker, child, path, wanted, {"disclosure_id": each.key})


def send_parts(asking: "Asking", worker: Worker, child: Child, sight: oracle.Sight | None) -> None:
    """Involve somebody, and end what parts there are."""
    may = sight is not None and oracle.may_involve(asking.world, worker, child, sight)
    other = asking.lot.choice(asking.world.workers)
    can = may and oracle.may_be_given(asking.world, worker, child, other.name)
    wanted = DONE if can else REFUSED if may else NOT_THERE
    body = {"user": asking.users[other.name].pk, "kind": "case", "title": "Sag 7"}
    send(asking, worker, child, "/unge/<person_id>/med/giv", wanted, {}, **body)
    for part in child.parts:
        is_open = oracle.on(asking.world.day, part.since, part.until)
        can = may and is_open and oracle.may_be_given(asking.world, worker, child, part.worker)
        path, wanted = "/unge/<person_id>/med/<part_id>/slut", DONE if can else NOT_THERE
        send(asking, worker, child, path, wanted, {"part_id": part.key})


def ask_reminders(asking: "Asking", worker: Worker) -> None:
    """Ask whom to ask in time."""
    path = "/unge-at-spoerge"
    status, said = asking.page(worker, MAY, path)
    if not asking.gets_in(worker, MAY):
        asking.answers[path] += 1
        return
    named, n_rows = set(), 0
    for child in asking.world.children:
        sight = oracle.sees(asking.world, worker, child)
        if sight is None:
            continue
        asked = [yes.recipient for yes in oracle.to_ask_again(asking.world, child)] + ["school"]
        n_told = sum(oracle.is_told_of_consent(each, sight, worker) for each in asked)
        n_rows += n_told
        if n_told and sight.name:
            named.add(child.key)
    got = (status, asking.names_in(said), said.count('<tr><th scope="row">'))
    asking.compare(path, got, (200, named, n_rows), worker)
