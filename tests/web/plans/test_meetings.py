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
from videre.web.plans.actions import (
    MayNotWrite,
    TooLong,
    Typed,
    call_meeting,
    close_meeting,
    invite,
    publish,
    uninvite,
    write_minutes,
)
from videre.web.plans.actions.meeting import InThePast, MeetingIsClosed, NoBasis, NothingToSay
from videre.web.plans.models import AgendaItem, Invited, Meeting, Minutes

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
    reader = before(user(name), person.pk)
    return invite(reader=reader, meeting_id=meeting.pk, unit=unit, basis=basis, today=TODAY, by=name)


def write(person: Person, meeting: Meeting, minutes: dict[int, Typed], came: Typed | None = None) -> bool:
    reader = before(user("carl"), person.pk)
    return write_minutes(reader=reader, meeting_id=meeting.pk, minutes=minutes, came=came, now=NOW, by="carl")


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


def test_an_invitation_taken_back_before_the_day_is_no_meeting_to_the_law_and_stands_in_the_log(asta: Person) -> None:
    tie(asta, "social_services")
    agree(asta, "social_services", "plan")
    for number in range(3):
        made = call(asta, DAY + timedelta(days=number), "sara")
        invited = bid(asta, made, "school:101001", "ssd", "sara")
        reader = before(user("sara"), asta.pk)
        uninvite(reader=reader, meeting_id=made.pk, invited_id=invited.pk, today=TODAY, by="sara")
    assert {each.until for each in Disclosure.objects.all()} == {each.since for each in Disclosure.objects.all()}
    ended = Entry.objects.filter(event="disclosure_ended", person=str(asta.pk), by="sara")
    assert [each.reason for each in ended] == ["invitation_taken_back"] * 3
    assert "invitationen blev taget tilbage" in browser(user("carl")).get(f"/unge/{asta.pk}/deling").text


def test_an_invitation_taken_back_on_the_day_was_a_meeting_and_after_it_stands(
    asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tie(asta, "social_services")
    agree(asta, "social_services", "plan")
    for number in range(2):
        made = call(asta, DAY + timedelta(days=number), "sara")
        invited = bid(asta, made, "school:101001", "ssd", "sara")
        said = {"reader": before(user("sara"), asta.pk), "meeting_id": made.pk, "invited_id": invited.pk, "by": "sara"}
        with pytest.raises(InThePast):
            uninvite(**said, today=made.day + timedelta(days=1))
        uninvite(**said, today=made.day)
    with pytest.raises(NotAllowedByBasis):
        bid(asta, call(asta, DAY + timedelta(days=2), "sara"), "school:101001", "ssd", "sara")


def test_nobody_is_invited_to_a_meeting_that_has_been(asta: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(asta, "school", "plan")
    made = call(asta)
    reader = before(user("carl"), asta.pk)
    with pytest.raises(InThePast):
        invite(
            reader=reader,
            meeting_id=made.pk,
            unit="school:101001",
            basis="consent",
            today=DAY + timedelta(days=1),
            by="carl",
        )
    page = f"/plan/{asta.pk}/moede/{made.pk}"
    sent = {"who": "school:101001 consent"}
    stand_on(DAY + timedelta(days=1), monkeypatch)
    assert "Indkald en enhed" not in browser(user("carl")).get(page).text
    assert "Mødet har været. Indkald til et nyt møde" in browser(user("carl")).post(page + "/indkald", sent).text
    assert not Invited.objects.exists()


def test_minutes_of_two_who_write_at_once_are_both_kept(asta: Person) -> None:
    made = call(asta)
    item = made.items.first()
    assert item is not None
    assert not write(asta, made, {item.pk: Typed(0, "Hun vil til søs.")})
    assert write(asta, made, {item.pk: Typed(0, "Moren er med på det.")})
    item.refresh_from_db()
    assert item.minutes == "Hun vil til søs.\n\nMoren er med på det."
    assert not write(asta, made, {item.pk: Typed(2, "Kort.")})


def test_who_came_is_held_against_what_was_seen_too(asta: Person) -> None:
    made = call(asta)
    assert not write(asta, made, {}, Typed(0, "Asta"))
    assert write(asta, made, {}, Typed(0, "Asta og hendes mor"))
    made.refresh_from_db()
    assert (made.came, made.came_revision) == ("Asta\n\nAsta og hendes mor", 2)
    assert not write(asta, made, {}, Typed(2, ""))
    made.refresh_from_db()
    assert made.came == ""


def test_every_text_that_stood_in_the_minutes_is_kept_and_shown(asta: Person) -> None:
    made = call(asta)
    item = made.items.first()
    assert item is not None
    for revision, words in enumerate(("Hun vil til søs.", "Hun vil til søs til sommer.", "Kort.")):
        write(asta, made, {item.pk: Typed(revision, words)}, Typed(revision, f"Nr. {revision}"))
    kept = Minutes.objects.filter(item=item).order_by("revision")
    assert [each.words for each in kept] == ["Hun vil til søs.", "Hun vil til søs til sommer.", "Kort."]
    text = browser(user("carl")).get(f"/plan/{asta.pk}/moede/{made.pk}").text
    assert text.count("2 tidligere tekster") == 2
    assert text.index("Hun vil til søs til sommer.") < text.index("Hun vil til søs.</p>")


def test_what_is_too_long_is_refused_and_stays_as_it_was_typed(asta: Person) -> None:
    made = call(asta)
    first, second = list(made.items.all())[:2]
    with pytest.raises(TooLong):
        write(asta, made, {first.pk: Typed(0, "Kort."), second.pk: Typed(0, "x" * 5_001)})
    sent = {
        f"minutes-{first.pk}": "Det her skal ikke væk.",
        f"seen-{first.pk}": "0",
        f"minutes-{second.pk}": "å" * 5_001,
        f"seen-{second.pk}": "0",
        "came": "Asta",
    }
    answer = browser(user("carl")).post(f"/plan/{asta.pk}/moede/{made.pk}/referat", sent)
    assert "Intet er gemt endnu." in answer.text
    assert "å" * 5_001 in answer.text
    assert "Det her skal ikke væk." in answer.text
    assert 'maxlength="5000"' not in answer.text
    assert not Minutes.objects.exists()
    sent[f"minutes-{second.pk}"] = "å\r\n" * 2_499 + "å"  # 4,999 letters, as the browser counts them
    assert browser(user("carl")).post(f"/plan/{asta.pk}/moede/{made.pk}/referat", sent).status_code == 302
    first.refresh_from_db()
    assert first.minutes == "Det her skal ikke væk."


def test_nobody_writes_minutes_to_what_they_may_not_read(asta: Person) -> None:
    made = call(asta)
    closed = AgendaItem.objects.create(meeting=made, key="question:social.support")
    with pytest.raises(MayNotWrite):
        write(asta, made, {closed.pk: Typed(0, "Noget")})
    other = call(asta)
    item = other.items.first()
    assert item is not None
    with pytest.raises(MayNotWrite):
        write(asta, made, {item.pk: Typed(0, "Noget")})
    text = browser(user("carl")).get(f"/plan/{asta.pk}/moede/{made.pk}").text
    assert f"minutes-{closed.pk}" not in text
    first = made.items.earliest("id")
    sent = {f"minutes-{closed.pk}": "Noget", f"minutes-{first.pk}": "Det her skal ikke væk.", "came": ""}
    text = browser(user("carl")).post(f"/plan/{asta.pk}/moede/{made.pk}/referat", sent).text
    assert "Noget på dagsordenen er lukket for dig nu." in text
    assert "Det her skal ikke væk." in text
    assert not Minutes.objects.exists()


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
