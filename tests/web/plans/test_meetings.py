"""Meetings: called with an agenda of the plan, invited to by a basis alone, and minutes that become agreements."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.web.access.people import NOW, TODAY, agree, make_person, make_user, tie
from tests.web.plans.writers import before, browser, put

from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.web import installation
from videre.web.access.actions.disclosing import NotAllowedByBasis
from videre.web.access.models import Disclosure, Involvement
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree as agree_on
from videre.web.agreements.models import Agreement
from videre.web.audit.models import Entry
from videre.web.people.models import Person
from videre.web.plans.actions import call_meeting, close_meeting, invite, publish, uninvite, write_minutes
from videre.web.plans.actions.meeting import InThePast, MeetingIsClosed, NoBasis, NothingToSay
from videre.web.plans.models import AgendaItem, Invited, Meeting

pytestmark = pytest.mark.django_db
DAY = date(2016, 3, 8)


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16 with a published plan; Carl is the counsellor, and four others work elsewhere."""
    asta = make_person()
    tie(asta, "uu")
    carl = make_user("guidance_counsellor", "carl", "uu")
    make_user("school_head", "helle", "school:101001")
    make_user("social_worker", "sara", "social_services")
    make_user("job_centre_adviser", "jens", "job_centre")
    put(before(carl, asta.pk), "At sejle.", ("own_words", "dreams"))
    put(before(carl, asta.pk), "Maskinmester.", ("way", "goal"))
    put(before(carl, asta.pk), "Kun for vejledere.", ("guidance", "talks"))
    publish(reader=before(carl, asta.pk), now=NOW, by="carl")
    agree_on(person_id=asta.pk, what="Besøge skolen", party="family", due=date(2016, 3, 20), on=TODAY, by="carl")
    return asta


def user(name: str) -> User:
    return User.objects.get(user_name=name)


def call(person: Person, day: date = DAY, name: str = "carl") -> Meeting:
    return call_meeting(
        reader=before(user(name), person.pk),
        day=day,
        at=time(10),
        place="Ungecentret",
        about="Næste skridt",
        others="Asta og hendes mor",
        today=TODAY,
        by=name,
    )


def bid(person: Person, meeting: Meeting, unit: str, basis: str, name: str = "carl") -> Invited:
    return invite(reader=before(user(name), person.pk), meeting_id=meeting.pk, unit=unit, basis=basis, by=name)


def stand_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "now", lambda: datetime.combine(day, NOW.timetz()))
    monkeypatch.setattr(installation, "today", lambda _home: day)


def test_the_agenda_is_made_of_the_plan_with_the_own_words_first(asta: Person) -> None:
    made = call(asta)
    agreed = Agreement.objects.get()
    keys = list(made.items.values_list("key", flat=True))
    assert keys == [
        "question:own_words.dreams",
        "question:way.goal",
        f"agreement:{agreed.pk}",
        "transition:to_youth_education",
    ]
    text = browser(user("carl")).get(f"/plan/{asta.pk}/moede/{made.pk}").text
    assert text.index("At sejle.") < text.index("Maskinmester.") < text.index("Besøge skolen")
    assert "Kun for vejledere." not in text


def test_a_meeting_is_called_for_today_or_later_by_whoever_writes_in_the_plan(asta: Person) -> None:
    with pytest.raises(InThePast):
        call(asta, TODAY - timedelta(days=1))
    tie(asta, "job_centre")
    agree(asta, "private", "identity", "plan")
    mads = make_user("mentor", "mads")
    tie(asta, mads, "invitation")
    with pytest.raises(Refused):
        call(asta, name="mads")
    assert browser(mads).get(f"/plan/{asta.pk}/moede").status_code == 403
    assert call(asta, name="jens").called_for == "job_centre"


