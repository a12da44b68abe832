"""The counts that a projection leans on: written, read, and refused where they do not fit."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from videre.definitions.catalogue import Definitions
from videre.pipeline.reference_counts import (
    N_CLOCK,
    SHIPPED,
    UnusableReference,
    count_reference,
    read_reference,
    write_reference,
)
from videre.synth.country.history import make_country
from videre.synth.request import Request

DEFINITIONS = Definitions()
SPACE = DEFINITIONS.state_space("youth_education")


def test_the_shipped_country_says_that_it_is_made_up_and_reaches_25_years() -> None:
    reference = read_reference(SHIPPED, SPACE)
    assert reference.title == ("Opdigtet land", "Made-up country")
    assert reference.years == tuple(range(2007, 2016))
    by_clock = reference.counts[-1].sum(axis=(1, 2))
    assert len(by_clock) == N_CLOCK
    assert (by_clock[:26] > 5000).all()
    assert {tuple(sorted(label)) for label in reference.labels} == {("origin", "parents_education", "sex")}
    assert (reference.area, reference.passed_over) == ("country", ())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    country = make_country(Request(3000, 5, 2012, 2015))
    rules = DEFINITIONS.state_rules(SPACE)
    counted = count_reference(country.history, rules, SPACE, country.leavers, (2013, 2014), ("Prøve", "Trial"))
    assert int(counted.counts.sum()) > 1000
    write_reference(counted, SPACE, tmp_path / "counts.parquet")
    read = read_reference(tmp_path / "counts.parquet", SPACE)
    assert (read.title, read.years) == (counted.title, counted.years)
    for label, counts in zip(read.labels, np.moveaxis(read.counts, -1, 0), strict=True):
        np.testing.assert_array_equal(counts, counted.counts[..., counted.labels.index(label)])


def test_files_that_do_not_fit_are_refused_with_what_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "counts.parquet"
    path.write_text("no parquet")
    with pytest.raises(UnusableReference, match="cannot be read"):
        read_reference(path, SPACE)
    good = pl.read_parquet(SHIPPED).head(5)
    good.drop("n").write_parquet(path)
    with pytest.raises(UnusableReference, match="lacks the columns n"):
        read_reference(path, SPACE)
    good.with_columns(after=pl.lit("nothing/latin/1")).write_parquet(path)
    with pytest.raises(UnusableReference, match="5 rows hold moves that states"):
        read_reference(path, SPACE)


def areas(n_of_region: int) -> pl.DataFrame:
    """Return the shipped counts as a country's, and some of its rows as a region's."""
    country = pl.read_parquet(SHIPPED).with_columns(area=pl.lit("country"))
    return pl.concat([country.head(n_of_region).with_columns(area=pl.lit("region")), country])


def test_the_region_is_leaned_on_where_its_numbers_bear_it_and_else_the_country(tmp_path: Path) -> None:
    path = tmp_path / "counts.parquet"
    titles = {"title_da_region": "Egnen", "title_en_region": "The region", "title_da": "Landet", "title_en": "Country"}
    areas(300).write_parquet(path, metadata=titles)
    thin = read_reference(path, SPACE)
    assert (thin.area, thin.title) == ("country", ("Landet", "Country"))
    ((area, n_a_year),) = thin.passed_over
    assert area == "region"
    assert n_a_year < SPACE.file.leans_on.fewest_person_years
    np.testing.assert_array_equal(thin.counts, read_reference(SHIPPED, SPACE).counts)
    areas(10**9).write_parquet(path, metadata=titles)
    region = read_reference(path, SPACE)
    assert (region.area, region.title, region.passed_over) == ("region", ("Egnen", "The region"), ())
    np.testing.assert_array_equal(region.counts, thin.counts)
    areas(300).with_columns(area=pl.lit("village")).write_parquet(path)
    with pytest.raises(UnusableReference, match="the area 'village' is none of region, country"):
        read_reference(path, SPACE)
    areas(0).head(0).write_parquet(path)
    with pytest.raises(UnusableReference, match="has no rows"):
        read_reference(path, SPACE)


def test_a_file_may_leave_parents_out_and_a_label_of_fewer_dimensions_has_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "counts.parquet"
    frame = pl.read_parquet(SHIPPED)
    keys = [name for name in frame.columns if name not in {"n", "parents_education"}]
    frame.group_by(keys).agg(pl.col("n").sum()).write_parquet(path)
    without, whole = read_reference(path, SPACE), read_reference(SHIPPED, SPACE)
    assert without.dimensions == ("sex", "origin")
    for label in without.labels:
        assert without.observed(label) == whole.observed(label)
    girls = frame.filter(pl.col("sex") == "K")["n"].sum()
    assert whole.observed({"sex": "K"}) * len(whole.years) == girls
