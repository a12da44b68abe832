"""State files: what is refused, what follows from them, and what counts as what on a day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from videre.definitions.catalogue import Definitions
from videre.definitions.files import SHIPPED, InvalidDefinition
from videre.definitions.state_space import StateSpace
from videre.definitions.states import StateFile

SMALL: dict[str, Any] = {
    "name": "small",
    "title": {"da": "Lille", "en": "Small"},
    "looked_at": {"every_months": 12, "month": 10},
    "begins": {"da": "Begynder", "en": "Begins"},
    "breaks": {"months": 15, "level": "kind"},
    "levels": {
        "nothing": {"title": {"da": "Intet", "en": "Nothing"}, "gaps": {"out": {"years": 2}}},
        "done": {"title": {"da": "Færdig", "en": "Done"}, "gaps": {"after": {"years": 1}}},
    },
    "activities": {
        "course": {"title": {"da": "Kursus", "en": "Course"}, "kinds": ["STX"], "years": 2, "at": {"nothing": "done"}}
    },
    "counts": {"completed": {"title": {"da": "Fuldført", "en": "Completed"}, "levels": ["done"]}},
}


def changed(**parts: Any) -> dict[str, Any]:
    """Return the small file with parts of it replaced; `levels` and `activities` are added to."""
    merged = {name: {**SMALL[name], **part} if isinstance(part, dict) else part for name, part in parts.items()}
    return {**SMALL, **merged}


def read(folder: Path, content: dict[str, Any]) -> StateSpace:
    """Return a state file that lies among a municipality's own definitions."""
    (folder / "states").mkdir()
    (folder / "states" / "small.yaml").write_text(yaml.safe_dump(content, sort_keys=False))
    return Definitions(folder).state_space("small")


def test_states_and_moves_follow_from_the_file(tmp_path: Path) -> None:
    space = read(tmp_path, SMALL)
    assert [state.key for state in space.states] == [
        "begins",
        "nothing/out/1",
        "nothing/out/2",
        "nothing/course/1",
        "nothing/course/2",
        "done/after/1",
    ]
    named = {(space.states[a].key, space.states[b].key) for a, b in space.moves}
    assert {to for a, to in named if a == "begins"} == {"nothing/course/1", "nothing/out/1"}
    assert {to for a, to in named if a == "nothing/course/1"} == {
        "nothing/course/1",  # begun anew
        "nothing/course/2",
        "nothing/out/1",
        "done/after/1",
    }
    assert {to for a, to in named if a == "nothing/out/1"} == {"nothing/out/1", "nothing/out/2", "nothing/course/1"}
    assert {to for a, to in named if a == "done/after/1"} == {"done/after/1"}


