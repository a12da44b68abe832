"""Rules asked of the wellbeing survey."""
