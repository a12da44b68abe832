"""Data-quality rules, one file each: code, severity, columns, how to mend it in Danish and English, and the check.

A check answers a column of yes and no, so that a million rows cost one pass. Rules that a register has for itself stand
in its folder's `checks.py`.
"""
