"""The tables of the door."""

from videre.web.own.models.objection import About, Objection

__all__ = ["About", "Objection"]
