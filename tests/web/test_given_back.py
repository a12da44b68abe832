"""Given back: a page for each school and unit, beside everybody and similar ones, with conclusions and openings."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.hidden_small import release_by_threshold
from tests.web.site import TODAY, make_alice, write_tables
from tests.web.tables import RULE, SCHOOLS, figure

import videre.definitions
from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.home.home import Home
from videre.pipeline.reporting import gather_material, read_tables
from videre.reports.half_years import HalfYear
from videre.web.access.actions import join_unit, leave_unit
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.figures.senders import Sender
from videre.web.givenback.models import Note, Opening
from videre.web.givenback.presenters import make_sender_page

SCHOOL = f"/givet-tilbage/skole/{SCHOOLS[0]}"
OTHER = f"/givet-tilbage/skole/{SCHOOLS[1]}"
OWN = f"school:{SCHOOLS[0]}"
LINK = re.compile(r'href="/givet-tilbage/([a-z]+/[a-z0-9_]+)"')


def browser(client: Client, role: str, unit: str = "") -> Client:
    """Return a browser in which Alice is logged in, with a place in a unit."""
    alice = make_alice(role)
    if unit:
        join_unit(user=alice, unit=unit, since=TODAY - timedelta(days=1), by="test")
    client.force_login(alice)
    return client


def shown_to(client: Client) -> tuple[list[str], list[str]]:
    """Return the senders that the list shows as the reader's own, and all that it shows, in order."""
    page = client.get("/givet-tilbage").text
    own, _, everybody = page.partition("<h2 class") if "Jeres egne" in page else ("", "", page)
    return LINK.findall(own), LINK.findall(everybody)


def for_schools_alone(home: Home) -> None:
    """Let the home's own catalogue say that each school is told of itself alone."""
    shipped = (Path(videre.definitions.__file__).parent / "disclosure" / "catalogue.yaml").read_text("utf-8")
    was = "name: given_back_by_school, measure: given_back, dimensions: [school]"
    assert was in shipped
    path = home.paths.definitions / "disclosure" / "catalogue.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(shipped.replace(was, f"{was}, audience: school"), "utf-8")


def table_of(sizes: dict[str, tuple[int, int]]) -> Released:
    """Return how those whom some schools sent on in 2013 are doing after 15 months: in or through, and of how many."""

    figures = [
        figure("given_back", "2013", {"doing": "in_or_through", "months_after": "15", "school": school}, n, of)
        for school, (n, of) in sizes.items()
    ]
    return release_by_threshold("given_back_by_school", ("doing", "months_after", "school"), figures, 5, RULE)


def test_every_school_and_unit_that_the_tables_tell_of_has_a_page(
    client: Client, tables: list[Released], alice: User
) -> None:
    client.force_login(alice)
    page = client.get("/givet-tilbage").content.decode()
    paths = [f"/givet-tilbage/skole/{code}" for code in SCHOOLS]
    paths += [f"/givet-tilbage/enhed/{code}" for code in ("job_centre", "uu", "team_nord")]
    for path in paths:
        assert f'href="{path}"' in page
        assert client.get(path).status_code == 200
    assert "/any" not in page


@pytest.mark.parametrize("path", ["skole/any", "skole/999", "hold/165001", "enhed/165001", "skole/165001?efter=7"])
def test_a_sender_that_there_is_not_has_no_page(reader: Client, tables: list[Released], path: str) -> None:
    assert reader.get(f"/givet-tilbage/{path}").status_code == 404


def test_a_school_stands_beside_everybody_and_those_of_a_similar_size_by_shown_figures_only(
    home: Home, db: None
) -> None:
    sizes = {
        "any": (160, 400), "a": (60, 100), "b": (40, 50), "c": (70, 200), "d": (10, 20), "e": (98, 100), "f": (3, 60),
    }  # fmt: skip
    table = table_of(sizes)
    page = make_sender_page(table, Sender("school", "a"), "15")
    assert page is not None
    (line,) = page.lines
    assert (line.own, line.own_of, line.everybody) == ("60,0\u00a0%", "af 100", "40,0\u00a0%")
    shown = {row.breakdown["school"]: row.value for row in table.rows if row.value is not None}
    assert "f" not in shown
    similar = [shown[code] for code in ("b", "c", "e") if code in shown]  # half to double of 100
    low, high = (f"{100 * share:.1f}".replace(".", ",") for share in (min(similar), max(similar)))
    assert line.similar == f"{low}\u00a0% til {high}\u00a0% ({len(similar)})"
    hidden = make_sender_page(table, Sender("school", "f"), "15")
    assert hidden is not None
    assert (hidden.lines[0].own, hidden.lines[0].own_is_hidden, hidden.lines[0].similar) == (HIDDEN_TEXT, True, "–")


def test_a_hidden_figure_is_the_sign_on_the_page(client: Client, home: Home, alice: User) -> None:
    write_tables(home, [table_of({"any": (160, 400), "a": (3, 100), "b": (4, 50), "c": (70, 200)})])
    client.force_login(alice)
    page = client.get("/givet-tilbage/skole/a").content.decode()
    assert f'<span aria-hidden="true">{HIDDEN_TEXT}</span><span class="sr-only">skjult</span>' in page
    assert "3,0" not in page


