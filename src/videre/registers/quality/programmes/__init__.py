"""Rules asked of programmes of education."""
