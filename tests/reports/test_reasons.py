"""Why a figure moved, in one sentence."""

from dataclasses import replace

import pytest
from tests.web.tables import figure, released, strategy

from videre.definitions.catalogue import Definitions
from videre.disclosure.reasons import Reason, release_reasons
from videre.disclosure.released import Released
from videre.domain.movements import LedgerCode
from videre.reports.half_years import HalfYear
from videre.reports.headlines import Followed
from videre.reports.reasons import reason_words, why_it_moved
from videre.reports.wording import Language, Wording

DANISH = Wording("da")
HALF = HalfYear(2015, 2)


def followed(name: str, total: Released, parts: dict[str, Released], breakdown: dict[str, str]) -> Followed:
    point = strategy().find_point(name)
    assert point is not None
    return Followed(
        point=point, measure=Definitions().measure(name), strategy=strategy(), half=HALF, total=total, parts=parts,
        official=(), official_elsewhere=(), breakdown=breakdown,
    )  # fmt: skip


def exam(before: dict[str, int], now: dict[str, int], n: int = 300) -> Followed:
    totals, groups = [], []
    for period, counts in (("2014", before), ("2015", now)):
        totals.append(figure("exam", period, {}, sum(counts.values()), n))
        groups += [figure("exam", period, {"group": group}, count, n) for group, count in counts.items()]
    return followed("exam", released("exam", totals), {"group": released("exam_by_group", groups)}, {})


def test_every_code_of_the_ledger_has_its_words_in_both_languages() -> None:
    words = reason_words()
    assert set(words.codes) == {code.name.lower() for code in LedgerCode if code}
    assert all(text.da and text.en and text.da != text.en for text in words.codes.values())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "December 2015 til januar 2016: Op trak tilflyttere og unge, der kom på hjælp; ned trak fraflyttere."),
        ("en", ("December 2015 to January 2016: Up: people who moved in and young people who went on a benefit; "
               "down: people who moved away.")),
    ],
)  # fmt: skip
def test_released_reasons_are_a_sentence_with_its_periods(language: Language, sentence: str) -> None:
    codes = reason_words().codes
    reasons = [
        Reason(codes[name].model_dump(), effect, 40)
        for name, effect in (("moved_in", 30.0), ("started_benefit", 20.0), ("moved_out", -9.0))
    ]
    told = release_reasons(
        measure="benefits",
        earlier="2015-12",
        later="2016-01",
        reasons=reasons,
        smallest_count=5,
        as_known_at="2016-02-01",
    )
    assert why_it_moved(exam({"no_tests": 9}, {"no_tests": 9}), told, Wording(language)) == sentence


def test_where_no_reason_may_be_told_the_sentence_says_so() -> None:
    told = release_reasons(
        measure="benefits", earlier="2015-12", later="2016-01", reasons=[], smallest_count=5, as_known_at="2016-02-01"
    )
    assert why_it_moved(exam({"no_tests": 9}, {"no_tests": 9}), told, DANISH).endswith(
        "Ingen enkelt grund er stor nok til at blive nævnt."
    )


def test_the_exam_is_told_by_its_released_groups_where_they_changed_by_more_than_noise() -> None:
    before, now = (
        {"no_tests": 40, "some_missing": 20, "below_pass": 10},
        {"no_tests": 5, "some_missing": 60, "below_pass": 11},
    )
    assert why_it_moved(exam(before, now), None, DANISH) == (
        "2014 til 2015: Flere: mangler nogle prøver; færre: ingen prøver."
    )
    same = {"no_tests": 40, "some_missing": 20, "below_pass": 10}
    nearly = {**same, "no_tests": 41}
    assert why_it_moved(exam(same, nearly), None, DANISH).endswith("Ingen enkelt grund er stor nok til at blive nævnt.")


def test_a_hidden_part_is_never_told() -> None:
    point = exam({"no_tests": 40, "some_missing": 60}, {"no_tests": 3, "some_missing": 60})
    assert any(row.is_hidden for row in point.parts["group"].rows)
    assert "ingen prøver" not in why_it_moved(point, None, DANISH)


def test_pathways_are_told_by_the_kinds_that_more_or_fewer_had_started() -> None:
    def row(period: str, kind: str, n: int) -> object:
        return figure("pathways", period, {"kind": kind, "months": "15", "step": "started"}, n, 300)

    rows = [row("2013", "stx", 150), row("2013", "hf", 60), row("2014", "stx", 90), row("2014", "hf", 120)]
    total = released("pathways", rows)  # type: ignore[arg-type]
    point = followed("pathways", total, {}, {"kind": "stx", "months": "15", "step": "started"})
    assert why_it_moved(point, None, DANISH) == "2013 til 2014: Flere: hf; færre: stx."


def test_one_figure_alone_has_not_moved() -> None:
    total = released("exam", [figure("exam", "2015", {}, 30, 300)])
    assert why_it_moved(replace(exam({"no_tests": 9}, {"no_tests": 9}), total=total), None, DANISH) == ""
