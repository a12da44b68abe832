"""Released tables, kept for pages. This app reads the home's released folder, and no other number reaches a page."""
