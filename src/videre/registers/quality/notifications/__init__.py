"""Rules asked of notifications."""
