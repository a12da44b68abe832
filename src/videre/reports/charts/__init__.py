"""The charts that pages and reports share: a released table in, an SVG out.

Every number in a chart comes from a `Released` table, and the same numbers stand in a table beside it: a chart is a
picture with one sentence of alternative text. Marks are told apart in black and white by dashes, shapes, and labels at
the marks themselves. Texts come in as arguments, already in the reader's language.
"""
