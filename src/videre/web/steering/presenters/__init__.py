"""Initiatives, bodies and meetings in words."""