def test_nobody_is_invited_without_a_basis(asta: Person) -> None:
    made = call(asta)
    for unit in ("social_services", "school:101001", "job_centre", "health_visitors", "nowhere"):
        for basis in ("works", "consent", "ssd", "concern", "custody"):
            with pytest.raises(NoBasis):
                bid(asta, made, unit, basis)
    assert not Invited.objects.exists()
    assert "social" not in browser(user("carl")).get(f"/plan/{asta.pk}/moede/{made.pk}").text.split('name="who"')[1]


def test_a_yes_opens_the_plan_to_the_school_on_the_day_of_the_meeting_and_on_no_other(
    asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(asta, "school", "plan")
    made = call(asta)
    bid(asta, made, "school:101001", "consent")
    helle, page = browser(user("helle")), f"/plan/{asta.pk}/moede/{made.pk}"
    for day, status in ((TODAY, 404), (DAY, 200), (DAY + timedelta(days=1), 404)):
        stand_on(day, monkeypatch)
        assert helle.get(page).status_code == status
        text = helle.get("/planer").text
        assert ("Asta Holm" in text) is (status == 200)
        assert "8. marts 2016 kl. 10:00" in text
    assert Involvement.objects.get(kind="invitation").until == DAY + timedelta(days=1)


def test_a_withdrawn_yes_closes_the_meeting_too(asta: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    yes = agree(asta, "school", "plan")
    made = call(asta)
    bid(asta, made, "school:101001", "consent")
    yes.withdrawn_at = NOW
    yes.save()
    stand_on(DAY, monkeypatch)
    assert browser(user("helle")).get(f"/plan/{asta.pk}/moede/{made.pk}").status_code == 404


def test_the_law_on_meetings_opens_the_day_by_a_record_twice_a_year_and_only_within_its_circle(
    asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tie(asta, "social_services")
    agree(asta, "social_services", "plan")
    for number in range(3):
        made = call(asta, DAY + timedelta(days=number), "sara")
        with pytest.raises(NoBasis):
            bid(asta, made, "job_centre", "ssd", "sara")
        if number == 2:
            with pytest.raises(NotAllowedByBasis):
                bid(asta, made, "school:101001", "ssd", "sara")
            break
        bid(asta, made, "school:101001", "ssd", "sara")
    assert Disclosure.objects.count() == 2
    stand_on(DAY, monkeypatch)
    text = browser(user("helle")).get(f"/plan/{asta.pk}/moede/{Meeting.objects.earliest('day').pk}").text
    assert "At sejle." in text
    assert "Gem referatet" not in text


def test_an_invitation_that_is_taken_back_opens_nothing(asta: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(asta, "school", "plan")
    made = call(asta)
    invited = bid(asta, made, "school:101001", "consent")
    uninvite(reader=before(user("carl"), asta.pk), meeting_id=made.pk, invited_id=invited.pk, today=TODAY, by="carl")
    stand_on(DAY, monkeypatch)
    assert browser(user("helle")).get(f"/plan/{asta.pk}/moede/{made.pk}").status_code == 404


def test_minutes_of_two_who_write_at_once_are_both_kept(asta: Person) -> None:
    made = call(asta)
    item = made.items.first()
    assert item is not None
    reader = before(user("carl"), asta.pk)
    said = {"reader": reader, "meeting_id": made.pk, "came": "", "by": "carl"}
    assert write_minutes(minutes={item.pk: (0, "Hun vil til søs.")}, **said) == []
    assert write_minutes(minutes={item.pk: (0, "Moren er med på det.")}, **said) == [item]
    item.refresh_from_db()
    assert item.minutes == "Hun vil til søs.\n\nMoren er med på det."
    assert write_minutes(minutes={item.pk: (2, "Kort.")}, **said) == []


def test_minutes_become_agreements_and_approved_minutes_are_changed_by_nobody(
    asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = call(asta)
    page, carl = f"/plan/{asta.pk}/moede/{made.pk}", browser(user("carl"))
    with pytest.raises(NothingToSay):
        close_meeting(reader=before(user("carl"), asta.pk), meeting_id=made.pk, on=TODAY, by="carl")
    carl.post(page + "/punkt", {"title": "Fritidsjob"})
    own = AgendaItem.objects.get(key="own:1")
    stand_on(DAY, monkeypatch)
    sent = {f"minutes-{own.pk}": "Bageren har en plads.", f"seen-{own.pk}": "0", "came": "Asta, hendes mor og Carl"}
    assert "Referatet er gemt." in carl.post(page + "/referat", sent, follow=True).text
    agreed = {"what": "Carl ringer til bageren", "party": "professional", "due": "2016-03-15"}
    assert "Aftalen står i planen." in carl.post(page + "/aftale", agreed, follow=True).text
    assert "Carl ringer til bageren" in carl.get(f"/plan/{asta.pk}").text
    sent[f"seen-{own.pk}"] = "1"
    assert "Referatet er godkendt." in carl.post(page + "/referat", {**sent, "close": "1"}, follow=True).text
    with pytest.raises(MeetingIsClosed):
        bid(asta, made, "school:101001", "works")
    carl.post(page + "/referat", {f"minutes-{own.pk}": "Noget andet", f"seen-{own.pk}": "2", "came": ""})
    own.refresh_from_db()
    assert own.minutes == "Bageren har en plads."
    events = list(
        Entry.objects.filter(person=str(asta.pk), event__startswith="meeting").values_list("event", flat=True)
    )
    assert events[:2] == ["meeting_called", "meeting_agenda_added"]
    assert events[-1] == "meeting_closed"


def test_the_meetings_of_a_person_are_closed_to_whoever_may_not_see_the_plan(asta: Person) -> None:
    made = call(asta)
    tie(asta, "school:101001")
    helle = browser(user("helle"))
    assert helle.get(f"/plan/{asta.pk}/moede/{made.pk}").status_code == 404
    assert "Næste skridt" not in helle.get(f"/plan/{asta.pk}").text
    bo = make_person("Bo")
    tie(bo, "uu")
    assert browser(user("carl")).get(f"/plan/{bo.pk}/moede/{made.pk}").status_code == 404


def printed(name: str, person: Person) -> tuple[PdfReader, str]:
    answer = browser(user(name)).post(f"/plan/{person.pk}/udskrift")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Asta" not in answer["Content-Disposition"]
    found = PdfReader(BytesIO(answer.content))
    return found, re.sub(r"\s+", " ", " ".join(page.extract_text() for page in found.pages))


def test_the_print_out_is_tagged_logged_and_says_only_what_its_reader_may_see(asta: Person) -> None:
    tie(asta, "job_centre")
    put(before(user("carl"), asta.pk), "En kladde.", ("own_words", "resources"))
    tie(asta, "social_services")
    put(before(user("sara"), asta.pk), "Kontaktperson hver uge.", ("social", "support"))
    publish(reader=before(user("sara"), asta.pk), now=NOW, by="sara")
    reader, text = printed("carl", asta)
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in reader.root_object
    assert text.index("At sejle.") < text.index("Maskinmester.") < text.index("Besøge skolen")
    assert "Kun for vejledere." in text
    for closed in ("En kladde.", "Kontaktperson hver uge."):
        assert closed not in text
    assert "Kontaktperson hver uge." in printed("sara", asta)[1]
    tie(asta, "school:101001")
    school = printed("helle", asta)[1]
    assert "At sejle." not in school
    assert "Besøge skolen" not in school
    told = Entry.objects.filter(event="plan_exported", person=str(asta.pk)).order_by("id")
    assert [each.by for each in told] == ["carl", "sara", "helle"]


def test_whoever_has_nothing_to_do_with_the_person_gets_no_paper(asta: Person) -> None:
    assert browser(user("jens")).post(f"/plan/{asta.pk}/udskrift").status_code == 404
    assert browser(user("carl")).get(f"/plan/{asta.pk}/udskrift").status_code == 405
    assert not Entry.objects.filter(event="plan_exported").exists()
