"""What is kept for statistics: pseudonymous, columnar, as known at a date."""
