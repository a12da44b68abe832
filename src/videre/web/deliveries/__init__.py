"""Deliveries: which feeds come when they should, and which rows their senders can mend. For the data manager."""
