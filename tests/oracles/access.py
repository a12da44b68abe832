"""Who sees what of whom, written from the words of docs/law/access.md and the tables of the data-protection officer.

Dates and sets, one person after the other; nothing here asks the program. The tables are read as plain YAML.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.oracles.young_people import Child, Line, Meeting, Part, Task, Worker, World, Yes

import videre.definitions

FILES = Path(videre.definitions.__file__).parent
GUARDED = {"ssp", "protected_address"}  # opened by nothing at all
DOORS = {"young_person": "own", "guardian": "guardian"}  # the only part that opens to these two, and to nobody else
BY_STRENGTH = ("own", "guardian", "responsibility", "case", "class", "invitation", "unit", "meeting", "emergency")


@cache
def table(name: str) -> dict[str, Any]:
    """Return a file of the definitions."""
    found: dict[str, Any] = yaml.safe_load((FILES / f"{name}.yaml").read_text("utf-8"))
    return found


@dataclass(frozen=True)
class Sight:
    """What somebody sees of somebody. bases: the basis of each category. why: what kind of part is the reason."""

    name: str
    address: str
    bases: dict[str, str]
    why: str
    age: int


def on(day: date, since: date | None, until: date | None) -> bool:
    return since is not None and since <= day and (until is None or day < until)


def age(child: Child, day: date) -> int:
    """Count the birthdays; who was born on 29 February has none in other years before 1 March."""
    years = 0
    while birthday(child.born, years + 1) <= day:
        years += 1
    return years


def birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def role_of(worker: Worker) -> dict[str, Any]:
    """Return what the role gives: nothing for somebody who has left, or whose role there is not any more."""
    if not worker.is_active or not (FILES / "roles" / f"{worker.role}.yaml").exists():
        return {"permissions": []}
    return table(f"roles/{worker.role}")


def may(worker: Worker, permission: str) -> bool:
    return permission in role_of(worker)["permissions"]


def side_of(unit: str) -> str:
    found = table("access/units")["units"].get(unit.split(":", maxsplit=1)[0])
    return str(found["recipient"]) if found else ""


def units_of(worker: Worker, day: date) -> set[str]:
    return {unit for unit, since, until in worker.places if on(day, since, until)}


def parts_with(world: World, worker: Worker, child: Child) -> list[Part]:
    """The parts that hold today: one's own, or a unit's on the own side of the wall, for roles that share a unit's."""
    role = role_of(worker)
    recipient = table("access/law")["recipients"].get(role.get("recipient"))
    if recipient is None:
        return []
    if recipient.get("needs_residence", True) and not on(world.day, child.here_since, child.here_until):
        return []
    units = {unit for unit in units_of(worker, world.day) if side_of(unit) in ("", role["recipient"])}
    shared = units if role.get("by_unit", True) else set()
    return [
        part
        for part in child.parts
        if on(world.day, part.since, part.until)
        and (part.worker == worker.name or part.unit in shared)
        and DOORS.get(role["recipient"]) == (part.kind if part.kind in DOORS.values() else None)
    ]


def meetings_with(world: World, worker: Worker, child: Child) -> list[Meeting]:
    bases = table("access/law")["bases"]
    return [
        each
        for each in child.meetings
        if each.unit in units_of(worker, world.day)
        and each.recipient == role_of(worker).get("recipient")
        and on(world.day, each.since, each.until)
        and bases.get(each.basis, {}).get("by_record", False)
        and age(child, world.day) < bases[each.basis].get("below_age", 200)
    ]


def has_hour(world: World, worker: Worker, child: Child) -> bool:
    return any(each.worker == worker.name and each.opened <= world.instant < each.until for each in child.hours)


def agreed(world: World, recipient: str, child: Child) -> set[str]:
    """What has been agreed to: in the words of today, begun, not ended or withdrawn, and a guardian's only below 18."""
    return {
        category
        for yes in child.yeses
        if yes.recipient == recipient
        and yes.version == table("access/law")["consent_version"]
        and on(world.day, yes.since, yes.until)
        and (yes.withdrawn is None or world.instant < yes.withdrawn)
        and not (yes.by_guardian and age(child, world.day) >= 18)
        for category in yes.categories
    }


def by_rule(recipient: str, years: int, with_consent: set[str] | None) -> dict[str, str]:
    """The categories that the table opens, with the basis of each: what needs no consent comes before what does."""
    found: dict[str, str] = {}
    for rule in sorted(table("access/law")["rules"], key=lambda each: each.get("needs_consent", False)):
        if rule["recipient"] == recipient and rule.get("from_age", 0) <= years < rule.get("below_age", 200):
            for category in rule["categories"]:
                if not rule.get("needs_consent", False) or category in (with_consent or set()):
                    found.setdefault(category, rule["basis"])
    return found


