"""What leaders see: the strategy as a picture, and a page for each measurement point."""
