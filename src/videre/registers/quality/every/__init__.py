"""Rules asked of several registers."""
