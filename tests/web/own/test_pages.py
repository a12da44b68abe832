"""The door of the young person and the parents: what each reads and writes there, and when it closes."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.builders import SCHOOL, open_enrolment
from tests.web.access.people import TODAY, agree, make_person, make_user, tie
from tests.web.followup.casework import hold
from tests.web.own.doors import parent, young
from tests.web.plans.writers import browser, colleague
from tests.web.site import PASSWORD

from videre.domain.days import day_of_date
from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web import installation
from videre.web.access.models import Door, Involvement, Membership
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree as agree_on
from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.models import Agreement, Answer
from videre.web.audit.models import Entry
from videre.web.own.models import Objection
from videre.web.people.models import CaseAbsence, Guardian, Person
from videre.web.plans.models import Revision, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16 who goes to stx."""
    return hold(make_person(), [open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01")])


@pytest.fixture
def carl(asta: Person) -> User:
    """Return the counsellor, of the unit of guidance."""
    carl = colleague(asta, name="carl")
    Membership.objects.create(user=carl, unit="uu", since=date(2010, 1, 1))
    User.objects.filter(pk=carl.pk).update(display_name="Carl Vejleder")
    return User.objects.get(pk=carl.pk)


def at(person: Person, *parts: str) -> str:
    return "/".join((f"/min-plan/{person.pk}", *parts))


def travel(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be another day."""
    instant = datetime(day.year, day.month, day.day, 10, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    monkeypatch.setattr(installation, "now", lambda: instant)
    monkeypatch.setattr(installation, "today", lambda _home: day)


WRITE = ("skriv", "own_words", "dreams")
SAYS = "Jeg vil være tømrer."


def test_a_young_person_comes_to_the_own_plan_and_reads_what_is_shared_and_no_draft(
    home: Home, asta: Person, carl: User
) -> None:
    client = browser(young(home, asta))
    assert client.get("/min-plan")["Location"] == at(asta)
    staff = browser(carl)
    staff.post(f"/plan/{asta.pk}/skriv/guidance/talks", {"words": "Vi talte om stx.", "seen": 0})
    assert "Vi talte om stx." not in client.get(at(asta)).text
    staff.post(f"/plan/{asta.pk}/udgiv")
    text = client.get(at(asta)).text
    assert "Vi talte om stx." in text
    assert "Hej Asta" in text
    assert text.index('id="s-own_words"') < text.index('id="s-guidance"')
    assert "Du ser det, fordi du er den, planen handler om." in text
    line = Entry.objects.filter(event="person_opened", person=str(asta.pk), role="young_person").latest("id")
    assert (line.purpose, line.reason) == ("own", "den, planen handler om")


def test_the_steps_of_a_transition_are_told_in_words_and_those_that_are_taken(
    home: Home, asta: Person, carl: User
) -> None:
    Person.objects.filter(pk=asta.pk).update(birth_date=date(1998, 6, 1))  # 17: the 18th birthday lies ahead
    staff = browser(carl)
    steps = re.findall(r'action="(/plan/[^"]+/trin/[^"]+)"', staff.get(f"/plan/{asta.pk}").text)
    staff.post(steps[0], {"done": "1"})
    text = browser(young(home, asta)).get(at(asta)).text
    assert text.count("I orden:") == 1
    assert "(number=" not in text


def test_what_the_registers_say_is_told_with_absence_in_it(home: Home, asta: Person) -> None:
    told = {"possible_x100": 2000, "ill_x100": 150, "permitted_x100": 100, "unpermitted_x100": 350}
    when = {"month": 2015 * 12 + 11, "grade": 9, "reported": day_of_date(date(2016, 1, 8))}
    CaseAbsence.objects.create(person=asta, place=SCHOOL, **told, **when)
    text = browser(young(home, asta)).get(at(asta)).text
    assert "Fravær i 4. kvartal 2015" in text


def test_own_words_are_a_draft_until_they_are_shown_to_the_others(home: Home, asta: Person) -> None:
    agree(asta, "private", "identity", "plan")
    client, mentor = browser(young(home, asta)), browser(colleague(asta, "mentor", kind="invitation"))
    text = client.post(at(asta, *WRITE), {"words": SAYS, "seen": 0}, follow=True).text
    assert "de andre, når du viser dem det" in text
    assert f'data-written="{asta.pk}/own_words/dreams"' in text
    assert SAYS not in mentor.get(f"/plan/{asta.pk}").text
    assert "Nu kan de andre læse det." in client.post(at(asta, "udgiv"), follow=True).text
    read = mentor.get(f"/plan/{asta.pk}").text
    assert SAYS in read
    assert Version.objects.get().words == {"own_words": {"dreams": SAYS}}
    assert re.search(r"Den unge, \d", browser(colleague(asta)).get(f"/plan/{asta.pk}").text)


def test_two_who_write_at_once_lose_no_word(home: Home, asta: Person, carl: User) -> None:
    client, staff = browser(young(home, asta)), browser(carl)
    staff.post(f"/plan/{asta.pk}/skriv/own_words/dreams", {"words": "Hun vil være kok.", "seen": 0})
    text = client.post(at(asta, *WRITE), {"words": SAYS, "seen": 0}).text
    assert "Hun vil være kok." in text
    assert SAYS in text
    client.post(at(asta, *WRITE), {"words": "x", "seen": 1, "choice": "mine"})
    assert Revision.objects.filter(revision__gt=0).latest("number").words == SAYS
    assert set(Revision.objects.values_list("words", flat=True)) == {"Hun vil være kok.", SAYS}
    sent = {"words": "Smed", "seen": 2, "autosave": "1"}
    assert client.post(at(asta, *WRITE), sent).json() == {"outcome": "saved", "revision": 3}


@pytest.mark.parametrize("section", ["guidance/talks", "parents/exam", "social/support", "own_words/nothing"])
def test_nobody_writes_in_anothers_section(home: Home, asta: Person, section: str) -> None:
    assert browser(young(home, asta)).post(at(asta, "skriv", section), {"words": "x", "seen": 0}).status_code == 404
    assert not Revision.objects.exists()


def test_parents_read_the_plan_and_write_their_own_part(home: Home, asta: Person) -> None:
    client = browser(parent(home, asta))
    assert client.post(at(asta, "skriv", "parents", "exam"), {"words": "Vi øver dansk.", "seen": 0}).status_code == 302
    assert client.post(at(asta, *WRITE), {"words": "x", "seen": 0}).status_code == 404
    client.post(at(asta, "udgiv"))
    text = browser(young(home, asta)).get(at(asta)).text
    assert "Vi øver dansk." in text
    assert "Du ser det, fordi du er forælder med forældremyndighed." in client.get(at(asta)).text
    assert "Det siger registrene" not in client.get(at(asta)).text


def test_a_parents_access_ends_on_the_18th_birthday_and_the_young_persons_does_not(
    home: Home, asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, own = parent(home, asta), young(home, asta)
    adult = date(2017, 3, 14)
    for day, status in ((TODAY, 200), (adult - timedelta(days=1), 200), (adult, 404), (date(2020, 1, 1), 404)):
        travel(day, monkeypatch)
        for way in ("", "/opslag", "/deling", "/sig-fra", "/skriv/parents/exam"):
            assert browser(mother).get(at(asta) + way).status_code == status, (day, way)
        assert browser(own).get(at(asta)).status_code == 200
    assert "Der er ingen plan til dig her" in browser(mother).get("/min-plan").text


def test_a_parent_who_loses_custody_is_let_in_no_more(home: Home, asta: Person) -> None:
    mother = parent(home, asta)
    assert browser(mother).get(at(asta)).status_code == 200
    Guardian.objects.all().delete()
    assert browser(mother).get(at(asta)).status_code == 404
    assert Door.objects.filter(user=mother).exists(), "the door alone opens nothing"


def test_a_parent_of_several_chooses_and_sees_no_one_elses(home: Home, asta: Person) -> None:
    bo, carla = make_person("Bo"), make_person("Carla")
    mother = browser(parent(home, asta, bo))
    text = mother.get("/min-plan").text
    assert {str(asta.pk), str(bo.pk)} == set(re.findall(r'href="/min-plan/([0-9a-f-]{36})"', text))
    assert mother.get(at(carla)).status_code == 404
    assert browser(young(home, asta)).get(at(bo)).status_code == 404


def test_of_a_protected_young_person_parents_read_nothing_that_tells_where_they_are(home: Home) -> None:
    dina = make_person("Dina", protected_until=date(2016, 12, 1))
    hold(dina, [open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01")])
    carl = colleague(dina, name="carl")
    Membership.objects.create(user=carl, unit="uu", since=date(2010, 1, 1))
    name_contact_person(person_id=dina.pk, user=carl, unit="uu", on=TODAY, by="t")
    agree_on(person_id=dina.pk, what="Møde på Herstedlund", party="family", due=TODAY, on=TODAY, by="carl")
    browser(carl).post(f"/plan/{dina.pk}/skriv/way/goal", {"words": "Glad for skolen i Roskilde", "seen": 0})
    browser(carl).post(f"/plan/{dina.pk}/udgiv")
    mother, own = browser(parent(home, dina)), browser(young(home, dina))
    for way in ("", "/opslag", "/deling", "/sig-fra"):
        text = mother.get(at(dina) + way).text
        for hidden in ("Dina", "Roskilde", "Herstedlund", "Vejledning", "Carl", "Skovvej"):
            assert hidden not in text.partition("<main")[2].partition("</main")[0], (way, hidden)
    assert "Navn og adresse er beskyttet" in mother.get(at(dina)).text
    assert mother.get(at(dina, "skriv", "parents", "exam")).status_code == 404
    assert "Roskilde" in own.get(at(dina)).text


def test_agreements_are_answered_and_whoever_works_with_them_reads_the_answer(
    home: Home, asta: Person, carl: User
) -> None:
    mine = agree_on(person_id=asta.pk, what="Ringe til skolen", party="young_person", due=TODAY, on=TODAY, by="carl")
    theirs = agree_on(person_id=asta.pk, what="Finde mentor", party="professional", due=TODAY, on=TODAY, by="carl")
    client, mother = browser(young(home, asta)), browser(parent(home, asta))
    client.post(at(asta, "aftale", str(theirs.pk)), {"said": "no", "word": "Jeg har en allerede"})
    assert "Den unge: nej, " in browser(carl).get(f"/plan/{asta.pk}").text
    assert "Jeg har en allerede" in browser(carl).get(f"/plan/{asta.pk}").text
    client.post(at(asta, "aftale", str(theirs.pk)), {"said": "done"})
    client.post(at(asta, "aftale", str(mine.pk)), {"said": "done", "word": "Det gik fint"})
    assert Agreement.objects.get(pk=theirs.pk).kept_on is None, "only whoever does it says that it is done"
    assert Agreement.objects.get(pk=mine.pk).kept_on == TODAY
    assert mother.post(at(asta, "aftale", str(theirs.pk)), {"said": "yes"}).status_code == 404
    assert client.post(at(asta, "aftale", "987654"), {"said": "yes"}).status_code == 404
    assert Answer.objects.count() == 2
    assert Entry.objects.filter(event="agreement_answered", person=str(asta.pk), role="young_person").count() == 2


def test_who_has_looked_is_told_by_role_and_reason_and_never_by_name(home: Home, asta: Person, carl: User) -> None:
    browser(carl).get(f"/unge/{asta.pk}")
    mother, own = browser(parent(home, asta)), browser(young(home, asta))
    mother.get(at(asta))
    own.get(at(asta))
    text = own.get(at(asta, "opslag")).text
    assert "den ungdomsvejleder, der har ansvaret" in text or "ansvar" in text
    assert "Carl" not in text
    assert "Forælder" in text, "the young person may know that parents look"
    assert "den, planen handler om" not in text
    seen_by_mother = mother.get(at(asta, "opslag")).text
    assert "den, planen handler om" not in seen_by_mother, "when the young person looks is their own business"
    assert "den, planen handler om" not in browser(carl).get(f"/unge/{asta.pk}/opslag").text


def test_a_consent_that_is_taken_back_opens_nothing_from_then_on(home: Home, asta: Person) -> None:
    consent = agree(asta, "private", "identity", "plan")
    by_mother = agree(asta, "school", "plan", given_by="guardian")
    mentor, client = browser(colleague(asta, "mentor", kind="invitation")), browser(young(home, asta))
    mother = browser(parent(home, asta))
    assert mentor.get(f"/plan/{asta.pk}").status_code == 200
    assert mother.post(at(asta, "deling", str(consent.pk))).status_code == 404, "it is the young person's own"
    assert "Mentorer, virksomheder og foreninger" in client.get(at(asta, "deling")).text
    text = client.post(at(asta, "deling", str(consent.pk)), follow=True).text
    assert "Delingen er stoppet" in text
    assert "trukket tilbage 1. marts 2016" in text
    assert mentor.get(f"/plan/{asta.pk}").status_code == 404
    assert client.post(at(asta, "deling", str(consent.pk))).status_code == 404
    assert mother.post(at(asta, "deling", str(by_mother.pk))).status_code == 302


def test_below_15_a_consent_of_a_parent_is_the_parents_to_take_back(home: Home) -> None:
    ida = make_person("Ida", born=date(2002, 3, 1))
    consent = agree(ida, "school", "plan", given_by="guardian")
    assert browser(young(home, ida)).post(at(ida, "deling", str(consent.pk))).status_code == 404
    assert browser(parent(home, ida)).post(at(ida, "deling", str(consent.pk))).status_code == 302


def test_an_objection_goes_to_the_contact_person_who_answers_within_a_month(
    home: Home, asta: Person, carl: User
) -> None:
    name_contact_person(person_id=asta.pk, user=carl, unit="uu", on=TODAY, by="t")
    client, staff = browser(young(home, asta)), browser(carl)
    assert "Det går til: Carl Vejleder" in client.get(at(asta, "sig-fra")).text
    refused = client.post(at(asta, "sig-fra"), {"about": "look", "words": " "})
    assert refused.status_code == 200
    client.post(at(asta, "sig-fra"), {"about": "look", "words": "Hvorfor kiggede skolen?"})
    objection = Objection.objects.get()
    assert (objection.user, objection.answer_by) == (carl, date(2016, 3, 29))
    assert "Asta Holm: Nogen har kigget" in staff.get("/indsigelser").text
    assert "Hvorfor kiggede skolen?" in staff.get(f"/indsigelser/{objection.pk}").text
    stranger = browser(make_user("guidance_counsellor", "stranger"))
    assert "Asta" not in stranger.get("/indsigelser").text
    assert stranger.post(f"/indsigelser/{objection.pk}", {"answer": "x"}).status_code == 404
    assert staff.post(f"/indsigelser/{objection.pk}", {"answer": " "}).status_code == 200
    staff.post(f"/indsigelser/{objection.pk}", {"answer": "Fordi du har en aftale der."})
    assert "Fordi du har en aftale der." in client.get(at(asta, "sig-fra")).text
    assert staff.get(f"/indsigelser/{objection.pk}").status_code == 404, "it waits no more"
    assert Entry.objects.filter(event="objection_answered", person=str(asta.pk), by="carl").exists()


def test_a_parent_reads_their_own_objections_and_answers_and_not_the_other_parents(
    home: Home, asta: Person, carl: User
) -> None:
    due = agree_on(person_id=asta.pk, what="Følge med på besøg", party="family", due=TODAY, on=TODAY, by="carl")
    mother, father = browser(parent(home, asta, place=50)), browser(parent(home, asta, place=51))
    mother.post(at(asta, "sig-fra"), {"about": "sharing", "words": "Faderen må ikke få det at vide."})
    mother.post(at(asta, "aftale", str(due.pk)), {"said": "no", "word": "Jeg arbejder den dag"})
    browser(carl).post(f"/indsigelser/{Objection.objects.get().pk}", {"answer": "Det forstår vi godt."})
    for way, hers in (("sig-fra", "Faderen må ikke"), ("sig-fra", "Det forstår vi godt."), ("", "Jeg arbejder")):
        address = at(asta, way).rstrip("/")
        assert hers in mother.get(address).text
        assert hers not in father.get(address).text, (way, hers)
        assert hers not in browser(young(home, asta, place=len(hers))).get(address).text
    father.post(at(asta, "aftale", str(due.pk)), {"said": "yes", "word": "Jeg tager med"})
    text = browser(carl).get(f"/plan/{asta.pk}").text
    assert "Jeg arbejder den dag" in text, "one parent's answer does not stand in for the other's"
    assert "Jeg tager med" in text


def test_without_a_contact_person_an_objection_goes_to_a_unit_that_is_involved_and_may_open_it(
    home: Home, asta: Person
) -> None:
    client = browser(young(home, asta))

    def sent_to() -> str:
        client.post(at(asta, "sig-fra"), {"about": "words", "words": "Det passer ikke."})
        return Objection.objects.latest("id").unit

    tie(asta, "institution:280051")
    make_user("youth_education", unit="institution:280051")
    tie(asta, "job_centre", "responsibility")
    assert sent_to() == "uu", "nobody works in the job centre, and an institution does not answer for the municipality"
    Involvement.objects.filter(unit="uu").delete()
    tie(asta, "school:101001")
    make_user("class_teacher", unit="school:101001")
    assert sent_to() == "uu", "a teacher sees their own class only"
    Involvement.objects.filter(unit="uu").delete()
    make_user("school_head", unit="school:101001")
    assert sent_to() == "school:101001", "a unit that is involved and may open the young person"
    adviser = make_user("job_centre_adviser", unit="job_centre")
    assert sent_to() == "job_centre", "who is responsible comes first"
    assert browser(adviser).get(f"/indsigelser/{Objection.objects.latest('id').pk}").status_code == 200


def test_where_nobody_involved_may_answer_the_guidance_is_involved_until_it_has(home: Home, asta: Person) -> None:
    vera, client = make_user("guidance_counsellor", "vera", "uu"), browser(young(home, asta))
    for words in ("Det passer ikke.", "Stadig ikke."):
        client.post(at(asta, "sig-fra"), {"about": "words", "words": words})
    assert Involvement.objects.filter(person=asta, unit="uu", until=None).count() == 1
    assert Entry.objects.filter(event="involvement_made", person=str(asta.pk), about="uu").count() == 1
    text = browser(vera).get("/indsigelser").text
    assert text.count("Asta Holm") == 2
    first, second = Objection.objects.order_by("pk")
    browser(vera).post(f"/indsigelser/{first.pk}", {"answer": "Vi retter det."})
    assert browser(vera).get(f"/unge/{asta.pk}").status_code == 200, "the other still waits"
    browser(vera).post(f"/indsigelser/{second.pk}", {"answer": "Nu er det rettet."})
    assert browser(vera).get(f"/unge/{asta.pk}").status_code == 404
    assert "Nu er det rettet." in client.get(at(asta, "sig-fra")).text


def test_a_contact_person_who_may_not_open_the_young_person_any_more_is_not_asked(home: Home, asta: Person) -> None:
    other = colleague(asta, name="other")
    name_contact_person(person_id=asta.pk, user=other, unit="uu", on=TODAY, by="t")
    Involvement.objects.filter(user=other).delete()
    browser(young(home, asta)).post(at(asta, "sig-fra"), {"about": "words", "words": "Det passer ikke."})
    assert (Objection.objects.get().user, Objection.objects.get().unit) == (None, "uu")


def test_whoever_may_not_see_the_young_person_is_told_only_that_something_waits(home: Home, asta: Person) -> None:
    browser(young(home, asta)).post(at(asta, "sig-fra"), {"about": "other", "words": "Hej."})
    Involvement.objects.all().delete()
    vera = make_user("guidance_counsellor", "vera", "uu")
    text = browser(vera).get("/indsigelser").text
    assert "Der venter 1 mere" in text
    assert "Asta" not in text
    assert browser(vera).get(f"/indsigelser/{Objection.objects.get().pk}").status_code == 404


def test_employees_do_not_come_in_by_the_door_nor_young_people_by_the_other(
    home: Home, asta: Person, carl: User
) -> None:
    own = browser(young(home, asta))
    assert browser(carl).get(at(asta)).status_code == 403
    for address in (f"/unge/{asta.pk}", f"/plan/{asta.pk}", "/unge", "/", "/opfoelgning", "/indsigelser"):
        assert own.get(address).status_code == 403, address


def test_new_words_are_shown_as_new_until_they_are_read(home: Home, asta: Person, carl: User) -> None:
    browser(carl).post(f"/plan/{asta.pk}/skriv/way/goal", {"words": "Stx", "seen": 0})
    browser(carl).post(f"/plan/{asta.pk}/udgiv")
    client = browser(young(home, asta))
    assert "<ins>Stx</ins>" in client.get(at(asta)).text
    client.post(at(asta, "laest"))
    assert "<ins>" not in client.get(at(asta)).text


def test_a_demonstrations_young_person_logs_in_and_is_at_the_own_plan(home: Home, asta: Person, settings) -> None:  # type: ignore[no-untyped-def]
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"second_factor": False}))
    user = young(home, asta)
    user.set_password(PASSWORD)
    user.save()
    client = browser(user)
    client.logout()
    answer = client.post("/log-ind", {"username": user.user_name, "password": PASSWORD})
    assert answer["Location"] == "/min-plan"
    assert 'class="brand" href="/min-plan"' in client.get(at(asta)).text
