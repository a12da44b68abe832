"""Rules asked of absence."""
