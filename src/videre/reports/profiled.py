"""The profile figure in words, as a picture and as tables: what a cohort begins, completes and ends with."""

from typing import Final

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.reports.charts.profile import ANY, HIDDEN, PLACES, draw_profile
from videre.reports.content import Block, Cell, Grid, Line, Paragraph, Picture
from videre.reports.wording import Wording

STAGES: Final = ("cohort", "first", "completed", "ends")
CHANGED, HIGHER = "changed", "higher"


def profile_blocks(table: Released, wording: Wording, *, in_full: bool) -> list[Block]:
    """Return the newest cohort's profile figure; `in_full` with the flows as tables too."""
    period = max({row.period for row in table.rows}, key=position_of)
    shares = {
        (row.breakdown["from"], row.breakdown["to"]): (row.value, row.denominator)
        for row in table.rows
        if row.period == period
    }
    if not any(value is not None for value, _ in shares.values()):
        return [Paragraph(wording.say("profile.too_few", period=period))]
    n_persons = max(denominator or 0 for _, denominator in shares.values())
    caption = wording.say("profile.caption", period=period, n=wording.count(n_persons))
    alternative = wording.say("picture.other", title=caption)
    names = {place: wording.say(f"profile.{place}") for _, _, places in PLACES for place in places if place != ANY}
    names |= {ANY: wording.say("profile.persons", n=wording.count(n_persons)), HIDDEN: wording.say("profile.hidden")}
    heads = [wording.say(f"profile.head_{stage}", period=period) for stage in STAGES]
    svg = draw_profile(table, period, heads, names, alternative, wording.language)
    told = {pair: value for pair, (value, _) in shares.items()}
    blocks: list[Block] = [
        Paragraph(profile_sentence(told, wording)),
        Picture(caption, svg, alternative),
        places_grid(told, caption, wording),
    ]
    if in_full:
        blocks += [flows_grid(told, 1, names, wording), flows_grid(told, 2, names, wording)]
    return [*blocks, Paragraph(wording.say("profile.note"))]


Shares = dict[tuple[str, str], float | None]


def text_of(shares: Shares, came_from: str, came_to: str, wording: Wording) -> str:
    """Return a share as it is told: nobody where there is no such flow, the sign where it is hidden."""
    if (came_from, came_to) not in shares:
        return "–"
    share = shares[came_from, came_to]
    return HIDDEN_TEXT if share is None else wording.percentage(share, 0)


def profile_sentence(shares: Shares, wording: Wording) -> str:
    """Return the figure in words: who never begins, who changes, who begins higher education, who ends with nothing."""
    said = {
        "never": text_of(shares, ANY, "first_none", wording),
        "changed": text_of(shares, ANY, CHANGED, wording),
        "higher": text_of(shares, ANY, HIGHER, wording),
        "nothing": text_of(shares, ANY, "ends_none", wording),
    }
    return wording.say("profile.sentence", **said)


def places_grid(shares: Shares, caption: str, wording: Wording) -> Grid:
    """Return the share of the cohort in each place, column by column, with those who change and begin higher."""
    lines = []
    for stage, (_, _, places) in zip(STAGES[1:], PLACES[1:], strict=True):
        beside = {"first": [CHANGED], "completed": [HIGHER]}.get(stage, [])
        for place in (*places, *beside):
            name = wording.say(f"profile.{place}")
            head = wording.say(f"profile.head_{stage}", period="")
            text = text_of(shares, ANY, place, wording)
            if text != "–":
                lines.append(Line(Cell(f"{head}: {name[:1].lower()}{name[1:]}" if place not in beside else name),
                                  (Cell(text),)))  # fmt: skip
    return Grid(
        caption,
        (Cell(wording.say("profile.place")), Cell(wording.say("profile.share"))),
        tuple(lines),
        widths=(3, 1),
    )


def flows_grid(shares: Shares, number: int, names: dict[str, str], wording: Wording) -> Grid:
    """Return the flows from one column of the figure to the next: a row from, a column to."""
    came_from, came_to = (PLACES[at][2] for at in (number, number + 1))
    lines = [place for place in came_from if any((place, to) in shares for to in came_to)]
    columns = [to for to in came_to if any((place, to) in shares for place in lines)]
    return Grid(
        wording.say(f"profile.flows_{STAGES[number]}"),
        (Cell(wording.say(f"profile.head_{STAGES[number]}", period="")), *(Cell(names[to]) for to in columns)),
        tuple(
            Line(Cell(names[place]), tuple(Cell(text_of(shares, place, to, wording)) for to in columns))
            for place in lines
        ),
        wording.say("profile.flows_note"),
    )
