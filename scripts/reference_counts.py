"""Writes the counts of a made-up country that `videre demo` puts into its home: `scripts/reference_counts`.

A municipality's projection leans on a country's counts where such a file is given. Real ones come from whoever may
count the country's registers; these are of a made-up country of the same parameters as the made-up municipality.
"""

import sys
import time

from videre.definitions.catalogue import Definitions
from videre.pipeline.reference_counts import SHIPPED, Reference, count_reference, write_reference
from videre.synth.country.history import make_country
from videre.synth.request import Request

N_PERSONS = 500_000  # aged 0 to 40; the country has some 2.8 million, and a tenth of the file would be noise below this
SEED = 2014
FROM_YEAR, TO_YEAR = 2006, 2016
TITLE_DA, TITLE_EN = "Opdigtet land", "Made-up country"


def main() -> None:
    """Make the country, count it and write the file."""
    began = time.perf_counter()
    country = make_country(Request(int(sys.argv[1]) if len(sys.argv) > 1 else N_PERSONS, SEED, FROM_YEAR, TO_YEAR))
    print(f"{len(country.leavers.left_on)} leavers after {time.perf_counter() - began:.0f} s")
    definitions = Definitions()
    space = definitions.state_space("youth_education")
    reference: Reference = count_reference(
        country.history,
        definitions.state_rules(space),
        space,
        country.leavers,
        range(FROM_YEAR + 1, TO_YEAR),
        (TITLE_DA, TITLE_EN),
    )
    write_reference(reference, space, SHIPPED)
    print(f"{SHIPPED}: {SHIPPED.stat().st_size / 1e3:.0f} kB after {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
