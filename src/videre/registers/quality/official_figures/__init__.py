"""Rules asked of official figures."""
