"""Words in a plan: kept whoever sends them, standing only for whom it was read, published by whoever writes there."""

from datetime import date, timedelta

import numpy as np
import pytest
from tests.web.access.people import NOW, agree, make_person, make_user, tie
from tests.web.plans.writers import DREAMS, before, colleague, put

from videre.domain.drafting import Saving
from videre.home.home import Home
from videre.web.access.actions import withdraw_consent
from videre.web.access.models import BrokenGlass
from videre.web.audit.models import Entry
from videre.web.people.models import Person
from videre.web.plans.actions import (
    MOST_LETTERS,
    MayNotWrite,
    NothingNew,
    TooLong,
    leave_theirs,
    publish,
    write_words,
)
from videre.web.plans.models import Look, Plan, Revision, Version
from videre.web.plans.presenters.words import list_changes
from videre.web.plans.queries import find_plan, find_seen_version, form_of, list_versions, written_in
from videre.web.plans.rights import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16."""
    return make_person()


@pytest.fixture
def carl(asta: Person) -> Reader:
    """Return the counsellor before Asta's plan."""
    return before(colleague(asta, name="carl"), asta.pk)


def standing(person: Person, at: tuple[str, str] = DREAMS) -> str:
    found = written_in(find_plan(person.pk), at)
    return found[at].place.words if at in found else ""


def test_the_first_words_begin_the_plan_in_the_newest_form_and_all_is_logged(asta: Person, carl: Reader) -> None:
    put(carl, "Jeg vil være tømrer.")
    assert standing(asta) == "Jeg vil være tømrer."
    assert Plan.objects.get().form == form_of(None).name
    told = list(Entry.objects.filter(person=str(asta.pk), by="carl").order_by("id").values_list("event", "about"))
    assert told == [("person_opened", ""), ("plan_begun", "form-1"), ("plan_written", "own_words.dreams")]


def test_two_who_write_at_once_keep_both_texts_and_the_second_chooses(asta: Person, carl: Reader) -> None:
    dorte = before(colleague(asta, name="dorte"), asta.pk)
    put(carl, "Tømrer.")
    sent = {"section": DREAMS[0], "question": DREAMS[1], "now": NOW}
    written, outcome = write_words(reader=dorte, words="Kok.", seen=0, by="dorte", **sent)
    assert outcome is Saving.CLASH
    assert standing(asta) == "Tømrer."
    waiting = written.place.find_waiting("dorte")
    assert waiting is not None
    assert waiting.words == "Kok."
    leave_theirs(reader=dorte, by="dorte", **sent)
    written = written_in(find_plan(asta.pk), DREAMS)[DREAMS]
    assert written.place.find_waiting("dorte") is None
    assert [each.words for each in written.revisions] == ["Tømrer.", "Kok.", "Tømrer."]
    _, outcome = write_words(reader=dorte, words="Tømrer, eller kok.", seen=1, by="dorte", **sent)
    assert outcome is Saving.SAVED
    assert standing(asta) == "Tømrer, eller kok."


def test_no_word_is_lost_in_the_tables_however_two_editors_interleave(asta: Person, carl: Reader) -> None:
    readers = [carl, before(colleague(asta, name="dorte"), asta.pk)]
    draw, screen, sent = np.random.default_rng(8), [0, 0], []
    for step in range(60):
        who = int(draw.integers(2))
        if draw.random() < 0.3:
            found = written_in(find_plan(asta.pk), DREAMS)
            screen[who] = found[DREAMS].place.revision if found else 0
            continue
        by = readers[who].user.user_name
        written, outcome = write_words(
            reader=readers[who],
            section=DREAMS[0],
            question=DREAMS[1],
            words=f"{by} {step}",
            seen=screen[who],
            now=NOW,
            by=by,
        )
        sent.append(f"{by} {step}")
        if outcome is Saving.SAVED:
            screen[who] = written.place.revision
    assert list(Revision.objects.order_by("number").values_list("words", flat=True)) == sent
    assert Revision.objects.filter(revision=0).exists()


def test_nobody_writes_in_the_section_of_another_sector(asta: Person, carl: Reader) -> None:
    for at in (("school", "practise"), ("social", "support"), ("parents", "nothing_asked")):
        with pytest.raises((MayNotWrite, KeyError)):
            put(carl, "Ord", at)
    assert not Revision.objects.exists()


def test_a_sector_writes_its_own_section_though_the_plan_is_closed_to_it(asta: Person) -> None:
    teacher = before(colleague(asta, "class_teacher", kind="class"), asta.pk)
    put(teacher, "Læser hver dag.", ("school", "practise"))
    with pytest.raises(MayNotWrite):
        put(teacher, "Kok.")
    agree(asta, "school", "plan")
    put(before(teacher.user, asta.pk), "Kok.")
    assert standing(asta) == "Kok."


