"""The parts of a report beside the points themselves: what moved, the initiatives, decisions, and what to trust."""

from collections.abc import Sequence
from datetime import date

from videre.definitions.strategy import FocusArea, Initiative, Strategy
from videre.reports.content import Block, Cell, Fact, Facts, Grid, Heading, Items, Line, Paragraph, Part
from videre.reports.grids import NONE
from videre.reports.headlines import Followed, judge
from videre.reports.sentences import data_text, since_last, unknown_text, verdict_of
from videre.reports.steering import InitiativeStatus, Steering
from videre.reports.wording import Wording


def moved_part(followed: Sequence[Followed], wording: Wording) -> Part:
    """Return what has changed of each point since the report before."""
    said = [(numbered(each, wording), since_last(each, wording)) for each in followed]
    lines = tuple(Line(Cell(name), (Cell(text),)) for name, text in said if text)
    if not lines:
        return Part(wording.say("part.moved"), (Paragraph(wording.say("moved.nothing")),))
    head = (Cell(wording.say("sources.measure")), Cell(wording.say("fact.since")))
    grid = Grid(wording.say("moved.caption"), head, lines, holds="words", widths=(2, 4))
    return Part(wording.say("part.moved"), (grid,))


def numbered(followed: Followed, wording: Wording) -> str:
    """Return a point's number and title."""
    return f"{followed.point.number}. {wording.told(followed.point.title)}"


def initiatives_part(strategy: Strategy, steering: Steering, wording: Wording) -> Part:
    """Return each focus area with its initiatives: who, how they stand, and when somebody last said so."""
    told = {each.number: each for each in steering.initiatives}
    blocks: list[Block] = []
    if not told:
        blocks.append(Paragraph(wording.say("initiatives.nobody_told")))
    for area in strategy.focus_areas:
        blocks.append(Heading(f"{area.number}. {wording.told(area.label)}"))
        blocks.append(Paragraph(roll_up(area, told, wording)))
        if area.initiatives or added_to(area, told):
            blocks.append(area_grid(area, strategy, told, wording))
    return Part(wording.say("part.initiatives"), tuple(blocks))


def roll_up(area: FocusArea, told: dict[str, InitiativeStatus], wording: Wording) -> str:
    """Return how many initiatives a focus area has, and how many of them have a status that still holds."""
    added = added_to(area, told)
    known = [*(told[each.number] for each in area.initiatives if each.number in told), *added]
    fresh = [each for each in known if not each.is_stale]
    return wording.say(
        "initiatives.roll_up", n=len(area.initiatives) + len(added), fresh=len(fresh), stale=len(known) - len(fresh)
    )


def area_grid(area: FocusArea, strategy: Strategy, told: dict[str, InitiativeStatus], wording: Wording) -> Grid:
    """Return the initiatives of a focus area as a table."""
    head = tuple(
        Cell(wording.say(f"initiatives.{name}")) for name in ("initiative", "owner", "status", "told", "moves")
    )
    lines = tuple(
        initiative_line(initiative, strategy, told.get(initiative.number), wording) for initiative in area.initiatives
    )
    lines += tuple(added_line(each, wording) for each in added_to(area, told))
    caption = wording.say("initiatives.caption", area=wording.told(area.label))
    return Grid(caption, head, lines, holds="words", widths=(4, 2.4, 2, 2, 1.2))


def added_to(area: FocusArea, told: dict[str, InitiativeStatus]) -> list[InitiativeStatus]:
    """Return the initiatives of a focus area that the municipality has added to the strategy's."""
    own = {each.number for each in area.initiatives}
    return [each for each in told.values() if each.focus_area == area.number and each.title and each.number not in own]


def added_line(status: InitiativeStatus, wording: Wording) -> Line:
    """Return an initiative that the municipality has added."""
    stands = status.status.get(wording.language, "")
    stands = wording.say("initiatives.stale", status=stands) if status.is_stale else stands
    owner, told = status.owner or NONE, wording.day(status.told) if status.told else NONE
    return Line(Cell(f"{status.number} {status.title}"), (Cell(owner), Cell(stands), Cell(told), Cell(NONE)))


def initiative_line(
    initiative: Initiative, strategy: Strategy, status: InitiativeStatus | None, wording: Wording
) -> Line:
    """Return one initiative; where the strategy names nobody, that is said, and so is a status that is stale."""
    named = ", ".join(wording.told(strategy.actors[each].name) for each in initiative.actors if each in strategy.actors)
    owner = (status.owner if status is not None else "") or named or wording.say("initiatives.no_owner")
    stands, told = wording.say("initiatives.not_told"), NONE
    if status is not None:
        stands = status.status.get(wording.language, "")
        told = wording.day(status.told) if status.told else NONE
        if status.is_stale:
            stands = wording.say("initiatives.stale", status=stands)
    points = ", ".join(str(effect.point) for effect in initiative.moves) or NONE
    cells = (Cell(owner), Cell(stands), Cell(told), Cell(points))
    return Line(Cell(f"{initiative.number} {wording.told(initiative.title)}"), cells)


def decisions_part(followed: Sequence[Followed], steering: Steering, wording: Wording) -> Part:
    """Return the decisions asked for: those the steering group has written, and those that the figures ask for."""
    asked = [
        wording.say("decisions.written", text=each.text, owner=each.owner, due=wording.day(each.due))
        if each.due and each.owner
        else each.text
        for each in steering.decisions
    ]
    for each in followed:
        if judge(each.headline, each.target).standing == "behind":
            sentence = verdict_of(each, wording).sentence
            asked.append(wording.say("decisions.behind", point=numbered(each, wording), sentence=sentence))
        elif each.headline is None:
            asked.append(wording.say("decisions.nothing_released", point=numbered(each, wording)))
    stale = [each.number for each in steering.initiatives if each.is_stale]
    if stale:
        asked.append(wording.say("decisions.stale", n=len(stale), numbers=", ".join(stale)))
    blocks: tuple[Block, ...] = (Items(tuple(asked)),) if asked else (Paragraph(wording.say("decisions.none")),)
    return Part(wording.say("part.decisions"), blocks)


def trust_part(followed: Sequence[Followed], day: date, wording: Wording) -> Part:
    """Return what is unknown, how old the data are, and what to beware of, point by point, in plain words."""
    blocks: list[Block] = [Paragraph(wording.say("trust.intro"))]
    for each in followed:
        row, table = each.headline, each.total
        blocks.append(Heading(numbered(each, wording)))
        if row is None or table is None:
            blocks.append(Paragraph(wording.say("trust.nothing")))
            continue
        hidden, n_rows = hidden_of(each)
        said = (
            ("fact.unknown", unknown_text(row, wording)),
            ("fact.data", data_text(table, day, wording)),
            ("trust.hidden", wording.say("export.n_of", n=wording.count(hidden), total=wording.count(n_rows))),
        )
        blocks.append(Facts(tuple(Fact(wording.say(key), text) for key, text in said if text)))
        blocks.append(Items(tuple(wording.told(caveat) for caveat in each.measure.caveats)))
    return Part(wording.say("part.trust"), tuple(blocks))


def hidden_of(followed: Followed) -> tuple[int, int]:
    """Return how many of a point's numbers are hidden, and how many there are."""
    tables = [table for table in (followed.total, *followed.parts.values()) if table is not None]
    return sum(table.n_hidden for table in tables), sum(len(table.rows) for table in tables)
