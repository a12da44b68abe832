"""Who may see what: the shipped table against a second form written by hand, over every question that can be asked."""

from itertools import product

import pytest
from pydantic import ValidationError

from videre.definitions.access import Category, Law, Recipient
from videre.definitions.catalogue import Definitions
from videre.definitions.roles import Role
from videre.registers.catalogue import REGISTERS

LAW = Definitions().access_law()
AGES = range(14, 32)
WORK = ["identity", "address", "benefits", "employment", "activities", "contact_person"]
STATUS = ["education_status", "highest_education", "education_order", "plan"]


def expected(recipient: str, age: int) -> tuple[set[str], set[str]]:  # noqa: C901 - one paragraph a recipient
    """Return what a recipient may see of somebody without consent, and what only with it."""
    match recipient:
        case "guidance" if age < 25:
            free = {"identity", "address", "education_status", "highest_education", "education_order", "dropout_risk"}
            free |= {"employment", "applications", "contact_person", "contacts", "standing", "plan"}
            free |= {"school", "exams", "readiness", "activities", "exemption"}
            return free, {"absence", "benefits", "social", "health"}
        case "ungecenter" if age < 25:
            free = {"identity", "contact_person", "contacts", "activities", "standing"}
            return free, {"address", "plan", "school", "education_status", "dropout_risk", "applications"}
        case "school" if age < 19:
            free = {"identity", "address", "school", "absence", "exams", "readiness", "applications", "contact_person"}
            return free, {"plan", "contacts", "standing", "education_status", "activities", "social", "health"}
        case "health_care" if age < 18:
            free = {"identity", "address", "school", "health"}
            return free, {"absence", "plan", "contacts", "contact_person", "social"}
        case "social_services" if age < 23:
            asked = {"school", "absence", "plan", "contacts", "education_status", "dropout_risk", "activities"}
            asked |= {"exemption", "benefits", "employment", "standing", "health"}
            return {"identity", "address", "social", "contact_person"}, asked
        case "job_centre" if 15 <= age < 25:
            asked = {"school", "exams", "readiness", "applications", "exemption", "social", "health"}
            return {*WORK, *STATUS, "dropout_risk", "standing", "contacts"}, asked
        case "job_centre" if 25 <= age < 30:
            return {*WORK, *STATUS}, set()
        case "youth_education" if 15 <= age < 25:
            free = {"identity", "education_status", "education_order", "dropout_risk", "contact_person"}
            asked = {"address", "school", "exams", "readiness", "applications", "activities", "plan", "contacts"}
            return free, asked | {"standing", "health"}
        case "youth_education" if 25 <= age < 30:
            return {"identity", "education_status", "education_order"}, set()
        case "private" if age < 25:
            return set(), {"identity", "plan", "contact_person"}
        case "young_person":
            return {str(each) for each in Category} - {"protected_address", "ssp"}, set()
        case "guardian" if age < 18:
            free = {"identity", "school", "absence", "exams", "readiness", "applications", "education_status"}
            free |= {"dropout_risk", "activities", "exemption", "plan", "contact_person", "contacts", "standing"}
            return free, {"social", "health", "employment", "benefits"}
    return set(), set()


def test_every_category_recipient_age_and_consent_is_answered_as_written_by_hand() -> None:
    n_asked, wrong = 0, []
    for category, recipient, age, has_consent in product(Category, Recipient, AGES, (False, True)):
        free, asked = expected(recipient, age)
        rule = LAW.find_rule(category, recipient, age, has_consent=has_consent)
        n_asked += 1
        if (rule is not None) is not (category in free or (has_consent and category in asked)):
            wrong.append((category, recipient, age, has_consent))
    assert wrong == []
    assert n_asked == len(Category) * len(Recipient) * 18 * 2 == 9_108


def test_a_consent_never_replaces_another_basis_that_is_there() -> None:
    for category, recipient, age in product(Category, Recipient, AGES):
        alone = LAW.find_rule(category, recipient, age, has_consent=False)
        assert alone is None or LAW.find_rule(category, recipient, age, has_consent=True) == alone


