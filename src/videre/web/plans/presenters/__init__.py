"""What the pages of the shared document show, in the reader's words."""
