"""Rules asked of changed CPR numbers."""
