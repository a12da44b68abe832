"""The pages of the shared document: read by whoever may, written by whoever writes there, closed to everybody else."""

from datetime import date
from uuid import uuid4

import pytest
from tests.builders import open_enrolment
from tests.web.access.people import TODAY, agree, make_person, make_user, tie
from tests.web.followup.casework import hold
from tests.web.plans.writers import browser, colleague

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.correcting import answer_correction
from videre.web.agreements.models import Act, Agreement, ContactPerson, CorrectionState
from videre.web.audit.models import Entry
from videre.web.people.models import Person
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
    return carl


def at(person: Person, *parts: str) -> str:
    return "/".join((f"/plan/{person.pk}", *parts))


WRITE = ("skriv", "own_words", "dreams")


def test_the_plan_begins_with_the_young_persons_own_words_and_says_why_it_is_seen(asta: Person, carl: User) -> None:
    text = browser(carl).get(at(asta)).text
    assert text.index("Mine egne ord") < text.index("Målet og næste skridt") < text.index("Vejledningen (UU, KUI)")
    assert "Du ser det, fordi du er" in text
    assert "Socialforvaltningen" in text.split("Lukket for dig:")[1].split("</p>")[0]
    assert Entry.objects.filter(event="person_opened", person=str(asta.pk), by="carl").count() == 1
    assert at(asta) in browser(carl).get(f"/unge/{asta.pk}").text


@pytest.mark.parametrize("way", ["", "/skriv/own_words/dreams", "/historik/own_words/dreams"])
def test_whoever_has_nothing_to_do_with_the_person_is_told_that_nobody_is_there(asta: Person, way: str) -> None:
    stranger = browser(make_user("guidance_counsellor", "stranger"))
    assert stranger.get(at(asta) + way).status_code == 404
    assert stranger.get(f"/plan/{uuid4()}{way}").status_code == 404
    assert Entry.objects.filter(event="person_refused", by="stranger", is_refusal=True).count() == 2


@pytest.mark.parametrize("way", ["udgiv", "laest", "aftale", "kontaktperson", "fejl", "skriv/own_words/dreams"])
def test_whoever_has_nothing_to_do_with_the_person_changes_nothing(asta: Person, way: str) -> None:
    stranger = browser(make_user("guidance_counsellor", "stranger"))
    assert stranger.post(at(asta, way), {"words": "x", "seen": 0}).status_code == 404
    assert not Revision.objects.exists()


def test_a_mentor_reads_what_is_published_and_no_draft_and_writes_nothing(asta: Person, carl: User) -> None:
    agree(asta, "private", "identity", "plan")
    mentor = browser(colleague(asta, "mentor", kind="invitation"))
    browser(carl).post(at(asta, *WRITE), {"words": "Jeg vil være tømrer.", "seen": 0})
    assert "tømrer" not in mentor.get(at(asta)).text
    browser(carl).post(at(asta, "udgiv"))
    text = mentor.get(at(asta)).text
    assert "<ins>Jeg vil være tømrer.</ins>" in text
    assert "/skriv/" not in text
    assert mentor.get(at(asta, *WRITE)).status_code == 403
    mentor.post(at(asta, "laest"))
    assert "<ins>" not in mentor.get(at(asta)).text


def test_words_are_saved_as_a_draft_and_published_as_a_version(asta: Person, carl: User) -> None:
    client = browser(carl)
    text = client.post(at(asta, *WRITE), {"words": "Jeg vil\nvære <b>tømrer</b>.", "seen": 0}, follow=True).text
    assert "Gemt som kladde" in text
    assert f'data-written="{asta.pk}/own_words/dreams"' in text
    assert "være &lt;b&gt;tømrer&lt;/b&gt;." in text
    assert "Udgivet som version 1." in client.post(at(asta, "udgiv"), follow=True).text
    assert Version.objects.get().words == {"own_words": {"dreams": "Jeg vil\nvære <b>tømrer</b>."}}
    assert "Der er ikke skrevet noget siden" in client.post(at(asta, "udgiv"), follow=True).text


def test_a_clash_shows_both_texts_and_each_choice_can_be_made(asta: Person, carl: User) -> None:
    dorte = browser(colleague(asta, name="dorte"))
    client = browser(carl)
    for round_, (choice, stands) in enumerate([("theirs", "Kok 0"), ("mine", "Tømrer 1"), ("both", "Kok og tømrer")]):
        seen = Revision.objects.filter(revision__gt=0).count()
        client.post(at(asta, *WRITE), {"words": f"Kok {round_}", "seen": seen})
        text = dorte.post(at(asta, *WRITE), {"words": f"Tømrer {round_}", "seen": seen}).text
        assert f"Kok {round_}" in text
        assert f"Tømrer {round_}" in text
        assert "Vælg" in dorte.get(at(asta)).text
        assert "I har skrevet her på samme tid" in dorte.get(at(asta, *WRITE)).text
        dorte.post(at(asta, *WRITE), {"words": "Kok og tømrer", "seen": seen + 1, "choice": choice})
        assert Revision.objects.filter(revision__gt=0).latest("number").words == stands
        assert "samme tid" not in dorte.get(at(asta, *WRITE)).text
    history = client.get(at(asta, "historik", "own_words", "dreams")).text
    assert history.count("lod den anden tekst stå") == 1
    for words in ("Kok 0", "Tømrer 0", "Kok 1", "Tømrer 1", "Kok 2", "Tømrer 2", "Kok og tømrer"):
        assert words in history


