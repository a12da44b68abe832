"""Rules asked of applications."""