def sees(world: World, worker: Worker, child: Child, purpose: str | None = None) -> Sight | None:
    """Return what a worker sees of a child for a purpose (the role's first where none is said); None: nothing."""
    role, law = role_of(worker), table("access/law")
    recipient = role.get("recipient")
    if recipient is None or (purpose or role["purposes"][0]) not in role.get("purposes", []):
        return None
    years, parts = age(child, world.day), parts_with(world, worker, child)
    bases: dict[str, str] = {}
    kinds = [part.kind for part in parts]
    if has_hour(world, worker, child):
        bases |= dict.fromkeys(law["emergency"], law["emergency_basis"])
        kinds.append("emergency")
    for meeting in meetings_with(world, worker, child):
        bases |= dict.fromkeys([*meeting.categories, "identity"], meeting.basis)
        kinds.append("meeting")
    if parts:
        bases |= by_rule(recipient, years, agreed(world, recipient, child))
    if "identity" not in bases:
        return None
    is_protected = child.protected_until is not None and world.day < child.protected_until
    where = {"address", *law["recipients"][recipient].get("closed_when_protected", [])}
    closed = GUARDED | (where if is_protected else set())
    bases = {category: basis for category, basis in bases.items() if category not in closed}
    is_hidden = is_protected and law["recipients"][recipient].get("is_private", False)
    name = "" if is_hidden else f"{child.given} {child.family}"
    return Sight(name, child.street if "address" in bases else "", bases, min(kinds, key=BY_STRENGTH.index), years)


def on_list(world: World, worker: Worker, child: Child, category: str) -> bool:
    """A list shows whom one has a part with, as far as no consent is needed: no meeting and no emergency opens one."""
    opened = by_rule(role_of(worker).get("recipient", ""), age(child, world.day), None)
    return bool(parts_with(world, worker, child)) and {"identity", category} <= set(opened)


def lists_of(worker: Worker, day: date) -> list[str]:
    """The lists whose category the role may see of somebody of the list's ages."""
    found = []
    for file in sorted((FILES / "followup").glob("*.yaml")):
        each = table(f"followup/{file.stem}")
        opened = [by_rule(role_of(worker).get("recipient", ""), years, None) for years in range(*each["ages"])]
        if any({"identity", each["category"]} <= set(categories) for categories in opened):
            found.append(file.stem)
    return found


def tasks_in(world: World, worker: Worker, name: str, scope: str) -> list[tuple[Child, Task]]:
    """The places on a list that a worker sees in a scope."""
    units, category = units_of(worker, world.day), table(f"followup/{name}")["category"]
    in_scope = {
        "mine": lambda task: task.worker == worker.name,
        "enheden": lambda task: task.unit in units,
        "ingen": lambda task: task.unit in units and not task.worker and task.is_work,
    }[scope]
    return [
        (child, task)
        for child in world.children
        for task in child.tasks
        if task.is_open and task.list_name == name and in_scope(task) and on_list(world, worker, child, category)
    ]


def is_told(line: Line, sight: Sight, worker: Worker) -> bool:
    """Who else is involved is a category of its own, and that social services are is another: so in the log as well."""
    recipient = role_of(worker).get("recipient")
    if (
        line.event == "glass_broken" and recipient != "young_person"
    ):  # in somebody's own words: for the young person and the reviewer
        return False
    side = role_of(Worker("", line.role, True, [])).get("recipient")
    if side in (None, recipient):
        return True
    if side in DOORS:  # when they look is told to nobody; that parents look, to the young person
        return recipient == "young_person"
    return ("social" if side == "social_services" else "contacts") in sight.bases


def is_told_of_unit(unit: str, sight: Sight, units: set[str]) -> bool:
    """What was sent to a unit is told to its own, and to others as far as they may know that it is involved."""
    if unit in units:
        return True
    return ("social" if side_of(unit) == "social_services" else "contacts") in sight.bases


def is_told_of_consent(recipient: str, sight: Sight, worker: Worker) -> bool:
    """Who was asked about whom tells that the recipient is there; of the own side it is told always."""
    own = role_of(worker).get("recipient")
    return recipient == own or ("social" if recipient == "social_services" else "contacts") in sight.bases


def may_involve(world: World, worker: Worker, child: Child, sight: Sight) -> bool:
    """Whoever is responsible involves others, and the leader of a unit on the own side that is itself involved."""
    return sight.why not in ("meeting", "emergency") and bool(gives_from(world, worker, child))


def gives_from(world: World, worker: Worker, child: Child) -> set[str]:
    """The units whose people a worker may involve: all of the own where responsible, else those led and involved. A
    mark of its own where somebody is responsible and works nowhere."""
    parts = [part for part in child.parts if on(world.day, part.since, part.until)]
    own, side = units_of(worker, world.day), role_of(worker).get("recipient")
    if any(part.worker == worker.name and part.kind == "responsibility" for part in parts):
        return own | {"responsible"}
    led = {unit for unit in own if worker.leads and side_of(unit) in ("", side)}
    return led & {part.unit for part in parts}


def is_passing(sight: Sight | None) -> bool:
    """For a meeting or an emergency alone: one looks, and changes nothing."""
    return sight is not None and sight.why in ("meeting", "emergency")


def may_be_given(world: World, worker: Worker, child: Child, name: str) -> bool:
    """Colleagues of those units on the own side of the wall, and mentors: who is private and no guardian."""
    other = next((each for each in world.workers if each.name == name and each.is_active), None)
    if other is None:
        return False
    side = role_of(other).get("recipient")
    if side == "private":
        return True
    works_there = bool(units_of(other, world.day) & gives_from(world, worker, child))
    return side == role_of(worker).get("recipient") and works_there


def to_ask_again(world: World, child: Child) -> list[Yes]:
    """Consents to other words, and a guardian's within 90 days of the 18th birthday: not ended, not withdrawn."""
    soon = birthday(child.born, 18) <= world.day + timedelta(days=90)
    version = table("access/law")["consent_version"]
    return [
        yes
        for yes in child.yeses
        if yes.withdrawn is None
        and (yes.until is None or world.day < yes.until)
        and (yes.version != version or (yes.by_guardian and soon))
    ]
