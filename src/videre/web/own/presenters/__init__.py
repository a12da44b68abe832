"""What the pages of the door show, in plain words."""