WRONG = {
    "leads to no level": (
        changed(activities={"course": {**SMALL["activities"]["course"], "at": {"nothing": "gone"}}}),
        "no level gone",
    ),
    "a gap that is none": (
        changed(activities={"course": {**SMALL["activities"]["course"], "left": "void"}}),
        "no gap void",
    ),
    "a level without a gap": (
        changed(levels={"done": {"title": {"da": "F", "en": "D"}}}),
        "stands at done, which has no gap to be in",
    ),
    "a level nothing leads to": (
        changed(levels={"lost": {"title": {"da": "T", "en": "L"}, "gaps": {"after": {"years": 1}}}}),
        "nothing leads to lost/after/1",
    ),
    "a level to go on with that is none": (
        changed(levels={"done": {**SMALL["levels"]["done"], "then": "more"}}),
        "no level more",
    ),
    "an unknown kind": (
        changed(activities={"course": {**SMALL["activities"]["course"], "kinds": ["LATIN"]}}),
        "no kind LATIN",
    ),
    "followed at no level": (
        changed(activities={"course": {**SMALL["activities"]["course"], "at": {"nowhere": "done"}}}),
        "no level nowhere",
    ),
    "made of nothing": (
        changed(activities={"course": {**SMALL["activities"]["course"], "kinds": []}}),
        "by which kinds",
    ),
    "followed twice": (
        changed(activities={"again": {**SMALL["activities"]["course"]}}),
        "STX at level nothing is followed by course already",
    ),
    "counts a level that is none": (
        changed(counts={"completed": {**SMALL["counts"]["completed"], "levels": ["gone"]}}),
        "no level gone",
    ),
    "counts nothing": (
        changed(counts={"completed": {**SMALL["counts"]["completed"], "levels": []}}),
        "one of them",
    ),
    "counts standing and completing at once": (
        changed(counts={"completed": {**SMALL["counts"]["completed"], "first_completed": ["done"]}}),
        "one of them",
    ),
    "counts first what nobody completes": (
        changed(counts={"completed": {"title": SMALL["title"], "first_completed": ["nothing"]}}),
        "no activity of the first level that gives nothing",
    ),
    "is told without what it does not count": (
        changed(counts={"completed": {**SMALL["counts"]["completed"], "shown_without": ["nothing"]}}),
        "nothing is not among its levels",
    ),
    "a month that is none": (changed(looked_at={"month": 13}), "less than or equal to 12"),
    "a key nobody knows": (changed(colour="blue"), "Extra inputs"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_cannot_be_right_is_refused_with_what_to_mend(name: str, tmp_path: Path) -> None:
    content, sentence = WRONG[name]
    with pytest.raises(InvalidDefinition, match=sentence):
        read(tmp_path, content)


@pytest.mark.parametrize("name", [path.stem for path in (SHIPPED / "states").glob("*.yaml")])
def test_every_shipped_state_file_holds_and_names_each_state(name: str) -> None:
    space = Definitions().state_space(name)
    titles = [space.title(state) for state in space.states]
    assert len({text.da for text in titles}) == len({text.en for text in titles}) == len(space.states)
    assert len(set(space.moves)) == len(space.moves)


def test_a_kind_counts_as_a_youth_education_when_the_list_of_kinds_says_so() -> None:
    definitions = Definitions()
    space, kinds = definitions.state_space("youth_education"), definitions.programme_kinds()

    def levels(day: date) -> set[str]:
        return {space.states[number].level for number in space.counted("a_youth_education", kinds, day)}

    assert "stu" not in levels(date(2007, 7, 31))
    assert "stu" in levels(date(2007, 8, 1))
    assert levels(date(2030, 8, 1)) - levels(date(2030, 7, 31)) == {"epx"}


def test_each_way_to_a_first_youth_education_is_of_one_kind() -> None:
    definitions = Definitions()
    space, kinds = definitions.state_space("youth_education"), definitions.programme_kinds()
    by_kind = {name: space.first_completed(name, kinds, date(2031, 10, 1)) for name in space.file.counts}
    of_kinds = [move for name, moves in by_kind.items() if name.startswith("first_") for move in moves]
    assert len(set(of_kinds)) == len(of_kinds)
    counted = set(space.counted("a_youth_education", kinds, date(2031, 10, 1)))
    into = {
        number
        for number, (before, after) in enumerate(space.moves)
        if space.states[before].level == "nothing" and after in counted
    }
    assert set(of_kinds) == into
    named = {(space.states[space.moves[move][0]].activity) for move in by_kind["first_eud"]}
    assert named == {"main_course"}
    assert space.first_completed("first_epx", kinds, date(2015, 10, 1)) == ()


def test_what_counts_lies_inside_each_other_as_the_words_say() -> None:
    definitions = Definitions()
    space, kinds = definitions.state_space("youth_education"), definitions.programme_kinds()
    counted = {name: set(space.counted(name, kinds, date(2015, 10, 1))) for name in space.file.counts}
    assert counted["long_higher_education"] < counted["higher_education"] < counted["vocationally_qualifying"]
    assert counted["a_youth_education"] < counted["at_least_one"]
    assert counted["higher_education"] < counted["at_least_one"]
    assert space.numbers["begins"] not in counted["at_least_one"]


def test_a_file_without_a_beginning_begins_in_what_may_be_begun(tmp_path: Path) -> None:
    space = read(tmp_path, {name: part for name, part in SMALL.items() if name != "begins"})
    assert "begins" not in space.numbers
    assert isinstance(space.file, StateFile)
