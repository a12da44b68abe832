"""The pages of steering."""
