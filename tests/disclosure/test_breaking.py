"""An entry of the ledger that was made badly is broken, and by the attack that its weakness asks for."""

from dataclasses import replace

from tests.disclosure.test_certifying import SOME, entry_of, how, youth_rows

from videre.disclosure.attacking import Attack
from videre.disclosure.breaking import break_group, changes_between, groups_of
from videre.disclosure.certifying import certify_period, figures_by_row
from videre.disclosure.counted import values_of
from videre.disclosure.editions import named
from videre.disclosure.entry import Entry
from videre.disclosure.examining import structure_of_entry

OWN = how("youth_15_17")
ROWS = youth_rows(SOME)
ENTRY = entry_of(ROWS, certify_period(ROWS, OWN), OWN)
STRUCTURE = structure_of_entry(ENTRY, OWN.counted)
TRUTH = dict(
    zip((c.name for c in STRUCTURE.cells), values_of(STRUCTURE, figures_by_row(ROWS, OWN.counted)), strict=True)
)


def broken_by(entry: Entry) -> set[Attack]:
    """Return the attacks that learn something of an entry."""
    return {
        attack
        for group in groups_of(entry, STRUCTURE, OWN.counted)
        for attack, learned in break_group(group).learned.items()
        if attack is not Attack.TWO_COALITION and group.leaks(learned)
    }


def telling(*names: str) -> Entry:
    """Return the entry with some hidden numbers told as well."""
    certified = ENTRY.certified
    told = {**certified.told, **{name: TRUTH[name] for name in names}}
    return ENTRY._replace(certified=certified._replace(told=told, hidden=certified.hidden - {*names}))


def test_the_entry_as_it_was_made_withstands_every_attack() -> None:
    assert any(group.secrets for group in groups_of(ENTRY, STRUCTURE, OWN.counted))
    assert broken_by(ENTRY) == set()


def test_telling_what_was_hidden_is_broken_for_its_own_sake_and_for_others() -> None:
    small = {name for name in ENTRY.certified.hidden if 0 < TRUTH[name] < 5}
    assert small
    assert ENTRY.certified.hidden > small
    assert Attack.LINEAR_PROGRAM in broken_by(telling(*(ENTRY.certified.hidden - small)))
    for name in small:
        assert Attack.LINEAR in broken_by(telling(name)), name


def test_a_share_left_beside_hidden_numbers_is_turned_back() -> None:
    n_broken = 0
    for table, rows in ENTRY.rows.items():
        figures = [row.figure for row in ROWS if row.table == table]
        for place, row in enumerate(rows):
            if row.is_hidden:
                edited = (*rows[:place], replace(row, value=figures[place].value), *rows[place + 1 :])
                n_broken += Attack.ROUNDING in broken_by(ENTRY._replace(rows={**ENTRY.rows, table: edited}))
    assert n_broken >= 1


def test_two_months_that_differ_by_a_few_are_counted() -> None:
    later = telling()._replace(period="2015-07")
    name = next(iter(later.certified.told))
    told = {**later.certified.told, name: later.certified.told[name] + 2}
    later = later._replace(certified=later.certified._replace(told=told))
    assert changes_between(ENTRY, later, 5) == (len(told), 1)
    assert changes_between(ENTRY, ENTRY, 5) == (len(told), 0)


def test_a_month_published_anew_is_compared_with_the_next_as_it_is_told_now() -> None:
    then, later = ENTRY.certified.told, telling()._replace(period="2015-07")
    now = {named(2, name): value + 10 * (place == 0) for place, (name, value) in enumerate(then.items())}
    revised = ENTRY._replace(edition=2, certified=ENTRY.certified._replace(told={**then, **now}))
    assert changes_between(revised, later, 20) == (len(then), 1)
    assert changes_between(later, revised, 20) == (len(then), 1)