def test_a_conclusion_is_kept_with_who_when_and_what_was_known(
    client: Client, tables: list[Released], home: Home, db: None
) -> None:
    head = browser(client, "school_head", OWN)
    assert head.post(f"{SCHOOL}/konklusion", {"text": "Vi følger <dem> i 10. klasse."}).status_code == 302
    page = head.get(SCHOOL).content.decode()
    assert "Vi følger &lt;dem&gt; i 10. klasse." in page
    note = Note.objects.get()
    assert (note.kind, note.sender, note.by, note.known_at.isoformat()) == ("school", SCHOOLS[0], "alice", "2016-02-29")
    assert Entry.objects.filter(event="given_back_concluded").count() == 1
    assert head.post(f"{SCHOOL}/konklusion", {"text": " "}).status_code == 422


def test_whoever_only_reads_cannot_conclude(client: Client, tables: list[Released], home: Home, db: None) -> None:
    reader = browser(client, "council_reader")
    assert "konklusion" not in reader.get(SCHOOL).content.decode()
    assert reader.post(f"{SCHOOL}/konklusion", {"text": "x"}).status_code == 403
    assert not Note.objects.exists()


def test_openings_are_counted_once_a_reader_and_day_and_shown_in_the_list(
    reader: Client, tables: list[Released]
) -> None:
    for _ in range(3):
        page = reader.get(SCHOOL).content.decode()
    assert "Siden har været åbnet 1 gang" in page
    assert Opening.objects.count() == 1
    reader.force_login(User.objects.create(user_name="bob", display_name="Bob", role="school_head"))
    reader.get(SCHOOL)
    assert "Siden har været åbnet 2 gange" in reader.get(SCHOOL).content.decode()
    assert Entry.objects.filter(event="given_back_opened").count() == 2


def test_without_released_tables_the_list_says_so(reader: Client) -> None:
    assert "Der er ikke frigivet noget endnu" in reader.get("/givet-tilbage").content.decode()


def test_a_school_head_meets_the_own_school_at_once_and_first(client: Client, tables: list[Released], db: None) -> None:
    head = browser(client, "school_head", OWN)
    overview = head.get("/").text
    assert overview.index(SCHOOL) < overview.index('class="temple"')
    own, everybody = shown_to(head)
    assert own == [f"skole/{SCHOOLS[0]}"]
    assert everybody[0] == own[0]
    assert len(everybody) == len(SCHOOLS) + 3
    assert "Hvordan går det dem, I har sendt videre?" in head.get(SCHOOL).text
    assert "Hvordan går det dem, de har sendt videre?" in head.get(OTHER).text


def test_whose_own_a_school_is_follows_the_place_in_it_day_by_day(
    client: Client, tables: list[Released], db: None
) -> None:
    head = browser(client, "school_head", OWN)
    leave_unit(membership=Membership.objects.get(), day=TODAY, by="test")
    assert SCHOOL not in head.get("/").text
    assert shown_to(head)[0] == []
    assert head.post(f"{SCHOOL}/konklusion", {"text": "x"}).status_code == 403


def test_nobody_concludes_for_others_but_those_who_steer(client: Client, tables: list[Released], db: None) -> None:
    head = browser(client, "school_head", OWN)
    assert "konklusion" not in head.get(OTHER).text
    assert head.post(f"{OTHER}/konklusion", {"text": "x"}).status_code == 403
    assert not Note.objects.exists()
    User.objects.update(role="project_lead")
    assert head.post(f"{OTHER}/konklusion", {"text": "Aftalt på mødet."}).status_code == 302


def test_what_a_school_concluded_is_read_by_its_own_and_by_those_who_follow_the_strategy(
    client: Client, tables: list[Released], db: None
) -> None:
    head = browser(client, "school_head", OWN)
    head.post(f"{SCHOOL}/konklusion", {"text": "Vi ringer i november."})
    for role, path, sees in (
        ("school_head", SCHOOL, True),
        ("analyst", SCHOOL, True),
        ("steering_group", SCHOOL, True),
    ):
        User.objects.update(role=role)
        assert ("Vi ringer i november." in head.get(path).text) is sees, role
    Membership.objects.all().delete()
    for role in ("school_head", "council_reader", "mentor"):
        User.objects.update(role=role)
        assert "Vi ringer i november." not in head.get(SCHOOL).text, role


def test_where_the_table_is_for_schools_alone_each_is_told_of_itself_and_of_everybody_together(
    client: Client, tables: list[Released], home: Home, db: None
) -> None:
    for_schools_alone(home)
    head = browser(client, "school_head", OWN)
    assert [each for each in shown_to(head)[1] if each.startswith("skole/")] == [f"skole/{SCHOOLS[0]}"]
    page = head.get(SCHOOL)
    assert page.status_code == 200
    assert "af 524" not in page.text  # everybody's share stands beside, the table of all schools does not
    assert "/tabel/" not in page.text
    for path in (OTHER, "/tabel/given_back_by_school.csv", "/maalepunkt/given_back/fordelt/school",
                 "/aabne-data/given_back_by_school", "/api/v1/tables/given_back_by_school.json"):  # fmt: skip
        assert head.get(path).status_code == 404, path
    User.objects.update(role="analyst")
    Membership.objects.all().delete()
    assert head.get(SCHOOL).status_code == 404
    material = gather_material(home, HalfYear(2015, 2), TODAY, read_tables(home))
    assert "given_back" in material.tables
    assert "given_back_by_school" not in material.tables
