"""Writing: initiatives, and meetings with what they decide."""
