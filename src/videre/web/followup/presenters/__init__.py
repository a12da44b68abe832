"""What the pages of follow-up show, in the reader's words."""
