"""Asking the page of what waits: hand-overs, each of a young person whom the worker sees or does not."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from django.http import HttpResponse
from pypdf import PdfReader
from tests.oracles import access as oracle
from tests.oracles.young_people import Worker
from tests.web.access.undoing import undone

from videre.web.plans.models import HandOver

if TYPE_CHECKING:
    from tests.web.access.asking import Asking


def text_of(response: HttpResponse) -> str:
    """Return what an answer says, of a PDF too, which is no page and has no title of one."""
    if response.get("Content-Type") != "application/pdf":
        return response.content.decode()
    pages = PdfReader(BytesIO(response.content)).pages
    return "<title></title>" + re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def ask_desk(asking: "Asking", worker: Worker) -> None:
    """Ask which hand-overs wait, where each young person is handed over to a unit of the worker's, or to another."""
    day = asking.world.day
    units = sorted(oracle.units_of(worker, day))
    to_units = {child.key: asking.lot.choice([*units, "uu", "job_centre"]) for child in asking.world.children}
    with undone():
        HandOver.objects.bulk_create(
            HandOver(
                person_id=key,
                from_unit="volunteers:1",
                to_unit=unit,
                contact=asking.users[worker.name],
                version=1,
                sent_on=day,
                answer_by=day,
            )
            for key, unit in to_units.items()
        )
        status, said = asking.page(worker, "see_people", "/planer")
    if not asking.gets_in(worker, "see_people"):
        asking.answers["/planer"] += 1
        return
    named = {child.key for child, sight in asking.seen_by_name(worker) if sight.name and to_units[child.key] in units}
    asking.compare("/planer", (status, asking.names_in(said)), (200, named), worker)
