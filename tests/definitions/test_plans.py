"""The form of the shared document: what must never stand in it, and that whoever writes a section may read it."""

from pathlib import Path

import pytest
import yaml

from videre.definitions.access import Category, Recipient
from videre.definitions.catalogue import Definitions
from videre.definitions.files import InvalidDefinition

DEFINITIONS = Definitions()
FORM = DEFINITIONS.newest_plan_form()
SHIPPED = yaml.safe_load(DEFINITIONS.path("plans", "form-1").read_text("utf-8"))


def load(tmp_path: Path, form: dict[str, object]) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    name = str(form["name"])
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(form), "utf-8")
    Definitions(tmp_path).plan_form(name)


def test_the_young_persons_own_words_stand_first() -> None:
    assert [each.name for each in FORM.sections][:3] == ["own_words", "way", "parents"]
    assert FORM.sections[0].writers[0] is Recipient.YOUNG_PERSON


def test_every_sector_has_a_section_of_its_own() -> None:
    private = {Recipient.PRIVATE, Recipient.YOUNG_PERSON, Recipient.GUARDIAN}
    assert {each.sector for each in FORM.sections} - {None} == set(Recipient) - private


def test_a_young_person_may_read_every_section() -> None:
    rules = [rule for rule in DEFINITIONS.access_law().rules if rule.recipient is Recipient.YOUNG_PERSON]
    may = {category for rule in rules for category in rule.categories}
    assert {each.category for each in FORM.sections} <= may


@pytest.mark.parametrize("section", FORM.sections, ids=lambda each: each.name)
def test_whoever_writes_in_a_section_may_by_some_law_read_it(section: object) -> None:
    rules = DEFINITIONS.access_law().rules
    for writer in section.writers:  # type: ignore[attr-defined]
        may = {category for rule in rules if rule.recipient is writer for category in rule.categories}
        assert section.category in may or section.sector is writer  # type: ignore[attr-defined]


@pytest.mark.parametrize("category", [Category.SSP, Category.PROTECTED_ADDRESS])
def test_ssp_and_protected_addresses_cannot_stand_in_a_form(tmp_path: Path, category: Category) -> None:
    first, *rest = SHIPPED["sections"]
    with pytest.raises(InvalidDefinition, match="never stands in the shared document"):
        load(tmp_path, {**SHIPPED, "sections": [{**first, "category": category.value}, *rest]})


def test_a_municipality_lays_a_new_form_over_and_the_newest_counts(tmp_path: Path) -> None:
    load(
        tmp_path,
        {**SHIPPED, "name": "form-2", "version": 2, "sections": SHIPPED["sections"][:2], "note_begins_with": []},
    )
    definitions = Definitions(tmp_path)
    assert definitions.newest_plan_form().version == 2
    assert len(definitions.plan_form("form-1").sections) == len(FORM.sections)


def test_a_section_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidDefinition, match="own_words is there twice"):
        load(tmp_path, {**SHIPPED, "sections": [SHIPPED["sections"][0]] * 2})


def test_the_goal_is_a_question_that_the_form_asks(tmp_path: Path) -> None:
    assert FORM.goal == "way.goal"
    with pytest.raises(InvalidDefinition, match=r"the goal is way\.unasked"):
        load(tmp_path, {**SHIPPED, "goal": "way.unasked"})


def test_a_transition_note_begins_with_strengths_that_the_form_asks_for(tmp_path: Path) -> None:
    assert FORM.note_begins_with[0] == "own_words.strengths"
    with pytest.raises(InvalidDefinition, match=r"begins with own_words\.unasked"):
        load(tmp_path, {**SHIPPED, "note_begins_with": ["own_words.unasked"]})
