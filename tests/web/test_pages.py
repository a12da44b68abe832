"""The overview and the pages of the measurement points, on tables with hidden numbers, none at all, and odd ones."""

import html
import re

import pytest
from django.core.management import call_command
from django.test import Client
from tests.web.site import write_tables
from tests.web.tables import figure, released

from videre.definitions.catalogue import Definitions
from videre.disclosure.released import Released
from videre.domain.figures import Unit
from videre.home.home import Home

MEASURES = Definitions().names("measures")
N_POINTS = 5
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
HIDDEN = '<span aria-hidden="true">·</span><span class="sr-only">skjult</span>'


def text_of(page: str) -> str:
    """Return what a page says to people, in one line."""
    without_pictures = re.sub(r"<svg.*?</svg>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", without_pictures))).replace("\u00a0", " ")


def cells_of(page: str, row: str) -> list[str]:
    """Return the cells of a table's row."""
    found = re.search(rf'<th scope="row">{re.escape(row)}</th>(.*?)</tr>', page, re.DOTALL)
    assert found is not None, row
    return [text_of(cell).strip() for cell in re.findall(r"<td>(.*?)</td>", found[1], re.DOTALL)]


def test_the_overview_shows_the_strategy_from_roof_to_ground(reader: Client, tables: list[Released]) -> None:
    said = text_of(reader.get("/").text)
    parts = ("Alle unge tager en uddannelse", "Den unge kommer altid videre", "Motiverede og klar til uddannelse",
             "7 indsatser", "5.3f", "Uddannelse som fælles ramme", "Målepunkterne")  # fmt: skip
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    strategy = Definitions().strategy("albertslund-2014-2017")
    assert all(each.title.da in said for each in strategy.list_initiatives())
    assert len(strategy.list_initiatives()) == 18


def test_every_card_tells_figure_goal_age_and_how_it_stands(reader: Client, tables: list[Released]) -> None:
    cards = re.findall(r"<article.*?</article>", reader.get("/").text, re.DOTALL)
    first, second, third, fourth, fifth = map(text_of, cards)
    assert "92 % af 321 Ventes at gennemføre mindst én ungdomsuddannelse inden 25 år, årgang 2015" in first
    assert "95 %-interval 88 % – 95 %" in first
    assert "mindst 95 %, nu på vejen 93 %" in first
    assert "358 Unge på kontanthjælp og uddannelseshjælp, december 2015 17 over målet." in second
    assert "højst 341" in second
    assert "94 % af 1.140" in third
    assert "Ukendt 3,2 %; er de alle i gang, er tallet 97 %" in third
    assert "7,1 % af 312 Går ud af skolen uden afgangsprøve, årgang 2015" in fourth
    assert "41 % af 312 Var begyndt på stx 15 måneder efter 9. klasse, årgang 2014" in fifth
    assert all("ældste kilde 31. december 2015, 2 måneder gammel" in text_of(card) for card in cards)
    assert all('<svg role="img"' in card for card in cards)


def test_the_official_figure_stands_beside_ours_and_judges_the_goal(reader: Client, tables: list[Released]) -> None:
    card = text_of(re.findall(r"<article.*?</article>", reader.get("/").text, re.DOTALL)[0])
    assert "Officielt 90 % for årgang 2013, udgivet 2015" in card
    assert "Efter ministeriets tal: På vej mod målet." in card  # 90 % for 2013, on the way 90.2 %


def test_a_picture_of_ours_never_holds_an_official_figure(reader: Client, home: Home, tables: list[Released]) -> None:
    with_official = reader.get("/maalepunkt/completion").text
    (home.paths.released / "official_figures.json").unlink()
    without = reader.get("/maalepunkt/completion").text
    pictures = [re.findall(r"<svg role=.*?</svg>", page, re.DOTALL) for page in (with_official, without)]
    assert pictures[0]
    assert pictures[0] == pictures[1]
    assert "Officielle tal" in text_of(with_official)
    assert "årgang 2013 90 % 2015 Undervisningsministeriet" in text_of(with_official)
    assert "Målet afgøres af ministeriets tal, som ikke er leveret." in text_of(without)


