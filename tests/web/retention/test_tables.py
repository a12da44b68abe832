"""No table that leads to a person is forgotten: each has a rule of retention, and none is left after an erasure."""

import pytest
from django.apps import apps
from django.db.models import CASCADE, ForeignKey
from tests.homes import ALICE, BOB
from tests.web.retention.rows import Rows, tables_about_persons

from videre.definitions.catalogue import Definitions
from videre.definitions.retention import StandsIn
from videre.home.home import Home
from videre.web.access.models import Door
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.audit.home_log import current_signer
from videre.web.audit.models import Entry
from videre.web.audit.verifying import in_turn, verify
from videre.web.people.ending import Spared, end_basis
from videre.web.people.models import ROWS, CprNumber, Guardian, Person
from videre.web.retention.archiving import receive_receipt, write_package
from videre.web.retention.erasing import CaseworkUnderRules
from videre.web.retention.models import ArchivedRecord
from videre.web.retention.queries import waiting_packages

RULES = Definitions().retention()
# What names a person or a number without a foreign key, and how it goes when they are erased.
GOES_OTHERWISE = {
    "access.Door.blind": "with its row",
    "audit.Entry.person": "taken out of the log by `audit.retiring.take_out_person`",
    "people.CprNumber.blind": "with its row, by the foreign key beside it",
    "people.CprNumber.encrypted": "the same",
    "people.Guardian.blind": "with its row; of an erased guardian, by its number",
    "people.Guardian.encrypted": "the same",
    "people.ProtectedAddress.encrypted": "with its row",
    "people.ReadinessRow.personal": "names nobody: how ready a pupil is, as a person",
}
TELLING = ("person", "blind", "cpr", "encrypted", "guardian", "young")


def test_every_table_about_a_person_has_one_rule_or_goes_with_a_row_that_has() -> None:
    ruled = {table for rule in RULES.rules.values() for table in rule.tables}
    for model in [Person, *tables_about_persons()]:
        parents = {
            field.related_model._meta.label
            for field in model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE and not field.null
        } - {"people.Person", "accounts.User"}
        assert model._meta.label in ruled or parents & ruled, f"{model._meta.label}: say in definitions/retention"


def test_every_table_and_every_event_that_a_rule_names_is_there() -> None:
    for rule in RULES.rules.values():
        for table in rule.tables:
            fields = {field.name for field in apps.get_model(table)._meta.concrete_fields}
            assert set(rule.event) <= fields, table


def test_a_period_that_stands_in_the_holding_is_of_tables_of_people() -> None:
    held = {table for rule in RULES.rules.values() if rule.stands_in is StandsIn.HOLDING for table in rule.tables}
    there = {model._meta.label for model in apps.get_app_config("people").get_models()}
    by_the_door = {"access.Door"}  # the door of the young person is there as long as who they are
    assert held == there - set(Definitions().processing_record().not_about_persons) | by_the_door


def test_no_field_tells_of_a_person_without_a_foreign_key_unless_it_is_said_how_it_goes() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not isinstance(field, ForeignKey) and any(word in field.name for word in TELLING)
    }
    assert found == set(GOES_OTHERWISE)


@pytest.mark.django_db
def test_whoever_is_erased_is_in_no_table_and_in_no_line_of_the_log_and_the_others_stay(
    home: Home, alice: User
) -> None:
    erased, other = Rows(home, alice, "Asta", ALICE), Rows(home, alice, "Bo", BOB)
    for rows in (erased, other):
        rows.fill()
        audit.write(event="person_seen", person=str(rows.person.pk), by="alice")
    of_them = Guardian.objects.create(person=other.person, blind=2, encrypted=erased.made_number)
    everywhere = {model._meta.label for model in tables_about_persons()}
    assert erased.tables_left() == other.tables_left() == everywhere
    parent, lodger = (User.objects.create(user_name=name, display_name=name, role="guardian") for name in "pl")
    Door.objects.create(user=parent, person=other.person, kind="guardian", blind=3)
    Guardian.objects.create(person=other.person, blind=3, encrypted=other.made_number)
    number = CprNumber.objects.get(person=other.person)
    Door.objects.filter(person=other.person, user=alice).update(kind="own", blind=number.blind)
    Door.objects.create(user=lodger, person=erased.person, kind="guardian", blind=4)
    assert CaseworkUnderRules(home).erase(lambda digits: digits == ALICE) == 1
    assert set(User.objects.filter(role="guardian")) == {parent}
    assert erased.tables_left() == set()
    assert other.tables_left() == everywhere
    assert not Guardian.objects.filter(pk=of_them.pk).exists()
    assert set(Entry.objects.exclude(person="").values_list("person", flat=True)) == {str(other.person.pk)}
    done = verify(current_signer().reader, [], in_turn)
    assert (done.findings, done.n_sealed > 0) == ((), True)


@pytest.mark.django_db
def test_a_package_that_waits_and_is_about_somebody_erased_is_removed(home: Home, alice: User) -> None:
    rows = Rows(home, alice, "Asta", ALICE)
    rows.fill()
    day = rows.day
    package = write_package(day=day, person_id=rows.person.pk, by="test")
    assert package is not None
    file = home.paths.archive / package.name
    assert file.exists()
    CaseworkUnderRules(home).erase(lambda digits: digits == ALICE)
    assert not waiting_packages().exists()
    assert not ArchivedRecord.objects.exists()
    with pytest.raises(Exception, match="waits for a receipt"):
        receive_receipt(name=package.name, sha256=package.sha256, reference="A-1", day=day, by="test")


@pytest.mark.django_db
def test_of_whom_something_is_kept_all_that_registers_said_goes_when_the_basis_ends(home: Home, alice: User) -> None:
    kept, other = Rows(home, alice, "Asta", ALICE), Rows(home, alice, "Bo", BOB)
    for rows in (kept, other):
        rows.fill()
    of_people = {table for table in kept.tables_left() if table.startswith("people.")}
    of_registers = {model._meta.label for model in ROWS.values()}
    for model in ROWS.values():
        assert model._default_manager.filter(number__person=kept.person).exists()
    assert end_basis({kept.person.pk}, lambda ids: Spared(kept=frozenset(ids))) == 0
    assert {table for table in kept.tables_left() if table.startswith("people.")} == {"people.CprNumber"}
    assert {table for table in other.tables_left() if table.startswith("people.")} == of_people > of_registers
