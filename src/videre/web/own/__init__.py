"""The door of the young person and the parents: the own plan, in plain words."""
