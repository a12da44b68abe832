"""The schemas of the seventeen registers, held against the store, the domain and themselves."""

from pathlib import Path

import pytest

import videre.registers
from videre.domain.education import EducationKind
from videre.registers.catalogue import REGISTERS, UnknownRegister, get_register
from videre.registers.checking import rules_of
from videre.registers.schema import Register, ValueType, code_list
from videre.registers.stored import KINDS, stored_name
from videre.store.shapes import SAID, SHAPES, Kind

FOLDERS = Path(videre.registers.__file__).parent
every_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


def test_there_are_seventeen_registers_each_in_a_folder_of_its_name() -> None:
    folders = {path.parent.name for path in FOLDERS.glob("*/schema.py")}
    assert len(REGISTERS) == 17
    assert folders == set(REGISTERS) == set(SHAPES)


@every_register
def test_a_register_fits_its_table_of_the_store(register: Register) -> None:
    shape = SHAPES[register.name]
    kept = {stored_name(column): KINDS[column.type] for column in register.kept}
    assert kept == {**shape.key, **shape.content}
    assert [stored_name(column) for column in register.key] == list(shape.key)


@every_register
def test_a_register_says_what_its_columns_mean(register: Register) -> None:
    names = [column.name for column in register.columns]
    assert len(set(names)) == len(names)
    assert not set(names) & (set(SAID) | {"row", "beyond"})
    for column in register.columns:
        assert column.title.da
        assert column.title.en
        assert (column.type is ValueType.CODE) <= bool(column.codes)
        assert column.refers_to is None or column.refers_to in REGISTERS
        assert column.is_kept or not column.is_key
    assert set(register.period or ()) <= set(names)


@every_register
def test_what_others_refer_to_comes_first(register: Register) -> None:
    order = list(REGISTERS)
    for column in register.columns:
        if column.refers_to is not None:
            assert order.index(column.refers_to) < order.index(register.name)


@every_register
def test_a_register_has_a_page_for_the_data_manager(register: Register) -> None:
    text = (FOLDERS / register.name / "README.md").read_text("utf-8")
    assert register.title.da in text
    assert all(f"`{column.name}`" in text for column in register.key)
    assert len(text.splitlines()) < 60


@every_register
def test_rules_of_a_register_have_different_codes(register: Register) -> None:
    codes = [rule.code for rule in rules_of(register.name)]
    assert len(set(codes)) == len(codes)


def test_names_and_numbers_of_persons_are_never_kept() -> None:
    kept = {column.name for column in REGISTERS["persons"].kept}
    assert kept == {"cpr", "birth_date", "sex", "origin", "parents_education"}
    assert all(SHAPES[name].columns.get("person", Kind.LONG) is Kind.LONG for name in SHAPES)


def test_code_lists_are_the_domain_s_names_in_lower_case() -> None:
    assert code_list(EducationKind)[:3] == ("unknown", "primary_school", "ninth_grade")
    assert "none" not in REGISTERS["enrolments"].column("outcome").codes


def test_a_register_that_is_none_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(UnknownRegister, match="enrolments"):
        get_register("enrolment")
