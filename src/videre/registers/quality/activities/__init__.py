"""Rules asked of activities and exemptions."""