def test_what_may_be_asked_for_is_what_only_a_consent_opens() -> None:
    for category, recipient, age in product(Category, Recipient, AGES):
        free, asked = expected(recipient, age)
        assert LAW.may_be_asked(category, recipient, age) is (category in asked - free)


def test_nothing_from_the_shared_data_base_passes_about_25_to_29_year_olds_but_what_the_law_lists() -> None:
    for age in range(25, 30):
        for recipient in Recipient:
            for category in Category:
                rule = LAW.find_rule(category, recipient, age, has_consent=True)
                if rule is not None and rule.basis.startswith("ungedatabasen"):
                    assert recipient is Recipient.JOB_CENTRE, "for an employment effort only"
                    assert category in {*STATUS}


def changed(**values: object) -> dict[str, object]:
    return {**LAW.model_dump(mode="json"), **values}


@pytest.mark.parametrize("category", ["protected_address", "ssp"])
def test_a_rule_that_opens_a_protected_address_or_notes_of_ssp_is_refused(category: str) -> None:
    rule = {"recipient": "school", "categories": [category], "basis": "consent"}
    with pytest.raises(ValidationError, match="kept apart"):
        Law.model_validate(changed(rules=[rule]))
    with pytest.raises(ValidationError, match="kept apart"):
        Law.model_validate(changed(emergency=[category]))


def test_a_rule_by_a_basis_that_is_not_listed_is_refused() -> None:
    rule = {"recipient": "school", "categories": ["plan"], "basis": "wish"}
    with pytest.raises(ValidationError, match="not listed"):
        Law.model_validate(changed(rules=[rule]))


def test_a_category_without_words_is_refused() -> None:
    words = LAW.model_dump(mode="json")["categories"]
    with pytest.raises(ValidationError, match="without words"):
        Law.model_validate(changed(categories={key: value for key, value in words.items() if key != "plan"}))


def test_every_basis_says_where_it_stands() -> None:
    assert all(basis.citation and basis.text.da and basis.text.en for basis in LAW.bases.values())
    used = {rule.basis for rule in LAW.rules} | {LAW.emergency_basis}
    assert {name for name, basis in LAW.bases.items() if name not in used} == {"ssd", "concern"}
    assert all(LAW.bases[name].by_record for name in ("ssd", "concern"))


def test_guidance_was_an_authority_of_its_own_until_the_municipal_youth_effort() -> None:
    uu = Definitions().units().units["uu"]
    assert uu.entity_on("2019-07-31") == "uu_vestegnen"
    assert uu.entity_on("2019-08-01") == "municipality"


def test_what_is_held_names_registers_and_bases_that_there_are() -> None:
    holding = Definitions().holding()
    assert set(holding.registers) <= set(REGISTERS)
    assert {held.basis for held in holding.registers.values()} <= set(LAW.bases)
    assert all(held.below_age <= holding.persons_below_age for held in holding.registers.values())


@pytest.mark.parametrize("name", Definitions().names("roles"))
def test_a_role_sees_people_exactly_when_it_is_a_recipient_with_a_purpose(name: str) -> None:
    role = Definitions().definition("roles", name, Role)
    assert bool({"see_people", "own_plan"} & set(role.permissions)) is (role.recipient is not None)
    assert ("own_plan" in role.permissions) is (role.recipient in {Recipient.YOUNG_PERSON, Recipient.GUARDIAN})
    assert role.recipient is None or role.purposes


def test_there_is_a_role_for_everybody_whom_the_strategy_names() -> None:
    assert set(Definitions().names("roles")) >= {
        *("guidance_counsellor", "class_teacher", "school_head", "day_care", "youth_education", "vuc", "mentor"),
        *("job_centre_adviser", "social_worker", "health_visitor", "ungecenter", "steering_group", "project_lead"),
        *("council_reader", "analyst", "data_manager", "data_protection_officer", "administrator"),
    }
