"""Manual pages made from the state files: what can be where, what leads where, what counts, and a picture of it."""

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.definitions.manual import both, heading, page, table
from videre.definitions.state_space import State, StateSpace
from videre.definitions.states import StateFile
from videre.definitions.states_picture import draw_states

FOLDER = "docs/reference/states"
WORDS = {
    "da": {"first": "{}, fuldført før nogen anden, og talt med fra da af", "without": "; vises også uden: {}"},
    "en": {"first": "{}, completed before any other, and counted from then on", "without": "; also told without: {}"},
}


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page and the picture of each state file, by path from the root of the repository."""
    pages = {}
    for name in definitions.names("states"):
        space = definitions.state_space(name)
        pages[f"{FOLDER}/{name}.md"] = render_states(space)
        pages[f"{FOLDER}/{name}.svg"] = draw_states(space)
    return pages


def render_states(space: StateSpace) -> str:
    """Return the page of a state file."""
    file = space.file
    looked_at = file.looked_at
    facts = [
        ("states", len(space.states)),
        ("possible moves", f"{len(space.moves)} of {len(space.states) ** 2}"),
        ("looked at", f"every {looked_at.every_months} months, on the first of month {looked_at.month}"),
        ("a break is one after", f"{file.breaks.months} months away from the same {file.breaks.level}"),
        *cells_in_words(file),
    ]
    return page(
        f"states/{file.name}.yaml",
        heading(1, file.title),
        f"![{file.title.da}]({file.name}.svg)",
        table(("fact", "value"), facts),
        "A box in the picture is a level. Within it one may go on, begin, leave; a line leads to the level that "
        "completing gives; a dashed one to where those are counted who begin something more. Other moves are "
        "impossible, and no rate is made up for them.",
        "## Hvad der tæller · What counts",
        both(
            [
                (f"`{name}`", Text(da=in_words(space, name, "da"), en=in_words(space, name, "en")))
                for name in file.counts
            ]
        ),
        "## Tilstande · States",
        table(
            ("number", "state", "dansk", "English", "leads to"),
            [
                (number, f"`{state.key}`", space.title(state).da, space.title(state).en, leads_to(space, number, state))
                for number, state in enumerate(space.states)
            ],
        ),
    )


def cells_in_words(file: StateFile) -> list[tuple[str, str]]:
    """Return in which cells behaviour is told apart, and what it leans on, as facts."""
    rule, area = file.cells, file.leans_on
    if not rule.by:
        return [("cells", "everybody together")]
    return [
        ("cells", ", ".join(rule.by)),
        ("a cell is merged below", f"{rule.fewest_person_years:,} person-years; first {', then '.join(rule.merge)}"),
        ("leans on", f"{', else '.join(area.order)}, from {area.fewest_person_years:,} person-years a year"),
    ]


def in_words(space: StateSpace, count: str, language: str) -> str:
    """Return what a count counts: its title, and the levels."""
    about = space.file.counts[count]

    def said(levels: tuple[str, ...]) -> str:
        return ", ".join(getattr(space.file.levels[level].title, language) for level in levels)

    words = WORDS[language]
    first = words["first"].format(said(about.first_completed)) if about.first_completed else said(about.levels)
    without = words["without"].format(said(about.shown_without)) if about.shown_without else ""
    return f"{getattr(about.title, language)}: {first}{without}"


def leads_to(space: StateSpace, number: int, state: State) -> str:
    """Return where one step may lead, without the years: other parts of its level, then other levels."""
    stems = dict.fromkeys(
        space.states[to].key.rpartition("/")[0] or space.states[to].key for a, to in space.moves if a == number
    )
    own = [
        stem.partition("/")[2] or stem for stem in stems if stem.partition("/")[0] in (state.level, "abroad", "dead")
    ]
    others = sorted({stem.partition("/")[0] for stem in stems} - {state.level, "abroad", "dead"})
    return "; ".join(part for part in (", ".join(own), f"→ {', '.join(others)}" if others else "") if part)
