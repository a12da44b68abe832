"""What the council reads, and the charts that pages and reports share."""
