"""No field about a person is undeclared: the record of processing names every one, and none that there is not."""

from django.apps import apps

from videre.definitions.catalogue import Definitions
from videre.web.people.models import ROWS, CprNumber, Person
from videre.web.retention.due import way_to_person

RECORD = Definitions().processing_record()
# Every table of the two rooms of persons, every one that leads to a person, and the log, which names them.
TABLES = {
    model._meta.label: [field.name for field in model._meta.concrete_fields]
    for model in apps.get_models()
    if model._meta.app_label in {"people", "access"} or way_to_person(model) or model._meta.label == "audit.Entry"
}


def test_every_table_about_persons_is_in_the_record_or_said_to_be_about_nobody() -> None:
    assert set(TABLES) == set(RECORD.tables) | set(RECORD.not_about_persons)
    assert not set(RECORD.tables) & set(RECORD.not_about_persons)


def test_every_field_is_declared_and_none_that_there_is_not() -> None:
    assert {name: sorted(table.fields) for name, table in RECORD.tables.items()} == {
        name: sorted(TABLES[name]) for name in RECORD.tables
    }


def test_a_table_that_is_about_nobody_has_no_column_that_leads_to_a_person() -> None:
    for name in RECORD.not_about_persons:
        leads_to = {field.related_model for field in apps.get_model(name)._meta.concrete_fields}
        assert not {Person, CprNumber} & leads_to


def test_every_table_of_register_rows_says_of_which_register() -> None:
    said = {name: table.register_name for name, table in RECORD.tables.items() if table.register_name}
    assert said == {model._meta.label: register for register, model in ROWS.items()}
    assert set(said.values()) <= set(Definitions().holding().registers)
