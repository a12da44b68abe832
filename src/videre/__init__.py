"""Videre runs a Danish municipality's youth strategy: registers come in, measurement points and reports go out."""

__version__ = "0.1.0"
