"""Every address and method that shows people, asked by everybody of everybody, each answer beside the oracle's."""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from random import Random  # noqa: TID251 - a seed a municipality, written down in what is wrong
from uuid import UUID

from django.test import Client
from tests.oracles import access as oracle
from tests.oracles.young_people import Child, Task, Worker, World
from tests.web.access.asking_door import ask_door, ask_own_lists
from tests.web.access.asking_emergency import ask_emergency
from tests.web.access.asking_records import ask_records, ask_reminders
from tests.web.access.plan_addresses import PLAN_ADDRESSES, filled
from tests.web.access.plan_asking import ask_desk, text_of
from tests.web.access.undoing import undone

from videre.definitions.access import Category
from videre.web.access.casework import show_people
from videre.web.access.deciding import Decision
from videre.web.access.purposes import Purpose
from videre.web.access.queries import (
    NotSeen,
    find_decision,
    get_person,
    histories_of,
    list_absence,
    list_assessments,
    list_facts,
    list_people,
)
from videre.web.accounts.models import User

LINK = re.compile(r'href="/unge/([0-9a-f-]{36})"')
ENTRY = re.compile(r'href="/opfoelgning/post/(\d+)"')
MAY = re.compile(r'<tr><th scope="row">([^<]*)<span class="detail">.*?</th><td>([^<]*)</td></tr>', re.DOTALL)
FACT = re.compile(r'</th><td>([^<]*)</td><td>[^<]*(?:<span class="word-mark">[^<]*</span>)?</td></tr>')
MARK = re.compile(r"mærke\d+x\d+q")
COUNT = re.compile(r'<a href="/opfoelgning/liste/(\w+)\?hvis=\w+">[^<]*</a> <span class="count">(\d+)</span>')
ON_A_PAGE = 25
OF_SCHOOL = {"absence", "readiness"}  # what schools say beside the facts of the folds
SCOPES = ("mine", "enheden", "ingen")


