"""Steering: initiatives with who, what and when; the steering group, its meetings and what it decided; the forums."""
