"""Where the cohort is heading, in words and tables: computed by hand from made-up released tables."""

from collections.abc import Mapping

import pytest
from tests.projected import FORECASTS, backtest, profile, projected_tables, why
from tests.reports.tables import definitions, material

from videre.definitions.parts_of_change import keys_of_parts, titles_of_parts
from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.reports.backtested import forecasts_of, hindsight_blocks
from videre.reports.content import Block, Facts, Grid, Items, Paragraph, Picture
from videre.reports.half_year import make_report
from videre.reports.half_years import HalfYear
from videre.reports.profiled import profile_blocks
from videre.reports.projected import Looked, Projected, known_projection, project_words
from videre.reports.wording import Language, Wording

DANISH, ENGLISH = Wording("da"), Wording("en")
SPACE = definitions().state_space("youth_education")
JUDGED = {"definition": "at_least_one", "horizon": "25 years"}


def looked(tables: Mapping[str, Released], definition: str = "at_least_one") -> Looked:
    there = material()
    followed = there.tables["completion"]
    official = next(row for row in there.tables["official_figures"].rows if row.breakdown["group"] == "")
    return Looked(tables, titles_of_parts(SPACE), definition, "25 years", 25, 0.95, followed, official, JUDGED)


def words(n_persons: int = 300, language: Language = "da", definition: str = "at_least_one") -> Projected:
    tables = {table.name: table for table in projected_tables(n_persons)}
    return project_words(looked(tables, definition), Wording(language), in_full=True)


def said(blocks: tuple[Block, ...] | list[Block]) -> str:
    """Return the running text of blocks, with plain spaces."""
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph)).replace("\u00a0", " ")


def grids(blocks: tuple[Block, ...] | list[Block]) -> list[Grid]:
    return [block for block in blocks if isinstance(block, Grid)]


def row_of(grid: Grid, name: str) -> list[str]:
    """Return the cells of a table's row, with plain spaces."""
    (line,) = [line for line in grid.lines if line.name.text == name]
    return [cell.text.replace("\u00a0", " ") for cell in line.cells]


def test_why_it_moved_is_told_in_a_sentence_with_its_greatest_parts() -> None:
    told = said(words().why)
    assert "Den ventede andel er steget 1,8 procentpoint fra årgang 2014 til årgang 2015." in told
    assert "Af de 1,8 kommer 1,1 fra færre afbrud i grundforløb 2; 0,9 fra flere, der begynder på stx." in told
    assert "Imod trækker mest 0,4 fra en anden sammensætning af årgangen." in told
    english = said(words(language="en").why)
    assert (
        "Of the 1.8, these come from: 1.1 from fewer breaks in basic course 2; 0.9 from more who begin stx." in english
    )
    assert "no proof of a cause" in english


def test_the_parts_of_a_change_stand_in_a_table_that_sums_to_it() -> None:
    (grid,) = grids(words().why)
    assert row_of(grid, "Hele ændringen") == ["+1,8"]
    assert row_of(grid, "Færre afbrud i grundforløb 2") == ["+1,1"]
    assert row_of(grid, "En anden sammensætning af årgangen") == ["\u22120,4"]
    assert row_of(grid, "Alt andet tilsammen") == ["+0,2"]
    assert grid.lines[-1].is_main


def test_a_change_of_a_cohort_of_few_is_not_told() -> None:
    assert "for lille" in said(words(20).why)
    assert grids(words(20).why) == []


def test_every_part_that_a_change_may_have_has_a_name_in_both_languages() -> None:
    titles = titles_of_parts(SPACE)
    assert set(keys_of_parts(SPACE).values()) <= set(titles)
    assert titles["leaves.gf2.fewer"].en == "fewer breaks in basic course 2"
    assert all(title.da and title.en and "{" not in title.da + title.en for title in titles.values())


def test_the_fan_stands_as_a_picture_and_the_same_as_a_table() -> None:
    blocks = words().fan
    pictures = [block for block in blocks if isinstance(block, Picture)]
    by_years, by_cohort, uncertainty = grids(blocks)
    assert [picture.caption for picture in pictures] == [by_years.caption, by_cohort.caption]
    # 0.92 - 1.6 / 25 + 3 * 0.005 = 0.871, and 1, 2, 3 points to each side
    assert row_of(by_years, "25 år") == ["87 %", "86–88 %", "85–89 %", "84–90 %"]
    assert row_of(by_cohort, "2012") == ["86 %", "85–87 %", "84–88 %", "83–89 %"]
    assert [line.name.text for line in by_cohort.lines] == ["2015", "2014", "2013", "2012"]
    assert row_of(uncertainty, "25 år") == ["± 1,0", "± 5,0", "± 3,0"]
    assert "profilmodel-lignende" in said(blocks)


def test_the_other_definition_has_a_fan_of_its_own() -> None:
    assert row_of(grids(words(definition="a_youth_education").fan)[0], "25 år")[0] == "82 %"