class Asking:
    """Asks about one municipality, and counts the answers; `wrong` says which are not the oracle's."""

    def __init__(self, world: World, users: dict[str, User], lot: Random) -> None:
        self.world, self.users, self.lot = world, users, lot
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.pages: dict[str, Client] = {}
        for worker in world.workers:
            self.pages[worker.name] = Client()
            self.pages[worker.name].force_login(users[worker.name])

    def compare(self, what: str, got: object, wanted: object, worker: Worker, child: Child | None = None) -> None:
        """Count an answer, and keep what is wrong with it."""
        self.answers[what] += 1
        if got != wanted:
            self.wrong.append(f"{what}: {got!r} and not {wanted!r} for {worker} about {child} at {self.world.instant}")

    def everything(self) -> "Asking":
        """Ask everything of everybody."""
        for worker in self.world.workers:
            for child in self.world.children:
                self.ask_methods(worker, child)
                self.ask_person(worker, child)
                if self.lot.random() < 0.5:
                    self.ask_looks(worker, child)
                self.ask_entries(worker, child)
                self.ask_plan(worker, child)
                ask_door(self, worker, child)
                if self.lot.random() < 0.2:
                    ask_records(self, worker, child)
            ask_reminders(self, worker)
            self.ask_lists(worker)
            self.ask_my_people(worker)
            ask_own_lists(self, worker)
            ask_desk(self, worker)
            self.ask_followup(worker)
            ask_emergency(self, worker)
        return self

    def page(self, worker: Worker, permission: str, path: str, **body: object) -> tuple[int, str]:
        """Ask an address: return the status and what is written, after looking for what may stand nowhere."""
        client = self.pages[worker.name]
        response = client.post(path, body) if body else client.get(path)
        said = unescape(text_of(response)) + response.get("Location", "") * bool(body)
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        title = said.partition("</title>")[0].rpartition("<title>")[2]
        self.compare_canaries(path.partition("?")[0].rstrip("0123456789"), [said], only_secrets=True)
        self.compare_canaries(f"address, title and headers of {response.status_code}", [f"{path} {title} {headers}"])
        if not worker.is_active:
            assert response.status_code == 302, f"{path}: {response.status_code} for somebody who has left"
            assert response["Location"].startswith("/log-ind"), path
        elif not oracle.may(worker, permission):
            assert response.status_code == 403, f"{path}: {response.status_code} without {permission} in {worker}"
        return response.status_code, said

    def compare_canaries(self, where: str, said: Iterable[str], *, only_secrets: bool = False) -> None:
        """Keep what tells a CPR number or a protected address; outside pages no name or other address either."""
        text = "\n".join(said)
        for child in self.world.children:
            canaries = [child.number, f"{child.number[:6]}-{child.number[6:]}", child.hidden_street]
            canaries += [] if only_secrets else [child.street, child.family]
            self.wrong += [f"{where}: tells {canary} of {child.key}" for canary in canaries if canary in text]

    def names_in(self, said: str) -> set[UUID]:
        """Return who stands on a page by name."""
        return {child.key for child in self.world.children if f"{child.given} {child.family}" in said}

    def gets_in(self, worker: Worker, permission: str) -> bool:
        """Return whether an address that needs a permission lets a worker in at all."""
        return worker.is_active and oracle.may(worker, permission)

    def ask_methods(self, worker: Worker, child: Child) -> None:
        """Ask the methods that open one person, for the role's purpose or for any."""
        user, now = self.users[worker.name], self.world.instant
        purposes = oracle.role_of(worker).get("purposes") or ["guidance"]
        purpose = Purpose(self.lot.choice([*Purpose] if self.lot.random() < 0.2 else purposes))
        wanted = oracle.sees(self.world, worker, child, purpose)
        try:
            seen = get_person(user, child.key, purpose, now=now)
        except NotSeen:
            self.compare("get_person", None, wanted and vars(wanted), worker, child)
        else:
            name = "" if seen.display_name == "Beskyttet navn" else seen.display_name
            got = oracle.Sight(
                name,
                seen.address.removesuffix(", 2620"),
                dict(seen.bases),
                wanted.why if wanted else "",
                seen.age_years,
            )
            self.compare("get_person", got, wanted, worker, child)
            facts = Counter(str(fact.kind) for fact in list_facts(seen))
            wanted_facts = set(child.facts) & set(seen.bases)
            self.compare("list_facts", sum(facts.values()), len(wanted_facts - OF_SCHOOL), worker, child)
            of_school = (len(list_absence(seen)), len(list_assessments(seen)))
            wanted_school = tuple(int(name in wanted_facts) for name in ("absence", "readiness"))
            self.compare("list_absence", of_school, wanted_school, worker, child)
        decision = find_decision(user, child.key, purpose, now=now)
        got_kind = str(decision.tie.kind) if isinstance(decision, Decision) else None
        self.compare("find_decision", got_kind, wanted.why if wanted else None, worker, child)

    def ask_person(self, worker: Worker, child: Child) -> None:
        """Ask the page of a person: what stands there, and by which law."""
        wanted = oracle.sees(self.world, worker, child)
        status, said = self.page(worker, "see_people", f"/unge/{child.key}")
        if not self.gets_in(worker, "see_people"):
            self.answers["/unge/<person_id>"] += 1
            return
        if wanted is None:
            self.compare("/unge/<person_id>", (status, self.names_in(said)), (404, set()), worker, child)
            return
        titles = {name: each["title"]["da"] for name, each in oracle.table("access/law")["categories"].items()}
        bases = {name: each["title"]["da"] for name, each in oracle.table("access/law")["bases"].items()}
        got = {
            "status": status,
            "names": self.names_in(said),
            "address": re.findall(r"Åbenvej \d+", said),
            "may": sorted((basis, each) for basis, listed in MAY.findall(said) for each in listed.split(", ")),
            "facts": sorted(FACT.findall(said)),
            "standing": 'class="status' in said,
        }
        may_stand = "standing" in wanted.bases and wanted.age >= 15
        is_exempted = got["standing"] is False and "exemption" in child.facts and "exemption" not in wanted.bases
        expected = {
            "status": 200,
            "names": {child.key} if wanted.name else set(),
            "address": [wanted.address] if wanted.address else [],
            "may": sorted((bases[basis], titles[name]) for name, basis in wanted.bases.items()),
            "facts": sorted(titles[name] for name in child.facts if name in wanted.bases),
            "standing": may_stand and not is_exempted,
        }
        self.compare("/unge/<person_id>", got, expected, worker, child)

    def ask_looks(self, worker: Worker, child: Child) -> None:
        """Ask who has looked: of the lines of before, those that tell the reader of no category that is closed."""
        wanted = oracle.sees(self.world, worker, child)
        status, said = self.page(worker, "see_people", f"/unge/{child.key}/opslag")
        if not self.gets_in(worker, "see_people"):
            self.answers["/unge/<person_id>/opslag"] += 1
            return
        marks = {each.mark for each in child.lines if wanted and oracle.is_told(each, wanted, worker)}
        named = {child.key} if wanted and wanted.name else set()
        got = (status, self.names_in(said), set(MARK.findall(said)))
        self.compare("/unge/<person_id>/opslag", got, (200 if wanted else 404, named, marks), worker, child)

    def ask_plan(self, worker: Worker, child: Child) -> None:
        """Ask the shared document, each of its addresses: nobody is there for whoever does not see the young person.

        What stands in each section is asked in tests/web/plans.
        """
        wanted = oracle.sees(self.world, worker, child)
        named = {child.key} if wanted and wanted.name else set()
        status, said = self.page(worker, "see_people", f"/plan/{child.key}")
        if self.gets_in(worker, "see_people"):
            got = (status, self.names_in(said))
            self.compare("/plan/<person_id>", got, (200 if wanted else 404, named), worker, child)
        if self.lot.random() < 0.8:
            return
        for path, permission, body in PLAN_ADDRESSES:
            with undone():
                status, said = self.page(worker, permission, filled(path, child.key), **body)
            if self.gets_in(worker, permission):
                is_there = wanted is not None and status in {200, 302, 404, 422}
                self.compare(path, status == 404 or is_there, True, worker, child)
                self.compare(path, self.names_in(said) <= named, True, worker, child)
            else:
                self.answers[path] += 1

    def seen_by_name(self, worker: Worker, purpose: str | None = None) -> list[tuple[Child, oracle.Sight]]:
        """Return everybody whom a worker sees, in the order of names."""
        found = [(child, oracle.sees(self.world, worker, child, purpose)) for child in self.world.children]
        known = [(child, sight) for child, sight in found if sight is not None]
        return sorted(known, key=lambda each: (each[0].family, each[0].given, each[0].key))

    def ask_lists(self, worker: Worker) -> None:
        """Ask the methods that return several: lists, searches, histories, and those of a list made elsewhere."""
        user, now = self.users[worker.name], self.world.instant
        for purpose in Purpose:
            seen = self.seen_by_name(worker, purpose)
            listed = list_people(user, purpose, now=now, page=None)
            got = [(each.person_id, dict(each.bases)) for each in listed.people]
            self.compare("list_people", got, [(child.key, sight.bases) for child, sight in seen], worker)
            shown = show_people(user, [child.key for child in self.world.children], purpose, now=now)
            got_shown = {key: (each.address, set(each.bases)) for key, each in shown.items()}
            wanted_shown = {child.key: ("", set(sight.bases) - {"address"}) for child, sight in seen}
            self.compare("show_people", got_shown, wanted_shown, worker)
            told = {child.key for child, sight in seen if Category.STANDING in sight.bases}
            self.compare("histories_of", set(histories_of(user, purpose, now=now).ids), told, worker)
            for word in ("a", "prøve0", "søn", "  BO ", "xyz"):
                self.ask_search(worker, purpose, word, seen)

    def ask_search(self, worker: Worker, purpose: Purpose, word: str, seen: list[tuple[Child, oracle.Sight]]) -> None:
        """Ask for part of a name, on some page of the hits."""
        part = word.strip().lower()
        hits = [child.key for child, sight in seen if part in sight.name.lower()]
        number = self.lot.choice((1, 2, 9))
        last = max(1, -(-len(hits) // ON_A_PAGE))
        chosen = min(number, last)
        found = list_people(self.users[worker.name], purpose, now=self.world.instant, search=word, page=number)
        got = ([each.person_id for each in found.people], found.n_people, found.page, found.n_pages)
        wanted = (hits[(chosen - 1) * ON_A_PAGE : chosen * ON_A_PAGE], len(hits), chosen, last)
        self.compare("list_people(search)", got, wanted, worker)

    def ask_my_people(self, worker: Worker) -> None:
        """Ask the list of those one has to do with, page by page, and by part of a name."""
        for word, number in (("", 1), ("", 2), ("a", 1), ("prøve1", 1), ("xyz", 1)):
            body = {"name": word, "page": number} if word else {}
            status, said = self.page(worker, "see_people", f"/unge?side={number}", **body)
            if not self.gets_in(worker, "see_people"):
                self.answers["/unge"] += 1
                continue
            hits = [child for child, sight in self.seen_by_name(worker) if word in sight.name.lower()]
            first = (min(number, max(1, -(-len(hits) // ON_A_PAGE))) - 1) * ON_A_PAGE
            keys = [child.key for child in hits[first : first + ON_A_PAGE]]
            links, counts = [UUID(each) for each in LINK.findall(said)], f"at gøre med {len(hits)} unge" in said
            self.compare("/unge", (status, links, counts or len(hits) == 1), (200, keys, True), worker)

    def ask_followup(self, worker: Worker) -> None:
        """Ask the board, the lists in every scope, their print-outs, and the referrals that wait."""
        lists = oracle.lists_of(worker, self.world.day)
        for scope in SCOPES:
            status, said = self.page(worker, "work_lists", f"/opfoelgning?hvis={scope}")
            if not self.gets_in(worker, "work_lists"):
                self.answers["/opfoelgning"] += 1
                continue
            counts = {name: len(self.tasks(worker, name, scope)) for name in lists}
            pressing = {
                child.key
                for name in lists
                for child, task in self.tasks(worker, name, scope)
                if task.is_work and task.due is not None and self.name_shown(worker, child)
            }
            got = (status, {name: int(n) for name, n in COUNT.findall(said)}, self.names_in(said))
            self.compare("/opfoelgning", got, (200, counts, pressing), worker)
            waiting = len(self.waiting(worker))
            self.compare("/opfoelgning (referrals)", f"Henvisninger til os: {waiting}<" in said, True, worker)
            for name in self.lot.sample(sorted({*lists, "moved_in", "broke_off"}), 2):
                self.ask_list(worker, name, scope, is_there=name in lists)
        self.ask_referrals(worker)

    def tasks(self, worker: Worker, name: str, scope: str) -> list[tuple[Child, Task]]:
        return oracle.tasks_in(self.world, worker, name, scope)

    def name_shown(self, worker: Worker, child: Child) -> bool:
        sight = oracle.sees(self.world, worker, child)
        return sight is not None and sight.name != ""

    def ask_list(self, worker: Worker, name: str, scope: str, *, is_there: bool) -> None:
        """Ask one list, and the print-out of it."""
        tasks = self.tasks(worker, name, scope) if is_there else []
        status, said = self.page(worker, "work_lists", f"/opfoelgning/liste/{name}?hvis={scope}")
        keys = {task.key for _child, task in tasks}
        how_many = re.findall(r'id="how-many">(\d+)', said)
        got = (status, {int(each) for each in ENTRY.findall(said)}, how_many)
        wanted = (200, keys, [str(len(keys))]) if is_there else (404, set(), [])
        self.compare("/opfoelgning/liste/<name>", got, wanted, worker)
        status, said = self.page(worker, "work_lists", f"/opfoelgning/liste/{name}/udskrift?hvis={scope}")
        named = {child.key for child, _task in tasks if self.name_shown(worker, child)}
        got_print = (status, self.names_in(said), said.count('<th scope="row" role="rowheader">'))
        wanted_print = (200, named, len(keys)) if is_there else (404, set(), 0)
        self.compare("/opfoelgning/liste/<name>/udskrift", got_print, wanted_print, worker)
        with undone():
            colleague = self.users[worker.name].pk
            status, _said = self.page(
                worker, "work_lists", f"/opfoelgning/liste/{name}/fordel?hvis={scope}", users=colleague
            )
            self.compare("/opfoelgning/liste/<name>/fordel", status, 302 if is_there else 404, worker)

    def ask_entries(self, worker: Worker, child: Child) -> None:
        """Ask the pages of a young person's places on lists, and what is done there."""
        for task in child.tasks:
            sight = oracle.sees(self.world, worker, child)
            category = oracle.table(f"followup/{task.list_name}")["category"]
            is_there = sight is not None and task.is_open and category in sight.bases
            path = f"/opfoelgning/post/{task.key}"
            with undone():
                status, said = self.page(worker, "work_lists", path)
            if not self.gets_in(worker, "work_lists"):
                self.answers["/opfoelgning/post/<entry_id>"] += 1
                continue
            units = oracle.units_of(worker, self.world.day)
            marks = {act.note for act in child.acts if sight and act.unit in units} | {
                sent.about
                for sent in child.sent
                if sight and all(oracle.is_told_of_unit(unit, sight, units) for unit in ("uu", sent.unit))
            }
            named = {child.key} if sight and sight.name else set()
            is_paused = sight is not None and "exemption" in sight.bases and self.waits_for_nothing(child, sight)
            wanted = (200, named, marks, is_paused) if is_there else (404, set(), set(), False)
            got = (status, self.names_in(said), set(MARK.findall(said)), "maj 2031" in said)
            self.compare("/opfoelgning/post/<entry_id>", got, wanted, worker, child)
            moves: dict[str, tuple[bool, dict[str, object]]] = {
                "noter": (is_there, {"kind": "called"}),
                "henvis": (is_there, {"to_unit": "ungecenter" if task.unit != "ungecenter" else "uu", "about": "x"}),
                "overtag": (is_there and task.unit in units, {"tilbage": "/"}),
            }
            move = self.lot.choice(sorted(moves))
            is_done, body = moves[move]
            with undone():
                status, _said = self.page(worker, "work_lists", f"{path}/{move}", **body)
                self.compare(f"/opfoelgning/post/<entry_id>/{move}", status, 302 if is_done else 404, worker, child)

    def waits_for_nothing(self, child: Child, sight: oracle.Sight) -> bool:
        """Return whether a place on a list that is seen has no day: there it stands until when one is exempted."""
        seen = [task for task in child.tasks if oracle.table(f"followup/{task.list_name}")["category"] in sight.bases]
        return any(task.is_open and task.due is None for task in seen)

    def waiting(self, worker: Worker) -> list[tuple[Child, str, int]]:
        """Return the referrals to the worker's units that wait, of those whom the worker sees."""
        units = oracle.units_of(worker, self.world.day)
        return [
            (child, sent.about, sent.key)
            for child in self.world.children
            for sent in child.sent
            if sent.is_waiting and sent.unit in units and oracle.sees(self.world, worker, child) is not None
        ]

    def ask_referrals(self, worker: Worker) -> None:
        """Ask which referrals wait, and answer one."""
        status, said = self.page(worker, "work_lists", "/opfoelgning/henvisninger")
        sent = [each for child in self.world.children for each in child.sent]
        if not self.gets_in(worker, "work_lists"):
            self.answers["/opfoelgning/henvisninger"] += 1
            return
        waiting = self.waiting(worker)
        named = {child.key for child, _about, _key in waiting if self.name_shown(worker, child)}
        got = (status, self.names_in(said), set(MARK.findall(said)))
        self.compare("/opfoelgning/henvisninger", got, (200, named, {about for _c, about, _k in waiting}), worker)
        for each in self.lot.sample(sent, min(3, len(sent))):
            with undone():
                path = f"/opfoelgning/henvisninger/{each.key}"
                status, _said = self.page(worker, "work_lists", path, state="accepted")
                is_there = each.key in {key for _child, _about, key in waiting}
                self.compare("/opfoelgning/henvisninger/<referral_id>", status, 302 if is_there else 404, worker)
