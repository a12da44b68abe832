"""Two people write in the same place, and no word is lost."""

import os

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from videre.domain.drafting import Place, Saving, both, leave, save

INTERLEAVINGS = 10_000 if os.environ.get("VIDERE_LONG") else 1_000
STEPS = 30
EDITORS = ("asta", "bo")


def play(draw: np.random.Generator) -> tuple[Place, list[str], set[int]]:
    """Let two editors load, type, save and choose in any order.

    Return the place, every text ever sent that changed something, and the revisions that replaced an unseen one.
    """
    place = Place()
    sent: list[str] = []
    unseen: set[int] = set()
    before = dict.fromkeys(EDITORS, 0)  # the revision on each one's screen
    for step in range(STEPS):
        by = EDITORS[draw.integers(len(EDITORS))]
        if draw.random() < 0.3:
            before[by] = place.revision
            continue
        words = f"{by} {step}" if draw.random() < 0.8 else place.words
        standing = place.revision
        place, outcome = save(place, words, seen=before[by], by=by)
        if outcome is not Saving.UNCHANGED:
            sent.append(words)
        if outcome is Saving.SAVED:
            if before[by] != standing:
                unseen.add(place.revision)
            before[by] = place.revision
        elif outcome is Saving.CLASH:
            waiting = place.find_waiting(by)
            assert waiting is not None
            before[by] = place.revision  # both texts are shown
            choice = (waiting.words, both(place.words, waiting.words), place.words)[draw.integers(3)]
            if choice != place.words:
                place, outcome = save(place, choice, seen=before[by], by=by)
                assert outcome is Saving.SAVED
                sent.append(choice)
                before[by] = place.revision
    return place, sent, unseen


def test_no_word_is_lost_however_two_editors_interleave() -> None:
    for seed in range(INTERLEAVINGS):
        place, sent, unseen = play(np.random.default_rng(seed))
        assert [each.words for each in place.history] == sent
        assert not unseen


@given(st.text(min_size=1), st.text(min_size=1))
def test_whoever_did_not_see_the_newest_words_is_shown_both(mine: str, theirs: str) -> None:
    place, _ = save(Place(), theirs, seen=0, by="bo")
    after, outcome = save(place, mine, seen=0, by="asta")
    assert after.words == theirs
    if mine == theirs:
        assert outcome is Saving.UNCHANGED
    else:
        assert outcome is Saving.CLASH
        waiting = after.find_waiting("asta")
        assert waiting is not None
        assert waiting.words == mine
        chosen, outcome = save(after, both(theirs, mine), seen=after.revision, by="asta")
        assert outcome is Saving.SAVED or both(theirs, mine) == theirs
        assert chosen.words in {both(theirs, mine), theirs}


def test_an_empty_place_that_stays_empty_is_no_revision() -> None:
    assert save(Place(), "", seen=0, by="asta") == (Place(), Saving.UNCHANGED)


def test_words_may_be_taken_away_again() -> None:
    place, _ = save(Place(), "drøm", seen=0, by="asta")
    place, outcome = save(place, "", seen=1, by="asta")
    assert (place.words, place.revision, outcome) == ("", 2, Saving.SAVED)


@given(st.text(min_size=1), st.text(min_size=1))
def test_whoever_lets_the_other_text_stand_waits_for_nothing_and_loses_nothing(mine: str, theirs: str) -> None:
    place, _ = save(Place(), theirs, seen=0, by="asta")
    place, outcome = save(place, mine, seen=0, by="bo")
    if outcome is Saving.CLASH:
        assert place.find_waiting("bo") is not None
        place = leave(place, by="bo")
        assert place.find_waiting("bo") is None
        assert [each.words for each in place.history] == [theirs, mine, theirs]
        assert (place.words, place.revision) == (theirs, 1)
        place, _ = save(place, theirs + "!", seen=1, by="asta")
        assert place.find_waiting("bo") is None
