"""The Django project: the only room that knows Django."""
