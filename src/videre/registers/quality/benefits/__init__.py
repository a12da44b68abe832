"""Rules asked of benefits."""
