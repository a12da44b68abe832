"""Who may need help early: plain functions of one person's facts. No clock, file, setting or database.

A signal says what was seen, since when, and by which numbers. It never sorts a list, never changes a case and gives no
points: what is done about it, a person decides.
"""
