"""What a move between two states means."""

import pytest

from videre.definitions.catalogue import Definitions
from videre.definitions.happenings import Happening, meaning_of, meanings_of, say

SPACE = Definitions().state_space("youth_education")
STATES = {state.key: state for state in SPACE.states}

MEANS = {
    ("begins", "nothing/stx/1"): ("BEGINS", "stx"),
    ("begins", "nothing/never/1"): ("GOES_ON", None),
    ("nothing/stx/1", "nothing/stx/2"): ("GOES_ON", None),
    ("nothing/stx/4", "nothing/stx/4"): ("GOES_ON", None),
    ("nothing/stx/2", "nothing/stx/1"): ("BEGINS", "stx"),
    ("nothing/stx/1", "nothing/broke/1"): ("LEAVES", "stx"),
    ("nothing/gf2/1", "nothing/basic/1"): ("COMPLETES", "gf2"),
    ("nothing/gf2/1", "nothing/broke/1"): ("LEAVES", "gf2"),
    ("nothing/stx/3", "stx/after/1"): ("COMPLETES", "stx"),
    ("nothing/stx/3", "gymnasial/bachelor/1"): ("COMPLETES", "stx"),
    ("stx/after/2", "gymnasial/bachelor/1"): ("BEGINS", "bachelor"),
    ("stx/after/2", "stx/after/3"): ("GOES_ON", None),
    ("nothing/broke/3", "nothing/hf/1"): ("BEGINS", "hf"),
    ("nothing/never/1", "dead"): ("ELSEWHERE", None),
    ("dead", "dead"): ("GOES_ON", None),
}


@pytest.mark.parametrize("pair", MEANS)
def test_a_move_means_what_people_would_say(pair: tuple[str, str]) -> None:
    happening, activity = MEANS[pair]
    assert meaning_of(SPACE, STATES[pair[0]], STATES[pair[1]]) == (Happening[happening], activity)


def test_from_every_state_somebody_may_go_on_without_a_word() -> None:
    silent = {
        before for (before, _), meaning in zip(SPACE.moves, meanings_of(SPACE), strict=True) if meaning.happening == 0
    }
    assert silent == set(range(len(SPACE.states)))


def test_changes_are_said_in_words() -> None:
    meaning = meaning_of(SPACE, STATES["nothing/gf2/1"], STATES["nothing/broke/1"])
    assert say(SPACE, meaning, more=False).da == "færre afbrud i grundforløb 2"
    assert say(SPACE, meaning, more=True).en == "more breaks in basic course 2"