def test_a_script_that_saves_is_told_the_revision_or_the_clash(asta: Person, carl: User) -> None:
    client = browser(carl)
    sent = {"words": "Kok", "seen": 0, "autosave": "1"}
    assert client.post(at(asta, *WRITE), sent).json() == {"outcome": "saved", "revision": 1}
    assert client.post(at(asta, *WRITE), sent).json() == {"outcome": "unchanged", "revision": 1}
    assert client.post(at(asta, *WRITE), {**sent, "words": "Smed"}).json() == {"outcome": "clash", "revision": 1}


def test_an_agreement_is_made_with_the_family_and_kept_or_dropped_with_a_reason(asta: Person, carl: User) -> None:
    client = browser(carl)
    sent = {"what": "Besøge teknisk skole", "party": "family", "due": "2016-03-20"}
    assert "Besøge teknisk skole" in client.post(at(asta, "aftale"), sent, follow=True).text
    made = Agreement.objects.get()
    client.post(at(asta, "aftale", str(made.pk)), {"how": "dropped", "because": ""})
    made.refresh_from_db()
    assert made.dropped_on is None
    client.post(at(asta, "aftale", str(made.pk)), {"how": "kept"})
    made.refresh_from_db()
    assert made.kept_on is not None
    assert client.post(at(asta, "aftale"), {"what": "", "party": "family"}).text.count('role="alert"') == 2


def test_the_agreement_of_another_person_is_not_closed_from_this_plan(asta: Person, carl: User) -> None:
    bo = make_person("Bo")
    other = Agreement.objects.create(
        person=bo, what="x", party="family", due=date(2016, 4, 1), agreed_on=date(2016, 3, 1), made_by="t"
    )
    assert browser(carl).post(at(asta, "aftale", str(other.pk)), {"how": "kept"}).status_code == 404


def test_a_fault_of_a_register_is_told_and_blocks_nothing(asta: Person, carl: User) -> None:
    client = browser(carl)
    text = client.get(at(asta)).text
    key = text.split('name="fact"')[1].split('<option value="')[1].split('"')[0]
    text = client.post(at(asta, "fejl"), {"fact": key, "note": "Stoppede i januar"}, follow=True).text
    assert "Du har noteret som forkert i et register" in text
    act = Act.objects.get()
    assert (act.kind, act.unit, act.in_plan) == ("wrong", "uu", False)
    assert act.note.endswith(": Stoppede i januar")
    assert (act.correction.register, act.correction.state) == ("enrolments", "new")
    answer_correction(
        correction_id=act.correction.pk, state=CorrectionState.MENDED, answer="Rettet i STIL", on=TODAY, by="dan"
    )
    text = client.get(at(asta)).text
    assert "Rettet" in text
    assert "Rettet i STIL" in text
    assert "Stoppede i januar" not in browser(colleague(asta, name="dorte")).get(at(asta)).text


def test_the_contact_person_hands_over_and_nobody_takes_it_from_them(asta: Person, carl: User) -> None:
    dorte = make_user("guidance_counsellor", "dorte", "uu")
    tie(asta, "uu")
    client = browser(carl)
    assert "Ingen er kontaktperson." in client.get(at(asta)).text
    client.post(at(asta, "kontaktperson"), {"user": carl.pk})
    assert browser(dorte).post(at(asta, "kontaktperson"), {"user": dorte.pk}).status_code == 404
    client.post(at(asta, "kontaktperson"), {"user": dorte.pk})
    assert ContactPerson.objects.get(until__isnull=True).user == dorte


def test_two_who_are_said_to_be_responsible_and_two_courses_at_once_are_shown(asta: Person, carl: User) -> None:
    assert "Der står flere som ansvarlige" not in browser(carl).get(at(asta)).text
    dorte = make_user("guidance_counsellor", "dorte", "uu")
    User.objects.filter(pk=dorte.pk).update(display_name="Dorte")
    name_contact_person(person_id=asta.pk, user=dorte, unit="uu", on=date(2016, 2, 1), by="t")
    hold(asta, [open_enrolment(EducationKind.HF, "2016-01-10", "2018-08-01")])
    text = browser(carl).get(at(asta)).text
    assert "Der står flere som ansvarlige: Dorte, Guidance_Counsellor." in text
    assert "Registrene har flere forløb på én gang" in text


def test_the_page_asks_the_database_no_more_however_much_has_been_written(
    asta: Person, carl: User, django_assert_max_num_queries: object
) -> None:
    client = browser(carl)
    for seen in range(12):
        client.post(at(asta, *WRITE), {"words": f"Udkast {seen}", "seen": seen})
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        client.get(at(asta))