def test_before_anything_is_released_every_page_says_so(reader: Client) -> None:
    said = text_of(reader.get("/").text)
    assert said.count("Tallet er ikke udgivet endnu.") == N_POINTS
    for name in MEASURES:
        response = reader.get(f"/maalepunkt/{name}")
        assert response.status_code == 200
        assert "Tallet er ikke udgivet endnu." in text_of(response.text)
        assert "Sådan tæller vi" in response.text


@pytest.mark.parametrize("name", MEASURES)
def test_a_page_has_question_definition_caveats_sources_and_protection(
    reader: Client, tables: list[Released], name: str
) -> None:
    measure = Definitions().measure(name)
    said = text_of(reader.get(f"/maalepunkt/{name}").text)
    for text in (measure.title, measure.question, measure.numerator, measure.denominator, measure.test.text):
        assert text.da in said
    assert all(caveat.da in said for caveat in measure.caveats)
    assert "29. februar 2016" in said
    assert "0.1.0-abcdef12-34567890" in said
    assert "Antal personer under 5 er skjult." in said


def test_the_table_has_the_numbers_of_the_released_table(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/benefits").text
    table = next(each for each in tables if each.name == "benefits")
    assert len(table.rows) == 36
    for row in table.rows:
        name = f"{MONTHS[int(row.period[5:]) - 1]} {row.period[:4]}"
        assert cells_of(page, name)[:2] == [f"{row.value:.0f}", "10.350"]


def test_a_percentage_never_stands_without_its_whole(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/youth_15_17/fordelt/sex").text
    assert cells_of(page, "december 2015") == ["93 % af 570", "91 % af 547"]
    page = reader.get("/maalepunkt/youth_15_17/fordelt/class").text
    assert cells_of(page, "december 2015")[:3] == ["1.140", "43 %", "46 %"]  # the same whole for all stands once
    assert '<th scope="col">Ud af</th>' in page


def test_a_hidden_number_is_a_sign_with_words_for_a_screen_reader(reader: Client, tables: list[Released]) -> None:
    page = reader.get("/maalepunkt/exam/fordelt/school").text
    assert HIDDEN in page
    assert cells_of(page, "Skole 165003")[0] == "· skjult"
    assert "10 af tabellens 25 tal er skjult" in text_of(page)


def test_the_hidden_figure_of_a_card_is_the_same_sign(reader: Client, home: Home) -> None:
    write_tables(home, [released("exam", [figure("exam", "2015", {}, 3, 312)])])
    card = re.findall(r"<article.*?</article>", reader.get("/").text, re.DOTALL)[3]
    assert '<span aria-hidden="true">·</span>' in card
    assert "skjult for at beskytte personer" in card
    assert "0,96" not in card
    assert "312" not in text_of(card)


def test_schools_are_shown_for_the_newest_year_with_everybody_as_the_line(
    reader: Client, tables: list[Released]
) -> None:
    page = reader.get("/maalepunkt/exam/fordelt/school").text
    assert "Årgang 2015" in page
    assert "Alle 7,1\u00a0%" in page


def test_pathways_show_the_newest_cohort_that_has_come_so_far(reader: Client, tables: list[Released]) -> None:
    assert "Årgang 2014" in reader.get("/maalepunkt/pathways").text
    assert "Årgang 2015" in reader.get("/maalepunkt/pathways?maaneder=6").text
    page = reader.get("/maalepunkt/pathways?maaneder=27").text
    assert "Årgang 2013" in page
    assert cells_of(page, "stx")[0] == "312"
    assert "egu" not in page.split("<table")[1].split("</table>")[0]  # nobody started it


def test_every_choice_on_a_page_leads_to_a_page(reader: Client, tables: list[Released]) -> None:
    call_command("load_strategy", verbosity=0)  # the temple leads to the initiatives
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = reader.get(path)
        assert response.status_code == 200, path
        if not response["Content-Type"].startswith("text/html"):
            continue  # a download
        waiting += [html.unescape(each) for each in re.findall(r'href="(/(?!static)[^"]*)"', response.text)]
    assert len(seen) > 35


def test_a_count_without_a_goal_and_a_month_without_a_row_are_no_error(reader: Client, home: Home) -> None:
    rows = [
        figure("benefits", month, {}, n, 10_000, unit=Unit.PERSONS)
        for month, n in {"2012-01": 400, "2016-02": 3}.items()
    ]
    write_tables(home, [released("benefits", rows)])
    page = reader.get("/maalepunkt/benefits").text
    assert cells_of(page, "februar 2016")[0] == "· skjult"
    assert cells_of(page, "januar 2012")[0] == "400"
    assert reader.get("/").status_code == 200


def test_a_table_in_which_all_is_hidden_still_has_its_page(reader: Client, home: Home) -> None:
    rows = [figure("exam", str(year), {}, 2, 310) for year in (2014, 2015)]
    by_school = [figure("exam", "2015", {"school": school}, 2, 60) for school in ("101", "102")]
    write_tables(home, [released("exam", rows), released("exam_by_school", by_school)])
    for path in ("/", "/maalepunkt/exam", "/maalepunkt/exam/fordelt/school"):
        assert reader.get(path).status_code == 200


def test_a_school_is_written_by_its_own_name_and_never_as_markup(reader: Client, home: Home) -> None:
    name = 'Herstedøster <script>alert("x")</script> & Co'
    rows = [figure("exam", "2015", {"school": name}, 20, 60), figure("exam", "2015", {"school": "Egelund"}, 9, 60)]
    write_tables(home, [released("exam", [figure("exam", "2015", {}, 29, 120)]), released("exam_by_school", rows)])
    page = reader.get("/maalepunkt/exam/fordelt/school").text
    assert "<script>alert" not in page
    assert "Herstedøster &lt;script&gt;" in page


def test_a_newly_released_table_is_shown_at_once(reader: Client, home: Home) -> None:
    write_tables(home, [released("exam", [figure("exam", "2015", {}, 31, 310)])])
    assert "10 % af 310" in text_of(reader.get("/").text)
    write_tables(home, [released("exam", [figure("exam", "2015", {}, 62, 310)])])
    assert "20 % af 310" in text_of(reader.get("/").text)


def test_english_pages_are_english_all_through(reader: Client, tables: list[Released]) -> None:
    reader.cookies["sprog"] = "en"
    said = text_of(reader.get("/maalepunkt/youth_15_17/fordelt/class").text)
    assert "The 15-17-year-olds in education or work by status" in said
    assert "December 2015" in said
    assert "1,140" in said
    assert "Off plan" in said
    for danish in ("Ukendt", "Måned", "Ud af", "skjult", "Kilde", " og "):
        assert danish not in said


def test_a_measure_beside_a_point_has_a_page_that_leads_back_to_the_points_own(
    reader: Client, tables: list[Released]
) -> None:
    own, beside = (reader.get(f"/maalepunkt/{name}").text for name in ("youth_15_17", "youth_18_24"))
    for page, current in ((own, "De 15-17-årige"), (beside, "De 18-24-årige")):
        choice = page.split('class="choices related"')[1].split("</nav>")[0]
        assert re.findall(r"<a [^>]*>([^<]*)</a>", choice) == [
            "De 15-17-årige",
            "Uden for uddannelse og arbejde",
            "De 18-24-årige",
            "De 25-29-årige",
        ]
        assert re.findall(r'aria-current="page">([^<]*)</a>', choice) == [current]
    assert "Målepunkt 3" in beside
    assert "af 2.950" in text_of(beside)
    key = text_of(beside.split('<section class="key"')[1].split("</section>")[0])
    assert re.search(r"\bMål\b", key) is None  # the goal is not its


def test_a_point_with_one_measure_offers_no_choice_of_measures(reader: Client, tables: list[Released]) -> None:
    assert "Det ser vi på" not in reader.get("/maalepunkt/benefits").text
