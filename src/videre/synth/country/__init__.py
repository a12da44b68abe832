"""A made-up country: only as many counts of moves as a municipality's projection leans on."""
