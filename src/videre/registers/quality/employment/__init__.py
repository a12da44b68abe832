"""Rules asked of employment."""
