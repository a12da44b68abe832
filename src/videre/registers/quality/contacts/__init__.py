"""Rules asked of contacts."""
