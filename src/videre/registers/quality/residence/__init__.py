"""Rules asked of residence."""
