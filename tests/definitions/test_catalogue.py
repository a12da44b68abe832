import shutil
from pathlib import Path

import pytest
import yaml

from videre.definitions.catalogue import Definitions
from videre.definitions.files import SHIPPED, InvalidDefinition, NoSuchDefinition, read_yaml

STRATEGY = "strategies/ungemaal-2030.yaml"


def overlay_with(tmp_path: Path, name: str, text: str) -> Definitions:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return Definitions(tmp_path)


def shipped(name: str) -> str:
    return (SHIPPED / name).read_text("utf-8")


def test_a_municipalitys_file_replaces_the_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    text = shipped("standing/18_hours_a_week.yaml").replace("7800", "9000")
    local = overlay_with(tmp_path, "standing/18_hours_a_week.yaml", text)
    assert local.standing_rules("18_hours_a_week").employment_test.hours_per_month_x100 == 9000
    assert Definitions().standing_rules("18_hours_a_week").employment_test.hours_per_month_x100 == 7800
    assert local.names("standing") == Definitions().names("standing")


def test_a_new_name_adds(tmp_path: Path) -> None:
    text = shipped(STRATEGY).replace("name: ungemaal-2030", "name: nabo-2030")
    local = overlay_with(tmp_path, "strategies/nabo-2030.yaml", text)
    assert {"nabo-2030", "ungemaal-2030"} <= {strategy.name for strategy in local.list_strategies()}


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    local = overlay_with(tmp_path, "measures/broken.yaml", "name: [")
    assert local.measure("exam").name == "exam"
    with pytest.raises(InvalidDefinition, match=r"broken\.yaml"):
        local.measure("broken")


def test_what_was_read_is_kept() -> None:
    definitions = Definitions()
    assert definitions.measure("exam") is definitions.measure("exam")


def test_an_error_names_the_file_and_the_field(tmp_path: Path) -> None:
    text = shipped("measures/exam.yaml").replace("better: lower", "better: sideways")
    local = overlay_with(tmp_path, "measures/exam.yaml", text)
    with pytest.raises(InvalidDefinition, match=r"exam\.yaml: better:"):
        local.measure("exam")


def test_a_key_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    local = overlay_with(tmp_path, "measures/exam.yaml", shipped("measures/exam.yaml") + "colour: red\n")
    with pytest.raises(InvalidDefinition, match=r"colour: Extra inputs"):
        local.measure("exam")


def test_a_key_that_is_given_twice_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n", "utf-8")
    with pytest.raises(InvalidDefinition, match=r"'a' is given twice(.|\n)*line 3"):
        read_yaml(path)


def test_a_file_must_bear_its_own_name(tmp_path: Path) -> None:
    local = overlay_with(tmp_path, "measures/absence.yaml", shipped("measures/exam.yaml"))
    with pytest.raises(InvalidDefinition, match="called absence, and says exam"):
        local.measure("absence")


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NoSuchDefinition, match="There are: albertslund-2014-2017, ungemaal-2030"):
        Definitions().strategy("albertslund")
    with pytest.raises(NoSuchDefinition, match="the first year that is, is 2007"):
        Definitions().exam_rule(2006)
    with pytest.raises(NoSuchDefinition, match="kind, sector, youth_education"):
        Definitions().pathway_rules("school")
    with pytest.raises(NoSuchDefinition, match="By: benefits"):
        Definitions().benefit_union("exam")


@pytest.mark.parametrize("name", ["strategy/x.yaml", "strategies/x.yml", "x.yaml"])
def test_a_local_file_that_would_never_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidDefinition, match="nothing reads this"):
        overlay_with(tmp_path, name, "a: 1")


def test_a_home_without_own_definitions_has_the_shipped_ones(tmp_path: Path) -> None:
    assert Definitions(tmp_path / "none").names("measures") == Definitions().names("measures")


def test_the_hash_changes_with_any_shipped_or_local_file(tmp_path: Path) -> None:
    plain = Definitions().content_hash()
    assert Definitions(tmp_path).content_hash() == plain
    local = overlay_with(tmp_path, STRATEGY, shipped(STRATEGY))
    with_same = local.content_hash()
    overlay_with(tmp_path, STRATEGY, shipped(STRATEGY) + "# a note\n")
    assert len({plain, with_same, local.content_hash()}) == 3


def test_a_strategy_may_only_name_measures_that_there_are(tmp_path: Path) -> None:
    text = shipped(STRATEGY).replace("measure: completion", "measure: happiness")
    with pytest.raises(InvalidDefinition, match=r"measurement_points\.1: no measure 'happiness'"):
        overlay_with(tmp_path, STRATEGY, text).strategy("ungemaal-2030")


@pytest.mark.parametrize(
    ("given", "instead", "complaint"),
    [
        ("indicator: at_25, period: \"2013\"", "indicator: at_26, period: \"2013\"", "there is no indicator 'at_26'"),
        ("moves: [{ point: 1,", "moves: [{ point: 7,", "there is no measurement point 7"),
        ('baseline: { period: "2013", value: 0.75 }', 'baseline: { period: "2013", value: 0.76 }', "not among"),
        ("last_day: 2030-12-31", "last_day: 2010-12-31", "ends before it begins"),
    ],
)  # fmt: skip
def test_a_strategy_that_does_not_hold_together_is_refused(
    tmp_path: Path, given: str, instead: str, complaint: str
) -> None:
    assert given in shipped(STRATEGY)
    with pytest.raises(InvalidDefinition, match=complaint):
        overlay_with(tmp_path, STRATEGY, shipped(STRATEGY).replace(given, instead)).strategy("ungemaal-2030")


def test_every_shipped_file_is_valid(tmp_path: Path) -> None:
    definitions = Definitions()
    for name in definitions.names("strategies"):
        definitions.strategy(name)
    for name in definitions.names("measures"):
        definitions.measure(name)
    for name in definitions.names("standing"):
        definitions.standing_rules(name)
    for name in definitions.names("mappings"):
        definitions.mapping(name)
    for name in definitions.names("exam"):
        definitions.exam_rule(int(name))
        assert definitions.exam_years(int(name)).first_year == int(name)
    assert definitions.benefits().benefits


def test_a_copy_of_all_shipped_files_may_lie_over_them(tmp_path: Path) -> None:
    overlay = tmp_path / "definitions"
    shutil.copytree(SHIPPED, overlay, ignore=lambda _, names: [name for name in names if name.endswith((".py", "__"))])
    assert Definitions(overlay).strategy("albertslund-2014-2017").municipality == 165


def test_yaml_is_read_alike_with_and_without_the_c_library() -> None:
    for path in SHIPPED.glob("*/*.yaml"):
        assert read_yaml(path) == yaml.safe_load(path.read_text("utf-8")), path