def test_the_backtest_counts_errors_bias_and_coverage_by_horizon() -> None:
    # 3 years: +2, -1, +2 points; 6 years: +2, -1; 9 years: +2 and outside. Mean 6/6 = 1.0, of distances 10/6 = 1.7.
    blocks = words().hindsight
    assert "I 6 tilfælde" in said(blocks)
    assert "i gennemsnit 1,7 procentpoint" in said(blocks)
    assert "i 5 af dem" in said(blocks)
    assert "sagt 1,0 procentpoint for meget" in said(blocks)
    scores, rivals, every = grids(blocks)
    assert row_of(scores, "3 år") == ["3", "+1,0", "1,7", "50 %", "100 %", "100 %"]
    assert row_of(scores, "9 år") == ["1", "+2,0", "2,0", "50 %", "100 %", "0 %"]
    # root mean square of 2, 1, 2 is the root of 3; last year's figure is 4 points off, the ministry's way 3
    assert row_of(rivals, "3 år") == ["1,7", "4,0", "3,0", "–"]
    assert row_of(rivals, "6 år") == ["1,6", "–", "3,0", "–"]
    assert len(every.lines) == sum(map(len, FORECASTS.values()))
    assert row_of(every, "2007, 3 år")[:4] == ["57 %", "52–62 %", "55 %", "+2,0"]


@pytest.mark.parametrize("wording", [DANISH, ENGLISH])
def test_twenty_five_years_is_never_called_back_tested(wording: Wording) -> None:
    for table in (backtest(300), backtest(8)):
        told = said(hindsight_blocks(table, wording, in_full=False, width=760))
        assert ("25 år er aldrig efterprøvet" if wording is DANISH else "25 years is never back-tested") in told
    assert {each.years for each in forecasts_of(backtest(300))} == {"3", "6", "9"}


def test_a_hidden_outcome_counts_in_no_score() -> None:
    some = backtest(300).part(lambda row: not (row.breakdown["said"] == "happened" and row.breakdown["years"] == "9"))
    assert {each.years for each in forecasts_of(some)} == {"3", "6"}
    assert forecasts_of(backtest(8)) == []  # of eight persons nothing can be told


def test_the_profile_figure_says_the_same_in_words_picture_and_tables() -> None:
    blocks = profile_blocks(profile(300), DANISH, in_full=True)
    assert "7 % ventes aldrig at begynde" in said(blocks)
    assert "6 % skifter område" in said(blocks)
    assert "60 % begynder på en videregående" in said(blocks)
    assert "13 % ender uden nogen uddannelse" not in said(blocks)
    assert "17 % ender uden" in said(blocks)  # 2 + 4 + 4 + 7
    places, first, completed = grids(blocks)
    assert row_of(places, "Begynder først på: gymnasial") == ["65 %"]
    assert row_of(places, "Fuldfører: ingen") == ["18 %"]
    assert row_of(places, "Ender med: lang videregående") == ["28 %"]
    # upper secondary, vocational, stu, nothing
    assert row_of(first, "Gymnasial") == ["61 %", "2 %", "–", "2 %"]
    assert row_of(completed, "Stu")[-2:] == ["2 %", "–"]


def test_each_column_of_the_profile_figure_is_the_whole_cohort() -> None:
    shares = {(row.breakdown["from"], row.breakdown["to"]): row.value or 0.0 for row in profile(3000).rows}
    for column in ("first_", "completed_", "ends_"):
        assert sum(v for (a, b), v in shares.items() if a == "any" and b.startswith(column)) == pytest.approx(1.0)


def test_a_profile_of_few_persons_shows_nothing_but_says_so() -> None:
    (block,) = profile_blocks(profile(5), DANISH, in_full=True)
    assert said([block]) == "Årgang 2015 er så lille, at ingen del af figuren kan vises."


def test_the_ministrys_figure_is_what_the_target_is_judged_on_and_the_reasons_stand_beside() -> None:
    blocks = words().beside
    assert "dømmes på ministeriets nyeste offentliggjorte tal" in said(blocks)
    (facts,) = [block for block in blocks if isinstance(block, Facts)]
    official, same, newest = (fact.text.replace("\u00a0", " ") for fact in facts.facts)
    assert "udgivet" in official
    assert same == "89 % for årgang 2013 (95 %-interval 86–92 %)"
    assert "for årgang 2015 (95 %-interval" in newest
    (reasons,) = [block for block in blocks if isinstance(block, Items)]
    assert len(reasons.items) == 5


def test_the_report_of_an_earlier_half_year_knows_no_later_outcome() -> None:
    measure = definitions().measure("completion")
    tables = {table.name: table for table in projected_tables(300)}
    then = known_projection(tables, measure, HalfYear(2013, 2))
    assert {row.period for row in then["completion_fan"].rows} == {"2012", "2013"}
    known = {(row.period, row.breakdown["years"]) for row in then["completion_backtest"].rows}
    assert ("2007", "6") in known  # seen on 1 October 2013
    assert ("2008", "6") not in known
    assert known_projection(tables, definitions().measure("exam"), HalfYear(2015, 2)) == {}


def test_a_report_without_the_projection_is_the_report_as_it_was() -> None:
    there = material()
    without = material([table for name, table in there.tables.items() if not name.startswith("completion_f")])
    texts = [block.text for block in make_report(without, "da").sections[0].blocks if block.kind == "heading"]
    assert "Hvor årgangen er på vej hen" not in texts
    assert "Ramte det rigtigt før?" in texts


def test_a_hidden_share_is_the_sign_in_the_table_and_no_mark_in_the_chart() -> None:
    (by_years, *_rest) = grids(words(60).fan)
    assert row_of(by_years, "25 år")[0] == "87 %"  # 52 of 60, 8 others
    (by_years, *_rest) = grids(words(30).fan)
    assert row_of(by_years, "25 år") == [HIDDEN_TEXT] * 4  # 4 of 30 are not expected to
    assert why(300).n_hidden == 0
