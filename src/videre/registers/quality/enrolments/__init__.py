"""Rules asked of enrolments."""
