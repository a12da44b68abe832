"""Rules asked of institutions."""