def test_a_withdrawn_consent_closes_the_plan_at_once(asta: Person) -> None:
    teacher = colleague(asta, "class_teacher", kind="class")
    consent = agree(asta, "school", "plan")
    put(before(teacher, asta.pk), "Kok.")
    withdraw_consent(consent=consent, now=NOW, by="asta")
    with pytest.raises(MayNotWrite):
        put(before(teacher, asta.pk), "Tømrer.", seen=1)


def test_emergency_access_neither_writes_nor_reads_the_own_section(asta: Person) -> None:
    user = make_user("social_worker")
    BrokenGlass.objects.create(
        person=asta,
        user=user,
        purpose="social",
        reason="Barnet er forsvundet",
        opened_at=NOW,
        until=NOW + timedelta(hours=1),
        review_by=NOW + timedelta(days=7),
    )
    reader = before(user, asta.pk)
    assert not reader.may_write
    assert [each.name for each in form_of(None).sections if reader.may_read_section(each)] == [
        "school",
        "youth_education",
    ]


def test_a_role_that_does_not_write_plans_reads_what_was_agreed_to_be_shared(asta: Person) -> None:
    agree(asta, "private", "identity", "plan")
    mentor = before(colleague(asta, "mentor", kind="invitation"), asta.pk)
    with pytest.raises(MayNotWrite):
        put(mentor, "Ord")
    assert mentor.may_read_section(form_of(None).get_section("own_words"))
    assert not mentor.may_read_section(form_of(None).get_section("social"))


def test_more_than_anybody_reads_is_refused(carl: Reader) -> None:
    with pytest.raises(TooLong):
        put(carl, "a" * (MOST_LETTERS + 1))


def test_publishing_makes_a_version_of_the_own_sections_and_leaves_the_drafts_of_others(asta: Person) -> None:
    tie(asta, "social_services")
    social = before(make_user("social_worker", unit="social_services"), asta.pk)
    put(social, "En aften om ugen.", ("social", "support"))
    carl = before(colleague(asta, name="carl"), asta.pk)
    put(carl, "Tømrer.")
    first = publish(reader=carl, now=NOW, by="carl")
    assert first.words == {"own_words": {"dreams": "Tømrer."}}
    second = publish(reader=social, now=NOW, by="social-worker")
    assert second.number == 2
    assert second.words == {**first.words, "social": {"support": "En aften om ugen."}}
    with pytest.raises(NothingNew):
        publish(reader=social, now=NOW, by="social-worker")
    assert [each.number for each in list_versions(find_plan(asta.pk))] == [2, 1]


def test_a_version_keeps_with_whom_it_was_shared_and_by_what(asta: Person, carl: Reader) -> None:
    consent = agree(asta, "school", "plan")
    agree(asta, "private", "plan", until=date(2016, 2, 1))
    put(carl, "Tømrer.")
    (shared,) = publish(reader=carl, now=NOW, by="carl").shared
    assert shared == {"by": "consent", "id": str(consent.pk), "recipient": "school", "categories": ["plan"]}


def test_the_other_party_sees_what_changed_since_they_last_read(asta: Person, carl: Reader) -> None:
    agree(asta, "school", "plan")
    teacher = before(colleague(asta, "class_teacher", kind="class"), asta.pk)
    form = form_of(None)

    def changes(reader: Reader) -> list[list[tuple[str, str]]]:
        plan = find_plan(asta.pk)
        found = list_changes(reader, form, list_versions(plan)[0], find_seen_version(plan, reader.user))
        return [[tuple(piece) for piece in each.pieces] for each in found]

    put(carl, "Jeg vil være tømrer.")
    publish(reader=carl, now=NOW, by="carl")
    assert changes(carl) == []
    assert changes(teacher) == [[("new", "Jeg vil være tømrer.")]]
    Look.objects.create(plan=Plan.objects.get(), user=teacher.user, version=1, at=NOW)
    assert changes(teacher) == []
    put(carl, "Jeg vil være kok.", seen=1)
    put(carl, "Kun for vejledere.", ("guidance", "talks"))
    assert changes(teacher) == []
    publish(reader=carl, now=NOW, by="carl")
    assert [("same", "Jeg vil være "), ("gone", "tømrer."), ("new", "kok.")] in changes(teacher)


def test_a_person_who_is_erased_takes_the_plan_along(asta: Person, carl: Reader) -> None:
    put(carl, "Tømrer.")
    publish(reader=carl, now=NOW, by="carl")
    asta.delete()
    assert [model.objects.count() for model in (Plan, Revision, Version, Look)] == [0, 0, 0, 0]
