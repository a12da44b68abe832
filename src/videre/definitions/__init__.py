"""What is measured, as data: strategies, measures, programmes, benefits, rules, mappings; and the loader.

Nothing here computes. A municipality's own definitions lie over the shipped ones file by file, and the hash of both is
part of every figure's method version.
"""
