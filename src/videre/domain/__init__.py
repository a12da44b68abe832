"""The words and the rules of the field: plain functions of plain values, standard library only.

Everything here may be compiled by Numba (see videre.measures.compiled), so rules take integers, IntEnums and
NamedTuples: no dates, strings, None or dicts where a fold can reach them.
"""
