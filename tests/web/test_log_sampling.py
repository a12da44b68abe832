"""What the yearly control asks about: each rule where it should, and not beside."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.web.audit.sampling import (
    COMMON_PERSONS,
    MASS_PERSONS,
    Look,
    Rule,
    family_names,
    is_drawn,
    list_common,
    list_mass_look_ups,
    sample,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LOT = bytes(16)
PLAIN = Look(1, NOON, "alice", "p1", user_names="Alice Krag", person_names="Bo Vind", has_case=True)


def rules_of(look: Look, *, share: float = 0.0, common: frozenset[str] = frozenset()) -> set[Rule]:
    return set(sample([look], lot=LOT, share=share, common=common).get(look.entry, frozenset()))


def test_a_plain_look_is_not_asked_about() -> None:
    assert rules_of(PLAIN) == set()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"person_names": "Bo Krag"}, Rule.OWN_FAMILY_NAME),
        ({"person_names": "Bo KRAG-Vind"}, Rule.OWN_FAMILY_NAME),
        ({"user_address": "Stationstorvet 2, 2620", "person_address": "stationstorvet 2,2620"}, Rule.OWN_ADDRESS),
        ({"person_is_user": True}, Rule.COLLEAGUE),
        ({"has_case": False}, Rule.NO_OPEN_CASE),
        ({"at": NOON.replace(hour=22)}, Rule.AT_NIGHT),
        ({"at": NOON.replace(hour=5, minute=59)}, Rule.AT_NIGHT),
    ],
)
def test_each_rule_points_at_what_it_is_about(change: dict[str, object], rule: Rule) -> None:
    assert rules_of(PLAIN._replace(**change)) == {rule}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"person_names": "Krag Vind"},  # a first name is no family name
        {"user_names": "Alice von Krag", "person_names": "Bo von Vind"},
        {"user_names": "", "person_names": ""},
        {"user_address": "", "person_address": ""},
        {"has_case": None},
        {"at": NOON.replace(hour=6)},
        {"at": NOON.replace(hour=21, minute=59)},
    ],
)
def test_no_rule_points_beside(change: dict[str, object]) -> None:
    assert rules_of(PLAIN._replace(**change)) == set()  # type: ignore[arg-type]


def test_a_family_name_that_very_many_have_points_at_nobody() -> None:
    names = [f"Nummer{i} Jensen" for i in range(COMMON_PERSONS)] + ["Bo Vind"]
    common = list_common(names)
    assert common == {"jensen"}
    look = PLAIN._replace(user_names="Alice Jensen", person_names="Bo Jensen")
    assert rules_of(look) == {Rule.OWN_FAMILY_NAME}
    assert rules_of(look, common=common) == set()


def test_a_name_of_one_word_has_no_family_name() -> None:
    assert family_names("Alice") == frozenset()
    assert family_names("") == frozenset()


def test_opening_very_many_within_an_hour_is_asked_about_and_the_same_one_again_is_not() -> None:
    many = [Look(i, NOON + timedelta(seconds=30 * i), "alice", f"p{i}") for i in range(MASS_PERSONS)]
    again = [each._replace(person="p1") for each in many]
    slowly = [Look(i, NOON + timedelta(minutes=2 * i), "alice", f"p{i}") for i in range(MASS_PERSONS)]
    assert list_mass_look_ups(many) == set(range(MASS_PERSONS))
    assert list_mass_look_ups(many[1:]) == list_mass_look_ups(again) == list_mass_look_ups(slowly) == set()


def mass_by_every_hour(looks: list[Look], most: int) -> set[int]:
    """Return the same, slowly: for every line ask the hour that ends with it."""
    found = set()
    for last in looks:
        hour = [each for each in looks if each.by == last.by and last.at - timedelta(hours=1) < each.at <= last.at]
        if len({each.person for each in hour}) >= most:
            found |= {each.entry for each in hour}
    return found


LOOKS = st.lists(st.tuples(st.integers(0, 180), st.sampled_from("ab"), st.integers(0, 6)), max_size=40)


@given(LOOKS)
def test_mass_look_ups_are_what_asking_every_hour_finds(drawn: list[tuple[int, str, int]]) -> None:
    looks = [Look(i, NOON + timedelta(minutes=m), by, f"p{p}") for i, (m, by, p) in enumerate(sorted(drawn))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("videre.web.audit.sampling.MASS_PERSONS", 4)
        assert set(list_mass_look_ups(looks)) == mass_by_every_hour(looks, 4)


def test_the_lot_draws_its_share_and_the_same_again_and_others_with_another_lot() -> None:
    drawn = {i for i in range(20_000) if is_drawn(i, LOT, 0.02)}
    assert 320 < len(drawn) < 480  # 400 expected, four deviations of 20
    assert drawn == {i for i in range(20_000) if is_drawn(i, LOT, 0.02)}
    assert len(drawn & {i for i in range(20_000) if is_drawn(i, b"x" * 16, 0.02)}) < 40


@given(st.integers(0, 2**62), st.binary(min_size=16, max_size=16))
def test_a_share_of_nothing_draws_none_and_of_everything_all(entry: int, lot: bytes) -> None:
    assert not is_drawn(entry, lot, 0)
    assert is_drawn(entry, lot, 1)
