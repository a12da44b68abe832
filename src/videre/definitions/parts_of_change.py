"""What a change of a projected share can be made of: a key for each part, and what it is called."""

from typing import Final

from videre.definitions.files import Text
from videre.definitions.happenings import Happening, Meaning, meanings_of, say
from videre.definitions.state_space import StateSpace

CHANGE: Final = "change"  # all parts together
REST: Final = "rest"  # parts too small to be told one by one
# Who does more or less of what, so that a sentence can say "1.1 from fewer who leave basic course 2".
SAID: Final = {
    (Happening.BEGINS, True): Text(da="flere, der begynder på {}", en="more who begin {}"),
    (Happening.BEGINS, False): Text(da="færre, der begynder på {}", en="fewer who begin {}"),
    (Happening.COMPLETES, True): Text(da="flere, der fuldfører {}", en="more who complete {}"),
    (Happening.COMPLETES, False): Text(da="færre, der fuldfører {}", en="fewer who complete {}"),
    (Happening.LEAVES, True): Text(da="flere afbrud i {}", en="more breaks in {}"),
    (Happening.LEAVES, False): Text(da="færre afbrud i {}", en="fewer breaks in {}"),
    (Happening.GOES_ON, True): Text(da="flere, der bliver, hvor de er", en="more who stay where they are"),
    (Happening.GOES_ON, False): Text(da="færre, der bliver, hvor de er", en="fewer who stay where they are"),
    (Happening.ELSEWHERE, True): Text(da="flere, der er rejst eller døde", en="more who have gone abroad or died"),
    (Happening.ELSEWHERE, False): Text(da="færre, der er rejst eller døde", en="fewer who have gone abroad or died"),
}


def list_parts(space: StateSpace) -> list[tuple[str, Meaning, bool]]:
    """Return every part that a change may have: its key, what happens, and whether more of it."""
    meanings = {*meanings_of(space), *(Meaning(Happening.BEGINS, name) for name in space.file.activities)}
    return [
        (f"{meaning.happening.name.lower()}.{meaning.activity or 'any'}.{'more' if more else 'fewer'}", meaning, more)
        for meaning in sorted(meanings, key=lambda each: (each.happening, each.activity or ""))
        for more in (True, False)
    ]


def titles_of_parts(space: StateSpace) -> dict[str, Text]:
    """Return what each part of a change is called, by key, e.g. `leaves.gf2.fewer`: `færre afbrud i grundforløb 2`."""
    titles = {}
    for key, meaning, more in list_parts(space):
        said = SAID[meaning.happening, more]
        name = Text(da="", en="") if meaning.activity is None else space.file.activities[meaning.activity].title
        titles[key] = Text(da=said.da.format(name.da.lower()), en=said.en.format(name.en.lower()))
    return titles


def keys_of_parts(space: StateSpace) -> dict[str, str]:
    """Return the key of each part by its English words, in which `explain_change` sums parts."""
    return {say(space, meaning, more=more).en: key for key, meaning, more in list_parts(space)}
