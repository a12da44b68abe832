"""Subscriptions: a mail when a month is closed, a figure leaves its way, or a status is stale. Never about a person."""
