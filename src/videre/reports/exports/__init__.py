"""A released table as a file: CSV, XLSX, JSON and JSON-stat. Each form holds the same rows, hidden ones marked.

Everything here is a pure function of a `Released` table and words about it, so a number that is not in the table cannot
reach a file.
"""
