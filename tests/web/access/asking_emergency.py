"""Emergency access, asked by everybody: it opens the one page, for whoever may."""

from typing import TYPE_CHECKING

from tests.oracles.young_people import Worker
from tests.web.access.undoing import undone

if TYPE_CHECKING:
    from tests.web.access.asking import Asking


def ask_emergency(asking: "Asking", worker: Worker) -> None:
    """Ask for emergency access by number: it opens the one page, for whoever may; and ask for the reviews."""
    child = asking.lot.choice(asking.world.children)
    reason = "Står foran jobcentret uden et sted at sove."
    with undone():
        status, said = asking.page(worker, "break_glass", "/noedadgang", cpr=child.number, reason=reason)
        if asking.gets_in(worker, "break_glass"):
            asking.compare("/noedadgang", (status, str(child.key) in said), (302, True), worker, child)
            status, _said = asking.page(worker, "see_people", f"/unge/{child.key}")
            asking.compare("/noedadgang", status, 200, worker, child)
        else:
            asking.answers["/noedadgang"] += 1
    status, said = asking.page(worker, "control_log", "/noedadgang/efterproevning")
    n_hours = sum(len(each.hours) for each in asking.world.children)
    if asking.gets_in(worker, "control_log"):
        got = (status, asking.names_in(said), said.count('class="review"') + said.count("review-late"))
        asking.compare("/noedadgang/efterproevning", got, (200, set(), n_hours), worker)
    else:
        asking.answers["/noedadgang/efterproevning"] += 1
